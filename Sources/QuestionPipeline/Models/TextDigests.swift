import Synchronization

/// Digests of the latest texts: system messages and schemas stand in many requests, others are asked for twice.
final class TextDigests: Sendable {
  static let shared = TextDigests()
  private let known = Mutex<[String: String]>([:])
  private let limit = 1024

  func digest(of text: String) -> String {
    if let digest = known.withLock({ $0[text] }) { return digest }
    let digest = SHA256.hex(text)
    known.withLock { known in
      if known.count >= limit { known.removeAll() }
      known[text] = digest
    }
    return digest
  }
}

import Synchronization

/// The latest system messages as JSON strings: there are as many as prompts, and each stands in thousands of requests.
final class EscapedTexts: Sendable {
  static let shared = EscapedTexts()
  private static let limit = 16

  private let entries = Mutex<[(text: String, bytes: [UInt8])]>([])

  private init() {}

  /// The text between quotation marks, known again by where it lies: a text that is kept stays where it is.
  func bytes(of text: String) -> [UInt8] {
    let kept = entries.withLock { entries in
      entries.first { Self.isSame($0.text, text) }?.bytes
    }
    if let kept { return kept }
    var json = JSONBytes(capacity: text.utf8.count * 9 / 8 + 2)
    json.string(text)
    let bytes = json.bytes
    entries.withLock { entries in
      if entries.count >= Self.limit { entries.removeFirst() }
      entries.append((text, bytes))
    }
    return bytes
  }

  /// Whether two texts share their storage; short ones may be equal and yet not do so.
  private static func isSame(_ left: String, _ right: String) -> Bool {
    left.utf8.count == right.utf8.count
      && left.utf8.withContiguousStorageIfAvailable { left in
        right.utf8.withContiguousStorageIfAvailable { left.baseAddress == $0.baseAddress } ?? false
      } ?? false
  }
}

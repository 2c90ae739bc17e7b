import Synchronization

extension ChatRequest {
  /// The hash of the logical request: messages as the stage wrote them, schema, sampling as asked, model, role, cell,
  /// sample and attempt. The reply cap and all adaptation to an endpoint stay out of it.
  package func journalKey(model: String) -> String {
    let texts = messages.map { message -> JSONValue in
      // System messages and schemas are the same for many requests.
      let digest =
        message.role == .system
        ? TextDigests.shared.digest(of: message.content) : SHA256.hex(message.content)
      return .array([.string(message.role.rawValue), .string(digest)])
    }
    return SHA256.hex(
      JSONWriter.bytes([
        "version": 1, "model": .string(model), "role": .string(role.rawValue),
        "cell": .integer(cell), "sample": .integer(sample), "attempt": .integer(attempt),
        "temperature": temperature.map(JSONValue.number) ?? .null,
        "schemaName": .string(schemaName),
        "schema": .string(TextDigests.shared.digest(of: JSONWriter.text(schema))),
        "messages": .array(texts),
      ]))
  }
}

/// Digests of the few texts that stand in many requests.
final class TextDigests: Sendable {
  static let shared = TextDigests()
  private let known = Mutex<[String: String]>([:])
  private let limit = 256

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

import Synchronization

extension ChatRequest {
  /// The hash of the logical request: messages as the stage wrote them, schema, sampling as asked, model, role, cell,
  /// sample and attempt. The reply cap and all adaptation to an endpoint stay out of it.
  package func journalKey(model: String) -> String {
    let texts = messages.map { message -> JSONValue in
      .array([
        .string(message.role.rawValue), .string(TextDigests.shared.digest(of: message.content)),
      ])
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

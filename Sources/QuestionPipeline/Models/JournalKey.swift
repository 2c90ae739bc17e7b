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

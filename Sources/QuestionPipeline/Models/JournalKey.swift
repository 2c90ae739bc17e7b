extension ChatRequest {
  /// The hash of the logical request: messages as the stage wrote them, schema, sampling as asked, model, role, cell,
  /// sample and attempt. The reply cap and all adaptation to an endpoint stay out of it.
  package func journalKey(model: String) -> String {
    var hash = SHA256()
    hash.update(
      JSONWriter.bytes([
        "version": 1, "model": .string(model), "role": .string(role.rawValue),
        "cell": .integer(cell), "sample": .integer(sample), "attempt": .integer(attempt),
        "temperature": temperature.map(JSONValue.number) ?? .null,
        "schemaName": .string(schemaName), "schema": schema,
        "messages": .array(messages.map(\.json)),
      ]))
    return hash.finish()
  }
}

extension ChatRequest {
  /// The hash of the logical request: messages as the stage wrote them, schema, sampling as asked, model, role, cell,
  /// sample and attempt. The reply cap and all adaptation to an endpoint stay out of it.
  package func journalKey(model: String) -> String { digests.key(of: self, model: model) }

  /// Its texts with their digests: those of the messages, then the schema.
  var digestedTexts: [DigestedText] { digests.texts(of: self) }

  /// - Parameter texts: those of the messages, then the schema.
  func madeKey(model: String, texts: [DigestedText]) -> String {
    // Written out, since every request needs it: JSON of one line with the members in this order.
    var bytes: [UInt8] = []
    bytes.reserveCapacity(640)
    func add(_ text: String) { bytes.append(contentsOf: text.utf8) }
    add("{\"version\":1,\"model\":")
    JSONWriter.append(.string(model), to: &bytes)
    add(",\"role\":\"")
    add(role.rawValue)
    add("\",\"cell\":")
    JSONWriter.append(.integer(cell), to: &bytes)
    add(",\"sample\":")
    JSONWriter.append(.integer(sample), to: &bytes)
    add(",\"attempt\":")
    JSONWriter.append(.integer(attempt), to: &bytes)
    add(",\"temperature\":")
    add(temperature.map(JSONWriter.text(of:)) ?? "null")
    if wantsOdds { add(",\"odds\":true") }
    add(",\"schemaName\":")
    JSONWriter.append(.string(schemaName), to: &bytes)
    add(",\"schema\":\"")
    add(texts[messages.count].digest)
    add("\",\"messages\":")
    appendMessageDigests(texts, to: &bytes)
    add("}")
    return SHA256.hex(bytes)
  }

  /// Appends role and digest of each message, as JSON.
  /// - Parameter texts: those of the messages, in their order.
  func appendMessageDigests(_ texts: [DigestedText], to bytes: inout [UInt8]) {
    bytes.append(0x5B)
    for index in messages.indices {
      bytes.append(index > 0 ? ",[\"" : "[\"")
      bytes.append(contentsOf: messages[index].role.rawValue.utf8)
      bytes.append("\",\"")
      bytes.append(contentsOf: texts[index].digest.utf8)
      bytes.append("\"]")
    }
    bytes.append(0x5D)
  }
}

extension ChatRequest {
  /// The hash of the logical request: messages as the stage wrote them, schema, sampling as asked, model, role, cell,
  /// sample and attempt. The reply cap and all adaptation to an endpoint stay out of it.
  package func journalKey(model: String) -> String {
    // Written out, since every request needs it: JSON of one line with the members in this order.
    var text = "{\"version\":1,\"model\":"
    text.reserveCapacity(640)
    text += JSONWriter.text(.string(model))
    text += ",\"role\":\"\(role.rawValue)\",\"cell\":\(cell),\"sample\":\(sample)"
    text += ",\"attempt\":\(attempt),\"temperature\":"
    text += temperature.map(JSONWriter.text(of:)) ?? "null"
    if wantsOdds { text += ",\"odds\":true" }
    text += ",\"schemaName\":"
    text += JSONWriter.text(.string(schemaName))
    text += ",\"schema\":\"\(TextDigests.shared.schema(schema).digest)\",\"messages\":"
    text += messageDigests
    text += "}"
    return SHA256.hex(text)
  }

  /// Role and digest of each message, as JSON.
  var messageDigests: String {
    messageDigests(messages.map { TextDigests.shared.digest(of: $0.content) })
  }

  /// - Parameter digests: those of the messages, in their order.
  func messageDigests(_ digests: some Sequence<String>) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(messages.count * 90 + 2)
    appendMessageDigests(digests, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends the same text.
  func appendMessageDigests(_ digests: some Sequence<String>, to bytes: inout [UInt8]) {
    let start = bytes.count + 1
    bytes.append(0x5B)
    for (message, digest) in zip(messages, digests) {
      if bytes.count > start { bytes.append(0x2C) }
      bytes.append(contentsOf: "[\"".utf8)
      bytes.append(contentsOf: message.role.rawValue.utf8)
      bytes.append(contentsOf: "\",\"".utf8)
      bytes.append(contentsOf: digest.utf8)
      bytes.append(contentsOf: "\"]".utf8)
    }
    bytes.append(0x5D)
  }
}

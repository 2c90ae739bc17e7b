/// Finds the JSON in a model's reply: the whole text, a fenced block, or the first object among prose.
package enum ReplyReader {
  /// Throws: `JSONError` where there is none.
  package static func json(in content: String) throws -> JSONValue {
    let trimmed = trim(content)
    guard !trimmed.isEmpty else { throw JSONError(.syntax, "the reply is blank") }
    if let value = try? JSONParser.parse(trimmed) { return value }
    let bytes = Array(trimmed.utf8)
    if let fenced = fencedBlock(bytes), let value = try? JSONParser.prefix(fenced).value {
      return value
    }
    if let open = bytes.firstIndex(of: 0x7B) {
      return try JSONParser.prefix(bytes[open...]).value
    }
    throw JSONError(.syntax, "the reply holds no JSON object")
  }

  private static func trim(_ text: String) -> String {
    var scalars = Substring(text).unicodeScalars
    while let first = scalars.first, first.properties.isWhitespace || first == "\u{FEFF}" {
      scalars.removeFirst()
    }
    while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
    return String(Substring(scalars))
  }

  /// What follows the first fence, from the first brace on.
  private static func fencedBlock(_ bytes: [UInt8]) -> ArraySlice<UInt8>? {
    var index = 0
    while index + 2 < bytes.count {
      if bytes[index] == 0x60, bytes[index + 1] == 0x60, bytes[index + 2] == 0x60 {
        guard let open = bytes[index...].firstIndex(of: 0x7B) else { return nil }
        return bytes[open...]
      }
      index += 1
    }
    return nil
  }
}

/// Writes JSON whose bytes depend on the value alone: keys in their order, shortest numbers, no locale.
package struct JSONWriter {
  private var bytes: [UInt8] = []
  private let indent: Int?

  /// - Parameter indent: spaces a level; nil writes one line.
  private init(indent: Int?) { self.indent = indent }

  package static func bytes(_ value: JSONValue, indent: Int? = nil) -> [UInt8] {
    var writer = JSONWriter(indent: indent)
    writer.write(value, level: 0)
    return writer.bytes
  }

  package static func text(_ value: JSONValue, indent: Int? = nil) -> String {
    String(decoding: bytes(value, indent: indent), as: UTF8.self)
  }

  /// The form that is hashed: one line, keys sorted by their Unicode scalars.
  package static func canonical(_ value: JSONValue) -> [UInt8] { bytes(sorted(value)) }

  private static func sorted(_ value: JSONValue) -> JSONValue {
    switch value {
    case .array(let elements): .array(elements.map(sorted))
    case .object(let object):
      .object(
        JSONObject(
          object.members
            .sorted { $0.key.unicodeScalars.lexicographicallyPrecedes($1.key.unicodeScalars) }
            .map { ($0.key, sorted($0.value)) }))
    default: value
    }
  }

  private mutating func write(_ value: JSONValue, level: Int) {
    switch value {
    case .null: append("null")
    case .bool(let flag): append(flag ? "true" : "false")
    case .integer(let number): append(String(number))
    case .number(let number): append(Self.text(of: number))
    case .string(let text): write(text)
    case .array(let elements):
      group(open: "[", close: "]", count: elements.count, level: level) { writer, index in
        writer.write(elements[index], level: level + 1)
      }
    case .object(let object):
      group(open: "{", close: "}", count: object.members.count, level: level) { writer, index in
        writer.write(object.members[index].key)
        writer.append(writer.indent == nil ? ":" : ": ")
        writer.write(object.members[index].value, level: level + 1)
      }
    }
  }

  private mutating func group(
    open: String, close: String, count: Int, level: Int,
    _ element: (inout JSONWriter, Int) -> Void
  ) {
    append(open)
    for index in 0..<count {
      if index > 0 { append(",") }
      newLine(level + 1)
      element(&self, index)
    }
    if count > 0 { newLine(level) }
    append(close)
  }

  private mutating func newLine(_ level: Int) {
    guard let indent else { return }
    bytes.append(0x0A)
    bytes.append(contentsOf: repeatElement(0x20, count: indent * level))
  }

  private mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

  private mutating func write(_ text: String) {
    bytes.append(0x22)
    for byte in text.utf8 {
      switch byte {
      case 0x22: append("\\\"")
      case 0x5C: append("\\\\")
      case 0x0A: append("\\n")
      case 0x0D: append("\\r")
      case 0x09: append("\\t")
      case 0..<0x20, 0x7F:
        let digits = Array("0123456789abcdef".utf8)
        append("\\u00")
        bytes.append(digits[Int(byte >> 4)])
        bytes.append(digits[Int(byte & 15)])
      default: bytes.append(byte)
      }
    }
    bytes.append(0x22)
  }

  /// The shortest text that reads back as the same number; whole numbers without a fraction.
  package static func text(of number: Double) -> String {
    guard number.isFinite else { return "null" }
    if let whole = Int(exactly: number), abs(whole) < 1 << 53 { return String(whole) }
    return number.description
  }
}

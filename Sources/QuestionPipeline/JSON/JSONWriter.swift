/// Writes JSON whose bytes depend on the value alone: keys in their order, shortest numbers, no locale.
package struct JSONWriter {
  private var bytes: [UInt8] = []
  private let indent: Int?

  /// - Parameter indent: spaces a level; nil writes one line.
  private init(indent: Int?) { self.indent = indent }

  package static func bytes(_ value: JSONValue, indent: Int? = nil) -> [UInt8] {
    var writer = JSONWriter(indent: indent)
    // A buffer that grows is copied each time.
    if indent == nil { writer.bytes.reserveCapacity(size(of: value)) }
    writer.write(value, level: 0)
    return writer.bytes
  }

  /// About how many bytes a value takes on one line: escapes take more, short numbers less.
  private static func size(of value: JSONValue) -> Int {
    switch value {
    case .null, .bool: 5
    case .integer, .number: 8
    case .string(let text): text.utf8.count + 4
    case .array(let elements): elements.reduce(2) { $0 + size(of: $1) + 1 }
    case .object(let object):
      object.members.reduce(2) { $0 + $1.key.utf8.count + 4 + size(of: $1.value) }
    }
  }

  /// A line for each value, with its end.
  package static func lines(_ values: some Sequence<JSONValue>) -> [UInt8] {
    var bytes: [UInt8] = []
    for value in values { appendLine(value, to: &bytes) }
    return bytes
  }

  /// The same, handed over in pieces.
  package static func writeLines<Failure>(
    _ values: some Sequence<JSONValue>, to put: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    var bytes: [UInt8] = []
    for value in values {
      appendLine(value, to: &bytes)
      try bytes.handOverPiece(to: put)
    }
    try put(bytes)
  }

  /// Writes an object of which one member is a list too long to be held as a value, handed over in pieces.
  ///
  /// - Parameters:
  ///   - key: the member's; what the object has there gives way.
  ///   - elements: made one by one as they are written.
  static func write<Failure>(
    _ object: JSONObject, indent: Int?, listing key: String, _ elements: some Sequence<JSONValue>,
    to put: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    var writer = JSONWriter(indent: indent)
    writer.bytes.append(0x7B)
    var isFirst = true
    for member in object.members {
      writer.separate(&isFirst, level: 1)
      writer.writeKey(member.key)
      if member.key == key {
        try writer.write(elements, level: 1, to: put)
      } else {
        writer.write(member.value, level: 1)
      }
    }
    if !isFirst { writer.newLine(0) }
    writer.bytes.append(0x7D)
    try put(writer.bytes)
  }

  private static func appendLine(_ value: JSONValue, to bytes: inout [UInt8]) {
    append(value, to: &bytes)
    bytes.append(0x0A)
  }

  /// Writes one line behind what is there, without its end.
  package static func append(_ value: JSONValue, to bytes: inout [UInt8]) {
    var writer = JSONWriter(indent: nil)
    swap(&writer.bytes, &bytes)
    writer.write(value, level: 0)
    swap(&writer.bytes, &bytes)
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
            .map { JSONObject.Member($0.key, sorted($0.value)) }))
    default: value
    }
  }

  private mutating func write(_ value: JSONValue, level: Int) {
    switch value {
    case .null: bytes.append("null")
    case .bool(let flag): bytes.append(flag ? "true" : "false")
    case .integer(let number): write(number)
    case .number(let number): write(number)
    case .string(let text): write(text)
    case .array(let elements): write(elements, level: level)
    case .object(let object):
      bytes.append(0x7B)
      var isFirst = true
      for member in object.members {
        separate(&isFirst, level: level + 1)
        writeKey(member.key)
        write(member.value, level: level + 1)
      }
      if !isFirst { newLine(level) }
      bytes.append(0x7D)
    }
  }

  private mutating func write(_ elements: [JSONValue], level: Int) {
    bytes.append(0x5B)
    var isFirst = true
    for element in elements {
      separate(&isFirst, level: level + 1)
      write(element, level: level + 1)
    }
    if !isFirst { newLine(level) }
    bytes.append(0x5D)
  }

  /// Hands over what is written and forgets it, whenever it has grown to a piece.
  private mutating func write<Failure>(
    _ elements: some Sequence<JSONValue>, level: Int, to put: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    bytes.append(0x5B)
    var isFirst = true
    for element in elements {
      separate(&isFirst, level: level + 1)
      write(element, level: level + 1)
      try bytes.handOverPiece(to: put)
    }
    if !isFirst { newLine(level) }
    bytes.append(0x5D)
  }

  private mutating func writeKey(_ key: String) {
    write(key)
    bytes.append(0x3A)
    if indent != nil { bytes.append(0x20) }
  }

  private mutating func separate(_ isFirst: inout Bool, level: Int) {
    if !isFirst { bytes.append(0x2C) }
    isFirst = false
    newLine(level)
  }

  private mutating func newLine(_ level: Int) {
    guard let indent else { return }
    bytes.append(0x0A)
    bytes.append(contentsOf: repeatElement(0x20, count: indent * level))
  }

  private mutating func write(_ number: Int) {
    guard number >= 0, number < 1000 else { return bytes.append(contentsOf: String(number).utf8) }
    if number >= 100 { bytes.append(UInt8(0x30 + number / 100)) }
    if number >= 10 { bytes.append(UInt8(0x30 + number / 10 % 10)) }
    bytes.append(UInt8(0x30 + number % 10))
  }

  private mutating func write(_ number: Double) {
    bytes.append(contentsOf: Self.text(of: number).utf8)
  }

  private mutating func write(_ text: String) {
    // Where it lies, as nearly all do; making a copy of it to be changed would count references up and down.
    let written: Void? = text.utf8.withContiguousStorageIfAvailable {
      JSONEscapes.append($0, to: &bytes)
    }
    guard written == nil else { return }
    var text = text
    text.withUTF8 { JSONEscapes.append($0, to: &bytes) }
  }

  /// The shortest text that reads back as the same number; whole numbers without a fraction.
  package static func text(of number: Double) -> String {
    guard number.isFinite else { return "null" }
    if let whole = Int(exactly: number), abs(whole) < 1 << 53 { return String(whole) }
    return number.description
  }
}

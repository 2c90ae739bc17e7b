/// Writes the members of one JSON object straight to bytes.
struct JSONBytes {
  private(set) var bytes: [UInt8] = []
  /// Whether a comma stands before the next member of the group that is open.
  private var needsComma = false

  init(capacity: Int) { bytes.reserveCapacity(capacity) }

  mutating func open(_ bracket: Unicode.Scalar) {
    separate()
    bytes.append(UInt8(ascii: bracket))
    needsComma = false
  }

  mutating func close(_ bracket: Unicode.Scalar) {
    bytes.append(UInt8(ascii: bracket))
    needsComma = true
  }

  /// Writes a key of our own, which needs no escapes.
  mutating func key(_ name: StaticString) {
    separate()
    bytes.append(0x22)
    bytes.append(name)
    bytes.append(0x22)
    bytes.append(0x3A)
    needsComma = false
  }

  mutating func key(_ name: String) {
    string(name)
    bytes.append(0x3A)
    needsComma = false
  }

  mutating func string(_ text: String) {
    separate()
    var text = text
    text.withUTF8 { JSONEscapes.append($0, to: &bytes) }
    needsComma = true
  }

  /// Writes a string that was written before, with its quotation marks.
  mutating func escaped(_ string: [UInt8]) {
    separate()
    bytes.append(contentsOf: string)
    needsComma = true
  }

  mutating func raw(_ text: String) {
    separate()
    bytes.append(contentsOf: text.utf8)
    needsComma = true
  }

  mutating func value(_ value: JSONValue) {
    separate()
    JSONWriter.append(value, to: &bytes)
    needsComma = true
  }

  private mutating func separate() {
    if needsComma { bytes.append(0x2C) }
  }
}

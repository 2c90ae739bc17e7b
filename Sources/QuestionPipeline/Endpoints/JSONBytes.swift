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
    bytes.append(0x22)
    var text = text
    text.withUTF8 { escape($0) }
    bytes.append(0x22)
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
    switch value {
    case .null: raw("null")
    case .bool(let flag): raw(flag ? "true" : "false")
    case .integer(let number): raw(String(number))
    case .number(let number): raw(JSONWriter.text(of: number))
    case .string(let text): string(text)
    case .array(let elements):
      open("[")
      for element in elements { self.value(element) }
      close("]")
    case .object(let object):
      open("{")
      for member in object.members {
        key(member.key)
        self.value(member.value)
      }
      close("}")
    }
  }

  private mutating func separate() {
    if needsComma { bytes.append(0x2C) }
  }

  /// Copies runs of what needs no escape whole, and looks for their ends eight bytes at a time.
  private mutating func escape(_ text: UnsafeBufferPointer<UInt8>) {
    guard let base = text.baseAddress else { return }
    let count = text.count
    var start = 0
    var index = 0
    while index < count {
      if index &+ 8 <= count {
        let word = UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self)
        if !Self.needsEscape(word) {
          index &+= 8
          continue
        }
      }
      let byte = base[index]
      if byte >= 0x20, byte != 0x22, byte != 0x5C {
        index &+= 1
        continue
      }
      bytes.append(contentsOf: UnsafeBufferPointer(start: base + start, count: index &- start))
      append(escapeOf: byte)
      index &+= 1
      start = index
    }
    bytes.append(contentsOf: UnsafeBufferPointer(start: base + start, count: count &- start))
  }

  /// Whether one of eight bytes is a control character, a quote or a backslash.
  private static func needsEscape(_ word: UInt64) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    let quote = word ^ (ones &* 0x22)
    let backslash = word ^ (ones &* 0x5C)
    let control = (word &- ones &* 0x20) & ~word
    return (control | (quote &- ones) & ~quote | (backslash &- ones) & ~backslash) & highs != 0
  }

  private mutating func append(escapeOf byte: UInt8) {
    bytes.append(0x5C)
    switch byte {
    case 0x22, 0x5C: bytes.append(byte)
    case 0x0A: bytes.append(0x6E)
    case 0x0D: bytes.append(0x72)
    case 0x09: bytes.append(0x74)
    default:
      let low = byte & 15
      bytes.append(contentsOf: [0x75, 0x30, 0x30, 0x30 + byte >> 4])
      bytes.append(low < 10 ? 0x30 + low : 0x57 + low)
    }
  }
}

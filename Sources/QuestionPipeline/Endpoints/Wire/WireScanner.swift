/// Walks JSON bytes once, taking what is asked for and skipping the rest: lenient about all that it skips, exact about
/// where strings, lists and objects end.
struct WireScanner {
  /// The bytes are no JSON, or are cut off.
  enum Fault: Error { case syntax, tooDeep }

  /// A string as it stands between its quotes.
  struct RawText {
    var start: Int
    var end: Int
    var hasEscapes: Bool
    var isEmpty: Bool { start == end }
  }

  static let maxDepth = 128

  let input: UnsafeBufferPointer<UInt8>
  var index = 0

  init(_ input: UnsafeBufferPointer<UInt8>) {
    self.input = input
    if input.count >= 3, input[0] == 0xEF, input[1] == 0xBB, input[2] == 0xBF { index = 3 }
  }

  /// The next byte that is not blank, which stays unread; nil at the end.
  @inline(__always)
  mutating func peek() -> UInt8? {
    while index < input.count {
      let byte = input[index]
      if byte > 0x20 { return byte }
      index &+= 1
    }
    return nil
  }

  /// Takes each member of the object that stands here. The body reads or skips its value, whole.
  @inline(__always)
  mutating func members(_ body: (inout WireScanner, RawText) throws(Fault) -> Void) throws(Fault) {
    guard peek() == 0x7B else { throw .syntax }
    index &+= 1
    if peek() == 0x7D {
      index &+= 1
      return
    }
    while true {
      let key = try rawText()
      guard peek() == 0x3A else { throw .syntax }
      index &+= 1
      try body(&self, key)
      switch peek() {
      case 0x2C: index &+= 1
      case 0x7D:
        index &+= 1
        return
      default: throw .syntax
      }
    }
  }

  /// Takes each element of the list that stands here.
  mutating func elements(_ body: (inout WireScanner, Int) throws(Fault) -> Void) throws(Fault) {
    guard peek() == 0x5B else { throw .syntax }
    index &+= 1
    if peek() == 0x5D {
      index &+= 1
      return
    }
    var count = 0
    while true {
      try body(&self, count)
      count &+= 1
      switch peek() {
      case 0x2C: index &+= 1
      case 0x5D:
        index &+= 1
        return
      default: throw .syntax
      }
    }
  }

  /// Takes the string that stands here.
  @inline(__always)
  mutating func rawText() throws(Fault) -> RawText {
    guard peek() == 0x22, let base = input.baseAddress else { throw .syntax }
    let start = index &+ 1
    let count = input.count
    var at = start
    var hasEscapes = false
    while at < count {
      let byte = base[at]
      if byte == 0x22 {
        index = at &+ 1
        return RawText(start: start, end: at, hasEscapes: hasEscapes)
      }
      if byte == 0x5C {
        hasEscapes = true
        at &+= 1
      }
      at &+= 1
    }
    throw .syntax
  }

  /// Takes the value that stands here, whatever it is.
  @inline(__always)
  mutating func skip() throws(Fault) {
    switch peek() {
    case 0x22: _ = try rawText()
    case 0x7B, 0x5B: try skipGroup()
    case nil, 0x2C, 0x7D, 0x5D, 0x3A: throw .syntax
    default:
      while index < input.count, !Self.endsScalar(input[index]) { index &+= 1 }
    }
  }

  private static func endsScalar(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte == 0x2C || byte == 0x7D || byte == 0x5D || byte == 0x3A || byte == 0x22
  }

  private mutating func skipGroup() throws(Fault) {
    var depth = 0
    while let byte = peek() {
      switch byte {
      case 0x22:
        _ = try rawText()
        continue
      case 0x7B, 0x5B:
        depth &+= 1
        guard depth <= Self.maxDepth else { throw .tooDeep }
      case 0x7D, 0x5D:
        depth &-= 1
        if depth == 0 {
          index &+= 1
          return
        }
      default: break
      }
      index &+= 1
    }
    throw .syntax
  }

  /// Takes the value that stands here and says whether it was null.
  mutating func skippedNull() throws(Fault) -> Bool {
    let isNull = peek() == 0x6E
    try skip()
    return isNull
  }

  /// Takes the value that stands here as it is written.
  mutating func rawValue() throws(Fault) -> Range<Int> {
    _ = peek()
    let start = index
    try skip()
    return start..<index
  }

  @inline(__always)
  func matches(_ text: RawText, _ word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard text.end &- text.start == count else { return false }
    let start = word.utf8Start
    for offset in 0..<count where input[text.start &+ offset] != start[offset] { return false }
    return true
  }

  /// The text, with its escapes replaced.
  func string(_ text: RawText) -> String {
    guard text.hasEscapes else {
      return String(decoding: input[text.start..<text.end], as: UTF8.self)
    }
    var bytes: [UInt8] = []
    append(text, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Takes the value that stands here: its text if it is a string, nil otherwise.
  mutating func optionalString() throws(Fault) -> String? {
    guard peek() == 0x22 else {
      try skip()
      return nil
    }
    return string(try rawText())
  }

  /// Takes the value that stands here: a number, also one in quotes; nil otherwise.
  mutating func number() throws(Fault) -> Double? {
    if peek() == 0x22 { return Double(string(try rawText())) }
    let range = try rawValue()
    guard range.count <= 40, let first = range.first.map({ input[$0] }),
      first == 0x2D || (0x30...0x39).contains(first)
    else { return nil }
    var whole = 0
    var isWhole = range.count <= 15
    for byte in input[range] {
      guard isWhole, (0x30...0x39).contains(byte) else {
        isWhole = false
        break
      }
      whole = whole &* 10 &+ Int(byte &- 0x30)
    }
    if isWhole { return Double(whole) }
    return Double(String(decoding: input[range], as: UTF8.self)).flatMap { $0.isFinite ? $0 : nil }
  }

  /// Adds the text with its escapes replaced. Halves of surrogate pairs that meet at the seam of two texts are joined.
  func append(_ text: RawText, to bytes: inout [UInt8]) {
    guard text.hasEscapes else {
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: input[text.start..<text.end]))
      return
    }
    var at = text.start
    var run = at
    while at < text.end {
      guard input[at] == 0x5C else {
        at &+= 1
        continue
      }
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: input[run..<at]))
      at &+= 1
      guard at < text.end else { return }
      let byte = input[at]
      at &+= 1
      switch byte {
      case 0x62: bytes.append(0x08)
      case 0x66: bytes.append(0x0C)
      case 0x6E: bytes.append(0x0A)
      case 0x72: bytes.append(0x0D)
      case 0x74: bytes.append(0x09)
      case 0x75:
        if let unit = hexadecimal(at, before: text.end) {
          Self.append(unit, to: &bytes)
          at &+= 4
        }
      default: bytes.append(byte)
      }
      run = at
    }
    bytes.append(contentsOf: UnsafeBufferPointer(rebasing: input[run..<text.end]))
  }

  private func hexadecimal(_ start: Int, before end: Int) -> UInt32? {
    guard start &+ 4 <= end else { return nil }
    var value: UInt32 = 0
    for byte in input[start..<start &+ 4] {
      switch byte {
      case 0x30...0x39: value = value << 4 | UInt32(byte &- 0x30)
      case 0x41...0x46: value = value << 4 | UInt32(byte &- 0x37)
      case 0x61...0x66: value = value << 4 | UInt32(byte &- 0x57)
      default: return nil
      }
    }
    return value
  }

  /// Halves of pairs are kept in three bytes until the other half comes; a lone one is no UTF-8 and reads as U+FFFD.
  private static func append(_ unit: UInt32, to bytes: inout [UInt8]) {
    switch unit {
    case 0..<0x80: bytes.append(UInt8(unit))
    case 0x80..<0x800:
      bytes.append(UInt8(0xC0 | unit >> 6))
      bytes.append(UInt8(0x80 | unit & 0x3F))
    default:
      let count = bytes.count
      if (0xDC00..<0xE000).contains(unit), count >= 3, bytes[count - 3] == 0xED,
        (0xA0...0xAF).contains(bytes[count - 2])
      {
        let high = 0xD000 | UInt32(bytes[count - 2] & 0x3F) << 6 | UInt32(bytes[count - 1] & 0x3F)
        let scalar = 0x10000 + (high - 0xD800) << 10 + (unit - 0xDC00)
        bytes.removeLast(3)
        bytes.append(UInt8(0xF0 | scalar >> 18))
        bytes.append(UInt8(0x80 | scalar >> 12 & 0x3F))
        bytes.append(UInt8(0x80 | scalar >> 6 & 0x3F))
        bytes.append(UInt8(0x80 | scalar & 0x3F))
      } else {
        bytes.append(UInt8(0xE0 | unit >> 12))
        bytes.append(UInt8(0x80 | unit >> 6 & 0x3F))
        bytes.append(UInt8(0x80 | unit & 0x3F))
      }
    }
  }
}

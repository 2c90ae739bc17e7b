extension JSONParser {
  mutating func string(quote: UInt8) throws(JSONError) -> String {
    let open = index
    index += 1
    let start = index
    var isASCII = true
    index = endOfRun(quote: quote, isASCII: &isASCII)
    if current == quote {
      let run = input[start..<index]
      let text =
        isASCII
        ? String(decoding: UnsafeBufferPointer(rebasing: run), as: UTF8.self) : try checkedText(run)
      index += 1
      return text
    }
    var bytes = Array(input[start..<index])
    while true {
      guard let byte = current else {
        index = open
        throw error("a string that does not end")
      }
      switch byte {
      case quote:
        index += 1
        return try bytes.withUnsafeBufferPointer { buffer throws(JSONError) in
          try checkedText(buffer[...])
        }
      case 0x5C: try escape(into: &bytes)
      case 0..<0x20 where byte != 0x09 || !options.json5:
        throw error("a control character in a string; write it as an escape")
      default:
        let run = index
        index = max(run + 1, endOfRun(quote: quote, isASCII: &isASCII))
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: input[run..<index]))
      }
    }
  }

  /// The index of the next byte of a string that does not stand for itself.
  /// - Parameter isASCII: becomes false where one before it is not ASCII, or may be none.
  private func endOfRun(quote: UInt8, isASCII: inout Bool) -> Int {
    guard let base = input.baseAddress else { return index }
    let count = input.count
    var at = index
    var seen: UInt64 = 0
    defer { if seen & 0x8080_8080_8080_8080 != 0 { isASCII = false } }
    // Eight bytes at a time, up to those that hold such a byte.
    let ones: UInt64 = 0x0101_0101_0101_0101
    func below(_ word: UInt64, _ limit: UInt64) -> UInt64 { (word &- ones &* limit) & ~word }
    while at &+ 8 <= count {
      let word = UInt64(
        littleEndian: UnsafeRawPointer(base + at).loadUnaligned(as: UInt64.self))
      let found =
        (below(word, 0x20) | below(word ^ ones &* UInt64(quote), 1) | below(word ^ ones &* 0x5C, 1))
        & (ones &* 0x80)
      seen |= word
      // A borrow may find what is none behind the first, never before it.
      if found != 0 { return at &+ found.trailingZeroBitCount / 8 }
      at &+= 8
    }
    while at < count {
      let byte = base[at]
      if byte == quote || byte == 0x5C || byte < 0x20 { break }
      seen |= UInt64(byte)
      at &+= 1
    }
    return at
  }

  private func checkedText(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) throws(JSONError) -> String {
    // Decoding mends what is wrong, so that what was right is what comes out unchanged: faster than `String(validating:)`,
    // which looks types up at run time.
    let bytes = UnsafeBufferPointer(rebasing: bytes)
    let text = String(decoding: bytes, as: UTF8.self)
    guard text.utf8.withContiguousStorageIfAvailable({ Self.areEqual($0, bytes) }) == true else {
      throw error("bytes that are not UTF-8 in a string")
    }
    return text
  }

  /// Whether the bytes are the same, eight at a time.
  private static func areEqual(
    _ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard left.count == right.count else { return false }
    let (a, b) = (UnsafeRawBufferPointer(left), UnsafeRawBufferPointer(right))
    var index = 0
    while index + 8 <= a.count {
      if a.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        != b.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      {
        return false
      }
      index += 8
    }
    while index < a.count {
      if a[index] != b[index] { return false }
      index += 1
    }
    return true
  }

  private mutating func escape(into bytes: inout [UInt8]) throws(JSONError) {
    index += 1
    guard let byte = current else { throw error("a string that does not end") }
    index += 1
    switch byte {
    case 0x22, 0x5C, 0x2F: bytes.append(byte)
    case 0x62: bytes.append(0x08)
    case 0x66: bytes.append(0x0C)
    case 0x6E: bytes.append(0x0A)
    case 0x72: bytes.append(0x0D)
    case 0x74: bytes.append(0x09)
    case 0x75:
      var scalar = try hexadecimal(4)
      if (0xD800..<0xDC00).contains(scalar), take("\\u") {
        let low = try hexadecimal(4)
        guard (0xDC00..<0xE000).contains(low) else { throw error("half of a surrogate pair") }
        scalar = 0x10000 + (scalar - 0xD800) << 10 + (low - 0xDC00)
      }
      guard let unicode = Unicode.Scalar(scalar) else { throw error("half of a surrogate pair") }
      bytes.append(contentsOf: UTF8.encode(unicode) ?? UTF8.encodedReplacementCharacter)
    case 0x27 where options.json5: bytes.append(byte)
    case 0x76 where options.json5: bytes.append(0x0B)
    case 0x30 where options.json5: bytes.append(0x00)
    case 0x78 where options.json5:
      let scalar = try hexadecimal(2)
      bytes.append(contentsOf: String(Character(Unicode.Scalar(UInt8(scalar)))).utf8)
    case 0x0D where options.json5:
      if current == 0x0A { index += 1 }
    case 0x0A where options.json5: break
    default: throw error("unknown escape '\\\(Character(Unicode.Scalar(byte)))' in a string")
    }
  }

  private mutating func hexadecimal(_ count: Int) throws(JSONError) -> UInt32 {
    var value: UInt32 = 0
    for offset in 0..<count {
      guard index + offset < input.count, let digit = Self.digit(input[index + offset]) else {
        throw error("expected \(count) hexadecimal digits in an escape")
      }
      value = value << 4 | digit
    }
    index += count
    return value
  }

  /// Takes a whole number of few digits, which is what most numbers are; leaves all others to be read with more care.
  private mutating func shortWhole() -> Int? {
    var at = index
    let isNegative = at < input.count && input[at] == 0x2D
    if isNegative { at += 1 }
    let first = at
    var value = 0
    while at < input.count, at - first < 18, (0x30...0x39).contains(input[at]) {
      value = value * 10 + Int(input[at] - 0x30)
      at += 1
    }
    guard at > first, input[first] != 0x30 || at == first + 1 else { return nil }
    if at < input.count {
      switch input[at] {
      case 0x2C, 0x5D, 0x7D, 0x20, 0x0A, 0x0D, 0x09: break
      default: return nil
      }
    }
    index = at
    return isNegative ? -value : value
  }

  /// Takes a decimal of few digits; leaves all others. Numerator and power of ten are exact, so that the quotient is the
  /// nearest number there is, as of any other reading.
  private mutating func shortDecimal() -> Double? {
    var at = index
    let isNegative = at < input.count && input[at] == 0x2D
    if isNegative { at += 1 }
    let first = at
    var point: Int?
    var digits = 0
    while at < input.count {
      let byte = input[at]
      if byte == 0x2E, point == nil, at > first {
        point = at
      } else if (0x30...0x39).contains(byte), at - first <= 15 {
        digits = digits * 10 + Int(byte - 0x30)
      } else {
        break
      }
      at += 1
    }
    guard let point, at > point + 1, input[first] != 0x30 || point == first + 1 else { return nil }
    if at < input.count {
      switch input[at] {
      case 0x2C, 0x5D, 0x7D, 0x20, 0x0A, 0x0D, 0x09: break
      default: return nil
      }
    }
    let value = Double(digits) / Self.powersOfTen[at - point - 1]
    index = at
    return isNegative ? -value : value
  }

  private static let powersOfTen: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
  ]

  private static func digit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 0x30...0x39: UInt32(byte - 0x30)
    case 0x41...0x46: UInt32(byte - 0x37)
    case 0x61...0x66: UInt32(byte - 0x57)
    default: nil
    }
  }

  mutating func number() throws(JSONError) -> JSONValue {
    let start = index
    if options.json5, current == 0x2B || current == 0x2D { index += 1 }
    if options.json5, take("0x") || take("0X") {
      let digits = index
      while let byte = current, Character(Unicode.Scalar(byte)).isHexDigit { index += 1 }
      let text = String(decoding: input[digits..<index], as: UTF8.self)
      guard let magnitude = Int(text, radix: 16) else { throw error("a malformed number") }
      return .integer(input[start] == 0x2D ? -magnitude : magnitude)
    }
    index = start
    if let whole = shortWhole() { return .integer(whole) }
    if let decimal = shortDecimal() { return .number(decimal) }
    var isWhole = true
    scan: while let byte = current {
      switch byte {
      case 0x30...0x39, 0x2B, 0x2D: index += 1
      case 0x2E, 0x65, 0x45:
        isWhole = false
        index += 1
      default: break scan
      }
    }
    var text = String(decoding: input[start..<index], as: UTF8.self)
    if options.json5 {
      if text.hasPrefix("+") { text.removeFirst() }
      if text.hasSuffix(".") { text += "0" }
      if text.hasPrefix(".") { text = "0" + text }
      if text.hasPrefix("-.") { text = "-0" + text.dropFirst() }
    }
    let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
    guard let first = digits.utf8.first, (0x30...0x39).contains(first),
      !(digits.hasPrefix("0") && digits.count > 1 && digits.dropFirst().first!.isNumber),
      !digits.contains(".e"), !digits.contains(".E"), !digits.hasSuffix(".")
    else {
      index = start
      throw error("a malformed number")
    }
    if isWhole, let value = Int(text) { return .integer(value) }
    guard let value = Double(text), value.isFinite else {
      index = start
      throw error("a number that is malformed or out of range")
    }
    return .number(value)
  }
}

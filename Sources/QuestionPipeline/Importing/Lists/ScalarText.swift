/// Text as scalars, for readers that look at marks: one scalar is one step, whatever the script.
typealias Scalars = [Unicode.Scalar]

extension RandomAccessCollection where Element == Unicode.Scalar, Index == Int {
  /// The same text as a string.
  var string: String { String(scalars: self) }

  /// Without the white space and the invisible scalars around it.
  var trimmed: SubSequence {
    var range = startIndex..<endIndex
    while let first = range.first, self[first].isBlank { range.removeFirst() }
    while let last = range.last, self[last].isBlank { range.removeLast() }
    return self[range]
  }

  /// Whether the words stand at the index.
  func has(_ words: some Collection<Unicode.Scalar>, at start: Int) -> Bool {
    var index = start
    for scalar in words {
      guard index < endIndex, self[index] == scalar else { return false }
      index += 1
    }
    return true
  }

  /// The first place of the words at or behind the index.
  func place(of words: Scalars, from start: Int) -> Int? {
    guard let first = words.first, endIndex - start >= words.count else { return nil }
    return (start...(endIndex - words.count)).first { self[$0] == first && has(words, at: $0) }
  }

  /// ASCII in lower case for full-width and capital letters, a plain space for other spaces; as many scalars as before.
  var folded: Scalars { map(\.plainForm) }
}

extension Unicode.Scalar {
  /// White space, byte order marks and joiners: nothing that a reader sees.
  @inline(__always)
  var isBlank: Bool {
    if value < 0x80 { return value == 0x20 || (0x09...0x0D).contains(value) }
    return value == 0xA0 || value == 0x3000 || value == 0xFEFF || value == 0x85
      || (0x2000...0x200F).contains(value) || value == 0x2028 || value == 0x2029
      || value == 0x202F || value == 0x205F || value == 0x2060
  }

  @inline(__always)
  var plainForm: Unicode.Scalar {
    switch value {
    case 0x41...0x5A: return Unicode.Scalar(UInt8(value + 0x20))
    case 0..<0x80: return self
    case 0xFF21...0xFF3A: return Unicode.Scalar(UInt8(value - 0xFEE0 + 0x20))
    case 0xFF01...0xFF5E: return Unicode.Scalar(UInt8(value - 0xFEE0))
    case 0x201C, 0x201D: return "\""
    case 0x2018, 0x2019: return "'"
    default: return isBlank ? " " : self
    }
  }

  @inline(__always)
  var isASCIIDigit: Bool { value &- 0x30 < 10 }

  @inline(__always)
  var isLowerLetter: Bool { value &- 0x61 < 26 }
}

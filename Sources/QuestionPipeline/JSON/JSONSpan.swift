/// Where pieces of JSON end in bytes that may hold anything; brackets in strings count for nothing.
enum JSONSpan {
  /// The index of the quotation mark that ends the string whose first one stands at `start`; `end` or beyond where none does.
  static func closingQuote<Bytes: RandomAccessCollection<UInt8>>(
    in bytes: Bytes, from start: Int, to end: Int
  ) -> Int where Bytes.Index == Int {
    var index = start + 1
    while index < end, bytes[index] != 0x22 {
      if bytes[index] == 0x5C { index += 1 }
      index += 1
    }
    return index
  }

  /// The index behind the group of brackets that begins at `start`, merely counted; `end` where it is not closed.
  static func endOfGroup<Bytes: RandomAccessCollection<UInt8>>(
    in bytes: Bytes, from start: Int, to end: Int
  ) -> Int where Bytes.Index == Int {
    var depth = 0
    var index = start
    while index < end {
      switch bytes[index] {
      case 0x22: index = closingQuote(in: bytes, from: index, to: end)
      case 0x7B, 0x5B: depth += 1
      case 0x7D, 0x5D:
        depth -= 1
        if depth == 0 { return index + 1 }
      default: break
      }
      index += 1
    }
    return end
  }
}

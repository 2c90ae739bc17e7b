/// Text as a JSON string: which bytes may stand as they are, and what the others are written as.
enum JSONEscapes {
  /// How many bytes are put together before they are appended.
  private static let room = 1024

  /// Appends the text between quotation marks.
  static func append(_ text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
    bytes.append(0x22)
    if let start = text.baseAddress {
      let plain = plainBytes(start, text.count)
      bytes.append(contentsOf: UnsafeBufferPointer(start: start, count: plain))
      if plain < text.count { escape(start + plain, text.count - plain, to: &bytes) }
    }
    bytes.append(0x22)
  }

  /// Appends text that has something to escape: put together beside the bytes, since between two quotation marks there is
  /// mostly too little to be worth an append of its own.
  private static func escape(
    _ text: UnsafePointer<UInt8>, _ count: Int, to bytes: inout [UInt8]
  ) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: room) { buffer in
      guard let start = buffer.baseAddress else { return }
      var end = 0
      var index = 0
      while index < count {
        if end > room - 16 {
          bytes.append(contentsOf: UnsafeBufferPointer(start: start, count: end))
          end = 0
        }
        if index &+ 8 <= count {
          let word = word(text + index)
          UnsafeMutableRawPointer(start + end).storeBytes(of: word.littleEndian, as: UInt64.self)
          let marks = marks(of: word)
          let plain = marks.trailingZeroBitCount >> 3
          index &+= plain
          end &+= plain
          if marks == 0 { continue }
        }
        let byte = text[index]
        if needsEscape(byte) {
          end &+= put(escapeOf: byte, at: start + end)
        } else {
          start[end] = byte
          end &+= 1
        }
        index &+= 1
      }
      bytes.append(contentsOf: UnsafeBufferPointer(start: start, count: end))
    }
  }

  /// How many of some bytes come before the first control character, quotation mark, backslash or DEL.
  @inline(__always)
  private static func plainBytes(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int {
    var index = 0
    while index &+ 8 <= count {
      let marks = marks(of: word(bytes + index))
      if marks != 0 { return index &+ marks.trailingZeroBitCount >> 3 }
      index &+= 8
    }
    guard index < count else { return count }
    if count >= 8 {
      // The last eight bytes, of which some have been looked at.
      let marks = marks(of: word(bytes + (count &- 8)))
      return marks == 0 ? count : count &- 8 &+ marks.trailingZeroBitCount >> 3
    }
    while index < count, !needsEscape(bytes[index]) { index &+= 1 }
    return index
  }

  @inline(__always)
  private static func needsEscape(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == 0x22 || byte == 0x5C || byte == 0x7F
  }

  /// Eight bytes, the first in the lowest bits.
  @inline(__always)
  private static func word(_ bytes: UnsafePointer<UInt8>) -> UInt64 {
    UInt64(littleEndian: UnsafeRawPointer(bytes).loadUnaligned(as: UInt64.self))
  }

  /// The high bit of each of eight bytes that needs an escape; borrows may set those behind the first, too.
  @inline(__always)
  private static func marks(of word: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let quote = word ^ ones &* 0x22
    let backslash = word ^ ones &* 0x5C
    let delete = word ^ ones &* 0x7F
    // Where a byte is below the limit, the difference borrows its high bit.
    let below =
      ((word &- ones &* 0x20) & ~word) | ((quote &- ones) & ~quote)
      | ((backslash &- ones) & ~backslash) | ((delete &- ones) & ~delete)
    return below & (ones &* 0x80)
  }

  /// Returns how many bytes it wrote.
  private static func put(escapeOf byte: UInt8, at place: UnsafeMutablePointer<UInt8>) -> Int {
    place[0] = 0x5C
    switch byte {
    case 0x22, 0x5C: place[1] = byte
    case 0x0A: place[1] = 0x6E
    case 0x0D: place[1] = 0x72
    case 0x09: place[1] = 0x74
    default:
      (place[1], place[2], place[3], place[4]) = (0x75, 0x30, 0x30, 0x30 + byte >> 4)
      let low = byte & 15
      place[5] = low < 10 ? 0x30 + low : 0x57 + low
      return 6
    }
    return 2
  }
}

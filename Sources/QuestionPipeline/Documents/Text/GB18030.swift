import CGB18030

/// The Chinese national encoding, with GBK and GB2312 in it, by a table of our own: systems differ in theirs.
enum GB18030 {
  /// The text; nil where the bytes are none of the encoding.
  static func decode(_ bytes: [UInt8]) -> [UInt8]? {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count * 3 / 2)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte < 0x80 {
        result.append(byte)
        index += 1
        continue
      }
      guard let (point, count) = character(bytes, at: index), let scalar = Unicode.Scalar(point)
      else { return nil }
      result.append(contentsOf: UTF8.encode(scalar)!)
      index += count
    }
    return result
  }

  /// Whether bytes that are no UTF-8 are likely to be Chinese text: whole codes, most of them of frequent characters.
  static func isLikely(_ bytes: [UInt8]) -> Bool {
    var codes = 0
    var frequent = 0
    var index = 0
    while index < bytes.count {
      if bytes[index] < 0x80 {
        index += 1
        continue
      }
      guard let (_, count) = character(bytes, at: index) else { return false }
      codes += 1
      if count == 2, (0xA1...0xF7).contains(bytes[index]), bytes[index + 1] >= 0xA1 {
        frequent += 1
      }
      index += count
    }
    return codes >= 2 && frequent * 10 >= codes * 7
  }

  /// The code point at a place whose byte is no ASCII, and how many bytes it takes.
  private static func character(_ bytes: [UInt8], at index: Int) -> (UInt32, Int)? {
    let lead = Int(bytes[index])
    guard (0x81...0xFE).contains(lead), index + 1 < bytes.count else { return nil }
    let second = Int(bytes[index + 1])
    if (0x40...0xFE).contains(second), second != 0x7F {
      let place = (lead - 0x81) * 190 + second - (second < 0x7F ? 0x40 : 0x41)
      return (UInt32(unit(place)), 2)
    }
    guard (0x30...0x39).contains(second), index + 3 < bytes.count else { return nil }
    let third = Int(bytes[index + 2])
    let fourth = Int(bytes[index + 3])
    guard (0x81...0xFE).contains(third), (0x30...0x39).contains(fourth) else { return nil }
    let pointer = (((lead - 0x81) * 10 + second - 0x30) * 126 + third - 0x81) * 10 + fourth - 0x30
    if pointer >= 189_000 {
      let point = pointer - 189_000 + 0x10000
      return point <= 0x10FFFF ? (UInt32(point), 4) : nil
    }
    guard pointer < 39_420 else { return nil }
    return (point(pointer), 4)
  }

  /// Of the two-byte codes, which come first in the table.
  private static let pairs = 23_940

  private static func unit(_ place: Int) -> UInt16 {
    var count = 0
    let table = viva_gb18030(&count)!
    return UInt16(table[2 * place]) | UInt16(table[2 * place + 1]) << 8
  }

  /// By the last range that opens at or before the pointer.
  private static func point(_ pointer: Int) -> UInt32 {
    var count = 0
    _ = viva_gb18030(&count)
    var low = 0
    var high = (count / 2 - pairs) / 2
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(unit(pairs + 2 * middle)) <= pointer { low = middle } else { high = middle }
    }
    return UInt32(unit(pairs + 2 * low + 1)) + UInt32(pointer) - UInt32(unit(pairs + 2 * low))
  }
}

import CZlib
import QuestionPipeline

/// Writes ZIP archives whose bytes depend on their files alone: every date is the first that the format knows.
enum ZipFile {
  static func bytes(_ files: [(path: String, bytes: [UInt8])]) -> [UInt8] {
    var result: [UInt8] = []
    var directory: [UInt8] = []
    for file in files {
      let packed = Deflater.deflated(file.bytes)
      let name = Array(file.path.utf8)
      let sum = file.bytes.withUnsafeBufferPointer {
        crc32(0, $0.baseAddress, UInt32($0.count))
      }
      // Version 2.0, no flags, deflated, midnight of 1 January 1980.
      var head = number(20, 2) + number(0, 2) + number(8, 2) + number(0, 2) + number(0x21, 2)
      head += number(Int(sum), 4) + number(packed.count, 4) + number(file.bytes.count, 4)
      head += number(name.count, 2) + number(0, 2)
      // No comment, first disk, no attributes.
      directory += number(0x0201_4B50, 4) + number(20, 2) + head + number(0, 6) + number(0, 4)
      directory += number(result.count, 4) + name
      result += number(0x0403_4B50, 4) + head + name + packed
    }
    let start = result.count
    result += directory + number(0x0605_4B50, 4) + number(0, 4)
    result += number(files.count, 2) + number(files.count, 2)
    return result + number(directory.count, 4) + number(start, 4) + number(0, 2)
  }

  /// In little-endian order.
  private static func number(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }
}

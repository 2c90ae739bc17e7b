import CZlib
import QuestionPipeline

/// Makes ZIP files for tests, sound ones and others.
package struct ZipWriter {
  package struct Entry {
    package var name: String
    package var bytes: [UInt8]
    package var isPacked = true
    /// The flag alone; the bytes stay as they are.
    package var isEncrypted = false
    /// What the directory says instead of the truth.
    package var statedSize: Int?

    package init(
      _ name: String, _ bytes: [UInt8], isPacked: Bool = true, isEncrypted: Bool = false,
      statedSize: Int? = nil
    ) {
      self.name = name
      self.bytes = bytes
      self.isPacked = isPacked
      self.isEncrypted = isEncrypted
      self.statedSize = statedSize
    }

    package init(_ name: String, _ text: String) { self.init(name, Array(text.utf8)) }
  }

  package static func bytes(_ entries: [Entry]) -> [UInt8] {
    var result: [UInt8] = []
    var directory: [UInt8] = []
    for entry in entries {
      let packed = entry.isPacked ? Deflater.deflated(entry.bytes) : entry.bytes
      let offset = result.count
      let name = Array(entry.name.utf8)
      let size = entry.statedSize ?? entry.bytes.count
      var head = number(20, 2) + number(entry.isEncrypted ? 1 : 0, 2)
      head += number(entry.isPacked ? 8 : 0, 2) + number(0, 4)
      let sum = entry.bytes.withUnsafeBufferPointer {
        crc32(0, $0.baseAddress, UInt32($0.count))
      }
      head += number(Int(sum), 4) + number(packed.count, 4) + number(size, 4)
      head += number(name.count, 2) + number(0, 2)
      result += number(0x0403_4B50, 4) + head + name + packed
      directory += number(0x0201_4B50, 4) + number(20, 2) + head + number(0, 2) + number(0, 2)
      directory += number(0, 2) + number(0, 4) + number(offset, 4) + name
    }
    let start = result.count
    result += directory + number(0x0605_4B50, 4) + number(0, 4)
    result += number(entries.count, 2) + number(entries.count, 2)
    return result + number(directory.count, 4) + number(start, 4) + number(0, 2)
  }

  private static func number(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }
}

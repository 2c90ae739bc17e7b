/// The first half of a SHA-256 digest: as good a name as the whole for all the texts that a file can hold, and small
/// enough to keep a million in memory.
struct RecordKey: Equatable, Sendable {
  private let high: UInt64
  /// As evenly spread as any hash of it.
  let low: UInt64

  /// No text's and no reply's.
  static let none = RecordKey(high: .max, low: .max)

  private init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// - Parameter digest: hexadecimal digits, of which the first 32 count.
  init(_ digest: String) {
    var digest = digest
    (high, low) = digest.withUTF8 { digits in
      let count = digits.count
      if count >= 32 {
        let digits = UnsafeRawBufferPointer(digits)
        return (
          Self.half(digits, 0) << 32 | Self.half(digits, 8),
          Self.half(digits, 16) << 32 | Self.half(digits, 24)
        )
      }
      return (
        Self.word(digits, 0..<min(16, count)), Self.word(digits, min(16, count)..<min(32, count))
      )
    }
  }

  /// How many bytes it takes in a file.
  static let size = 16

  /// One that was appended to these bytes.
  init(_ bytes: UnsafeRawBufferPointer, at start: Int) {
    high = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self))
    low = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: start + 8, as: UInt64.self))
  }

  /// The same bytes on every machine: those of the digest.
  func append(to bytes: inout [UInt8]) {
    withUnsafeBytes(of: (high.bigEndian, low.bigEndian)) { bytes.append(contentsOf: $0) }
  }

  /// Eight digits at once: a letter stands for nine more than its lowest four bits say.
  private static func half(_ digits: UnsafeRawBufferPointer, _ start: Int) -> UInt64 {
    var word = UInt64(
      bigEndian: digits.loadUnaligned(fromByteOffset: start, as: UInt64.self))
    word = (word & 0x0F0F_0F0F_0F0F_0F0F) + 9 * (word >> 6 & 0x0101_0101_0101_0101)
    word = (word | word >> 4) & 0x00FF_00FF_00FF_00FF
    word = (word | word >> 8) & 0x0000_FFFF_0000_FFFF
    return (word | word >> 16) & 0xFFFF_FFFF
  }

  /// Fewer of them.
  private static func word(_ digits: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> UInt64 {
    var word: UInt64 = 0
    for index in range {
      let digit = digits[index]
      word = word << 4 | UInt64(digit < 0x3A ? digit &- 0x30 : digit &- 0x57)
    }
    return word
  }
}

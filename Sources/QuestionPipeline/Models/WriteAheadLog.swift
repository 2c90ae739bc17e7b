/// SQLite's write-ahead log as it lies on the disk, looked at before SQLite opens it.
///
/// SQLite takes the log up to the first frame whose checksum is wrong and drops the rest without a word. That is right
/// for a tail torn by a cut of power, and wrong where a bit has turned in the middle: what lies behind was committed.
/// Since each commit is on the disk before the next begins, a torn tail can only belong to the last one.
struct WriteAheadLog {
  /// What is wrong with a log, in words; nil where SQLite recovers all that was committed.
  static func damage(in bytes: [UInt8]) -> String? {
    guard bytes.count > headerSize else { return nil }
    return bytes.withUnsafeBytes { damage(in: $0) }
  }

  private static let headerSize = 32
  private static let frameHeaderSize = 24

  private static func damage(in bytes: UnsafeRawBufferPointer) -> String? {
    let magic = word(bytes, 0)
    let pageSize = Int(word(bytes, 8))
    guard magic & ~1 == 0x377F_0682, pageSize >= 512, pageSize <= 65_536,
      pageSize & (pageSize - 1) == 0
    else { return "its head is none" }
    let isBigEndian = magic & 1 == 1
    var sum = Sum(isBigEndian: isBigEndian)
    sum.add(bytes, 0..<24)
    guard sum.isStored(in: bytes, at: 24) else { return "its head is damaged" }
    let salts = (word(bytes, 16), word(bytes, 20))
    let frameSize = frameHeaderSize + pageSize
    let count = (bytes.count - headerSize) / frameSize

    var broken: Int?
    var commitsBehind = 0
    for frame in 0..<count {
      let start = headerSize + frame * frameSize
      // Frames of an earlier round have other salts: they are where this round has not come yet.
      let isOfThisRound = word(bytes, start + 8) == salts.0 && word(bytes, start + 12) == salts.1
      if broken == nil {
        if isOfThisRound {
          sum.add(bytes, start..<start + 8)
          sum.add(bytes, start + frameHeaderSize..<start + frameSize)
          if sum.isStored(in: bytes, at: start + 16) { continue }
        }
        broken = frame
        continue
      }
      guard isOfThisRound else { continue }
      // Held against what stands in the frame before it, since the chain is broken.
      var link = Sum(isBigEndian: isBigEndian, storedIn: bytes, at: start - frameSize + 16)
      link.add(bytes, start..<start + 8)
      link.add(bytes, start + frameHeaderSize..<start + frameSize)
      guard link.isStored(in: bytes, at: start + 16) else { continue }
      if commitsBehind > 0 || isCommit(bytes, broken: broken, before: frame, frameSize) {
        return
          "frame \((broken ?? 0) + 1) of \(count) is damaged, and what was committed lies behind it"
      }
      if word(bytes, start + 4) != 0 { commitsBehind += 1 }
    }
    return nil
  }

  /// Whether the damaged frame ended a commit, and the frame after it began the next.
  private static func isCommit(
    _ bytes: UnsafeRawBufferPointer, broken: Int?, before frame: Int, _ frameSize: Int
  ) -> Bool {
    guard let broken, broken < frame else { return false }
    return word(bytes, headerSize + broken * frameSize + 4) != 0
  }

  private static func word(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt32 {
    UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
  }

  /// The log's checksum, which goes on from frame to frame.
  private struct Sum {
    private let isBigEndian: Bool
    private var first: UInt32 = 0
    private var second: UInt32 = 0

    init(isBigEndian: Bool) { self.isBigEndian = isBigEndian }

    init(isBigEndian: Bool, storedIn bytes: UnsafeRawBufferPointer, at offset: Int) {
      self.isBigEndian = isBigEndian
      first = word(bytes, offset)
      second = word(bytes, offset + 4)
    }

    mutating func add(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) {
      for offset in stride(from: range.lowerBound, to: range.upperBound, by: 8) {
        let one = bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)
        let two = bytes.loadUnaligned(fromByteOffset: offset + 4, as: UInt32.self)
        first &+= (isBigEndian ? UInt32(bigEndian: one) : UInt32(littleEndian: one)) &+ second
        second &+= (isBigEndian ? UInt32(bigEndian: two) : UInt32(littleEndian: two)) &+ first
      }
    }

    func isStored(in bytes: UnsafeRawBufferPointer, at offset: Int) -> Bool {
      word(bytes, offset) == first && word(bytes, offset + 4) == second
    }
  }
}

/// Passages that have a term, ascending, as one row of the index keeps them: for each the distance from the one before and
/// the term's impact, in a number of as few bytes as it takes.
struct PostingChunk: Sendable, Hashable {
  /// As many bytes as a row of a page of 8 KB holds without spilling over.
  static let size = 1900

  private(set) var first: Int
  private(set) var last: Int
  private(set) var count: Int
  private(set) var bytes: [UInt8]

  init(_ passage: Int, impact: UInt8) {
    first = passage
    last = passage
    count = 1
    bytes = [impact]
  }

  /// As a row holds it.
  init(first: Int, last: Int, count: Int, bytes: [UInt8]) {
    self.first = first
    self.last = last
    self.count = count
    self.bytes = bytes
  }

  /// - Parameter passage: behind all that are there.
  mutating func append(_ passage: Int, impact: UInt8) {
    precondition(passage > last && impact < 8)
    appendStep(to: passage, impact: impact)
    last = passage
    count += 1
  }

  /// Whether there was room for it.
  /// - Parameter next: of passages behind all that are there.
  mutating func append(_ next: PostingChunk) -> Bool {
    guard bytes.count + next.bytes.count + 5 <= Self.size, let impact = next.bytes.first else {
      return false
    }
    precondition(next.first > last && impact < 8)
    // Its first byte is the first impact alone, at no distance from itself.
    appendStep(to: next.first, impact: impact)
    bytes += next.bytes.dropFirst()
    last = next.last
    count += next.count
    return true
  }

  private mutating func appendStep(to passage: Int, impact: UInt8) {
    var value = UInt64(passage - last) << 3 | UInt64(impact)
    while value >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: value) | 0x80)
      value >>= 7
    }
    bytes.append(UInt8(value))
  }

  /// Without some passages; nil where none is left.
  func removing(_ passages: ClosedRange<Int>) -> PostingChunk? {
    var result: PostingChunk?
    bytes.withUnsafeBytes { bytes in
      Self.decode(bytes, from: first) { passage, impact in
        guard !passages.contains(passage) else { return }
        if result == nil {
          result = PostingChunk(passage, impact: UInt8(impact))
        } else {
          result?.append(passage, impact: UInt8(impact))
        }
      }
    }
    return result
  }

  /// Hands out passages and impacts in their order.
  @inline(__always)
  static func decode(
    _ bytes: UnsafeRawBufferPointer, from first: Int,
    _ body: (_ passage: Int, _ impact: Int) -> Void
  ) {
    var passage = first
    var index = 0
    while index < bytes.count {
      var byte = bytes[index]
      index &+= 1
      var value = Int(byte & 0x7F)
      var shift = 7
      // A row that was cut short or is none of ours ends with its bytes.
      while byte >= 0x80, index < bytes.count, shift < 56 {
        byte = bytes[index]
        index &+= 1
        value |= Int(byte & 0x7F) << shift
        shift &+= 7
      }
      passage &+= value >> 3
      body(passage, value & 7)
    }
  }
}

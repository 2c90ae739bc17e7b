/// The signs of some vectors, as one row of a memory keeps them: a byte for each eight dimensions, and whose they are.
///
/// Vectors that point the same way mostly share their signs, so that counting differing bits finds the few hundred among
/// which the nearest are.
struct SignBlock: Sendable, Hashable {
  /// Vectors of a full block.
  static let size = 256

  private(set) var owners: [Int]
  private(set) var words: [UInt64]

  init() { (owners, words) = ([], []) }

  mutating func append(_ signs: [UInt64], of owner: Int) {
    owners.append(owner)
    words += signs
  }

  mutating func remove(_ gone: Set<Int>) {
    guard !owners.isEmpty else { return }
    let width = words.count / owners.count
    var rest = SignBlock()
    for (index, owner) in owners.enumerated() where !gone.contains(owner) {
      rest.append(Array(words[index * width..<(index + 1) * width]), of: owner)
    }
    self = rest
  }

  /// Owners as eight bytes each, then the words.
  var row: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(8 * (owners.count + words.count))
    for number in owners.map({ UInt64($0) }) + words {
      for shift in stride(from: UInt64(0), to: 64, by: 8) {
        bytes.append(UInt8(truncatingIfNeeded: number >> shift))
      }
    }
    return bytes
  }

  init(row: UnsafeRawBufferPointer, width: Int) {
    self.init()
    let count = row.count / (8 * (width + 1))
    for index in 0..<count {
      owners.append(Int(truncatingIfNeeded: Self.word(row, index)))
    }
    for index in 0..<count * width { words.append(Self.word(row, count + index)) }
  }

  /// Hands out each owner with the bits in which its signs differ from those asked for.
  func distances(to signs: [UInt64], _ body: (_ owner: Int, _ distance: Int) -> Void) {
    let width = signs.count
    for (index, owner) in owners.enumerated() {
      var distance = 0
      for place in 0..<width {
        distance &+= (words[index &* width &+ place] ^ signs[place]).nonzeroBitCount
      }
      body(owner, distance)
    }
  }

  @inline(__always)
  static func word(_ row: UnsafeRawBufferPointer, _ index: Int) -> UInt64 {
    UInt64(littleEndian: row.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self))
  }

  /// Hands out each owner with the bits in which its signs differ from those asked for.
  @inline(__always)
  static func distances(
    _ row: UnsafeRawBufferPointer, to signs: UnsafeBufferPointer<UInt64>,
    _ body: (_ owner: Int, _ distance: Int) -> Void
  ) {
    let width = signs.count
    let count = row.count / (8 * (width + 1))
    for index in 0..<count {
      var distance = 0
      let start = count + index * width
      for place in 0..<width {
        distance &+= (word(row, start &+ place) ^ signs[place]).nonzeroBitCount
      }
      body(Int(truncatingIfNeeded: word(row, index)), distance)
    }
  }
}

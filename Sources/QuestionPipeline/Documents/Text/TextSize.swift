/// How much text some bytes of UTF-8 are: what offsets and token estimates count, found without decoding.
struct TextSize: Hashable, Sendable {
  var scalars = 0
  /// Of these, ideographs and their like.
  var wide = 0

  /// Coarser than `TokenEstimate`, but it adds up: two thirds of a token for an ideograph, a quarter for any other.
  var tokens: Int { (wide * 2 + 2) / 3 + (scalars - wide + 3) / 4 }

  init() {}

  /// - Parameter bytes: whole scalars of valid UTF-8.
  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let base = UnsafeRawPointer(bytes.baseAddress) else { return }
    var index = 0
    while index < bytes.count {
      if index + 8 <= bytes.count,
        base.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
      {
        scalars += 8
        index += 8
        continue
      }
      let byte = bytes[index]
      switch byte {
      case ..<0x80: index += 1
      case ..<0xE0: index += 2
      case ..<0xF0:
        // U+2E80 is E2 BA 80.
        if byte > 0xE2 || byte == 0xE2 && bytes[index + 1] >= 0xBA { wide += 1 }
        index += 3
      default:
        wide += 1
        index += 4
      }
      scalars += 1
    }
  }

  init(_ text: String) {
    var text = text
    self = text.withUTF8 { TextSize($0) }
  }

  static func + (left: TextSize, right: TextSize) -> TextSize {
    var sum = left
    sum.scalars += right.scalars
    sum.wide += right.wide
    return sum
  }
}

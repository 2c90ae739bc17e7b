/// A vector of length 1 as a memory keeps it: a byte for each dimension.
///
/// The largest member takes the full range, the others what that leaves; the length is put right again where two are
/// compared, so that no scale need be kept. Cosines lie within 0.004 of those of the vectors that came.
package struct StoredVector: Sendable, Hashable {
  package let bytes: [Int8]

  /// - Parameter vector: finite numbers, not all 0.
  package init(_ vector: [Float]) {
    let largest = vector.reduce(0) { max($0, abs($1)) }
    bytes = vector.map { Int8(largest > 0 ? ($0 / largest * 127).rounded() : 0) }
  }

  /// As a row holds it.
  init(row: UnsafeRawBufferPointer) { bytes = Array(row.bindMemory(to: Int8.self)) }

  var row: [UInt8] { bytes.map { UInt8(bitPattern: $0) } }

  /// A bit for each dimension, set where the member is not negative; the last word is filled with 0.
  var signs: [UInt64] {
    var words = [UInt64](repeating: 0, count: (bytes.count + 63) / 64)
    for (index, byte) in bytes.enumerated() where byte >= 0 {
      words[index / 64] |= 1 << UInt64(index % 64)
    }
    return words
  }

  /// The cosine, rounded as scores are: sums are of integers, so that it is the same on every machine.
  package func cosine(_ other: StoredVector) -> Double {
    other.bytes.withUnsafeBytes { cosine(row: $0) }
  }

  /// The cosine to a vector where it lies. Where that has other dimensions, 0.
  func cosine(row: UnsafeRawBufferPointer) -> Double {
    let count = bytes.count
    guard row.count == count, let other = row.baseAddress else { return 0 }
    return bytes.withUnsafeBytes { own in
      guard let own = own.baseAddress else { return 0 }
      var (product, left, right) = (0, 0, 0)
      var index = 0
      while index < count {
        // Sums of 256 products of bytes fit in 32 bits.
        let end = min(index + 256, count)
        var (block, ownBlock, otherBlock) = (Int32(0), Int32(0), Int32(0))
        while index + 16 <= end {
          let a = SIMD16<Int32>(
            truncatingIfNeeded: own.loadUnaligned(fromByteOffset: index, as: SIMD16<Int8>.self))
          let b = SIMD16<Int32>(
            truncatingIfNeeded: other.loadUnaligned(fromByteOffset: index, as: SIMD16<Int8>.self))
          block &+= (a &* b).wrappedSum()
          ownBlock &+= (a &* a).wrappedSum()
          otherBlock &+= (b &* b).wrappedSum()
          index += 16
        }
        while index < end {
          let a = Int32(own.load(fromByteOffset: index, as: Int8.self))
          let b = Int32(other.load(fromByteOffset: index, as: Int8.self))
          block &+= a &* b
          ownBlock &+= a &* a
          otherBlock &+= b &* b
          index += 1
        }
        product += Int(block)
        left += Int(ownBlock)
        right += Int(otherBlock)
      }
      guard left > 0, right > 0 else { return 0 }
      return (Double(product) / (Double(left).squareRoot() * Double(right).squareRoot()))
        .roundedScore
    }
  }
}

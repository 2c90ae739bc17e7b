/// The one number from which all chance of a run is drawn.
package struct RunSeed: Sendable, Hashable {
  package let value: UInt64

  package init(value: UInt64) { self.value = value }

  /// The generator for one attempt of a stage at a cell.
  package func generator(cell: Int, stage: String, attempt: Int) -> SplitMix64 {
    SplitMix64(seed: value ^ "\(cell)/\(stage)/\(attempt)".stableHash)
  }

  /// A number for one attempt, small enough for any reader of JSON: what a prompt carries of the seed.
  package func number(cell: Int, stage: String, attempt: Int) -> Int {
    var generator = generator(cell: cell, stage: stage, attempt: attempt)
    return generator.below(1_000_000_000)
  }
}

extension String {
  /// FNV-1a of the UTF-8 bytes, 64 bits: the same in each process, as `Hasher` is not.
  package var stableHash: UInt64 { Self.stableHash(of: utf8) }

  static func stableHash(of bytes: some Sequence<UInt8>) -> UInt64 {
    var hash = StableHash()
    for byte in bytes { hash.add(byte) }
    return hash.value
  }
}

/// `stableHash` of bytes that come one by one.
struct StableHash: Sendable {
  private(set) var value: UInt64

  /// - Parameter value: of the bytes before those that are to come.
  init(value: UInt64 = 0xCBF2_9CE4_8422_2325) { self.value = value }

  @inline(__always)
  mutating func add(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x0100_0000_01B3 }
}

/// The generator of Steele, Lea and Flood (2014): small, fast and good enough for choices.
package struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A whole number below the bound, without bias (Lemire 2019). The standard library's own way may change.
  package mutating func below(_ bound: Int) -> Int {
    precondition(bound > 0)
    let bound = UInt64(bound)
    var product = next().multipliedFullWidth(by: bound)
    if product.low < bound {
      let threshold = (0 &- bound) % bound
      while product.low < threshold { product = next().multipliedFullWidth(by: bound) }
    }
    return Int(product.high)
  }

  /// A number in 0..<1.
  package mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  package mutating func pick<T>(_ values: [T]) -> T { values[below(values.count)] }

  /// Fisher and Yates.
  package mutating func shuffled<T>(_ values: [T]) -> [T] {
    var result = values
    for index in stride(from: result.count - 1, to: 0, by: -1) {
      result.swapAt(index, below(index + 1))
    }
    return result
  }
}

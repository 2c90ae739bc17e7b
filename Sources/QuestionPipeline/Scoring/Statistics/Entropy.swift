#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// How evenly things are spread over their categories.
package enum Entropy {
  /// Shannon's entropy over its maximum: 1 for an even spread, 0 for all in one of several.
  ///
  /// A single category is even by nature: 1. Nil if there are no counts.
  package static func normalised(_ counts: [Int]) -> Double? {
    let total = Double(counts.reduce(0, +))
    guard total > 0 else { return nil }
    guard counts.count > 1 else { return 1 }
    let entropy = counts.reduce(0.0) { sum, count in
      guard count > 0 else { return sum }
      let share = Double(count) / total
      return sum - share * log(share)
    }
    return (entropy / log(Double(counts.count))).roundedScore
  }

  /// The number of equally common, unlike things that are as diverse as things of these
  /// ordinarinesses: exp(−mean ln ordinariness).
  static func effectiveNumber(_ ordinariness: [Double]) -> Double {
    let sum = ordinariness.reduce(0.0) { $0 - log($1) }
    return exp(sum / Double(ordinariness.count)).roundedScore
  }
}

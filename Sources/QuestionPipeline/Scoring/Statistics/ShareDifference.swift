/// The difference of two independent shares with its 95% interval, by Newcombe's hybrid score method (1998, method 10),
/// which stays within -1 … 1 and is near its stated coverage for small samples, too.
package struct ShareDifference: Sendable, Hashable {
  /// -1 to 1.
  package let value: Double
  package let low: Double
  package let high: Double

  /// - Parameters: each a count of hits among cases; nil where either has no case.
  package init?(_ left: (hits: Int, of: Int), minus right: (hits: Int, of: Int)) {
    guard left.of > 0, right.of > 0 else { return nil }
    let (p, q) = (Self.share(left), Self.share(right))
    let (a, b) = (Self.interval(left), Self.interval(right))
    let difference = p - q
    value = difference.roundedScore
    low = (difference - Self.distance(p - a.low, b.high - q)).roundedScore
    high = (difference + Self.distance(a.high - p, q - b.low)).roundedScore
  }

  private static func share(_ count: (hits: Int, of: Int)) -> Double {
    Double(count.hits) / Double(count.of)
  }

  private static func distance(_ left: Double, _ right: Double) -> Double {
    (left * left + right * right).squareRoot()
  }

  /// Wilson's score interval (1927) at 95%.
  static func interval(_ count: (hits: Int, of: Int)) -> (low: Double, high: Double) {
    let z = 1.959964
    let n = Double(count.of)
    let p = share(count)
    let centre = p + z * z / (2 * n)
    let spread = z * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
    let scale = 1 + z * z / n
    return (max(0, (centre - spread) / scale), min(1, (centre + spread) / scale))
  }
}

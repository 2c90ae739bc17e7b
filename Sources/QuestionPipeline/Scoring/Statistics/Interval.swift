/// A value with the range that it likely lies in, rounded as scores are.
package struct Interval: Sendable, Hashable {
  package var value: Double
  package var low: Double
  package var high: Double

  package init(value: Double, low: Double, high: Double) {
    self.value = value.roundedScore
    self.low = low.roundedScore
    self.high = high.roundedScore
  }

  package var json: JSONValue {
    ["value": .number(value), "low": .number(low), "high": .number(high)]
  }
}

extension Interval {
  /// A share of so many cases with Wilson's interval (1927), which stays open where all cases are alike.
  package static func wilson(_ share: Double, of count: Int) -> Interval {
    let (n, z) = (Double(max(1, count)), 1.96)
    let centre = (share + z * z / (2 * n)) / (1 + z * z / n)
    let half = z / (1 + z * z / n) * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
    return Interval(value: share, low: max(0, centre - half), high: min(1, centre + half))
  }
}

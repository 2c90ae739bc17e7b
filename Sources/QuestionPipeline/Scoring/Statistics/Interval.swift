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

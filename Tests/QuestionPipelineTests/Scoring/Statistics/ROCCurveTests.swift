import QuestionPipeline
import Testing

struct ROCCurveTests {
  @Test func countsPairsInTheRightOrderAndTiesHalf() {
    #expect(ROCCurve([0.9, 0.8, 0.2], labels: [true, true, false]).area() == 1)
    #expect(ROCCurve([0.1, 0.8, 0.9], labels: [true, true, false]).area() == 0)
    #expect(ROCCurve([0.5, 0.5, 0.5], labels: [true, false, false]).area() == 0.5)
    // Of six pairs four are right, one is tied, one is wrong.
    #expect(
      ROCCurve([0.9, 0.4, 0.7, 0.4, 0.1], labels: [true, true, false, false, false]).area() == 0.75)
  }

  @Test func countsWeightedRowsAsOftenAsTheyWereDrawn() {
    let values = [0.9, 0.4, 0.7, 0.1]
    let labels = [true, true, false, false]
    let drawn = ROCCurve(values, labels: labels).area(weights: [2, 1, 0, 3])
    let written = ROCCurve(
      [0.9, 0.9, 0.4, 0.1, 0.1, 0.1], labels: [true, true, true, false, false, false])
    #expect(drawn == written.area())
    #expect(ROCCurve(values, labels: labels).area(weights: [0, 0, 1, 1]) == nil)
  }

  @Test func measuresPrecisionFromAThresholdOn() throws {
    let curve = ROCCurve([0.9, 0.8, 0.8, 0.3], labels: [true, false, true, true])
    let at = try #require(curve.precision(from: 0.8))
    #expect(at.precision == 2.0 / 3)
    #expect(at.recall == 2.0 / 3)
    #expect(at.found == 3)
    #expect(curve.precision(from: 0.95) == nil)
    let best = try #require(curve.bestPrecision(atRecall: 0.5))
    #expect(best.precision == 0.75)
    #expect(best.threshold == 0.3)
  }
}

struct BootstrapStatisticTests {
  @Test func agreesWithTheIntervalOfTheMean() throws {
    let values = (0..<60).map { Double($0 % 7) }
    let clusters = (0..<60).map { "c\($0 / 5)" }
    let mean = try #require(Bootstrap.mean(values, clusters: clusters, seed: 3))
    let same = Bootstrap.interval(clusters: clusters, seed: 3) { weights in
      let sum = zip(values, weights).reduce(0) { $0 + $1.0 * Double($1.1) }
      return sum / Double(weights.reduce(0, +))
    }
    #expect(same == mean)
  }

  @Test func isWiderWhereRowsOfAClusterAgree() throws {
    let values = (0..<100).map { $0 / 10 % 2 == 0 ? 1.0 : 0 }
    func width(_ clusters: [String]) throws -> Double {
      let interval = try #require(
        Bootstrap.interval(clusters: clusters, seed: 1) { weights in
          zip(values, weights).reduce(0) { $0 + $1.0 * Double($1.1) }
            / Double(weights.reduce(0, +))
        })
      return interval.high - interval.low
    }
    #expect(
      try width((0..<100).map { "\($0 / 10)" }) > 2 * width((0..<100).map { "\($0)" }))
  }

  @Test func leavesOutDrawsForWhichTheStatisticIsUndefined() throws {
    let interval = try #require(
      Bootstrap.interval(clusters: ["a", "b"], seed: 1) { $0[0] > 0 ? Double($0[0]) : nil })
    #expect(interval.low >= 1)
    #expect(Bootstrap.interval(clusters: ["a"], seed: 1) { _ in nil } == nil)
  }
}

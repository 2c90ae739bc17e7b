import QuestionPipeline
import Testing

struct IsotonicCurveTests {
  private let scores = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8]

  /// Against `scipy.optimize.isotonic_regression`; between the steps the curve is straight.
  @Test func poolsWhatFalls() throws {
    let curve = try #require(
      IsotonicCurve(fitting: scores, to: [0, 0.5, 0.25, 0.5, 0.75, 0.25, 1, 0.75]))
    for (score, value) in zip(scores, [0, 0.375, 0.375, 0.5, 0.5, 0.5, 0.875, 0.875]) {
      #expect(abs(curve[score] - value) < 1e-12)
    }
    #expect(curve[0] == 0)
    #expect(curve[1] == 0.875)
    #expect(abs(curve[0.65] - 0.6875) < 1e-12)
  }

  @Test func keepsTheOrderOfScores() throws {
    let labels = scores.map { $0 * $0 }
    let curve = try #require(IsotonicCurve(fitting: scores.reversed(), to: labels.reversed()))
    let values = stride(from: 0, through: 1, by: 0.01).map { curve[$0] }
    #expect(values == values.sorted())
  }

  @Test func isFlatAgainstAJudgeWhoRanksWrongly() throws {
    let curve = try #require(IsotonicCurve(fitting: scores, to: scores.reversed()))
    for score in [0.1, 0.4, 0.8] { #expect(abs(curve[score] - 0.45) < 1e-12) }
  }

  @Test func takesEqualScoresAsOnePoint() throws {
    let curve = try #require(IsotonicCurve(fitting: [0.5, 0.5, 0.5, 0.9], to: [0, 1, 0.5, 1]))
    #expect(curve.points == [.init(score: 0.5, value: 0.5), .init(score: 0.9, value: 1)])
  }

  @Test func refusesPointsThatDoNotRise() {
    #expect(IsotonicCurve(points: []) == nil)
    #expect(
      IsotonicCurve(points: [.init(score: 0.5, value: 0.4), .init(score: 0.6, value: 0.3)]) == nil)
    #expect(IsotonicCurve(fitting: [], to: []) == nil)
  }

  /// On noise a curve fitted on all labels looks better than nothing; the cross-validated one does not.
  @Test func showsOverfittingWhenCrossValidated() throws {
    var generator = SplitMix64(seed: 4)
    let noise = (0..<60).map { _ in generator.unit() }
    let labels = (0..<60).map { _ in generator.unit() }
    func error(_ values: [Double]) -> Double {
      zip(values, labels).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    }
    let mean = labels.reduce(0, +) / 60
    let fitted = try #require(IsotonicCurve(fitting: noise, to: labels))
    let held = try #require(IsotonicCurve.crossValidated(noise, labels, seed: 1))
    #expect(error(noise.map { fitted[$0] }) < error(Array(repeating: mean, count: 60)))
    #expect(error(held) > error(noise.map { fitted[$0] }))
    #expect(held == IsotonicCurve.crossValidated(noise, labels, seed: 1))
  }

  @Test func neverSeesTheHeldOutCluster() throws {
    // Each cluster has a label of its own: who saw it would give it back.
    let clusters = (0..<20).map { "c\($0 / 4)" }
    let scores = (0..<20).map { Double($0) / 20 }
    let labels = (0..<20).map { Double($0 / 4) }
    let held = try #require(
      IsotonicCurve.crossValidated(scores, labels, clusters: clusters, seed: 2))
    for place in 0..<20 { #expect(held[place] != labels[place]) }
    #expect(
      IsotonicCurve.crossValidated([1, 2], [1, 2], clusters: ["a", "a"], seed: 1) == nil)
  }
}

import Testing

@testable import QuestionPipeline

struct DriftTests {
  /// The statistic and Kolmogorov's distribution as SciPy 1.17 has them.
  @Test func agreesWithAnOutsideChecker() throws {
    let found = try #require(
      Drift.kolmogorovSmirnov([0.1, 0.4, 0.4, 0.7, 0.9, 0.35], [0.2, 0.4, 0.8, 0.95, 0.99]))
    #expect(abs(found.statistic - 0.43333333333333335) < 1e-12)
    #expect(found.p > 0.3 && found.p < 0.7)
    for (lambda, tail) in [
      (0.3, 0.9999906941986655), (0.5, 0.9639452436648751), (1, 0.26999967167735456),
      (1.5, 0.022217962616525127), (2, 0.0006709252557796953),
    ] {
      #expect(abs(Drift.kolmogorovTail(lambda) - tail) < 1e-9)
    }
  }

  @Test func seesNoDriftInEqualSamples() throws {
    let values = [0.1, 0.5, 0.5, 0.9]
    let same = try #require(Drift.kolmogorovSmirnov(values, values.reversed()))
    #expect(same.statistic == 0 && same.p == 1)
    #expect(Drift.stabilityIndex(scores: values, values) == 0)
    let apart = try #require(
      Drift.kolmogorovSmirnov(Array(repeating: 0, count: 50), Array(repeating: 1, count: 50)))
    #expect(apart.statistic == 1 && apart.p < 1e-9)
  }

  @Test func measuresTheStabilityOfCounts() throws {
    let index = try #require(Drift.stabilityIndex([10, 20, 30, 40], [25, 25, 25, 25]))
    #expect(abs(index - 0.21799421315274758) < 1e-12)
    #expect(Drift.stabilityIndex([0, 0], [1, 2]) == nil)
    // Empty bins are no infinity.
    #expect(try #require(Drift.stabilityIndex([10, 0], [0, 10])).isFinite)
    #expect(Drift.kolmogorovSmirnov([], [1]) == nil)
  }
}

struct MeanDifferenceTests {
  private let a = [0.5, 0.6, 0.55, 0.7, 0.4, 0.9, 0.3, 0.65]
  private let b = [0.6, 0.65, 0.5, 0.8, 0.55, 0.95, 0.45, 0.7]

  /// Against all permutations, counted outside.
  @Test func agreesWithExactPermutationTests() throws {
    let paired = try #require(MeanDifference.paired(a, b, seed: 1, draws: 20_000))
    #expect(abs(paired.p - 0.0390625) < 0.005)
    #expect(paired.difference.value == 0.075)
    #expect(paired.difference.low < 0.075 && paired.difference.high > 0.075)
    let unpaired = try #require(
      MeanDifference.unpaired(
        [0.2, 0.5, 0.4, 0.3, 0.6], [0.7, 0.6, 0.9, 0.5, 0.8, 0.65], seed: 1, draws: 20_000))
    #expect(abs(unpaired.p - 8 / 462) < 0.004)
  }

  @Test func isNeverSureAndNeverMovesWithTheSeedAlone() throws {
    let zeros = [Double](repeating: 0, count: 40)
    let ones = [Double](repeating: 1, count: 40)
    let certain = try #require(MeanDifference.paired(zeros, ones, seed: 3))
    #expect(certain.p > 0 && certain.p < 0.001)
    let same = try #require(MeanDifference.unpaired(ones, ones, seed: 3))
    #expect(same.p == 1 && same.difference == Interval(value: 0, low: 0, high: 0))
    #expect(MeanDifference.paired(a, b, seed: 9) == MeanDifference.paired(a, b, seed: 9))
    #expect(MeanDifference.paired([], [], seed: 1) == nil)
    #expect(MeanDifference.unpaired([], [1], seed: 1) == nil)
  }

  /// Ten pairs of one topic are one observation, not ten.
  @Test func movesWholeClusters() throws {
    let clusters = (0..<8).map { "topic \($0 / 4)" }
    let clustered = try #require(MeanDifference.paired(a, b, clusters: clusters, seed: 1))
    // Two topics can change sides in four ways, two of which are as extreme.
    #expect(abs(clustered.p - 0.5) < 0.05)
  }
}

struct LeastSquaresTests {
  @Test func solvesWhatIsPositiveDefinite() throws {
    let x = try #require(
      LeastSquares.solve([[4, 1, 0.5], [1, 3, 0.2], [0.5, 0.2, 2]], [1, 2, 3]))
    for (value, known) in zip(x, [-0.08172851, 0.59652419, 1.46077971]) {
      #expect(abs(value - known) < 1e-8)
    }
    #expect(LeastSquares.solve([[1, 2], [2, 1]], [1, 1]) == nil)
    #expect(LeastSquares.solve([], []) == [])
  }
}

import QuestionPipeline
import Testing

struct StatisticsTests {
  /// Quantiles of the chi-square distribution as tables have them.
  @Test(arguments: [
    (3.841, 1, 0.05), (6.635, 1, 0.01), (7.815, 3, 0.05), (11.345, 3, 0.01), (0.352, 3, 0.95),
    (18.307, 10, 0.05), (124.342, 100, 0.05), (77.929, 100, 0.95),
  ])
  func agreesWithTablesOfChiSquare(statistic: Double, degrees: Int, p: Double) {
    #expect(abs(ChiSquare.p(statistic, degreesOfFreedom: degrees) - p) < 0.0005)
  }

  @Test func measuresUnevenCounts() {
    #expect(ChiSquare.statistic([10, 10, 10, 10]) == 0)
    #expect(ChiSquare.statistic([20, 10, 10, 0]) == 20)
    #expect(ChiSquare.statistic([6, 4], expected: [5, 5]) == 0.4)
    #expect(ChiSquare.p(0, degreesOfFreedom: 3) == 1)
    #expect(ChiSquare.p(1000, degreesOfFreedom: 3) < 1e-100)
  }

  @Test func drawsEqualIntervalsFromEqualSeeds() throws {
    let values = (0..<50).map { Double($0 % 7) / 7 }
    let first = try #require(Bootstrap.mean(values, seed: 7))
    #expect(first == Bootstrap.mean(values, seed: 7))
    #expect(first.low < first.value && first.value < first.high)
    #expect(first.high - first.low < 0.25)
  }

  @Test func widensTheIntervalForClusters() throws {
    let values = (0..<60).map { $0 / 10 % 2 == 0 ? 1.0 : 0.0 }
    let clusters = (0..<60).map { "passage \($0 / 10)" }
    let alone = try #require(Bootstrap.mean(values, seed: 1))
    let clustered = try #require(Bootstrap.mean(values, clusters: clusters, seed: 1))
    #expect(clustered.value == alone.value)
    #expect(clustered.high - clustered.low > 1.5 * (alone.high - alone.low))
  }

  @Test func hasNoIntervalWithoutSpread() {
    #expect(Bootstrap.mean([], seed: 1) == nil)
    #expect(
      Bootstrap.mean([0.123456], seed: 1) == Interval(value: 0.1235, low: 0.1235, high: 0.1235))
  }

  @Test func normalisesEntropy() {
    #expect(Entropy.normalised([5, 5, 5]) == 1)
    #expect(Entropy.normalised([5, 0]) == 0)
    #expect(Entropy.normalised([9]) == 1)
    #expect(Entropy.normalised([]) == nil)
  }
}

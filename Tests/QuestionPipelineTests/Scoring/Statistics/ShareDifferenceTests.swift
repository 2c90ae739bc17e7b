import Testing

@testable import QuestionPipeline

struct ShareDifferenceTests {
  /// Table II of Newcombe (1998), method 10.
  @Test(arguments: [
    ((56, 70), (48, 80), 0.2, 0.0524, 0.3339), ((9, 10), (3, 10), 0.6, 0.1705, 0.8090),
    ((10, 10), (0, 20), 1.0, 0.6791, 1.0), ((5, 56), (0, 29), 0.0893, -0.0381, 0.1926),
  ])
  func fitsThePublishedFigures(
    left: (Int, Int), right: (Int, Int), value: Double, low: Double, high: Double
  ) throws {
    let difference = try #require(ShareDifference(left, minus: right))
    #expect(abs(difference.value - value) < 0.0001)
    #expect(abs(difference.low - low) < 0.0001)
    #expect(abs(difference.high - high) < 0.0001)
  }

  @Test func hasNoValueWithoutCases() {
    #expect(ShareDifference((0, 0), minus: (1, 2)) == nil)
    #expect(ShareDifference((1, 2), minus: (0, 0)) == nil)
  }
}

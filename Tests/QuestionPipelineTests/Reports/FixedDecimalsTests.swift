import QuestionPipeline
import Testing

struct FixedDecimalsTests {
  @Test(arguments: [
    (0, 2, "0.00"), (0.005, 2, "0.01"), (-0.001, 2, "0.00"), (-0.5, 1, "−0.5"), (12.5, 2, "12.50"),
    (999.999, 2, "1000.00"), (0.071, 3, "0.071"), (1.0625, 4, "1.0625"), (7.5, 0, "8"),
    (1e12, 2, "–"), (.nan, 2, "–"),
  ])
  func areOfOneLength(number: Double, decimals: Int, text: String) {
    #expect(number.fixed(decimals) == text)
  }
}

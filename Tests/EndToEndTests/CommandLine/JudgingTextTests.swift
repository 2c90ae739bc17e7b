import QuestionPipeline
import Testing

@testable import viva

struct JudgingTextTests {
  private func item(_ replies: [[JudgedItem.Reply]]) -> JudgedItem {
    JudgedItem(byRules: Scores(), replies: replies, solved: nil)
  }

  private func graded(_ value: Double) -> JudgedItem.Reply {
    .graded([JudgedItem.Grade(name: "depth", score: .exact(value, by: "m"), isByRules: false)])
  }

  @Test func tellsAgreementWeightsAndWhatFailed() {
    let values = [0, 0.25, 0.5, 0.75, 1, 0.25]
    let items = values.map { item([[graded($0)], [graded($0)]]) }
    let broken = item([[graded(0.5)], [.failed(outcome: "invalid", detail: "no JSON")]])
    let panel = GradePanel(
      (items + [broken]).map { $0.values(of: "depth") }, known: [0.75, 0.5])
    let summary = JudgingSummary(
      of: items + [broken], judges: ["large", "small"], lengths: [1, 2, 3, 4, 5, 6, 7],
      panels: [("depth", panel)])
    #expect(
      JudgingText.lines(summary) == [
        "Judge small: 1 of 7 replies could not be used (invalid 1).",
        "Judges on  Items  Alpha   AC1  Worth  Weights                 by",
        "depth          6   1.00  1.00   1.00  large 0.75, small 0.25  people's labels",
        "Alpha: Krippendorff's, on ranks. Worth: how many independent judges they come to, at least.",
      ])
  }

  @Test func saysNothingOfOneJudgeInGoodHealth() {
    let items = [item([[graded(1)]]), item([[graded(0.5)]])]
    let summary = JudgingSummary(
      of: items, judges: ["m"], lengths: [1, 2],
      panels: [("depth", GradePanel(items.map { $0.values(of: "depth") }))])
    #expect(JudgingText.lines(summary).isEmpty)
  }
}

import Testing

@testable import QuestionPipeline

struct WaterfallTests {
  private func steps(_ report: SetReport) -> [String] {
    report.waterfall.steps.map { step in
      let lost = step.losses.map { " −\($0.count) \($0.reason)" }.joined()
      return "\(step.gate.rawValue) \(step.count)\(lost)"
    }
  }

  @Test func everyCellFallsAtTheGateOfItsFirstReason() throws {
    var contents = SetContents(items: [
      ReportFixture.item("q-1", "Why does a queue need a bound?"),
      ReportFixture.item("q-2", "When would you shard an index?", score: 0.3),
    ])
    let reasons = [
      "near-duplicate", "near-duplicate", "answer-leak", "no-reply", "unsupported-quote", "error",
    ]
    contents.ledger = Ledger(
      requested: 5,
      outcomes: [(0, true, nil), (1, true, nil)] + reasons.map { (2, false, $0) }, planned: 9)
    let report = try ReportFixture.report(contents)
    #expect(
      steps(report) == [
        "asked 5", "written 7 −1 not-attempted −1 error", "parsed 6 −1 no-reply",
        "deduplicated 4 −2 near-duplicate", "grounded 3 −1 unsupported-quote",
        "judged 2 −1 answer-leak", "kept 1 −1 low-score",
      ])
  }

  @Test func itemsOfAForeignSetFallByTheirFirstError() throws {
    let leak = Flaw("answer-leak", "x", severity: .error)
    let items = [
      ReportFixture.item("q-1", "Why does a queue need a bound?"),
      ReportFixture.item("q-2", "Why does a queue need a bound?"),
      ReportFixture.item("q-3", "When would you shard an index?", flaws: [leak]),
      ReportFixture.item("q-4", "Which failures does a log survive?", score: 0.5),
    ]
    let report = SetReport(
      SetContents(items: items), rubric: try ReportFixture.rubric(), seed: 1,
      unread: [.init(line: 9, why: "no item")])
    #expect(
      steps(report) == [
        "written 5", "parsed 4 −1 unread", "deduplicated 3 −1 exact-duplicate",
        "grounded 3", "judged 2 −1 answer-leak", "kept 1 −1 low-score",
      ])
    #expect(report.waterfall.steps.allSatisfy { $0.costEach == nil })
  }

  @Test func theCostIsSharedAmongWhatIsLeft() throws {
    var contents = SetContents(items: [
      ReportFixture.item("q-1", "Why does a queue need a bound?"),
      ReportFixture.item("q-2", "When would you shard an index?", score: 0.3),
    ])
    contents.cost = try CostSummary(
      JSONReader(["nanoDollars": 1_000_001, "unknownPrices": []]))
    let costs = try ReportFixture.report(contents).waterfall.steps.map(\.costEach)
    #expect(costs == [500_001, 500_001, 500_001, 500_001, 500_001, 1_000_001])
    let html = HTMLReport.text(try ReportFixture.report(contents), contents)
    #expect(html.contains("<td class=\"num\">$0.001</td></tr></tbody></table>"))
  }
}

import Testing

@testable import QuestionPipeline

struct BilingualTests {
  private func page(_ contents: SetContents) throws -> String {
    HTMLReport.text(try ReportFixture.report(contents), contents)
  }

  @Test func aLabelCarriesTheOtherLanguage() {
    let say = Speaker(isChinese: false)
    let markup: Markup = "<p>\(say("kept", "可留"))</p>"
    #expect(markup.source == "<p><span data-o=\"可留\">kept</span></p>")
    let same: Markup = "\(say { _ in "<x>" })"
    #expect(same.source == "&lt;x&gt;")
    let label: Markup = "<nav \(label: Speaker(isChinese: true)("a", "\""))>"
    #expect(label.source == "<nav aria-label=\"&quot;\" data-a=\"a\">")
  }

  /// Every label of one page is the other label of the other page.
  @Test func bothPagesSayTheSame() throws {
    let english = try page(ReportFixture.contents(everyField: "x", language: .english))
    let chinese = try page(ReportFixture.contents(everyField: "x", language: .chinese))
    func pairs(_ html: String, _ shown: Int, _ other: Int) -> Set<String> {
      var found: Set<String> = []
      var rest = Substring(html)
      while let start = rest.firstRange(of: " data-o=\"")?.upperBound,
        let quote = rest[start...].firstIndex(of: "\""),
        let close = rest[quote...].firstIndex(of: ">"),
        let end = rest[close...].firstIndex(of: "<")
      {
        let texts = [String(rest[rest.index(after: close)..<end]), String(rest[start..<quote])]
        found.insert(texts[shown] + " = " + texts[other])
        rest = rest[end...]
      }
      return found
    }
    let (left, right) = (pairs(english, 0, 1), pairs(chinese, 1, 0))
    #expect(left.count > 100)
    // The item's own language stands in its line of facts; the switch itself points the other way; the level of this wording
    // is estimated in one language alone.
    let differing = left.symmetricDifference(right).filter {
      !$0.contains("difficulty 3/5") && $0 != "中文 = English" && $0 != "English = 中文"
        && !$0.contains("level")
    }
    #expect(
      differing.allSatisfy { $0.contains("Chinese") || $0.contains("English") }, "\(differing)")
  }

  @Test func dimensionsThatOnlyJudgesSeeSaySo() throws {
    var item = ReportFixture.item("q-1", "Why does a queue need a bound?")
    item.scores = Scores([
      ("fluency", .exact(0.9, by: "rules")), ("relevance", .exact(0.9, by: "rules")),
      ("consistency", .exact(0.9, by: "a judge")), ("answerability", .unscored("no judge")),
    ])
    let contents = SetContents(items: [item])
    let report = try ReportFixture.report(contents)
    #expect(report.summaries.filter(\.lacksValidity).map(\.name) == ["relevance"])
    #expect(try page(contents).contains("no validity without a judge"))
    #expect(
      MarkdownReport.text(report, contents).contains("relevance — no validity without a judge"))
    let scores = try #require(report.json["scores"]?.arrayValue)
    #expect(scores.compactMap { $0["validity"] } == ["no validity without a judge"])
    #expect(try FileSchema.report.schema().violations(in: report.json).isEmpty)
  }

  @Test func theJudgesAgreementIsToldInWords() throws {
    let json: JSONValue = [
      "judges": [
        [
          "judge": "a", "replies": 40, "failures": ["invalid": 2], "grades": 38, "unscored": 1,
          "commonestShare": 0.5, "lengthCorrelation": 0.1, "sampleDifference": 0.05,
        ], ["judge": "b", "replies": 40, "failures": [:], "grades": 40, "unscored": 0],
      ],
      "agreement": [
        [
          "name": "clarity", "items": 20, "ordinalAlpha": 0.82, "intervalAlpha": 0.8, "ac1": 0.7,
          "kappa": 0.75, "effectiveJudges": 1.6, "weights": [0.6, 0.4], "basis": "agreement",
        ],
        [
          "name": "depth", "items": 20, "ordinalAlpha": 0.31, "intervalAlpha": .null, "ac1": .null,
          "kappa": .null, "effectiveJudges": 1.2, "weights": [0.5, 0.5], "basis": "agreement",
        ],
      ],
    ]
    let figures = try #require(JudgeFigures(json))
    let words = ReportWords(isChinese: false)
    #expect(
      figures.verdict(words)
        == "The judges agree well (α from 0.8 on) on clarity. They do not agree (α below 0.667) on depth."
    )
    let tables = figures.tables(words)
    #expect(
      tables[0].rows[1] == ["depth", "20", "0.31", "–", "–", "–", "1.2", "0.50 / 0.50"])
    #expect(tables[1].rows[0] == ["a", "40", "2", "38", "1", "0.50", "0.10", "0.05"])
  }

  @Test func whyNothingIsScoredIsToldInTheReadersLanguage() throws {
    var item = ReportFixture.item("q-1", "队列为什么要有上限？")
    item.language = .chinese
    item.scores = Scores([("relevance", .unscored(RuleScorer.noValidity))])
    let contents = SetContents(items: [item])
    let html = try page(contents)
    #expect(html.contains("<bdi data-o=\"no validity without a judge\">无评审，分数无效度</bdi>"))
    #expect(
      MarkdownReport.text(try ReportFixture.report(contents), contents).contains("无评审，分数无效度"))
  }

  @Test func aSetWithoutTopicsIsCalledByItsFile() throws {
    var item = ReportFixture.item("q-1", "Why does a queue need a bound?")
    item.topic = []
    var contents = SetContents(items: [item])
    #expect(try page(contents).contains("<h1 dir=\"auto\" data-o=\"题集\">Question set</h1>"))
    contents.name = "pasted <1>.md"
    #expect(try page(contents).contains("<h1 dir=\"auto\">pasted &lt;1&gt;.md</h1>"))
  }
}

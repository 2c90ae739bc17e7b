import QuestionPipeline
import TestSupport
import Testing

struct SetReportTests {
  /// Questions that are nothing like each other.
  private let questions = [
    "Why does attention divide by the square root of the key's width?",
    "When would you shard an index by document rather than by term?",
    "Which failures does a write-ahead log survive that a plain file does not?",
    "How does the garbage collector find reference cycles?",
  ]

  private func advice(_ item: Item) throws -> (String, [String]) {
    let json = try ReportFixture.report(SetContents(items: [item])).json
    let entry = try #require(json["items"]?.arrayValue?.first)
    return (
      try #require(entry["verdict"]?.stringValue),
      try JSONReader(entry).strings("reasons")
    )
  }

  @Test func filesWrittenPieceByPieceAreTheReport() throws {
    let folder = TemporaryDirectory()
    for contents in [SetContents(items: []), try ReportFixture.contents(everyField: "text")] {
      let report = try ReportFixture.report(contents)
      let publisher = SetPublisher(folder: folder.path, rubric: try ReportFixture.rubric())
      _ = try publisher.publish(report, contents)
      let json = try FileSystem.read(folder.file("report.json"))
      #expect(json == JSONWriter.bytes(report.json, indent: 2) + [0x0A])
      let page = try FileSystem.read(folder.file("report.html"))
      #expect(page == Array(HTMLReport.text(report, contents).utf8))
    }
  }

  @Test func anItemWithoutFlawsAndWithAGoodScoreIsKept() throws {
    let (verdict, reasons) = try advice(ReportFixture.item("q-1", questions[0]))
    #expect(verdict == "keep" && reasons.isEmpty)
  }

  @Test func aWarningOrALowScoreIsToBeFixed() throws {
    let warning = Flaw("several-questions", "and also", severity: .warning)
    var item = ReportFixture.item("q-1", questions[0], score: 0.59, flaws: [warning, warning])
    #expect(try advice(item) == ("fix", ["several-questions", "low-score"]))
    item.flaws = []
    item.score = 0.6
    item.scores = Scores([("clarity", .exact(0.39, by: "rules"))])
    #expect(try advice(item) == ("fix", ["low-clarity"]))
  }

  @Test func anErrorOrAMissingAnswerIsDropped() throws {
    let leak = Flaw("answer-leak", "the key", severity: .error)
    #expect(
      try advice(ReportFixture.item("q-1", questions[0], flaws: [leak]))
        == ("drop", ["answer-leak"]))
    #expect(
      try advice(ReportFixture.item("q-1", questions[0], " \n"))
        == ("drop", ["missing-answer"]))
    var choice = ReportFixture.item("q-1", questions[0], "", kind: .multipleChoice)
    choice.draft.choices = [
      Choice(text: "a", isCorrect: true), Choice(text: "b", isCorrect: false),
    ]
    #expect(try advice(choice).0 == "keep")
  }

  @Test func aRepeatIsDroppedAndNamesTheEarliest() throws {
    let items = [
      ReportFixture.item("q-1", questions[0]), ReportFixture.item("q-2", questions[1]),
      ReportFixture.item("q-3", questions[0].uppercased()),
    ]
    let json = try ReportFixture.report(SetContents(items: items)).json
    #expect(json["duplicates"] == [["q-1", "q-3"]])
    let last = try #require(json["items"]?.arrayValue?.last)
    #expect(last["verdict"] == "drop")
    #expect(last["flaws"]?.arrayValue?.first?["name"] == "exact-duplicate")
    #expect(last["flaws"]?.arrayValue?.first?["with"] == ["q-1"])
    #expect(json["set"]?["verdicts"] == ["keep": 2, "fix": 0, "drop": 1])
  }

  @Test func theScoreIsTheMeanWithItsIntervalInFourDecimals() throws {
    let items = (0..<4).map {
      ReportFixture.item(
        "q-\($0)", questions[$0], topic: ["topic \($0)"], score: [0.5, 0.7, 0.8, 1][$0])
    }
    let score = try #require(
      try ReportFixture.report(SetContents(items: items)).json["set"]?["score"])
    #expect(score["value"] == 0.75)
    let (low, high) = (
      try #require(score["low"]?.doubleValue), try #require(score["high"]?.doubleValue)
    )
    #expect(0.5 <= low && low < 0.75 && 0.75 < high && high <= 1)
    for value in [low, high] { #expect(value == value.roundedScore) }
  }

  @Test func nothingScoredIsSaidInsteadOfANumber() throws {
    let item = ReportFixture.item("q-1", questions[0], score: nil)
    let json = try ReportFixture.report(SetContents(items: [item])).json
    #expect(json["set"]?["score"] == ["unscored": "no item was scored"])
  }

  @Test func theVerdictSaysWhatNobodyLookedAt() throws {
    var items = questions.enumerated().map { ReportFixture.item("q-\($0)", $1) }
    items[3].score = 0.4
    var contents = SetContents(items: items)
    contents.ledger = Ledger(requested: 5, outcomes: [(0, true, nil)], planned: 6)
    let report = try ReportFixture.report(contents)
    #expect(
      report.verdict
        == "Mostly well formed · 1 of 5 written: 3 of 4 items show no flaw, 1 needs fixing. "
        + "The mean score is 0.70 (95% interval 0.50 to 0.80). Nobody judged whether the answers are "
        + "right: fluency, conciseness, answerability, correctness, depth and usefulness are unscored. "
        + "4 of the 5 places asked for are empty.")
    let judged = items.map { item in
      var item = item
      item.score = 0.8
      item.scores = Scores(
        ReportFixture.allDimensions.map { ($0, .exact(0.8, by: "a judge")) })
      return item
    }
    #expect(
      try ReportFixture.report(SetContents(items: judged)).verdict
        == "Ready to use: all 4 items can be kept as they stand. The mean score is 0.80.")
  }

  @Test func labelsAreChineseWhenMoreThanHalfOfTheItemsAre() throws {
    let chinese = ReportFixture.item("q-1", "为什么注意力要除以根号维度？", language: .chinese)
    let english = ReportFixture.item("q-2", questions[1])
    let even = try ReportFixture.report(SetContents(items: [chinese, english]))
    #expect(!even.isChinese)
    var other = chinese
    other.id = "q-3"
    other.draft.question = "写前日志能承受哪些普通文件承受不了的故障？"
    let report = try ReportFixture.report(SetContents(items: [chinese, english, other]))
    #expect(report.isChinese)
    #expect(report.verdict.hasPrefix("形式合格：3 道题都没有查出问题。"))
  }

  @Test func anEmptySetIsReportedWithoutACrash() throws {
    let contents = SetContents(items: [])
    let report = try ReportFixture.report(contents)
    #expect(report.verdict == "Nothing to judge.")
    #expect(try FileSchema.report.schema().violations(in: report.json).isEmpty)
    #expect(HTMLReport.text(report, contents).contains("The set holds no items."))
    #expect(MarkdownReport.text(report, contents).contains("Nothing to judge"))
  }

  @Test func linesAndUnreadLinesOfAForeignSetAreListed() throws {
    let report = SetReport(
      SetContents(items: [ReportFixture.item("q-1", questions[0])]),
      rubric: try ReportFixture.rubric(), seed: 1, lines: [12],
      unread: [.init(line: 3, why: "line 3: expected a value")])
    #expect(report.json["items"]?.arrayValue?.first?["line"] == 12)
    #expect(report.json["unread"] == [["line": 3, "why": "line 3: expected a value"]])
    #expect(report.json["ledger"] == nil)
  }

  @Test func equalContentsGiveEqualBytes() throws {
    let contents = try ReportFixture.contents(everyField: "the same")
    let (first, second) = (
      try ReportFixture.report(contents), try ReportFixture.report(contents)
    )
    #expect(JSONWriter.bytes(first.json) == JSONWriter.bytes(second.json))
    #expect(HTMLReport.text(first, contents) == HTMLReport.text(second, contents))
    #expect(MarkdownReport.text(first, contents) == MarkdownReport.text(second, contents))
  }
}

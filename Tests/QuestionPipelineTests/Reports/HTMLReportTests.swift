import Testing

@testable import QuestionPipeline

struct HTMLReportTests {
  private func page(_ contents: SetContents) throws -> String {
    HTMLReport.text(try ReportFixture.report(contents), contents)
  }

  /// The page is taken apart by a reader that knows only what we write; hostile text must leave nothing else behind.
  @Test(arguments: ReportFixture.hostile, LanguageTag.both)
  func hostileTextStaysText(text: String, language: LanguageTag) throws {
    let html = try page(ReportFixture.contents(everyField: text, language: language))
    let reader = try StrictHTML(html)
    #expect(reader.open.isEmpty, "unclosed: \(reader.open)")
    #expect(reader.count["script"] == 1)
    #expect(reader.count["style"] == 1)
    #expect(Set(reader.count.keys).isSubset(of: StrictHTML.ours))
    #expect(Set(reader.attributes.map(\.name)).isSubset(of: StrictHTML.ourAttributes))
    #expect(reader.attributes.allSatisfy { $0.name != "href" || $0.value.hasPrefix("#") })
    let ids = reader.attributes.filter { $0.name == "id" }.map(\.value)
    #expect(Set(ids).count == ids.count)
  }

  @Test func thePolicyAllowsTheOneScriptByItsHash() throws {
    let html = try page(ReportFixture.contents(everyField: "text"))
    let script = try #require(
      html.components(between: "<script>", and: "</script>"))
    let hash = try #require(
      html.components(between: "'sha256-", and: "'")
        ?? html.components(
          between: "&#39;sha256-", and: "&#39;"))
    let digits = try #require(Base64.bytes(of: hash.utf8)).map {
      String($0 >> 4, radix: 16) + String($0 & 15, radix: 16)
    }
    #expect(digits.joined() == SHA256.hex(script))
    #expect(html.contains("default-src 'none'"))
    #expect(!html.contains("src="), "the page loads nothing")
  }

  @Test func itemsCarryTheirLanguage() throws {
    let items = [
      ReportFixture.item("q-1", "为什么注意力要除以根号维度？", language: .chinese),
      ReportFixture.item("q-2", "Why is there a write-ahead log?"),
    ]
    let html = try page(SetContents(items: items))
    #expect(html.contains("<html lang=\"en\">"))
    #expect(html.contains("<div class=\"question\" lang=\"zh-Hans\""))
    #expect(html.contains("<div class=\"question\" lang=\"en\""))
  }

  @Test func codeInAQuestionIsShownAsCode() throws {
    let item = ReportFixture.item(
      "q-1", "What does it print?\n\n```python\nprint(1 < 2)\n\nx\n```\nUse `repr(x)`, not ``.")
    let html = try page(SetContents(items: [item]))
    #expect(html.contains("<p dir=\"auto\">What does it print?</p>"))
    #expect(html.contains(">print(1 &lt; 2)\n\nx</code></pre>"))
    #expect(html.contains("<code dir=\"ltr\">repr(x)</code>, not ``.</p>"))
  }

  @Test func aLargeSetShowsWhatIsFlaggedAndASampleAndSaysSo() throws {
    let words = ["cache", "index", "parser", "queue", "lock", "heap", "socket", "thread"]
    let items = (0..<40).map { index in
      ReportFixture.item(
        "q-\(index)",
        "Why does the \(words[index % 8]) number \(index) fail on \(words[index / 5])?",
        score: index % 10 == 0 ? 0.2 : 0.9)
    }
    let contents = SetContents(items: items)
    var limits = HTMLReport.Limits()
    limits.full = 30
    limits.sample = 5
    let report = SetReport(
      contents, rubric: try ReportFixture.rubric(), seed: 1,
      thresholds: DuplicateThresholds(duplicate: 1, candidate: 1))
    let html = HTMLReport.text(report, contents, limits: limits)
    let reader = try StrictHTML(html)
    #expect(reader.count["article"] == 9)
    #expect(
      html.contains(
        "The set holds 40 items, too many for one page: shown are 4 of the 4 flagged ones "
          + "and an evenly spaced sample of 5 others."))
  }

  @Test func repeatsStandSideBySideWithWhatDiffersMarked() throws {
    let items = [
      ReportFixture.item("q-1", "Why does the writer of a bounded queue have to wait?"),
      ReportFixture.item("q-2", "Why does the reader of a bounded queue have to wait?"),
    ]
    let contents = SetContents(items: items)
    let report = SetReport(
      contents, rubric: try ReportFixture.rubric(), seed: 1,
      thresholds: DuplicateThresholds(duplicate: 0.3, candidate: 0.2))
    let html = HTMLReport.text(report, contents)
    #expect(html.contains("<a href=\"#item-1\">1</a> Why does the <mark>writer</mark> of a"))
    #expect(html.contains("<a href=\"#item-2\">2</a> Why does the <mark>reader</mark> of a"))
    #expect(
      MarkdownReport.text(report, contents).contains("Why does the **reader** of a bounded"))
  }

  @Test func itemsCarryWhatFiltersAndDecisionsNeed() throws {
    let leak = Flaw("answer-leak", "x", severity: .error)
    let odd = Flaw("not our name", "x", severity: .warning)
    let item = ReportFixture.item("q-1", "Why \"this\"?", topic: ["R&D"], flaws: [leak, odd])
    let contents = SetContents(items: [item])
    let html = try page(contents)
    #expect(
      html.contains(
        "data-id=\"q-1\" data-revision=\"\(item.draft.revision)\" data-index=\"1\""))
    #expect(html.contains("data-topic=\"R&amp;D\" data-level=\"understand\""))
    #expect(html.contains("data-flaws=\"answer-leak\""))
    #expect(html.contains("data-find=\"topic=R%26D&amp;level=understand\""))
    #expect(html.contains("<div id=\"list\" data-set=\"\(contents.items.fingerprint)\""))
  }

  @Test func theLedgerShowsWhereEveryCellWent() throws {
    var contents = SetContents(items: [ReportFixture.item("q-1", "Why?")])
    contents.ledger = Ledger(
      requested: 3,
      outcomes: [(0, true, nil), (1, false, "answer-leak"), (1, false, "near-duplicate")],
      planned: 4)
    let html = try page(contents)
    for row in [
      "asked for</span></bdi></th><td class=\"num\">3",
      "planned</span></bdi></th><td class=\"num\">4",
      "<code>answer-leak</code></th><td class=\"num\">1",
      "not attempted</span></bdi></th><td class=\"num\">1",
    ] { #expect(html.contains(row), "\(row)") }
  }
}

extension String {
  /// The text between the first mark and the next end.
  func components(between start: String, and end: String) -> String? {
    guard let from = firstRange(of: start)?.upperBound,
      let to = self[from...].firstRange(of: end)?.lowerBound
    else { return nil }
    return String(self[from..<to])
  }
}

import Testing

@testable import QuestionPipeline

struct EvidenceTests {
  private func marked(_ text: String, _ evidence: String..., isError: Bool = false) -> String {
    Evidence(
      evidence.map { Flaw("answer-leak", $0, severity: isError ? .error : .warning) }
    ).marked(text).source
  }

  @Test func evidenceIsMarkedWhereItStands() {
    #expect(
      marked("It is often slow, often.", "often")
        == "It is <mark class=\"fix\">often</mark> slow, <mark class=\"fix\">often</mark>.")
    #expect(
      marked("为什么注意力要缩放？", "注意力", isError: true)
        == "为什么<mark class=\"drop\">注意力</mark>要缩放？")
  }

  @Test func wordsWithinLongerWordsAreNotEvidence() {
    #expect(marked("Soften the tone.", "often") == "Soften the tone.")
  }

  @Test func quotedWordsCountAndClippedEvidenceMatches() {
    #expect(
      marked("All are true.", "“All” and “none”") == "<mark class=\"fix\">All</mark> are true.")
    #expect(marked("one two three", "one two…") == "<mark class=\"fix\">one two</mark> three")
  }

  @Test func overlapsGoToTheEarlierAndAllIsEscaped() {
    #expect(
      marked("a <b> c & d", "a <b>", "<b> c")
        == "<mark class=\"fix\">a &lt;b&gt;</mark> c &amp; d")
  }

  @Test func theTextOfAPartnerIsNoEvidenceInTheItem() {
    let flaw = Flaw("near-duplicate", "queue", severity: .error, with: ["q-1"])
    #expect(Evidence([flaw]).marked("a queue").source == "a queue")
  }

  @Test func evidenceIsMarkedInQuestionsOptionsAndAnswers() throws {
    let flaw = Flaw("mcq-vague-terms", "usually", severity: .warning)
    var item = ReportFixture.item(
      "q-1", "What does it usually do?", "It `usually` waits.", kind: .multipleChoice,
      flaws: [flaw])
    item.draft.choices = [
      Choice(text: "It usually waits", isCorrect: true), Choice(text: "It runs", isCorrect: false),
    ]
    let contents = SetContents(items: [item])
    let html = HTMLReport.text(try ReportFixture.report(contents), contents)
    for part in [
      "What does it <mark class=\"fix\">usually</mark> do?",
      "data-field=\"choice\">It <mark class=\"fix\">usually</mark> waits",
      "<code dir=\"ltr\"><mark class=\"fix\">usually</mark></code>",
    ] { #expect(html.contains(part), "\(part)") }
  }
}

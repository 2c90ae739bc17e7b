import QuestionPipeline
import TestSupport
import Testing

struct TrailTests {
  @Test func aRunTellsHowItsRevisedItemsCameAbout() async throws {
    let folder = TemporaryDirectory()
    let brief = Brief(
      topics: ["Transformers", "Python"], count: 16, kinds: [.open, .multipleChoice],
      languages: [.english, .chinese])
    var (fixture, _) = try RunFixture.offline(brief, flaws: FlawPlan(rate: 0.6, stubbornness: 0.4))
    var pages: [[UInt8]] = []
    for concurrency in [1, 16] {
      fixture.settings.concurrency = concurrency
      let path = folder.file("set-\(concurrency)")
      let outcome = try await fixture.run(folder: path)
      pages.append(try FileSystem.read(path + "/report.html"))
      let report = try JSONParser.parse(FileSystem.read(path + "/report.json"))
      #expect(try FileSchema.report.schema().violations(in: report).isEmpty)
      let entries = try #require(report["items"]?.arrayValue)
      let revised = zip(outcome.contents.items, entries).filter { ($0.0.made?.drafts ?? 1) > 1 }
      #expect(!revised.isEmpty)
      for (item, entry) in revised {
        let trail = try #require(entry["trail"]?.arrayValue)
        #expect(trail.count == item.made?.drafts)
        #expect(trail.last?["question"] == .string(item.draft.question))
        #expect(trail.last?["answer"] == .string(item.draft.answer))
        #expect(trail.first?["flaws"]?.arrayValue?.isEmpty == false)
      }
      for (item, entry) in zip(outcome.contents.items, entries) where item.made?.drafts == 1 {
        #expect(entry["trail"] == nil)
      }
    }
    #expect(pages[0] == pages[1])
    let page = String(decoding: pages[0], as: UTF8.self)
    #expect(page.contains("<details class=\"trail\">"))
    #expect(page.contains("<ins>") || page.contains("<del>"))
  }

  @Test func aTrailShowsWhatEachRevisionChanged() throws {
    var item = ReportFixture.item("q-1", "When does a queue need a bound?")
    item.cell = 4
    let flaw = Flaw("several-questions", "and why", severity: .warning, suggestion: "Keep one.")
    var contents = SetContents(items: [item])
    contents.trails[4] = Trail(
      drafts: [
        Draft(question: "When does a queue need a bound and why?", answer: "An answer."),
        item.draft,
      ], critiques: [Critique(round: 0, flaws: [flaw], by: "rules")])
    let report = try ReportFixture.report(contents)
    let html = HTMLReport.text(report, contents)
    #expect(html.contains("When does a queue need a bound <mark class=\"fix\">and why</mark>?"))
    #expect(html.contains("When does a queue need a bound<del> and why</del>?"))
    #expect(
      MarkdownReport.text(report, contents).contains(
        "- Draft 1: When does a queue need a bound and why?\n  - asks several questions at once"))
  }
}

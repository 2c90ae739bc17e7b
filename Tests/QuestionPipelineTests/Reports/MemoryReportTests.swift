import Testing

@testable import QuestionPipeline

struct MemoryReportTests {
  /// A set with a lesson that half of the cells were told.
  private func contents(backend: String, flawedWhenTold: Int = 4) throws -> SetContents {
    let brief = Brief(topics: ["Transformers"], count: 20, kinds: [.open])
    var contents = SetContents(
      items: [ReportFixture.item("q-1", "Why does it matter?")], brief: brief)
    contents.backend = backend
    contents.memory = MemoryCoverage(of: brief, earlier: [:], items: contents.items)
    var lesson = Lesson(
      flaw: "vague-term", kind: .open, language: .english, count: 12, suggestion: "say which")
    lesson.told = Lesson.Outcome(cells: 40, flawed: flawedWhenTold)
    lesson.withheld = Lesson.Outcome(cells: 50, flawed: 20)
    contents.lessons = [lesson]
    return contents
  }

  private func markdown(_ contents: SetContents) throws -> String {
    MarkdownReport.text(try ReportFixture.report(contents), contents)
  }

  @Test func sharesOfFlawedDraftsStandBesideEachOtherWithAnInterval() throws {
    let text = try markdown(contents(backend: "endpoint"))
    #expect(
      text.contains(
        "First drafts with it: 4 of 40 where it was told, 20 of 50 where it was kept back; "
          + "rarer by 30.0 points (95% interval 12.0 to 45.1)."), "\(text)")
    #expect(!text.contains("fixture"))
  }

  @Test func offlineTheEffectIsCalledAFixture() throws {
    let contents = try contents(backend: "offline")
    #expect(try markdown(contents).contains("these differences are a fixture"))
    let page = HTMLReport.text(try ReportFixture.report(contents), contents)
    #expect(page.contains("these differences are a fixture"))
    #expect(page.contains("这些差异只是示例"))
    #expect(page.contains("20 of 50 where it was kept back"))
  }

  @Test func coverageBeforeAndAfterIsSaid() throws {
    let contents = try contents(backend: "endpoint")
    let memory = try #require(contents.memory)
    #expect((memory.before, memory.after) == (0, 1))
    #expect(
      try markdown(contents).contains("0 had a question of an earlier run, and 1 have one now"))
  }

  @Test func whatFilesHoldComesBackAsItWas() throws {
    let contents = try contents(backend: "endpoint")
    let lesson = contents.lessons[0]
    #expect(try Lesson(JSONReader(lesson.json)) == lesson)
    #expect(lesson.json["rarerBy"]?["value"] == 0.3)
    let memory = try #require(contents.memory)
    #expect(try MemoryCoverage(JSONReader(memory.json)) == memory)
  }

  @Test func aRestingLessonIsCalledSo() throws {
    var contents = try contents(backend: "endpoint", flawedWhenTold: 40)
    contents.lessons[0].isResting = true
    #expect(try markdown(contents).contains("It does not help and rests."))
    #expect(try markdown(contents).contains("rarer by −60.0 points"))
  }
}

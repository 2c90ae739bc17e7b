import QuestionPipeline
import TestSupport
import Testing

@testable import viva

/// Whole runs with `--unanswerable`.
struct UnanswerableRunTests {
  private let folder = TemporaryDirectory()

  private func generate(_ words: String..., into name: String) async -> Session.Result {
    await Session.run(
      ["generate", "--source", FixturePath.path("Documents"), "--out", folder.file(name)] + words)
  }

  private func items(_ name: String) throws -> [Item] {
    let text = String(
      decoding: try FileSystem.read(folder.file(name) + "/items.jsonl"), as: UTF8.self)
    return try text.split(separator: "\n").map {
      try Item(JSONReader(JSONParser.parse(String($0))))
    }
  }

  @Test func theShareAskedForIsLabelledAndHoldsAtAnyConcurrency() async throws {
    let words = ["--count", "40", "--kinds", "open,cloze", "--unanswerable", "0.2", "--seed", "4"]
    for (name, concurrency) in [("a", "1"), ("b", "16")] {
      let result = await Session.run(
        ["generate", "--source", FixturePath.path("Documents"), "--out", folder.file(name)] + words
          + ["--concurrency", concurrency])
      #expect(result.code == .done || result.code == .short, "\(result)")
    }
    let items = try items("a")
    let labelled = items.filter { $0.unanswerable != nil }
    let share = Double(labelled.count) / Double(items.count)
    #expect((0.12...0.28).contains(share), "\(labelled.count) of \(items.count)")
    #expect(Set(labelled.compactMap(\.unanswerable)) == Set(Unanswerable.allCases))
    #expect(labelled.allSatisfy { $0.kind == .open && !$0.draft.sources.isEmpty })
    #expect(Set(labelled.map(\.language)) == [.english, .chinese])
    let files = try timelessFiles(folder.file("a"))
    #expect(try timelessFiles(folder.file("b")) == files)
    let report = try JSONParser.parse(files["report.json"] ?? "")
    #expect(report["unanswerable"]?["asked"] == .number(0.2))
    #expect(report["unanswerable"]?["share"] == .number((share * 10_000).rounded() / 10_000))
    #expect(
      files["report.md"]?.contains("Unanswerable: \(labelled.count) of \(items.count) items")
        == true)
  }

  @Test func anotherShareIsAnotherRun() async throws {
    #expect(await generate("--count", "4", "--unanswerable", "0.5", into: "set").code == .done)
    let other = await generate("--count", "4", "--unanswerable", "0.25", into: "set")
    #expect(other.code == .badInput)
    #expect(other.error.contains("brief.unanswerable: was 0.5, is 0.25"), "\(other.error)")
    let none = await generate("--count", "4", into: "set")
    #expect(none.error.contains("brief.unanswerable: was 0.5, is null"), "\(none.error)")
    let more = await generate("--count", "8", "--unanswerable", "0.5", into: "set")
    #expect(more.code == .done, "\(more)")
    #expect((3...5).contains(try items("set").count { $0.unanswerable != nil }))
  }

  @Test func aShareThatCannotBeHadIsBadInput() async {
    let topics = await Session.run("generate", "--topic", "Transformers", "--unanswerable", "0.1")
    #expect(topics.code == .badInput)
    #expect(topics.error.contains("it needs '--source'"), "\(topics.error)")
    let kinds = await generate("--kinds", "open,cloze", "--unanswerable", "0.6", into: "none")
    #expect(kinds.code == .badInput)
    #expect(kinds.error.contains("the most here is 0.5"), "\(kinds.error)")
    let closed = await generate("--kinds", "cloze", "--unanswerable", "0.1", into: "none")
    #expect(closed.error.contains("only open questions can be unanswerable, not cloze"))
  }

  @Test(arguments: [ModelRole.planner, .generator, .critic, .judge], ["en", "zh"])
  func everyStageHasADemandThatNamesBothReasons(role: ModelRole, language: String) throws {
    let tag = try #require(LanguageTag(language))
    let demand = try PromptLibrary(.builtIn).demand(role, tag)
    for reason in Unanswerable.allCases { #expect(demand.contains(reason.rawValue)) }
  }
}

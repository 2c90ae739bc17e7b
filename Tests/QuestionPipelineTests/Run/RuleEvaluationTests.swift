import Synchronization
import TestSupport
import Testing

@testable import QuestionPipeline

struct RuleEvaluationTests {
  private static func item(
    _ question: String, _ answer: String, _ kind: QuestionKind = .open,
    _ language: LanguageTag = .english, choices: [String] = []
  ) -> Item {
    var draft = Draft(question: question, answer: answer)
    draft.choices = choices.enumerated().map { Choice(text: $1, isCorrect: $0 == 0, why: "So.") }
    return Item(
      id: "q-\(question.stableHash)", cell: nil, topic: ["Storage"], kind: kind,
      language: language, draft: draft)
  }

  private static let items = [
    item("Why does a full log stall a commit?", "Because the commit waits until space is freed."),
    item("Why?", ""),
    item("为什么日志写满会让提交等待？", "因为提交要等空间释放。", .open, .chinese),
    item(
      "Which part holds the pages?", "The buffer pool", .multipleChoice,
      choices: ["The buffer pool", "The parser", "The planner"]),
    item(
      "True or false: a log is read at every start.", "False", .trueFalse,
      choices: ["False", "True"]),
    item("A page is ____ before it is evicted.", "flushed", .cloze),
    item("As shown above, what is it, e.g. TODO", "It is it.", .interview),
    item("Eine Frage, die nicht englisch ist, oder?", "Ja, das ist sie.", .scenario),
  ]

  /// What holds the offline writer to its own requests, so that nothing can know it for what it is.
  private struct Hidden: LanguageModel {
    let model: OfflineModel
    var name: String { model.name }
    func respond(to request: ChatRequest) async throws -> ChatReply {
      try await model.respond(to: request)
    }
  }

  @Test func saysWhatTheOfflineJudgeSays() async throws {
    let (fixture, model) = try RunFixture.offline(Brief(topics: ["Python"], count: 1))
    let rubric = try ConfigurationReader.rubric(fixture.settings.evaluator.rubric, .builtIn)
    func evaluated(by cast: ModelCast) async throws -> [Item] {
      try await EvaluationRun(
        items: Self.items, cast: cast, journal: nil, prompts: try PromptLibrary(.builtIn),
        rubric: rubric, settings: fixture.settings, clock: ManualClock(), finished: {}
      ).evaluate()
    }
    let direct = try await evaluated(by: ModelCast(model))
    let asked = try await evaluated(by: ModelCast(Hidden(model: model)))
    #expect(direct == asked)
    #expect(Set(direct.map(\.score)).count > 1)
  }

  @Test func whatWasReadOnTheWayIsWhatTheReportWouldRead() async throws {
    let (fixture, model) = try RunFixture.offline(Brief(topics: ["Python"], count: 1))
    let rubric = try ConfigurationReader.rubric(fixture.settings.evaluator.rubric, .builtIn)
    var items = Self.items
    for index in items.indices {
      items[index].level = .analyze
      items[index].difficulty = 3
    }
    let outcome = try await EvaluationRun(
      items: items, cast: ModelCast(model), journal: nil, prompts: try PromptLibrary(.builtIn),
      rubric: rubric, settings: fixture.settings, clock: ManualClock(), finished: {}
    ).judge()
    var contents = SetContents(items: outcome.items)
    let fresh = SetReport(contents, rubric: rubric, seed: 1).json
    contents.readings = outcome.readings
    #expect(SetReport(contents, rubric: rubric, seed: 1).json == fresh)
    #expect(outcome.readings.map(\.level.level).contains(.understand))
    #expect(fresh["items"]?.arrayValue?.allSatisfy { $0["difficulty"] == 3 } == true)
    #expect(try FileSchema.report.schema().violations(in: fresh).isEmpty)
  }

  @Test func itemsOfSeveralChunksKeepTheirOrder() async throws {
    let (fixture, model) = try RunFixture.offline(Brief(topics: ["Python"], count: 1))
    let rubric = try ConfigurationReader.rubric(fixture.settings.evaluator.rubric, .builtIn)
    let items = (0..<150).map { Self.item("Why does log \($0) stall?", "Because of \($0) pages.") }
    let counted = Mutex(0)
    let scored = try await EvaluationRun(
      items: items, cast: ModelCast(model), journal: nil, prompts: try PromptLibrary(.builtIn),
      rubric: rubric, settings: fixture.settings, clock: ManualClock(),
      finished: { counted.withLock { $0 += 1 } }
    ).evaluate()
    #expect(scored.map(\.id) == items.map(\.id))
    #expect(scored.allSatisfy { $0.score != nil })
    #expect(counted.withLock { $0 } == 150)
  }

  @Test func leavesWhatThePackMayKnowToTheSolver() throws {
    let pack = try TestSupport.ShippedPack.shared.get()
    let index = PackIndex(pack)
    #expect(!index.mayKnow("Why does a full log stall a commit?", choices: ["It does not"]))
    for concept in pack.concepts {
      for tongue in Tongue.allCases {
        guard let text = concept.text(tongue) else { continue }
        for fact in text.facts { #expect(fact.ask.allSatisfy { index.mayKnow($0, choices: []) }) }
        for quiz in text.quiz { #expect(index.mayKnow(quiz.ask, choices: [])) }
        for cloze in text.cloze { #expect(index.mayKnow("Fill in: \(cloze.blanked)", choices: [])) }
        for claim in text.claims { #expect(index.mayKnow("True? \(claim.holds)", choices: [])) }
        for scenario in text.scenarios {
          #expect(index.mayKnow(scenario.setting + " " + scenario.ask, choices: []))
        }
        #expect(index.mayKnow("Which holds?", choices: ["no", Text.opening(text.gist, tongue)]))
      }
    }
  }
}

import QuestionPipeline
import Synchronization
import TestSupport
import Testing
import VivaKit

@testable import viva

struct LibraryExampleTests {
  private let folder = TemporaryDirectory()

  private func text(_ name: String) throws -> String {
    String(decoding: try FileSystem.read(folder.file(name)), as: UTF8.self)
  }

  private func viva(_ words: String...) async -> ExitCode {
    let console = Console(write: { _ in }, writeError: { _ in })
    return await Viva(Workplace(console: console)).run(words)
  }

  // MARK: Writing

  @Test func theLibraryWritesTheFilesThatTheProgramWrites() async throws {
    let set = try await writeASet(in: folder.file("library"))
    let code = await viva(
      "generate", "--topic", "Python", "--count", "12", "--kinds", "open,multipleChoice",
      "--seed", "7", "--out", folder.file("program"), "--quiet")

    #expect(code == .done)
    #expect(set.items.count == 12)
    #expect(set.ending == .complete)
    let ours = try timelessFiles(folder.file("library"))
    let theirs = try timelessFiles(folder.file("program"))
    #expect(ours.keys.sorted() == theirs.keys.sorted())
    for name in ours.keys.sorted() { #expect(ours[name] == theirs[name], "\(name)") }
  }

  @Test func documentsAndLanguagesMeanWhatTheyMeanToTheProgram() async throws {
    try FileSystem.write(Array(Self.handbook.utf8), to: folder.file("handbook.md"))
    var request = GenerationRequest(
      sources: [folder.file("handbook.md")], count: 4, kinds: [.cloze, .open])
    request.languages = ["en"]
    let set = try await VivaKit.Generator().generate(request, in: folder.file("library"))
    _ = await viva(
      "generate", "--source", folder.file("handbook.md"), "--count", "4", "--kinds", "cloze,open",
      "--languages", "en", "--out", folder.file("program"), "--quiet")

    #expect(!set.items.isEmpty)
    #expect(set.items.allSatisfy { !$0.draft.sources.isEmpty })
    #expect(try text("library/items.jsonl") == text("program/items.jsonl"))
    #expect(try text("library/manifest.json") == text("program/manifest.json"))
  }

  @Test func doubledTopicsAndBarrenDocumentsAreToldAsByTheProgram() async throws {
    let sources = [folder.file("handbook.md"), folder.file("diary.md")]
    try FileSystem.write(Array(Self.handbook.utf8), to: sources[0])
    try FileSystem.write(
      Array("# Diary\n\nI got up late again, and so did they.\n".utf8), to: sources[1])
    var request = GenerationRequest(
      topics: ["Boiler handbook", "boiler HANDBOOK"], sources: sources, count: 2, kinds: [.open])
    request.languages = ["en"]
    let set = try await VivaKit.Generator().generate(request, in: folder.file("library"))
    _ = await viva(
      "generate", "--source", sources[0], "--source", sources[1], "--topic", "Boiler handbook",
      "--topic",
      "boiler HANDBOOK", "--count", "2", "--kinds", "open", "--languages", "en", "--out",
      folder.file("program"),
      "--quiet")

    #expect(set.notices.contains("topic 'boiler HANDBOOK' is given twice and counts once"))
    #expect(
      set.notices.contains { $0.contains("diary.md: the offline writer finds nothing to ask") })
    #expect(try text("library/items.jsonl") == text("program/items.jsonl"))
    #expect(try text("library/manifest.json") == text("program/manifest.json"))
  }

  private static let handbook = """
    # Boiler handbook

    ## Pressure

    The boiler runs at 1.5 bar when it is cold. The pressure relief valve opens at 3 bar, because the heat exchanger is
    only certified up to 4 bar. If the pressure falls below 0.8 bar, the pump stops and the display shows code E10.

    ## Maintenance

    The burner is cleaned every 12 months. A technician replaces the ignition electrode after 24 months, because its tip
    wears down by 0.2 mm a year.
    """

  @Test func progressCountsUpToWhatIsThere() async throws {
    let heard = Mutex<[RunProgress]>([])
    let set = try await VivaKit.Generator().generate(
      GenerationRequest(topics: ["RAG"], count: 20), in: folder.file("set")
    ) { now in heard.withLock { $0.append(now) } }
    let last = try #require(heard.withLock { $0.last })
    #expect(last.done == set.items.count)
    #expect(last.refused == set.refusals.count)
    #expect(last.wanted == 20)
  }

  @Test(arguments: [
    (GenerationRequest(), "nothing to ask about: the request has no topics or sources"),
    (GenerationRequest(topics: ["Python"], count: 0), "count 0 lies outside 1…1000000"),
    (GenerationRequest(topics: ["Python"], seed: -1), "seed -1 is below 0"),
    (
      GenerationRequest(topics: ["Pyhton"]),
      "topic 'Pyhton' is unknown to the offline backend; nearest: 'Python'"
    ),
  ])
  func requestsThatCannotBeMetAreRefusedBeforeAnythingIsWritten(
    _ request: GenerationRequest, _ words: String
  ) async throws {
    let error = await #expect(throws: VivaError.self) {
      try await VivaKit.Generator().generate(request, in: folder.file("set"))
    }
    #expect(error?.code == .invalidInput)
    #expect(error?.description.hasPrefix(words) == true, "\(error?.description ?? "")")
    #expect(!FileSystem.exists(folder.file("set")))
  }

  @Test func aFolderThatHoldsAnotherRunIsLeftAsItIs() async throws {
    _ = try await writeASet(in: folder.file("set"))
    let before = try text("set/items.jsonl")
    let error = await #expect(throws: VivaError.self) {
      try await VivaKit.Generator().generate(
        GenerationRequest(topics: ["Python"], count: 12, seed: 8), in: folder.file("set"))
    }
    #expect(error?.code == .invalidInput)
    #expect(try text("set/items.jsonl") == before)
  }

  // MARK: Own model

  @Test func aModelOfOnesOwnWritesTheSet() async throws {
    let engine = try OfflineEngine()
    let set = try await writeASet(with: engine, in: folder.file("own"))
    let offline = try await VivaKit.Generator().generate(
      GenerationRequest(topics: ["Python"]), in: folder.file("offline"))

    #expect(engine.requests >= set.items.count)
    #expect(set.items.map(\.question) == offline.items.map(\.question))
    #expect(set.items.allSatisfy { $0.json.contains(#""model":"app-model-1""#) })
    // What was paid for is kept: the same call asks nothing.
    let asked = engine.requests
    let again = try await writeASet(with: engine, in: folder.file("own"))
    #expect(engine.requests == asked)
    #expect(again.items == set.items)
  }

  @Test func anEngineThatIsBusyCostsItsCellAlone() async throws {
    let isBusy = Mutex(true)
    let engine = try OfflineEngine { stage in
      let fails = isBusy.withLock { isBusy in
        let was = isBusy && stage == "generator"
        if was { isBusy = false }
        return was
      }
      if fails { throw EngineIsBusy() }
    }
    let set = try await writeASet(with: engine, in: folder.file("set"))
    #expect(set.items.count == 20)
    let lost = set.refusals.filter { $0.reasons == ["unavailable"] }
    #expect(lost.map { $0.flaws.map(\.evidence) } == [["the engine is busy"]])
  }

  @Test func aModelThatIsOfNoUseStopsTheRunInItsOwnWords() async throws {
    struct Useless: VivaKit.LanguageModel {
      let name = "useless"
      func respond(to request: ModelRequest) async throws -> ModelReply {
        throw ModelFailure.unusable("the licence has ended")
      }
    }
    let error = await #expect(throws: VivaError.self) {
      try await VivaKit.Generator(.model(Useless())).generate(
        GenerationRequest(topics: ["Python"]), in: folder.file("set"))
    }
    #expect(error?.code == .model)
    #expect(error?.description == "useless: the licence has ended")
  }

  // MARK: Judging

  @Test func aListIsJudgedAsTheProgramJudgesIt() async throws {
    try FileSystem.write(Array(Self.list.utf8), to: folder.file("list.md"))
    let report = try await judge(folder.file("list.md"))
    _ = await viva(
      "evaluate", folder.file("list.md"), "--out", folder.file("program"), "--quiet")

    #expect(report.entries.map(\.advice) == [.keep, .fix, .drop])
    #expect(try report.json + "\n" == text("program/report.json"))
    #expect(try report.markdown == text("program/report.md"))
    #expect(try report.html == text("program/report.html"))
  }

  private static let list = """
    1. What is overfitting?
    A model that fits its training data so closely that it does worse on data it has not seen.

    2. Which metric suits a rare class?
    It depends, but accuracy hides the rare class, so precision and recall are

    3. What's overfitting?
    """

  @Test func whatIsKeptOfAListIsASetOfItsOwn() async throws {
    try FileSystem.write(Array(Self.list.utf8), to: folder.file("list.md"))
    let report = try await judge(folder.file("list.md"))
    try keepWhatIsGood(by: report, in: folder.file("good"))

    let good = try QuestionSet(reading: folder.file("good"))
    #expect(good.items == report.entries.prefix(1).map(\.item))
    #expect(good.ending == nil)
    // The same way again does no harm; over a run's own files it would.
    try good.write(to: folder.file("good"))
    _ = try await writeASet(in: folder.file("run"))
    #expect(throws: VivaError.self) { try good.write(to: folder.file("run")) }
  }

  @Test func linesThatCannotBeReadAreTold() throws {
    let lines = #"{"question": "Why?", "answer": "Because."}"# + "\n{\n"
    try FileSystem.write(Array(lines.utf8), to: folder.file("list.jsonl"))
    let set = try QuestionSet(reading: folder.file("list.jsonl"))
    #expect(set.items.map(\.question) == ["Why?"])
    #expect(set.notices.count == 1)
    #expect(set.notices.first?.hasPrefix("line 2 is left out: ") == true)
  }

  @Test func aScorersFiguresStandInTheReportOfItsSet() async throws {
    let items = try ["one two", "", String(repeating: "word ", count: 80)].map {
      try VivaKit.Item(Draft(question: "What does \($0.count) say?", answer: $0))
    }
    let set = try QuestionSet(items)
    let report = try await Evaluator(scorers: [Brevity()]).evaluate(set, in: folder.file("report"))

    let scores = report.entries.map { $0.item.scores["brevity"] }
    #expect(scores.map { $0?.value } == [1, nil, 0.5])
    #expect(scores.map { $0?.by } == ["brevity-1", nil, "brevity-1"])
    #expect(scores[1]?.reason == "no answer")
    #expect(report.means["brevity"] == 0.75)
    #expect(try await brevity(of: set) == 0.75)
    for name in ["report.json", "report.md", "report.html"] {
      #expect(try text("report/\(name)").contains("brevity"), "\(name)")
    }
    // The total is the rubric's.
    let plain = try await Evaluator().evaluate(set)
    #expect(report.entries.map(\.item.score) == plain.entries.map(\.item.score))
  }

  @Test func whatIsNoScoreLeavesItemsUnscored() async throws {
    struct Odd: Scorer {
      let name: String
      let dimension: String
      let give: @Sendable () throws -> VivaKit.Score
      func score(_ draft: VivaKit.Draft) throws -> VivaKit.Score { try give() }
    }
    struct Broken: Error {}
    let set = try QuestionSet([VivaKit.Item(Draft(question: "Why?", answer: "Because."))])
    let report = try await Evaluator(scorers: [
      Odd(name: "far", dimension: "a") { Score(1.2) },
      Odd(name: "nan", dimension: "b") { Score(.nan) },
      Odd(name: "broken", dimension: "c") { throw Broken() },
    ]).evaluate(set)
    let scores = try #require(report.entries.first?.item.scores)
    #expect(scores["a"] == .unscored("far gave a value outside 0…1"))
    #expect(scores["b"] == .unscored("nan gave a value outside 0…1"))
    #expect(scores["c"] == .unscored("broken failed: Broken()"))
  }

  @Test func namesThatAreTakenAreRefused() async throws {
    struct Named: Scorer, VivaKit.Stage {
      let name: String
      let dimension: String
      func score(_ draft: VivaKit.Draft) -> VivaKit.Score { Score(1) }
      func process(_ draft: VivaKit.Draft) -> StageDecision { .pass }
    }
    let set = try QuestionSet([])
    for (name, dimension) in [
      ("mine", "clarity"), ("mine", "depthCues"), ("rules", "mine"), ("", "mine"),
    ] {
      await #expect(throws: VivaError.self) {
        try await Evaluator(scorers: [Named(name: name, dimension: dimension)]).evaluate(set)
      }
    }
    await #expect(throws: VivaError.self) {
      try await VivaKit.Generator(stages: [Named(name: "critic", dimension: "")])
        .generate(GenerationRequest(topics: ["Python"]), in: folder.file("set"))
    }
  }

  // MARK: Own stage

  @Test func aStagesRefusalsAreInTheLedgerAndItsNameInTheTrace() async throws {
    let set = try await writeInHouseStyle(in: folder.file("set"))

    #expect(set.items.count == 60)
    #expect(!set.items.contains { $0.question.contains("CPython 3.") })
    #expect(!set.items.contains { $0.question.hasPrefix("What does") })
    let refused = set.refusals.filter { $0.reasons == ["names-a-release"] }
    #expect(!refused.isEmpty)
    #expect(refused.allSatisfy { $0.draft?.question.contains("CPython 3.") == true })
    #expect(set.report.refusals["names-a-release"] == refused.count)
    #expect(set.items.allSatisfy { $0.scores["brevity"]?.value != nil })
    let trace = try text("set/trace.jsonl")
    #expect(trace.contains(#""house-style""#))
    #expect(trace.contains("asks-for-a-definition"))
    #expect(try text("set/report.json").contains(#""names-a-release": \#(refused.count)"#))
    #expect(try text("set/manifest.json").contains(#""house-style""#))
  }

  @Test(arguments: [1, 64]) func aStageKeepsTheSetTheSameAtAnyConcurrency(_ width: Int) async throws
  {
    let request = GenerationRequest(topics: ["Python"], count: 60)
    for (name, concurrency) in [("a", 8), ("b", width)] {
      _ = try await VivaKit.Generator(
        stages: [HouseStyle()], configuration: "{concurrency: \(concurrency)}"
      ).generate(request, in: folder.file(name))
    }
    let (first, second) = (
      try timelessFiles(folder.file("a")), try timelessFiles(folder.file("b"))
    )
    for name in first.keys.sorted() { #expect(first[name] == second[name], "\(name)") }
  }

  @Test func aRunWithAnotherStageIsAnotherRun() async throws {
    _ = try await writeInHouseStyle(in: folder.file("set"))
    let error = await #expect(throws: VivaError.self) {
      try await VivaKit.Generator().generate(
        GenerationRequest(topics: ["Python"], count: 60), in: folder.file("set"))
    }
    #expect(error?.description.contains("guests") == true)
  }

  @Test func aStageThatFailsCostsItsCellAlone() async throws {
    struct Fragile: VivaKit.Stage {
      struct Broken: Error {}
      let name = "fragile"
      func process(_ draft: VivaKit.Draft) throws -> StageDecision {
        if draft.question.hasPrefix("What") { throw Broken() }
        return .pass
      }
    }
    let set = try await VivaKit.Generator(stages: [Fragile()]).generate(
      GenerationRequest(topics: ["Python"], count: 20), in: folder.file("set"))
    #expect(!set.items.isEmpty)
    let failed = set.refusals.filter { $0.reasons == ["error"] }
    #expect(!failed.isEmpty)
    #expect(failed.allSatisfy { $0.flaws.contains { $0.evidence == "Broken()" } })
  }

  // MARK: Stopping

  @Test func aCancelledRunLeavesASetThatTheSameCallGoesOnWith() async throws {
    /// Passes drafts until the third wave is in work, then waits for the end.
    final class Turnstile: VivaKit.Stage {
      let name = "turnstile"
      private let passes: Int
      private let count = Mutex(0)
      init(passes: Int) { self.passes = passes }

      func process(_ draft: VivaKit.Draft) async throws -> StageDecision {
        let number = count.withLock { count in
          count += 1
          return count
        }
        if number > passes {
          for await _ in AsyncStream<Never>.makeStream().stream {}
          try Task.checkCancellation()
        }
        return .pass
      }
    }
    let request = GenerationRequest(topics: ["Python", "RAG"], count: 200)
    // Two waves hold 48 cells: with more, the first is committed.
    let part = try await write(
      request, with: VivaKit.Generator(stages: [Turnstile(passes: 60)]), in: folder.file("set"),
      until: { $0.done + $0.refused > 48 })

    #expect(part.ending == .interrupted)
    #expect((1..<200).contains(part.items.count))
    #expect(try QuestionSet(reading: folder.file("set")).items == part.items)
    let open = VivaKit.Generator(stages: [Turnstile(passes: .max)])
    let whole = try await open.generate(request, in: folder.file("set"))
    _ = try await open.generate(request, in: folder.file("undisturbed"))
    #expect(whole.items.count == 200)
    #expect(try text("set/items.jsonl") == text("undisturbed/items.jsonl"))
  }

  @Test func anEvaluationThatIsCancelledReportsWhatItHas() async throws {
    /// Scores some items, then waits for the end.
    final class Slow: Scorer {
      let name = "slow"
      let dimension = "patience"
      private let count = Mutex(0)
      func score(_ draft: VivaKit.Draft) async throws -> VivaKit.Score {
        let number = count.withLock { count in
          count += 1
          return count
        }
        if number > 100 {
          for await _ in AsyncStream<Never>.makeStream().stream {}
          try Task.checkCancellation()
        }
        return Score(1)
      }
    }
    let items = try (0..<300).map { number in
      try VivaKit.Item(
        Draft(question: "What is the square of \(number)?", answer: "\(number * number)"))
    }
    let set = try QuestionSet(items)
    let (progress, told) = AsyncStream.makeStream(of: RunProgress.self)
    let work = Task {
      defer { told.finish() }
      return try await Evaluator(scorers: [Slow()], configuration: "{concurrency: 1}")
        .evaluate(set) { told.yield($0) }
    }
    for await now in progress where now.done == 64 { work.cancel() }
    let report = try await work.value
    #expect(report.ending == "interrupted; 64 of 300 items were judged")
    #expect(report.entries.count == 64)
  }
}

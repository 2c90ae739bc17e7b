import SQLiteStorage
import Synchronization
import TestSupport
import Testing

@testable import QuestionPipeline

/// Runs that recall by meaning, too.
struct MeaningRunTests {
  private let folder = TemporaryDirectory()
  private let brief = Brief(topics: ["parts", "queues"], count: 60, kinds: [.open])
  private let vectors = ConceptVectors([["spanner", "wrench"], ["grease", "oil"]])

  /// - Parameter memory: the name of its file.
  private func fixture(
    _ model: any LanguageModel = StandInWriter(), memory: String = "memory",
    embedder: ConceptVectors? = nil
  ) throws -> RunFixture {
    var fixture = try RunFixture(brief: brief, model: model)
    fixture.memoryFile = folder.file(memory + ".sqlite")
    fixture.embedder = embedder ?? vectors
    return fixture
  }

  private func memory(_ name: String = "memory") async throws -> LongTermMemory {
    try await LongTermMemory.existing(folder.file(name + ".sqlite"))
  }

  /// A memory with one question that no other says in these words.
  private func prepare(_ name: String = "memory", hasVector: Bool = true) async throws {
    let file = folder.file(name + ".sqlite")
    let memory = try await LongTermMemory(file: file, freshIdentifier: "memory")
    try await add(Self.old, on: "Tools", by: "old", to: memory)
    if hasVector { try await embed(memory) }
  }

  /// Adds the one question of a run.
  private func add(_ question: String, on topic: String, by run: String, to memory: LongTermMemory)
    async throws
  {
    let writer = try await memory.makeWriter(run: run, name: run)
    try await memory.append(
      [
        CellRecord(
          ordinal: 0, isAccepted: true,
          body: try JSONParser.parse(
            """
            {"cell": {"ordinal": 0, "place": 0, "angle": "a", "square": {"topic": "\(topic)",
              "kind": "open", "level": "apply", "difficulty": 3, "language": "en"}},
              "critiques": [], "item": {"id": "q-\(run)", "question": "\(question)"}}
            """))
      ], writer: writer, run: run, name: run)
  }

  private static let old = "Whose spanner hangs here?"

  private func embed(_ memory: LongTermMemory) async throws {
    let waiting = try await memory.withoutVector(limit: 999)
    try await memory.keep(
      waiting.map { ($0.owner, vectors.vector(of: $0.text)) },
      space: VectorSpace(
        model: vectors.name, dimensions: vectors.vector(of: "").bytes.count))
  }

  /// By cell, what its writer was told to keep away from.
  private final class Told: Sendable {
    private let lists = Mutex<[Int: [String]]>([:])
    subscript(cell: Int) -> [String]? {
      get { lists.withLock { $0[cell] } }
      set { lists.withLock { $0[cell] = newValue } }
    }
  }

  /// A planner that has one angle on wrenches, and a writer that keeps what it was told to avoid.
  private func watching(_ told: Told) -> StandInWriter {
    StandInWriter { role, inputs in
      if role == .generator {
        told[try inputs.int("cell")] = try inputs.optional("avoid")?.strings() ?? []
      }
      guard role == .planner, try inputs.int("chunk") == 0, try inputs.string("topic") == "parts"
      else { return nil }
      let angles = try inputs.array("squares").map { square in
        let number = try square.int("square")
        let angle = number == 0 ? "lending a wrench" : "parts \(number)"
        return #"{"square": \#(number), "subtopic": "s", "angle": "\#(angle)"}"#
      }
      return #"{"angles": [\#(angles.joined(separator: ", "))]}"#
    }
  }

  // MARK: What is recalled

  @Test func aWriterKeepsAwayFromWhatSaysTheSameInOtherWords() async throws {
    try await prepare()
    let told = Told()
    try await fixture(watching(told)).run(folder: folder.file("a"))
    #expect(told[0] == [Self.old])
    // By words alone nobody sees it.
    try await prepare("other")
    let blindly = Told()
    var blind = try fixture(watching(blindly), memory: "other")
    blind.embedder = nil
    try await blind.run(folder: folder.file("b"))
    #expect(blindly[0] == [])
  }

  @Test func aRunsOwnQuestionsAreRecalledByMeaningFromTheSecondWaveAfterOn() async throws {
    let told = Told()
    let own = "Why does a worn spanner slip on rusty parts?"
    let model = StandInWriter { role, inputs in
      if role == .planner {
        let chunk = try inputs.int("chunk")
        let angles = try inputs.array("squares").map { square in
          let number = try square.int("square")
          return #"{"square": \#(number), "subtopic": "s", "angle": "wrench \#(chunk)/\#(number)"}"#
        }
        return #"{"angles": [\#(angles.joined(separator: ", "))]}"#
      }
      guard role == .generator else { return nil }
      let cell = try inputs.int("cell")
      told[cell] = try inputs.optional("avoid")?.strings() ?? []
      guard cell == 3 else { return nil }
      return """
        {"question": "\(own)", "answer": "Because its worn jaws touch only the edges of the \
        parts, the spanner slips as soon as they resist.",
        "keyPoints": ["worn jaws touch only the edges"], "mistakes": ["Pulling harder."]}
        """
    }
    var fixture = try fixture(model)
    fixture.brief = Brief(topics: ["parts"], count: 90, kinds: [.open])
    let outcome = try await fixture.run(folder: folder.file("a"))
    #expect(outcome.contents.items.contains { $0.draft.question == own })
    // Waves of 16 and 32 cells: the third sees the first.
    #expect((0..<48).allSatisfy { told[$0]?.contains(own) == false })
    #expect((48..<90).allSatisfy { told[$0]?.contains(own) == true })
  }

  @Test func thePlannerIsToldOfOtherTopicsThatLieNear() async throws {
    try await prepare()
    let covered = Mutex<[String]>([])
    let model = StandInWriter { role, inputs in
      if role == .planner, try inputs.int("chunk") == 0 {
        let told = try inputs.texts("covered")
        covered.withLock { $0 += told }
      }
      return nil
    }
    var fixture = try fixture(model)
    fixture.brief = Brief(topics: ["wrenches"], count: 5, kinds: [.open])
    try await fixture.run(folder: folder.file("a"))
    #expect(covered.withLock { $0 } == [Self.old])
  }

  // MARK: What is kept

  @Test func theQuestionsOfARunGetVectorsAndNothingIsAskedTwice() async throws {
    let outcome = try await fixture().run(folder: folder.file("a"))
    let items = outcome.contents.items
    #expect(items.count == 60)
    let counts = try await memory().vectorCounts()
    #expect(counts.kept == 60 && counts.of == 60)
    let asked = vectors.requests.flatMap(\.self)
    #expect(asked.count == Set(asked).count)
    #expect(Set(asked).isSuperset(of: items.map(\.draft.question) + brief.topics))
    #expect(vectors.requests.allSatisfy { $0.count <= 64 })
    let nearest = try await memory().nearest(
      to: vectors.vector(of: items[7].draft.question), limit: 1)
    #expect(nearest.first?.cosine == 1)
    let usage = try #require(outcome.contents.usage.first { $0.role == "embedder" })
    #expect(usage.requests == vectors.requests.count)
    // Asked again, the finished run pays nothing and is the same.
    let files = try timelessFiles(folder.file("a"))
    try await fixture().run(folder: folder.file("a"))
    #expect(vectors.requests.flatMap(\.self).count == asked.count)
    #expect(try timelessFiles(folder.file("a")) == files)
  }

  @Test func aLargerCountGoesOnWithTheVectorsThatItHas() async throws {
    try await fixture().run(folder: folder.file("a"))
    var larger = try fixture()
    larger.brief.count = 130
    try await larger.run(folder: folder.file("a"))
    let asked = vectors.requests.flatMap(\.self)
    #expect(asked.count == Set(asked).count)
    let counts = try await memory().vectorCounts()
    #expect(counts.kept == 130 && counts.of == 130)
  }

  /// A writer that lets the model of vectors fail once all is planned.
  private func breaking(_ fault: ModelError.Code) -> StandInWriter {
    StandInWriter { [vectors] role, inputs in
      if role == .generator, try inputs.int("cell") == 59 { vectors.fault = fault }
      return nil
    }
  }

  @Test func anOutageAtTheEndCostsNoSetAndIsMadeUpForLater() async throws {
    await #expect(throws: ModelError.self) {
      try await fixture(breaking(.unavailable)).run(folder: folder.file("a"))
    }
    let items = try FileSystem.read(folder.file("a/items.jsonl"))
    #expect(items.split(separator: 0x0A).count == 60)
    #expect(try await memory().sets().map(\.accepted) == [60])
    vectors.fault = nil
    try await fixture().run(folder: folder.file("a"))
    #expect(try FileSystem.read(folder.file("a/items.jsonl")) == items)
    #expect(try await memory().vectorCounts().kept == 60)
  }

  @Test func whatTheBudgetDoesNotCoverAtTheEndIsLeftOut() async throws {
    let outcome = try await fixture(breaking(.overBudget)).run(folder: folder.file("a"))
    #expect(outcome.contents.ending == nil && outcome.contents.items.count == 60)
    let counts = try await memory().vectorCounts()
    #expect(counts.kept == 16 && counts.of == 60)
  }

  // MARK: The same bytes

  @Test(arguments: [1, 32]) func theConcurrencyChangesNothing(concurrency: Int) async throws {
    try await prepare("one")
    try await prepare("other")
    var one = try fixture(memory: "one")
    one.settings.concurrency = 4
    try await one.run(folder: folder.file("one/set"))
    var other = try fixture(memory: "other")
    other.settings.concurrency = concurrency
    try await other.run(folder: folder.file("other/set"))
    #expect(try timelessFiles(folder.file("one/set")) == timelessFiles(folder.file("other/set")))
  }

  @Test(arguments: [5, 20, 50])
  func anInterruptedRunGoesOnToTheSameBytesAndAsksNothingTwice(cell: Int) async throws {
    try await prepare("whole")
    try await fixture(memory: "whole").run(folder: folder.file("whole/set"))
    let all = vectors.requests.flatMap(\.self).count
    let failing = StandInWriter { role, inputs in
      guard role == .generator, try inputs.int("cell") == cell else { return nil }
      throw ModelError(code: .unauthorized, model: "m", detail: "no key")
    }
    try await prepare("cut")
    guard
      case .failed = try await fixture(failing, memory: "cut").run(folder: folder.file("cut/set"))
        .ending
    else {
      Issue.record("was to fail")
      return
    }
    // Vectors that others give it meanwhile are not seen.
    try await prepareMore("cut")
    try await fixture(memory: "cut").run(folder: folder.file("cut/set"))
    #expect(vectors.requests.flatMap(\.self).count == 2 * all)
    #expect(try timelessFiles(folder.file("whole/set")) == timelessFiles(folder.file("cut/set")))
  }

  /// Another run's question, with its vector.
  private func prepareMore(_ name: String) async throws {
    let memory = try await memory(name)
    try await add("Which oil fits a wrench?", on: "parts", by: "new", to: memory)
    try await embed(memory)
  }

  @Test func vectorsThatCameAfterItBeganAreNotSeenByARunThatGoesOn() async throws {
    try await prepare("whole", hasVector: false)
    try await fixture(memory: "whole").run(folder: folder.file("whole/set"))
    let failing = StandInWriter { role, inputs in
      guard role == .generator, try inputs.int("cell") == 5 else { return nil }
      throw ModelError(code: .unauthorized, model: "m", detail: "no key")
    }
    try await prepare("cut", hasVector: false)
    try await fixture(failing, memory: "cut").run(folder: folder.file("cut/set"))
    try await embed(memory("cut"))
    try await fixture(memory: "cut").run(folder: folder.file("cut/set"))
    #expect(try timelessFiles(folder.file("whole/set")) == timelessFiles(folder.file("cut/set")))
  }

  @Test func aReplayNeedsNoModelOfVectors() async throws {
    try await fixture(memory: "one").run(folder: folder.file("one/set"))
    let journal = try await Journal(file: folder.file("one/set/journal.sqlite"), mode: .readOnly)
    let identity = try JSONParser.parse(try #require(await journal.meta("identity")))
    let cast = try #require(
      ModelCast(json: identity["model"] ?? .null) { ReplayModel(name: $0, journal: journal) })
    var replay = try fixture(cast.generator, memory: "two")
    replay.embedder = cast.embedder
    try await replay.run(folder: folder.file("two/set"))
    #expect(try timelessFiles(folder.file("one/set")) == timelessFiles(folder.file("two/set")))
  }

  // MARK: What stops a run

  @Test func aMemoryThatLostTheVectorsOfAnUnfinishedRunStopsIt() async throws {
    try await prepare()
    let failing = StandInWriter { role, inputs in
      guard role == .generator, try inputs.int("cell") == 5 else { return nil }
      throw ModelError(code: .unauthorized, model: "m", detail: "no key")
    }
    try await fixture(failing).run(folder: folder.file("a"))
    try await memory().forgetVectors()
    await #expect {
      try await fixture().run(folder: folder.file("a"))
    } throws: {
      "\($0)".contains("no longer has the vectors that the run in \(folder.file("a")) was begun")
    }
  }

  @Test func vectorsOfAnotherModelAreAnErrorBeforeAnythingIsAsked() async throws {
    try await prepare()
    let other = ConceptVectors([["a"]], name: "other")
    await #expect {
      try await fixture(embedder: other).run(folder: folder.file("a"))
    } throws: {
      ($0 as? ConfigurationError)?.source == "memory.embeddings"
    }
    #expect(other.requests.isEmpty)
    #expect(!FileSystem.exists(folder.file("a")))
  }

  @Test func withoutALongTermMemoryNoVectorIsAskedFor() async throws {
    var fixture = try fixture()
    fixture.memoryFile = nil
    try await fixture.run(folder: folder.file("a"))
    #expect(vectors.requests.isEmpty)
  }

  // MARK: The budget

  @Test func aCellMayCostTwoVectorsWithAllTheirAttempts() throws {
    let fixture = try fixture()
    func most(_ embedder: (any LanguageModel)?) throws -> Spending {
      var fixture = fixture
      fixture.embedder = embedder
      fixture.settings.maxReplyTokens = 100
      let request = try fixture.request(folder: folder.file("a"))
      let prices = RunPrices([
        ("stand-in", .free), ("concepts", Price(input: 10_000_000, cachedInput: 0, output: 0)),
      ])
      return WaveEstimate(
        RequestEstimate(
          request.brief, settings: request.settings, prompts: request.prompts,
          rubric: request.rubric, passages: []), settings: request.settings, cast: request.cast,
        prices: prices
      ).perCell
    }
    let tries = 2 * fixture.settings.generator.replyAttempts
    #expect(
      try most(vectors) - most(nil)
        == Spending(requests: tries, tokens: 100 * tries, cost: 100 * tries * 10))
  }
}

import QuestionPipeline
import SQLiteStorage
import Synchronization
import TestSupport
import Testing

struct PipelineRunTests {
  let brief = Brief(topics: ["parts", "queues"], count: 40, kinds: [.open])

  @Test func concurrencyChangesNoByte() async throws {
    let folder = TemporaryDirectory()
    var fixture = try RunFixture(brief: brief, model: StandInWriter())
    var files: [[String: String]] = []
    for concurrency in [1, 512] {
      fixture.settings.concurrency = concurrency
      let path = folder.file("c\(concurrency)")
      let outcome = try await fixture.run(folder: path)
      #expect(outcome.contents.items.count == 40)
      files.append(try timelessFiles(path))
    }
    #expect(files[0].keys.sorted() == files[1].keys.sorted())
    for name in files[0].keys.sorted() { #expect(files[0][name] == files[1][name], "\(name)") }
    #expect(files[0]["items.jsonl"]?.isEmpty == false)
  }

  /// Cancels the run when a number of cells is through, resumes it, and counts what was asked twice.
  @Test(arguments: [1, 17, 39]) func anInterruptedRunGoesOnAndEndsInTheSameBytes(cut: Int)
    async throws
  {
    final class Brake: ProgressSink {
      let left: Mutex<Int>
      let interruption = Interruption()
      init(after count: Int) { left = Mutex(count) }
      func planned(wave: Int, cells: Int) {}
      func committed(_ wave: WaveCommitted) {}
      func finished(_ cell: CellFinished) {
        if left.withLock({
          $0 -= 1
          return $0 == 0
        }) {
          interruption.trigger()
        }
      }
    }
    let folder = TemporaryDirectory()
    let asked = Mutex<[String: Int]>([:])
    let model = StandInWriter { role, inputs in
      asked.withLock { $0["\(role)\(JSONWriter.text(inputs.value))", default: 0] += 1 }
      return nil
    }
    let fixture = try RunFixture(brief: brief, model: model)
    let brake = Brake(after: cut)
    let path = folder.file("a")
    var request = try fixture.request(folder: path, progress: brake)
    request.interruption = brake.interruption
    let first = try await PipelineRun(request).execute()
    if case .interrupted = first.ending {
      #expect(first.contents.items.count <= 40)
      #expect(first.contents.ledger?.places.total == 40)
    }
    let second = try await fixture.run(folder: path)
    #expect(second.contents.items.count == 40)
    try await fixture.run(folder: folder.file("b"))
    let (resumed, undisturbed) = (try timelessFiles(path), try timelessFiles(folder.file("b")))
    for name in undisturbed.keys.sorted() {
      #expect(resumed[name] == undisturbed[name], "\(name)")
    }
    // Both runs together ask each request twice, but for what was in flight when the first was stopped.
    let thrice = asked.withLock { $0.values.count { $0 > 2 } }
    #expect(thrice <= fixture.settings.concurrency)
  }

  @Test func aLargerCountExtendsWithoutTouchingWhatIsThere() async throws {
    let folder = TemporaryDirectory()
    let path = folder.file("a")
    var fixture = try RunFixture(brief: brief, model: StandInWriter())
    try await fixture.run(folder: path)
    let before = try #require(try timelessFiles(path)["items.jsonl"])
    fixture.brief.count = 70
    let outcome = try await fixture.run(folder: path)
    #expect(outcome.contents.items.count == 70)
    #expect(try timelessFiles(path)["items.jsonl"]?.hasPrefix(before) == true)
    fixture.brief.count = 50
    await #expect {
      try await fixture.run(folder: path)
    } throws: { "\($0)".contains("a count can be raised, not lowered") }
  }

  @Test func aRaisedCapLeavesCommittedWavesAsTheyAre() async throws {
    let folder = TemporaryDirectory()
    let path = folder.file("a")
    let asked = Mutex<[Int]>([])
    struct Capped: LanguageModel {
      let base: StandInWriter
      var name: String { base.name }
      func respond(to request: ChatRequest) async throws -> ChatReply {
        var reply = try await base.respond(to: request)
        if request.role == .generator, request.cell % 5 == 4, request.maxReplyTokens ?? 0 < 2000 {
          reply.finishReason = .length
        }
        return reply
      }
    }
    let model = Capped(
      base: StandInWriter { role, inputs in
        if role == .generator {
          let cell = try inputs.int("cell")
          asked.withLock { $0.append(cell) }
        }
        return nil
      })
    var fixture = try RunFixture(brief: brief, model: model)
    fixture.settings.maxReplyTokens = 1000
    let first = try await fixture.run(folder: path)
    #expect(first.contents.refused.map(\.cell.ordinal).contains(4))
    let before = try timelessFiles(path)
    let cells = asked.withLock { $0.max() ?? 0 }
    asked.withLock { $0 = [] }
    fixture.settings.maxReplyTokens = 4000
    try await fixture.run(folder: path)
    #expect(try timelessFiles(path) == before)
    #expect(asked.withLock { $0 } == [])
    fixture.brief.count = 60
    let more = try await fixture.run(folder: path)
    #expect(more.contents.refused.count == first.contents.refused.count)
    #expect(asked.withLock { $0.allSatisfy { $0 > cells } })
    #expect(
      try timelessFiles(path)["items.jsonl"]?.hasPrefix(before["items.jsonl"] ?? "?") == true)
  }

  @Test func otherSettingsInTheSameFolderAreListed() async throws {
    let folder = TemporaryDirectory()
    var fixture = try RunFixture(brief: brief, model: StandInWriter())
    try await fixture.run(folder: folder.file("a"))
    fixture.settings.seed = 99
    fixture.brief.topics = ["parts"]
    await #expect {
      try await fixture.run(folder: folder.file("a"))
    } throws: { error in
      "\(error)".contains("seed: was 1, is 99")
        && "\(error)".contains("brief.topics: was [\"parts\",\"queues\"], is [\"parts\"]")
    }
  }

  @Test func refusedCellsAreReplannedUntilTheBriefIsMet() async throws {
    let folder = TemporaryDirectory()
    // Every fourth cell knows nothing.
    let model = StandInWriter { role, inputs in
      try role == .generator && inputs.int("cell") % 4 == 3 ? "{\"unknown\": \"no idea\"}" : nil
    }
    let outcome = try await RunFixture(brief: brief, model: model).run(folder: folder.file("a"))
    let ledger = try #require(outcome.contents.ledger)
    #expect(outcome.contents.items.count == 40)
    #expect(ledger.places.accepted == 40)
    #expect(ledger.places.refused + ledger.places.notAttempted == 0)
    #expect(ledger.cells.accepted + ledger.cells.refused == ledger.cells.total)
    #expect(ledger.cells.refused == ledger.reasons.first?.count)
    #expect(ledger.reasons.map(\.name) == ["nothing-new"])
  }

  @Test func aPlanningRequestDoesNotGrowWithTheSet() async throws {
    let folder = TemporaryDirectory()
    let named = Mutex<[Int]>([])
    let model = StandInWriter { role, inputs in
      if role == .planner {
        let count = try inputs.array("used").count
        named.withLock { $0.append(count) }
      }
      return nil
    }
    var fixture = try RunFixture(brief: brief, model: model)
    fixture.brief.count = 60
    fixture.settings.planner.usedAngles = 12
    let outcome = try await fixture.run(folder: folder.file("set"))
    #expect(outcome.contents.items.count == 60)
    #expect(named.withLock { $0.max() } == 12)
    #expect(named.withLock { $0.min() } == 0)
  }

  @Test func aPlanningRequestNamesTheAnglesOfItsTopicsOtherKinds() async throws {
    let folder = TemporaryDirectory()
    let told = Mutex<[String: Set<String>]>([:])
    let model = StandInWriter { role, inputs in
      if role == .planner {
        let lane = try inputs.string("topic") + " " + inputs.string("kind")
        let used = try inputs.texts("used")
        told.withLock { $0[lane, default: []].formUnion(used) }
      }
      return nil
    }
    var fixture = try RunFixture(brief: brief, model: model)
    fixture.brief.kinds = [.open, .scenario]
    fixture.brief.count = 60
    let items = try await fixture.run(folder: folder.file("set")).contents.items
    let topic = try #require(items.first?.topic.first)
    let kinds = fixture.brief.kinds
    let names = told.withLock { $0 }
    for kind in kinds {
      let lane = names["\(topic) \(kind.rawValue)"] ?? []
      for other in kinds { #expect(lane.contains { $0.hasPrefix("\(topic)-\(other.rawValue) ") }) }
      #expect(!lane.contains { !$0.hasPrefix("\(topic)-") })
    }
  }

  @Test func duplicatesBornInOneWaveAreStruckAtItsCommit() async throws {
    let folder = TemporaryDirectory()
    let model = StandInWriter { role, inputs in
      guard role == .generator, [3, 7, 20].contains(try inputs.int("cell")) else { return nil }
      return JSONWriter.text([
        "question": "Why do parts wait for the slowest step of a queue?",
        "answer":
          "Because each part passes through every step, the slowest step sets the pace when load is high.",
        "keyPoints": ["the slowest step sets the pace", "when load is high"],
      ])
    }
    let outcome = try await RunFixture(brief: brief, model: model).run(folder: folder.file("a"))
    let duplicates = outcome.contents.refused.filter { $0.reasons.first == "exact-duplicate" }
    #expect(duplicates.map(\.cell.ordinal) == [7, 20])
    #expect(outcome.contents.items.count == 40)
    #expect(duplicates.first?.verdict.flaws.last?.with.count == 1)
  }

  @Test func aRunWithNothingLeftToAskEndsShortAndSaysWhy() async throws {
    let folder = TemporaryDirectory()
    let model = StandInWriter { role, _ in
      role == .generator ? "{\"unknown\": \"dry\"}" : nil
    }
    let outcome = try await RunFixture(brief: brief, model: model).run(folder: folder.file("a"))
    guard case .short(let why) = outcome.ending else {
      Issue.record("ended as \(outcome.ending)")
      return
    }
    #expect(why == "nothing new can be had on these topics, kinds and levels")
    let ledger = try #require(outcome.contents.ledger)
    #expect(ledger.places.accepted == 0)
    #expect(ledger.places.refused + ledger.places.notAttempted == 40)
  }

  @Test func aCritiqueSendsTheDraftBackWithItsFlaws() async throws {
    let folder = TemporaryDirectory()
    let model = StandInWriter { role, inputs in
      switch role {
      case .generator where try inputs.optional("flaws") != nil:
        #expect(try inputs.array("flaws").first?.string("name") == "shallow-answer")
        return nil
      case .critic where try inputs.int("round") == 0 && inputs.int("cell") == 5:
        return
          "{\"flaws\": [{\"name\": \"shallow-answer\", \"evidence\": \"no cost\", \"severity\": \"warning\", \"suggestion\": \"name one\"}]}"
      default: return nil
      }
    }
    let path = folder.file("a")
    let outcome = try await RunFixture(brief: brief, model: model).run(folder: path)
    #expect(outcome.contents.items.first { $0.cell == 5 }?.made?.drafts == 2)
    let subjects = try timelessFiles(path)["trace.jsonl"]?.split(separator: "\n")
      .map { try JSONParser.parse(String($0)) }
      .filter { $0["cell"]?.intValue == 5 }.compactMap { $0["subject"]?.stringValue }
    #expect(
      subjects == [
        "writing-task", "draft-written", "writing-task", "draft-written", "draft-reviewed",
        "cell-finished",
      ])
  }

  @Test func aStageThatFailsCostsItsCellAndNoOther() async throws {
    struct Broken: Error {}
    let folder = TemporaryDirectory()
    let model = StandInWriter { role, inputs in
      if role == .judge, try inputs.int("cell") == 4 { throw Broken() }
      return nil
    }
    let outcome = try await RunFixture(brief: brief, model: model).run(folder: folder.file("a"))
    #expect(outcome.contents.items.count == 40)
    #expect(outcome.contents.refused.map(\.cell.ordinal) == [4])
    #expect(outcome.contents.refused.first?.reasons == ["error"])
  }

  @Test func aCallersFaultStopsTheRunAndLeavesItResumable() async throws {
    let folder = TemporaryDirectory()
    let isBroken = Mutex(true)
    let model = StandInWriter { role, inputs in
      if role == .generator, try inputs.int("cell") == 20, isBroken.withLock({ $0 }) {
        throw ModelError(code: .unauthorized, model: "m", detail: "no key")
      }
      return nil
    }
    let fixture = try RunFixture(brief: brief, model: model)
    let path = folder.file("a")
    let first = try await fixture.run(folder: path)
    guard case .failed(let error) = first.ending else {
      Issue.record("ended as \(first.ending)")
      return
    }
    #expect("\(error)" == "m: no key")
    isBroken.withLock { $0 = false }
    #expect(try await fixture.run(folder: path).contents.items.count == 40)
  }

  @Test func aLongTermMemoryKeepsTheNextRunFromRepeating() async throws {
    let folder = TemporaryDirectory()
    var fixture = try RunFixture(brief: brief, model: StandInWriter())
    fixture.memoryFile = folder.file("memory.sqlite")
    let first = try await fixture.run(folder: folder.file("a"))
    let second = try await fixture.run(folder: folder.file("b"))
    let questions = Set(first.contents.items.map(\.draft.question))
    #expect(second.contents.items.allSatisfy { !questions.contains($0.draft.question) })
    #expect(
      second.contents.refused.contains {
        $0.verdict.flaws.contains { $0.evidence.contains("of set a") }
      })
    fixture.allowsRepeats = true
    let third = try await fixture.run(folder: folder.file("c"))
    #expect(third.contents.items.count == 40)
  }

  @Test func aCommitThatFailsEndsTheRunAndCostsNoRowOfTheTrace() async throws {
    let folder = TemporaryDirectory()
    let fixture = try RunFixture(brief: brief, model: StandInWriter())
    let path = folder.file("a")
    do {
      let run = try await PipelineRun(fixture.request(folder: path))
      // Somebody's row stands where the first wave's first cell is to go.
      let database = try Database(file: path + "/journal.sqlite")
      try await database.execute(
        "INSERT INTO cell (ordinal, wave, accepted, body) VALUES (0, 99, 0, '{}')")
      await #expect {
        try await run.execute()
      } throws: { ($0 as? StorageError)?.code == .constraint }
      try await database.execute("DELETE FROM cell")
    }
    try await fixture.run(folder: path)
    try await fixture.run(folder: folder.file("b"))
    #expect(try timelessFiles(path) == timelessFiles(folder.file("b")))
  }

  @Test func aRunGoesOnWithItsOwnMemoryFileOrNot() async throws {
    let folder = TemporaryDirectory()
    var fixture = try RunFixture(brief: brief, model: StandInWriter())
    fixture.memoryFile = folder.file("memory.sqlite")
    try await fixture.run(folder: folder.file("a"))
    fixture.brief.count = 50
    fixture.memoryFile = folder.file("other.sqlite")
    fixture.freshIdentifier = "other"
    await #expect {
      try await fixture.run(folder: folder.file("a"))
    } throws: {
      "\($0)".hasPrefix("--memory: is another file than the one that the run in")
    }
    fixture.memoryFile = folder.file("memory.sqlite")
    #expect(try await fixture.run(folder: folder.file("a")).contents.items.count == 50)
  }

  @Test func aMemoryThatCannotBeOpenedLeavesNoFolderBehind() async throws {
    let folder = TemporaryDirectory()
    try FileSystem.write(
      Array("no database, only words, and enough of them".utf8), to: folder.file("m.sqlite"))
    var fixture = try RunFixture(brief: brief, model: StandInWriter())
    fixture.memoryFile = folder.file("m.sqlite")
    await #expect(throws: StorageError.self) { try await fixture.run(folder: folder.file("a")) }
    #expect(!FileSystem.exists(folder.file("a")))
  }

  @Test func aSecondWriterOfAFolderIsRefused() async throws {
    let folder = TemporaryDirectory()
    let fixture = try RunFixture(brief: brief, model: StandInWriter())
    let first = try await PipelineRun(fixture.request(folder: folder.file("a")))
    await #expect {
      _ = try await PipelineRun(fixture.request(folder: folder.file("a")))
    } throws: { ($0 as? FileError)?.code == .locked }
    _ = first
  }
}

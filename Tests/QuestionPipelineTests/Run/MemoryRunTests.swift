import SQLiteStorage
import Synchronization
import TestSupport
import Testing

@testable import QuestionPipeline

/// Runs that share a long-term memory.
struct MemoryRunTests {
  private let folder = TemporaryDirectory()
  private var file: String { folder.file("memory.sqlite") }
  private let brief = Brief(topics: ["parts", "queues"], count: 40, kinds: [.open, .scenario])

  private func fixture(_ model: any LanguageModel = StandInWriter()) throws -> RunFixture {
    var fixture = try RunFixture(brief: brief, model: model)
    fixture.memoryFile = file
    return fixture
  }

  /// A writer whose questions differ from run to run.
  private func writer(_ run: Int) -> StandInWriter {
    StandInWriter { role, inputs in
      guard role == .generator else { return nil }
      let words = StandInWriter.words(run * 10_000 + (try inputs.int("cell")))
      return """
        {"question": "Why does the part called \(words) slow the parts of a system down?",
        "answer": "Because each request waits for one step, parts queue when load rises above 80%.",
        "keyPoints": ["each request waits", "parts queue when load rises"],
        "mistakes": ["Adding threads to a step that runs one at a time."]}
        """
    }
  }

  // MARK: Steering

  @Test func coverageGrowsFromRunToRunAndNoSquareComesTwiceBeforeAllHaveOne() async throws {
    var seen: Set<Square> = []
    var after = 0
    for run in 0..<3 {
      var fixture = try fixture(writer(run))
      fixture.brief.kinds = [.open]
      fixture.brief.count = 8
      let outcome = try await fixture.run(folder: folder.file("run\(run)"))
      let memory = try #require(outcome.contents.memory)
      #expect(memory.before == after)
      #expect(memory.after == after + 8)
      after = memory.after
      for item in outcome.contents.items {
        let square = Square(
          topic: item.topic[0], kind: item.kind, level: item.level!, difficulty: item.difficulty!,
          language: item.language)
        #expect(seen.insert(square).inserted)
      }
    }
  }

  @Test func anglesOfEarlierRunsAreToldToThePlanner() async throws {
    try await fixture(writer(0)).run(folder: folder.file("a"))
    let used = Mutex<Set<String>>([])
    let watching = StandInWriter { role, inputs in
      if role == .planner {
        let told = try inputs.texts("used")
        used.withLock { $0.formUnion(told) }
      }
      return nil
    }
    var second = try fixture(watching)
    second.allowsRepeats = false
    try await second.run(folder: folder.file("b"))
    #expect(used.withLock { $0.isSuperset(of: ["parts-open 0/0", "queues-scenario 0/0"]) })
  }

  @Test func withRepeatsAllowedThePlanIsThatOfAFreshRun() async throws {
    var fixture = try fixture()
    let first = try await fixture.run(folder: folder.file("a"))
    fixture.allowsRepeats = true
    let second = try await fixture.run(folder: folder.file("b"))
    #expect(first.contents.items.map(\.level) == second.contents.items.map(\.level))
    // What earlier runs covered is told all the same.
    let (before, after) = (first.contents.memory, second.contents.memory)
    #expect(before?.before == 0 && before?.after == 40)
    #expect(after?.before == 40 && after?.questions == 40)
  }

  @Test func aFinishedRunThatIsAskedAgainTellsTheSameOfItsMemory() async throws {
    try await fixture(writer(0)).run(folder: folder.file("a"))
    let second = try await fixture(writer(1)).run(folder: folder.file("b"))
    let files = ["report.json", "report.md"].map { folder.file("b") + "/" + $0 }
    let written = try files.map { try FileSystem.read($0) }
    try await fixture(writer(2)).run(folder: folder.file("c"))
    let again = try await fixture(writer(1)).run(folder: folder.file("b"))
    #expect(again.contents.memory == second.contents.memory)
    #expect(try files.map { try FileSystem.read($0) } == written)
  }

  @Test func anInterruptedRunWithAMemoryGoesOnToTheSameBytes() async throws {
    try await fixture(writer(0)).run(folder: folder.file("a"))
    let isBroken = Mutex(true)
    let model = StandInWriter { role, inputs in
      if role == .generator, try inputs.int("cell") == 30, isBroken.withLock({ $0 }) {
        throw ModelError(code: .unauthorized, model: "m", detail: "no key")
      }
      return nil
    }
    // Both see the first run alone, whichever ends first.
    let whole = try await PipelineRun(fixture(StandInWriter()).request(folder: folder.file("w")))
    guard case .failed = try await fixture(model).run(folder: folder.file("b")).ending else {
      Issue.record("was to fail")
      return
    }
    _ = try await whole.execute()
    isBroken.withLock { $0 = false }
    try await fixture(model).run(folder: folder.file("b"))
    let names = ["items.jsonl", "refused.jsonl"]
    for name in names {
      #expect(
        try FileSystem.read(folder.file("w") + "/" + name)
          == FileSystem.read(folder.file("b") + "/" + name), "\(name)")
    }
  }

  // MARK: Sharing and forgetting

  @Test func twoRunsMayShareAMemoryAtOnce() async throws {
    async let left = fixture(writer(1)).run(folder: folder.file("a"))
    async let right = fixture(writer(2)).run(folder: folder.file("b"))
    let counts = [try await left.contents.items.count, try await right.contents.items.count]
    #expect(counts == [40, 40])
    let sets = try await LongTermMemory.existing(file).sets()
    #expect(sets.map(\.accepted) == [40, 40])
    #expect(Set(sets.map(\.name)) == ["a", "b"])
  }

  @Test func aRunWhoseMemoryForgotWhatItSawStopsAndSaysSo() async throws {
    try await fixture(writer(0)).run(folder: folder.file("a"))
    let failing = StandInWriter { role, inputs in
      guard role == .generator, try inputs.int("cell") == 30 else { return nil }
      throw ModelError(code: .unauthorized, model: "m", detail: "no key")
    }
    try await fixture(failing).run(folder: folder.file("b"))
    let memory = try await LongTermMemory.existing(file)
    // What it left there itself is its own affair.
    var own = MemoryChoice()
    own.sets = ["b"]
    try await memory.forget(own)
    try await fixture(failing).run(folder: folder.file("b"))
    var seen = MemoryChoice()
    seen.topics = ["parts"]
    try await memory.forget(seen)
    await #expect {
      try await fixture().run(folder: folder.file("b"))
    } throws: {
      "\($0)".contains("has forgotten 20 questions that the run in")
    }
    // A finished run asks nothing of its mark.
    try await fixture(writer(0)).run(folder: folder.file("a"))
  }

  // MARK: Lessons

  @Test func halfOfTheCellsAreToldOfALessonAndTheReportSaysWhatItDid() async throws {
    let told = Mutex<Set<Int>>([])
    let model = StandInWriter { role, inputs in
      if role == .generator, let lessons = try inputs.optional("lessons"),
        try inputs.optional("draft") == nil
      {
        let cell = try inputs.int("cell")
        if try lessons.array().contains(where: { try $0.string("flaw") == "vague-term" }) {
          told.withLock { _ = $0.insert(cell) }
        }
      }
      if role == .critic {
        // It names a flaw in every draft but of those who were told.
        let cell = try inputs.int("cell")
        guard !told.withLock({ $0.contains(cell) }) else { return nil }
        return """
          {"flaws": [{"name": "vague-term", "evidence": "parts", "severity": "warning",
          "suggestion": "say which"}], "by": "stand-in"}
          """
      }
      return nil
    }
    var fixture = try fixture(model)
    fixture.brief = Brief(topics: ["parts"], count: 110, kinds: [.open])
    fixture.settings.critic.askModel = true
    let outcome = try await fixture.run(folder: folder.file("a"))
    let lesson = try #require(outcome.contents.lessons.first { $0.flaw == "vague-term" })
    let (shown, kept) = (try #require(lesson.told), try #require(lesson.withheld))
    #expect(shown.cells == told.withLock { $0.count })
    #expect(shown.flawed == 0)
    #expect(kept.flawed == kept.cells)
    #expect(min(shown.cells, kept.cells) > 15)
    #expect((lesson.effect?.low ?? 0) > 0.7)
    // The next run begins with what this one learnt.
    let next = try await LongTermMemory.existing(file).lessons(fixture.settings.memory.lessonRules)
    #expect(next.inForce.first { $0.flaw == "vague-term" } == lesson)
  }

  @Test func withNoControlAllAreTold() async throws {
    let model = StandInWriter { role, _ in
      guard role == .critic else { return nil }
      return """
        {"flaws": [{"name": "vague-term", "evidence": "parts", "severity": "warning",
        "suggestion": "say which"}], "by": "stand-in"}
        """
    }
    var fixture = try fixture(model)
    fixture.settings.critic.askModel = true
    fixture.settings.memory.lessonControl = 0
    fixture.brief.count = 70
    let lessons = try await fixture.run(folder: folder.file("a")).contents.lessons
    #expect(lessons.contains { $0.told != nil })
    #expect(lessons.allSatisfy { $0.withheld == nil })
  }

  // MARK: Short-term memory

  @Test func whatAPromptGotFromTheShortTermMemoryStandsInTheTrace() async throws {
    let told = Mutex<[Int: JSONValue]>([:])
    let model = StandInWriter { role, inputs in
      if role == .generator, let recent = try inputs.optional("recent") {
        let cell = try inputs.int("cell")
        told.withLock { $0[cell] = recent.value }
      }
      guard role == .critic, try inputs.int("cell") % 5 == 0 else { return nil }
      return """
        {"flaws": [{"name": "vague-term", "evidence": "parts", "severity": "warning",
        "suggestion": "say which"}], "by": "stand-in"}
        """
    }
    var fixture = try RunFixture(
      brief: Brief(topics: ["parts"], count: 120, kinds: [.open]), model: model)
    fixture.settings.critic.askModel = true
    fixture.memoryFile = file
    try await fixture.run(folder: folder.file("a"))
    let rows = try String(decoding: FileSystem.read(folder.file("a/trace.jsonl")), as: UTF8.self)
      .split(separator: "\n").map { try JSONParser.parse(String($0)) }
    var traced: [Int: JSONValue] = [:]
    for row in rows {
      for call in row["calls"]?.arrayValue ?? [] where call["role"] == "generator" {
        if let cell = row["cell"]?.intValue { traced[cell] = call["recent"] }
      }
    }
    let prompts = told.withLock { $0 }
    #expect(prompts.count > 60 && Set(traced.keys) == Set(prompts.keys))
    for (cell, recent) in prompts {
      let trace = try #require(traced[cell])
      #expect(trace["asked"]?.arrayValue?.count == recent["asked"]?.arrayValue?.count)
      #expect(trace["asked"]?.arrayValue?.allSatisfy { ($0.intValue ?? 999) < cell } == true)
      #expect((trace["tokens"]?.intValue ?? 9999) <= fixture.settings.memory.shortTermTokens)
      let flaws = recent["flawsLeftStanding"]?.arrayValue ?? []
      #expect(trace["flawsLeftStanding"]?.arrayValue == flaws.compactMap { $0["flaw"] })
    }
    #expect(prompts.values.contains { $0["flawsLeftStanding"] != nil })
    #expect(prompts.values.contains { $0["earlier"]?["askedAbout"] != nil })
  }

  @Test func aRunWithoutALongTermMemoryTellsAndTracesNoMoreThanTheLatest() async throws {
    let told = Mutex<[JSONValue]>([])
    let model = StandInWriter { role, inputs in
      if role == .generator, let recent = try inputs.optional("recent") {
        told.withLock { $0.append(recent.value) }
      }
      guard role == .critic else { return nil }
      return """
        {"flaws": [{"name": "vague-term", "evidence": "parts", "severity": "warning",
        "suggestion": "say which"}], "by": "stand-in"}
        """
    }
    var fixture = try RunFixture(
      brief: Brief(topics: ["parts"], count: 80, kinds: [.open]), model: model)
    fixture.settings.critic.askModel = true
    try await fixture.run(folder: folder.file("a"))
    let prompts = told.withLock { $0 }
    #expect(!prompts.isEmpty)
    #expect(prompts.allSatisfy { $0.objectValue?.keys == ["asked", "refused", "earlier"] })
    let trace = try timelessFiles(folder.file("a"))["trace.jsonl"]
    #expect(trace?.contains("\"recent\"") == false)
  }

  @Test func aResumedRunRemembersInTheShortTermWhatItKnew() async throws {
    let brief = Brief(topics: ["parts"], count: 90, kinds: [.open])
    func model(breaksAt broken: Int?) -> StandInWriter {
      StandInWriter { role, inputs in
        if role == .generator, try inputs.int("cell") == broken {
          throw ModelError(code: .unauthorized, model: "m", detail: "no key")
        }
        guard role == .critic, try inputs.int("cell") % 4 == 0 else { return nil }
        return """
          {"flaws": [{"name": "vague-term", "evidence": "parts", "severity": "warning",
          "suggestion": "say which"}], "by": "stand-in"}
          """
      }
    }
    func fixture(_ name: String, breaksAt broken: Int? = nil) throws -> RunFixture {
      var fixture = try RunFixture(brief: brief, model: model(breaksAt: broken))
      fixture.settings.critic.askModel = true
      // Both begin with nothing.
      fixture.memoryFile = folder.file(name + ".sqlite")
      return fixture
    }
    try await fixture("whole").run(folder: folder.file("whole"))
    guard
      case .failed = try await fixture("cut", breaksAt: 70).run(folder: folder.file("cut")).ending
    else {
      Issue.record("was to fail")
      return
    }
    try await fixture("cut").run(folder: folder.file("cut"))
    let trace = try timelessFiles(folder.file("whole"))["trace.jsonl"]
    #expect(try timelessFiles(folder.file("cut"))["trace.jsonl"] == trace)
    #expect(trace?.contains("\"flawsLeftStanding\":[\"vague-term\"]") == true)
  }
}

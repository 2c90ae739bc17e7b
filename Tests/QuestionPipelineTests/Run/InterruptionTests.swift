import QuestionPipeline
import SQLiteStorage
import Synchronization
import TestSupport
import Testing

struct InterruptionTests {
  let brief = Brief(topics: ["parts", "queues"], count: 40, kinds: [.open])

  /// Opens a gate once the run says that it waits.
  private final class Watcher: ProgressSink {
    let waitedFor = Mutex<[Int]>([])
    let told: @Sendable () -> Void
    init(told: @escaping @Sendable () -> Void) { self.told = told }
    func planned(wave: Int, cells: Int) {}
    func committed(_ wave: WaveCommitted) {}
    func finished(_ cell: CellFinished) {}
    func drains(_ count: Int, atMost bound: Duration) {
      waitedFor.withLock { $0.append(count) }
      told()
    }
  }

  private func replies(in folder: String) async throws -> Int {
    try await Journal(file: folder + "/journal.sqlite", mode: .readOnly).sizes().replies
  }

  @Test(arguments: [0, 1, 30, 100]) func whatIsOnItsWayIsWaitedForAndKept(free: Int) async throws {
    let folder = TemporaryDirectory()
    let path = folder.file("a")
    let interruption = Interruption()
    let model = GatedModel(StandInWriter(), free: free) { interruption.trigger() }
    let watcher = Watcher { model.open() }
    var fixture = try RunFixture(
      brief: brief, model: CountedModel(model, interruption.inFlight))
    var request = try fixture.request(folder: path, progress: watcher)
    request.interruption = interruption
    let first = try await PipelineRun(request).execute()
    guard case .interrupted = first.ending else {
      Issue.record("ended as \(first.ending)")
      return
    }
    #expect(watcher.waitedFor.withLock { $0.count } == 1)
    #expect(watcher.waitedFor.withLock { $0.first ?? 0 } > 0)
    // Every request that was sent is answered and kept.
    #expect(model.asked == model.answered)
    #expect(try await replies(in: path) == model.answered)
    #expect(first.contents.ledger?.places.total == 40)

    let counter = GatedModel(StandInWriter(), free: .max)
    fixture.model = counter
    let second = try await fixture.run(folder: path)
    #expect(second.contents.items.count == 40)
    let plain = GatedModel(StandInWriter(), free: .max)
    fixture.model = plain
    try await fixture.run(folder: folder.file("b"))
    #expect(model.answered + counter.answered == plain.answered)
    #expect(try timelessFiles(path) == timelessFiles(folder.file("b")))
  }

  @Test func theWaitEndsWhenItsTimeIsUp() async throws {
    let folder = TemporaryDirectory()
    let interruption = Interruption()
    let model = GatedModel(StandInWriter(), free: 20) { interruption.trigger() }
    let clock = ManualClock()
    var fixture = try RunFixture(
      brief: brief, model: CountedModel(model, interruption.inFlight))
    fixture.settings.interruptionWait = 7
    var request = try fixture.request(folder: folder.file("a"))
    request.interruption = interruption
    request.clock = clock
    let run = try await PipelineRun(request)
    async let outcome = run.execute()
    await clock.waitForSleepers(1)
    clock.advance(by: .seconds(7))
    guard case .interrupted = try await outcome.ending else {
      Issue.record("the run was not interrupted")
      return
    }
    #expect(model.answered == 20)
    #expect(model.asked > 20)
  }

  @Test func anErrorThatStopsTheRunCostsNoReplyOnItsWay() async throws {
    let folder = TemporaryDirectory()
    let path = folder.file("a")
    let interruption = Interruption()
    // Behind the gate stand replies; the request that reached it first finds no credit.
    let broke = StandInWriter { role, inputs in
      if role == .generator, try inputs.int("cell") == 3 {
        throw ModelError(code: .noCredit, model: "m", detail: "no credit")
      }
      return nil
    }
    let model = GatedModel(broke, free: .max)
    let fixture = try RunFixture(
      brief: brief, model: CountedModel(model, interruption.inFlight))
    var request = try fixture.request(folder: path)
    request.interruption = interruption
    let outcome = try await PipelineRun(request).execute()
    guard case .failed(let error) = outcome.ending else {
      Issue.record("ended as \(outcome.ending)")
      return
    }
    #expect((error as? ModelError)?.code == .noCredit)
    #expect(try await replies(in: path) == model.answered)
  }

  @Test func nothingIsSentOnceItIsClosed() async throws {
    let inFlight = InFlight()
    #expect(try await inFlight.send { inFlight.count } == 1)
    inFlight.close()
    let sent = Mutex(false)
    let late = Task { try await inFlight.send { sent.withLock { $0 = true } } }
    let desk = Task { try await inFlight.pass() }
    // Nothing is on its way, so that there is nothing to wait for.
    try await inFlight.drain(atMost: .seconds(3600), ManualClock()) { _ in
      Issue.record("nothing is in flight")
    }
    late.cancel()
    desk.cancel()
    await #expect(throws: WithheldRequest.self) { try await late.value }
    await #expect(throws: CancellationError.self) { try await desk.value }
    #expect(!sent.withLock { $0 })
  }

  @Test func anEvaluationKeepsWhatIsOnItsWayToo() async throws {
    let folder = TemporaryDirectory()
    let items = try await RunFixture(brief: brief, model: StandInWriter())
      .run(folder: folder.file("set")).contents.items
    var fixture = try RunFixture(brief: brief, model: StandInWriter())
    // Few at a time, so that some are judged when the others are held.
    fixture.settings.concurrency = 4
    let settings = fixture.settings
    let rubric = try ConfigurationReader.rubric(fixture.settings.evaluator.rubric, .builtIn)
    let interruption = Interruption()
    let model = GatedModel(StandInWriter(), free: 30) { interruption.trigger() }
    let journal = try await Journal(file: folder.file("j.sqlite"))
    func evaluation(_ model: any LanguageModel, _ interruption: Interruption, _ gate: GatedModel)
      throws -> EvaluationRun
    {
      EvaluationRun(
        items: items, cast: ModelCast(model), journal: journal,
        prompts: try PromptLibrary(.builtIn),
        rubric: rubric, settings: settings, clock: ManualClock(),
        interruption: interruption, drains: { _, _ in gate.open() }, finished: {})
    }
    let first = try evaluation(
      CountedModel(model, interruption.inFlight), interruption, model)
    let part = try await first.judge()
    guard case .interrupted = part.ending else {
      Issue.record("ended as \(part.ending)")
      return
    }
    #expect(!part.items.isEmpty && part.items.count < items.count)
    #expect(model.asked == model.answered)
    #expect(try await journal.sizes().replies == model.answered)
    let rest = GatedModel(StandInWriter(), free: .max)
    let scored = try await evaluation(rest, Interruption(), rest).evaluate()
    #expect(part.items == part.places.map { scored[$0] })
    let whole = GatedModel(StandInWriter(), free: .max)
    let other = try await Journal(file: folder.file("other.sqlite"))
    let plain = EvaluationRun(
      items: items, cast: ModelCast(whole), journal: other, prompts: try PromptLibrary(.builtIn),
      rubric: rubric, settings: fixture.settings, clock: ManualClock(), finished: {})
    #expect(try await plain.evaluate() == scored)
    #expect(model.answered + rest.answered == whole.answered)
  }
}

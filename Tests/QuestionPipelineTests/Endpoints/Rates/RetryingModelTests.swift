import QuestionPipeline
import TestSupport
import Testing

struct RetryingModelTests {
  private let clock = SteppingClock()

  private func settings(patience: Duration = .seconds(900)) -> GateSettings {
    GateSettings(breaker: .init(faults: 1000), patience: patience)
  }

  private func gate(_ settings: GateSettings? = nil) -> EndpointGate {
    EndpointGate(
      endpoint: "here", model: "m", settings: settings ?? self.settings(), clock: clock)
  }

  private func model(_ script: ScriptedModel, _ gate: EndpointGate) -> RetryingModel {
    RetryingModel(script, gate: gate, seed: RunSeed(value: 1))
  }

  /// Fails with the errors in their order, then replies.
  private func script(_ errors: ModelError...) -> ScriptedModel {
    ScriptedModel(name: "m") { _, number in
      guard number < errors.count else { return .sent("done", number) }
      var error = errors[number]
      error.wire = .sent(number, status: error.status)
      throw error
    }
  }

  /// Fails with the error for ever.
  private func script(always error: ModelError) -> ScriptedModel {
    ScriptedModel(name: "m") { _, number in
      var error = error
      error.wire = .sent(number, status: error.status)
      throw error
    }
  }

  private func failure(of model: RetryingModel) async throws -> ModelError {
    do {
      _ = try await model.respond(to: .example())
    } catch let error as ModelError {
      return error
    }
    Issue.record("did not fail")
    return .example(.unavailable)
  }

  @Test(arguments: ModelError.Code.allCases)
  func triesAgainOnlyWhereThatHelps(code: ModelError.Code) async throws {
    let script = script(.example(code))
    let gate = gate()
    let reply = try? await model(script, gate).respond(to: .example())
    let isTransient = code == .rateLimited || code == .unavailable
    #expect(script.requests.count == (isTransient ? 2 : 1))
    #expect((reply?.content == "done") == isTransient)
    #expect(gate.snapshot.counts.retries == (isTransient ? 1 : 0))
    #expect(gate.snapshot.inFlight == 0)
  }

  @Test func waitsAsLongAsTheEndpointAsks() async throws {
    let script = script(.example(.rateLimited, retryAfter: .seconds(40)))
    let reply = try await model(script, gate()).respond(to: .example())
    #expect(reply.content == "done")
    #expect(clock.now == .seconds(40))
    #expect(script.requests.count == 2)
  }

  @Test func keepsEveryTryOnTheWire() async throws {
    let script = script(
      .example(.unavailable, status: 500, retryAfter: .seconds(2)),
      .example(.rateLimited, status: 429, retryAfter: .seconds(40)))
    let reply = try await model(script, gate()).respond(to: .example())
    let attempts = try #require(reply.wire?.attempts)
    #expect(attempts.map(\.body) == ["0", "1", "2"])
    #expect(attempts.map(\.status) == [500, 429, 200])
    #expect(attempts.map(\.waited) == [0, 2000, 40_000])
  }

  @Test(arguments: [(nil, 6), (2, 2), (1, 1), (50, 6)] as [(Int?, Int)])
  func givesUpOnAServerThatFails(limit: Int?, tries: Int) async throws {
    var error = ModelError.example(.unavailable, status: 500)
    error.attemptLimit = limit
    let script = script(always: error)
    let up = try await failure(of: model(script, gate()))
    #expect(script.requests.count == tries)
    #expect(up.code == .unavailable)
    #expect(up.detail == "it is so")
    #expect(up.wire?.attempts.count == tries)
  }

  @Test(arguments: [1, 3])
  func asksNoMoreOftenForCapacityThanTheEndpointWants(limit: Int) async throws {
    var error = ModelError.example(.rateLimited, status: 429, retryAfter: .seconds(1))
    error.attemptLimit = limit
    let script = script(always: error)
    let up = try await failure(of: model(script, gate()))
    #expect(script.requests.count == limit)
    #expect(up.code == .rateLimited && up.stopsTheRun)
    #expect(up.detail.contains("asks not to be tried again"), "\(up.detail)")
    #expect(up.wire?.attempts.count == limit)
  }

  @Test func drawsTheTimesBetweenTriesFromTheFullRange() async throws {
    var times: [[Duration]] = [[], [], [], [], []]
    for seed in 0..<300 as Range<UInt64> {
      let script = script(always: .example(.unavailable, status: 500))
      let clock = SteppingClock()
      let gate = EndpointGate(endpoint: "here", model: "m", settings: settings(), clock: clock)
      let error = await #expect(throws: ModelError.self) {
        _ = try await RetryingModel(script, gate: gate, seed: RunSeed(value: seed))
          .respond(to: .example())
      }
      for (index, attempt) in (error?.wire?.attempts ?? []).dropFirst().enumerated() {
        times[index].append(.milliseconds(attempt.waited))
      }
    }
    for (index, bound) in [1, 2, 4, 8, 16].enumerated() {
      let seconds = times[index].map { $0 / .seconds(1) }
      #expect(seconds.count == 300)
      #expect(seconds.allSatisfy { $0 >= 0 && $0 < Double(bound) })
      #expect(seconds.min()! < 0.1 * Double(bound))
      #expect(seconds.max()! > 0.9 * Double(bound))
      let mean = seconds.reduce(0, +) / 300
      #expect(abs(mean / Double(bound) - 0.5) < 0.06)
    }
  }

  @Test func doesNotCountWaitingForCapacityAsAnAttempt() async throws {
    var errors = Array(
      repeating: ModelError.example(.rateLimited, status: 429, retryAfter: .seconds(1)), count: 30)
    for index in [3, 9, 17, 20, 29] { errors[index] = .example(.unavailable, status: 500) }
    let script = ScriptedModel(name: "m") { [errors] _, number in
      guard number < 30 else { return .sent("done", number) }
      throw errors[number]
    }
    let reply = try await model(script, gate()).respond(to: .example())
    #expect(reply.content == "done")
    #expect(script.requests.count == 31)
  }

  @Test func losesPatienceAndSaysHowLongItWaited() async throws {
    let script = script(always: .example(.rateLimited, status: 429, retryAfter: .seconds(100)))
    let up = try await failure(of: model(script, gate()))
    #expect(clock.now == .seconds(900))
    #expect(script.requests.count == 10)
    #expect(up.stopsTheRun)
    #expect(up.wire?.attempts.count == 10)
    #expect(
      up.detail
        == "it is so; it asks to wait 100 s, after 15 min of waiting. The patience with this endpoint is 15 min: "
        + "the run stops and loses nothing. The same command goes on with it later; raise 'patience' in the "
        + "configuration to wait longer")
  }

  @Test func losesPatienceWithAnEndpointThatNamesNoTime() async throws {
    let script = script(always: .example(.rateLimited, status: 503))
    let up = try await failure(of: model(script, gate()))
    #expect(clock.now >= .seconds(900) && clock.now < .seconds(960))
    #expect(up.fault == .capacity)
    #expect(up.detail.hasPrefix("it is so; waited 1"))
    // Half a minute on average, once the bound is reached.
    #expect((20...60).contains(script.requests.count))
  }

  @Test(arguments: [ModelError.Code.rateLimited, .unavailable])
  func doesNotSleepThroughAHintBeyondPatience(code: ModelError.Code) async throws {
    let script = script(always: .example(code, status: 503, retryAfter: .seconds(7200)))
    let up = try await failure(of: model(script, gate()))
    #expect(clock.now == .zero)
    #expect(script.requests.count == 1)
    // Also of a server that fails: the cell is not lost by it.
    #expect(up.stopsTheRun)
    #expect(up.detail.hasPrefix("it is so; it asks to wait 2 h. The patience"))
  }

  @Test func asksLessOftenWhereAHintIsNotKept() async throws {
    let hint = ModelError.example(.rateLimited, status: 429, retryAfter: .milliseconds(1))
    let script = script(always: hint)
    _ = try await failure(of: model(script, gate()))
    #expect(script.requests.count < 70)
  }

  @Test func makesEverybodyWaitForARefusalWithoutAHint() async throws {
    let gate = gate()
    let script = ScriptedModel(name: "m") { _, number in
      if number < 40 { throw ModelError.example(.rateLimited, status: 429) }
      return .sent("done", number)
    }
    try await withThrowingTaskGroup { group in
      for cell in 0..<400 {
        group.addTask { [model = model(script, gate)] in
          _ = try await model.respond(to: .example(cell: cell))
        }
      }
      try await group.waitForAll()
    }
    #expect(script.requests.count == 440)
    #expect(gate.snapshot.counts.rateLimited == 40)
    #expect(gate.snapshot.inFlight == 0)
  }

  @Test(
    arguments: [
      (nil, "nothing came for 180 s (the idle timeout)", "timeouts", 11),
      (200, "no end after 600 s (the total timeout)", "timeouts", 11),
      (nil, "the connection was lost", "broken", 16),
      (500, "timeout of a database", "serverErrors", 16),
      (503, "busy", "serverErrors", 11), (529, "overloaded", "serverErrors", 11),
    ] as [(Int?, String, String, Int)])
  func sendsFewerAtOnceWhereAServerIsTooSlow(
    status: Int?, detail: String, kind: String, limit: Int
  ) async throws {
    let gate = gate()
    var error = ModelError.example(.unavailable, status: status)
    error.detail = detail
    _ = try await model(script(error), gate).respond(to: .example())
    #expect(gate.snapshot.json[kind] == 1)
    #expect(gate.snapshot.limit == limit)
  }

  @Test func letsGoOfWhatItHoldsWhenCancelled() async throws {
    let gate = gate()
    let budget = Book()
    let script = ScriptedModel(name: "m") { _, _ in throw CancellationError() }
    let model = RetryingModel(script, gate: gate, spending: budget, seed: RunSeed(value: 1))
    await #expect(throws: CancellationError.self) { _ = try await model.respond(to: .example()) }
    #expect(gate.snapshot.inFlight == 0)
    #expect(script.requests.count == 1)
    #expect(budget.ends.value == [.mayBeBilled])
  }

  @Test func asksTheBudgetBeforeEachTryAndTellsItAfterwards() async throws {
    var slow = ModelError.example(.unavailable)
    slow.mayBeBilled = true
    let budget = Book()
    let script = script(.example(.rateLimited, status: 429), slow)
    let model = RetryingModel(script, gate: gate(), spending: budget, seed: RunSeed(value: 1))
    _ = try await model.respond(to: .example())
    #expect(budget.asked.value == [0, 1, 2])
    #expect(
      budget.ends.value == [
        .free, .mayBeBilled, .used(TokenUsage(prompt: 10, completion: 5, isReported: true)),
      ])
  }

  @Test(
    arguments: [
      (ModelError.Code.truncated, nil, AttemptEnd.mayBeBilled), (.filtered, 400, .free),
      (.tooLong, nil, .free), (.unauthorized, 401, .free), (.filtered, 200, .mayBeBilled),
    ] as [(ModelError.Code, Int?, AttemptEnd)])
  func reckonsWithTokensOfAReplyThatIsOfNoUse(
    code: ModelError.Code, status: Int?, end: AttemptEnd
  ) async throws {
    let budget = Book()
    let model = RetryingModel(
      script(.example(code, status: status)), gate: gate(), spending: budget,
      seed: RunSeed(value: 1))
    await #expect(throws: ModelError.self) { _ = try await model.respond(to: .example()) }
    #expect(budget.ends.value == [end])
  }

  @Test func sendsNothingThatTheBudgetDoesNotCover() async throws {
    let budget = Book(limit: 1)
    let script = script(.example(.unavailable, status: 500))
    let gate = gate()
    let model = RetryingModel(script, gate: gate, spending: budget, seed: RunSeed(value: 1))
    let up = await #expect(throws: ModelError.self) { _ = try await model.respond(to: .example()) }
    #expect(up?.code == .overBudget)
    #expect(up?.wire?.attempts.count == 1)
    #expect(script.requests.count == 1)
    #expect(gate.snapshot.inFlight == 0)
    #expect(gate.snapshot.counts.tries == 1)
  }

  /// What a run is to cost at most under faults: the requests that it needs, and one more for each fault.
  @Test(arguments: [1, 2]) func sendsNoMoreThanTheFaultsCallFor(seed: UInt64) async throws {
    let gate = EndpointGate(endpoint: "here", model: "m", settings: GateSettings(), clock: clock)
    let chance = Noted(SplitMix64(seed: seed))
    let faults = Noted(0)
    let script = ScriptedModel(name: "m") { _, number in
      let draw = chance.draw(100)
      if draw < 35 { faults.note { $0 += 1 } }
      if draw < 30 { throw ModelError.example(.rateLimited, status: 429, retryAfter: .seconds(1)) }
      if draw < 35 { throw ModelError.example(.unavailable, status: 500) }
      return .sent("done", number)
    }
    let done = Noted(0)
    try await withThrowingTaskGroup { group in
      for cell in 0..<1000 {
        group.addTask { [model = model(script, gate)] in
          _ = try await model.respond(to: .example(cell: cell))
          done.note { $0 += 1 }
        }
      }
      try await group.waitForAll()
    }
    #expect(done.value == 1000)
    #expect(script.requests.count == 1000 + faults.value)
    #expect(gate.snapshot.counts.openings == 0)
  }
}

/// A budget that writes down what it is told.
private final class Book: AttemptGate {
  let asked = Noted<[Int]>([])
  let ends = Noted<[AttemptEnd]>([])
  private let limit: Int

  init(limit: Int = .max) { self.limit = limit }

  func admit(
    _ request: ChatRequest, model: String, attempt: Int
  ) async throws -> any AttemptPermit {
    #expect(model == "m")
    guard attempt < limit else { throw ModelError.example(.overBudget) }
    asked.note { $0.append(attempt) }
    return Permit(ends: ends)
  }

  private struct Permit: AttemptPermit {
    let ends: Noted<[AttemptEnd]>
    func settle(_ end: AttemptEnd) { ends.note { $0.append(end) } }
  }
}

extension Noted<SplitMix64> {
  func draw(_ bound: Int) -> Int {
    var result = 0
    note { result = $0.below(bound) }
    return result
  }
}

extension ModelError {
  static func example(
    _ code: Code, status: Int? = nil, retryAfter: Duration? = nil
  ) -> ModelError {
    ModelError(
      code: code, model: "m", detail: "it is so", status: status, retryAfter: retryAfter)
  }
}

extension WireRecord {
  static func sent(_ number: Int, status: Int?, endpoint: String = "here") -> WireRecord {
    WireRecord(attempts: [Attempt(endpoint: endpoint, body: "\(number)", status: status)])
  }
}

extension ChatReply {
  static func sent(_ text: String, _ number: Int, endpoint: String = "here") -> ChatReply {
    var reply = ChatReply.text(text)
    reply.wire = .sent(number, status: 200, endpoint: endpoint)
    return reply
  }
}

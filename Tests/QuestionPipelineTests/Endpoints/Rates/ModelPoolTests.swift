import QuestionPipeline
import TestSupport
import Testing

struct ModelPoolTests {
  private let clock = SteppingClock()

  /// One endpoint: a scripted model behind a gate of its own.
  private struct Place {
    let script: ScriptedModel
    let gate: EndpointGate
    let member: RetryingModel

    init(
      _ endpoint: String, model: String = "m", clock: SteppingClock,
      patience: Duration = .seconds(900),
      answer: @escaping @Sendable (Int) throws -> Void = { _ in }
    ) {
      script = ScriptedModel(name: model) { _, number in
        do {
          try answer(number)
        } catch var error as ModelError {
          error.wire = .sent(number, status: error.status, endpoint: endpoint)
          throw error
        }
        return .sent(endpoint, number, endpoint: endpoint)
      }
      gate = EndpointGate(
        endpoint: endpoint, model: model, settings: GateSettings(patience: patience), clock: clock)
      member = RetryingModel(script, gate: gate, seed: RunSeed(value: 7))
    }
  }

  private func pool(_ places: Place...) -> ModelPool {
    ModelPool(places.map { ModelPool.Member($0.member) })
  }

  /// A cell whose request the pool sends to the endpoint while all is well.
  private func cell(
    at endpoint: String, among endpoints: [String], model: String = "m"
  ) async throws -> Int {
    let pool = ModelPool(
      endpoints.map { ModelPool.Member(Place($0, model: model, clock: clock).member) })
    for cell in 0..<1000 {
      if try await pool.respond(to: .example(cell: cell)).content == endpoint { return cell }
    }
    throw ModelError.example(.unknownModel)
  }

  @Test func sharesRequestsByWeight() async throws {
    let places = ["a", "b", "c"].map { Place($0, model: $0, clock: clock) }
    let pool = ModelPool([
      .init(places[0].member, weight: 5), .init(places[1].member, weight: 3),
      .init(places[2].member, weight: 2),
    ])
    for cell in 0..<1250 {
      for role in [ModelRole.generator, .judge] {
        for sample in 0..<4 {
          _ = try await pool.respond(to: .example(role: role, cell: cell, sample: sample))
        }
      }
    }
    let shares = places.map { Double($0.script.requests.count) / 10_000 }
    for (share, weight) in zip(shares, [0.5, 0.3, 0.2]) { #expect(abs(share - weight) < 0.015) }
  }

  @Test func sharesRequestsByWeightAmongEndpointsOfOneModel() async throws {
    let places = ["a", "b"].map { Place($0, clock: clock) }
    let pool = ModelPool([
      .init(places[0].member, weight: 3), .init(places[1].member, weight: 1),
    ])
    for cell in 0..<8000 { _ = try await pool.respond(to: .example(cell: cell)) }
    #expect(abs(Double(places[0].script.requests.count) / 8000 - 0.75) < 0.015)
  }

  @Test func choosesAlikeWhateverTheOrderAndTheAttempt() async throws {
    let (a, b) = (Place("1", model: "a", clock: clock), Place("2", model: "b", clock: clock))
    let (pool, other) = (pool(a, b), pool(b, a))
    #expect(pool.name == other.name)
    var seen: Set<String> = []
    for cell in 0..<200 {
      let first = try await pool.respond(to: .example(cell: cell)).content
      for attempt in 0..<3 {
        let again = try await other.respond(to: .example(cell: cell, attempt: attempt)).content
        #expect(again == first)
      }
      seen.insert(first)
    }
    #expect(seen == ["1", "2"])
  }

  /// The choice is part of what a run is: another one would give another run.
  @Test func choosesAlikeInEachProcess() async throws {
    let pool = pool(
      Place("1", model: "a", clock: clock), Place("2", model: "b", clock: clock))
    var chosen = ""
    for cell in 0..<24 { chosen += try await pool.respond(to: .example(cell: cell)).content }
    #expect(chosen == "121212112211121211122212")
  }

  @Test func isNamedForItsModelsAndWeights() {
    let a = Place("1", model: "a", clock: clock).member
    let b = Place("2", model: "b", clock: clock).member
    let again = Place("3", model: "a", clock: clock).member
    #expect(ModelPool([.init(a), .init(again)]).name == "a")
    #expect(ModelPool([.init(b), .init(a, weight: 2)]).name == "pool(a*2, b*1)")
    #expect(ModelPool([.init(b, weight: 2), .init(a), .init(again)]).name == "pool(a*1, b*1)")
  }

  @Test func asksAnotherEndpointOfTheModelWhereOneGivesUp() async throws {
    let cell = try await cell(at: "a", among: ["a", "b"])
    let a = Place("a", clock: clock) { _ in throw ModelError.example(.unavailable, status: 500) }
    let b = Place("b", clock: clock)
    let reply = try await pool(a, b).respond(to: .example(cell: cell))
    #expect(reply.content == "b")
    #expect(a.script.requests.count == 6)
    #expect(reply.wire?.attempts.map(\.endpoint) == ["a", "a", "a", "a", "a", "a", "b"])
    #expect(reply.wire?.notes == ["asked b for a: it gave up"])
    #expect(b.gate.snapshot.counts.serverErrors == 0)
  }

  @Test func goesAroundAnEndpointWhoseBreakerIsOpen() async throws {
    let a = Place("a", clock: clock)
    let b = Place("b", clock: clock)
    let pool = pool(a, b)
    for request in 0..<5 as Range<UInt64> {
      let ticket = try await a.gate.admit(GateEntrant(.example()))
      a.gate.finish(ticket, .failed(GateFault(request: request)))
    }
    let cell = try await cell(at: "a", among: ["a", "b"])
    let reply = try await pool.respond(to: .example(cell: cell))
    #expect(reply.content == "b")
    #expect(reply.wire?.notes == ["asked b for a: its breaker is open"])
    #expect(a.script.requests.isEmpty)
    #expect(pool.health.map { $0.downFor != nil } == [true, false])
    // It is given another chance in time.
    clock.advance(by: .seconds(2))
    #expect(try await pool.respond(to: .example(cell: cell)).content == "a")
    #expect(pool.health.map { $0.downFor != nil } == [false, false])
  }

  @Test func neverAsksAnotherModel() async throws {
    let a = Place("a", model: "a", clock: clock) { _ in
      throw ModelError.example(.unavailable, status: 500)
    }
    let b = Place("b", model: "b", clock: clock)
    let pool = pool(a, b)
    var failures = 0
    for cell in 0..<40 {
      do {
        #expect(try await pool.respond(to: .example(cell: cell)).content == "b")
      } catch let error as ModelError {
        #expect(error.isTransient)
        failures += 1
      }
    }
    #expect(failures > 10)
    #expect(b.script.requests.count == 40 - failures)
    #expect(b.gate.snapshot.counts.tries == 40 - failures)
  }

  @Test(arguments: [ModelError.Code.unauthorized, .tooLong, .filtered])
  func takesNoOtherAnswerWhereTheFirstIsFinal(code: ModelError.Code) async throws {
    let cell = try await cell(at: "a", among: ["a", "b"])
    let a = Place("a", clock: clock) { _ in throw ModelError.example(code, status: 400) }
    let b = Place("b", clock: clock)
    await #expect(throws: ModelError.self) {
      _ = try await pool(a, b).respond(to: .example(cell: cell))
    }
    #expect(b.script.requests.isEmpty)
  }

  @Test func goesAroundALongPauseButNotAShortOne() async throws {
    let cell = try await cell(at: "a", among: ["a", "b"])
    for (pause, endpoint) in [(4, "a"), (60, "b")] {
      let a = Place("a", clock: clock) { number in
        guard number == 0 else { return }
        throw ModelError.example(.rateLimited, status: 429, retryAfter: .seconds(pause))
      }
      let b = Place("b", clock: clock)
      let reply = try await pool(a, b).respond(to: .example(cell: cell))
      #expect(reply.content == endpoint)
      #expect(reply.wire?.attempts.map(\.status) == [429, 200])
      // The other one is not slowed by it.
      #expect(b.gate.snapshot.pause == nil)
      #expect(b.gate.snapshot.limit == 16)
    }
  }

  @Test func waitsForTheOneThatIsBackFirstWhereNoneCanBeAsked() async throws {
    let a = Place("a", clock: clock)
    let b = Place("b", clock: clock)
    for (place, pause) in [(a, 300), (b, 100)] {
      let ticket = try await place.gate.admit(GateEntrant(.example()))
      place.gate.finish(ticket, .refused(hint: .seconds(pause), chance: 0))
    }
    for cell in 0..<6 {
      #expect(try await pool(a, b).respond(to: .example(cell: cell)).content == "b")
      if cell == 0 { #expect(clock.now == .seconds(100)) }
    }
    #expect(a.script.requests.isEmpty)
  }

  @Test func stopsTheRunRatherThanLoseACellWhereAnyMemberOnlyLacksCapacity() async throws {
    let a = Place("a", clock: clock) { _ in throw ModelError.example(.unavailable, status: 500) }
    let b = Place("b", clock: clock) { _ in
      throw ModelError.example(.rateLimited, status: 429, retryAfter: .seconds(3600))
    }
    for cell in 0..<4 {
      let error = await #expect(throws: ModelError.self) {
        _ = try await pool(a, b).respond(to: .example(cell: cell))
      }
      #expect(error?.stopsTheRun == true)
    }
  }

  @Test func keepsWhatBefellOneEndpointFromTheOthers() async throws {
    let a = Place("a", model: "a", clock: clock) { number in
      if number % 2 == 0 {
        throw ModelError.example(.rateLimited, status: 429, retryAfter: .seconds(1))
      }
    }
    let b = Place("b", model: "b", clock: clock)
    let pool = pool(a, b)
    try await withThrowingTaskGroup { group in
      for cell in 0..<300 {
        group.addTask {
          let reply = try await pool.respond(to: .example(cell: cell))
          #expect(Set(reply.wire?.attempts.map(\.endpoint) ?? []) == [reply.content])
        }
      }
      try await group.waitForAll()
    }
    #expect(a.gate.snapshot.counts.rateLimited > 50)
    #expect(b.gate.snapshot.counts.rateLimited == 0)
    #expect(b.gate.snapshot.limit >= 16)
    #expect(a.script.requests.count == a.gate.snapshot.counts.tries)
    #expect(b.script.requests.count == b.gate.snapshot.counts.tries)
  }
}

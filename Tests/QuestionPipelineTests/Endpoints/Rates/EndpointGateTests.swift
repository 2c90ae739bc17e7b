import TestSupport
import Testing

@testable import QuestionPipeline

struct EndpointGateTests {
  private let usage = TokenUsage(prompt: 10, completion: 5, isReported: true)

  private func gate(
    inFlight: Int = 4, clock: any RunClock = ManualClock(), rates: EndpointProfile.Rates = .init(),
    breaker: CircuitBreaker.Settings = .init()
  ) -> EndpointGate {
    EndpointGate(
      endpoint: "here", model: "m",
      settings: GateSettings(
        concurrency: .init(start: inFlight, ceiling: inFlight), breaker: breaker, rates: rates),
      clock: clock)
  }

  private func entrant(_ cell: Int = 0, ahead: Bool = false) -> GateEntrant {
    GateEntrant(.example(cell: cell), goesAhead: ahead)
  }

  /// Returns once so many wait at the gate.
  private func waiting(_ count: Int, at gate: EndpointGate) async {
    while gate.snapshot.waiting != count { await Task.yield() }
  }

  @Test func losesNoPermitToOneWhoWasCancelledBefore() async throws {
    let gate = gate(inFlight: 1)
    let held = try await gate.admit(entrant())
    await withTaskGroup { group in
      group.addTask {
        withUnsafeCurrentTask { $0?.cancel() }
        await #expect(throws: CancellationError.self) { _ = try await gate.admit(entrant()) }
      }
    }
    #expect(gate.snapshot.waiting == 0)
    gate.finish(held, .replied(usage))
    let next = try await gate.admit(entrant())
    gate.finish(next, .replied(usage))
    #expect(gate.snapshot.inFlight == 0)
  }

  @Test func losesNoPermitToOneWhoIsCancelledWhileWaiting() async throws {
    let gate = gate(inFlight: 1)
    let held = try await gate.admit(entrant())
    let waiter = Task { try await gate.admit(entrant()) }
    await waiting(1, at: gate)
    waiter.cancel()
    await #expect(throws: CancellationError.self) { _ = try await waiter.value }
    #expect(gate.snapshot.waiting == 0)
    gate.finish(held, .replied(usage))
    #expect(gate.snapshot.inFlight == 0)
  }

  @Test func losesNoPermitToOneWhoIsCancelledAfterwards() async throws {
    let gate = gate(inFlight: 1)
    let held = try await gate.admit(entrant())
    let waiter = Task { try await gate.admit(entrant()) }
    await waiting(1, at: gate)
    gate.finish(held, .replied(usage))
    let ticket = try await waiter.value
    waiter.cancel()
    #expect(gate.snapshot.inFlight == 1)
    gate.finish(ticket, .abandoned)
    #expect(gate.snapshot.inFlight == 0)
  }

  @Test func losesNoPermitToOneWhoIsCancelledWhileKeepingWatch() async throws {
    let clock = ManualClock()
    let gate = gate(clock: clock)
    gate.finish(try await gate.admit(entrant()), .refused(hint: .seconds(10), chance: 0))
    let first = Task { try await gate.admit(entrant()) }
    await clock.waitForSleepers(1)
    let second = Task { try await gate.admit(entrant()) }
    await waiting(2, at: gate)
    first.cancel()
    await #expect(throws: CancellationError.self) { _ = try await first.value }
    // The watch has passed to the next.
    await clock.waitForSleepers(1)
    clock.advance(by: .seconds(10))
    gate.finish(try await second.value, .replied(usage))
    #expect(gate.snapshot.inFlight == 0)
  }

  @Test func survivesThousandsWhoComeAndAreCancelled() async throws {
    let gate = gate(inFlight: 7, clock: SteppingClock(), rates: .init(requestsPerMinute: 6000))
    let passed = Noted(0)
    await withTaskGroup { group in
      for number in 0..<4000 {
        group.addTask {
          await withTaskGroup { inner in
            inner.addTask {
              guard let ticket = try? await gate.admit(entrant(number)) else { return }
              #expect(gate.snapshot.inFlight <= 7)
              await Task.yield()
              passed.note { $0 += 1 }
              gate.finish(ticket, number % 50 == 0 ? .abandoned : .replied(usage))
            }
            for _ in 0..<(number % 5) { await Task.yield() }
            if number % 3 == 0 { inner.cancelAll() }
          }
        }
      }
    }
    #expect(gate.snapshot.inFlight == 0)
    #expect(gate.snapshot.waiting == 0)
    #expect(passed.value >= 2666)
  }

  @Test func letsThroughInTheOrderOfComing() async throws {
    let gate = gate(inFlight: 1)
    let held = try await gate.admit(entrant())
    let order = Noted<[Int]>([])
    await withTaskGroup { group in
      for number in 0..<50 {
        group.addTask {
          guard let ticket = try? await gate.admit(entrant(number)) else { return }
          order.note { $0.append(number) }
          gate.finish(ticket, .replied(usage))
        }
        await waiting(number + 1, at: gate)
      }
      gate.finish(held, .replied(usage))
    }
    #expect(order.value == Array(0..<50))
  }

  @Test func pausesEverybodyForAsLongAsOneWasTold() async throws {
    let clock = ManualClock()
    let gate = gate(clock: clock)
    let others = [try await gate.admit(entrant(1)), try await gate.admit(entrant(2))]
    gate.finish(try await gate.admit(entrant()), .refused(hint: .seconds(30), chance: 0))
    #expect(gate.snapshot.pause == .seconds(30))
    for ticket in others { gate.finish(ticket, .replied(usage)) }
    await withTaskGroup { group in
      for number in 0..<20 {
        group.addTask {
          guard let ticket = try? await gate.admit(entrant(number)) else { return }
          #expect(clock.now == .seconds(30))
          gate.finish(ticket, .replied(usage))
        }
      }
      await waiting(20, at: gate)
      await clock.waitForSleepers(1)
      #expect(clock.sleepers == 1)
      clock.advance(by: .seconds(29))
      #expect(gate.snapshot.inFlight == 0)
      clock.advance(by: .seconds(1))
    }
    #expect(gate.snapshot.counts.waited == .seconds(600))
  }

  @Test func letsWhoeverWasRefusedGoAheadOfOthers() async throws {
    let clock = ManualClock()
    let gate = gate(inFlight: 1, clock: clock)
    gate.finish(try await gate.admit(entrant()), .refused(hint: .seconds(1), chance: 0))
    let order = Noted<[Int]>([])
    await withTaskGroup { group in
      for (number, isAhead) in [false, false, true, true].enumerated() {
        group.addTask {
          guard let ticket = try? await gate.admit(entrant(number, ahead: isAhead)) else { return }
          order.note { $0.append(number) }
          gate.finish(ticket, .replied(usage))
        }
        await waiting(number + 1, at: gate)
      }
      await clock.waitForSleepers(2)
      clock.advance(by: .seconds(1))
    }
    #expect(order.value == [2, 3, 0, 1])
  }

  @Test func wakesTheWatchWhenAReservationIsGivenBack() async throws {
    let clock = ManualClock()
    let gate = gate(clock: clock, rates: .init(outputTokensPerMinute: 1200))
    // A bucket of 200, of which the example reserves all.
    let held = try await gate.admit(entrant())
    let waiter = Task { try await gate.admit(entrant()) }
    await clock.waitForSleepers(1)
    gate.finish(held, .replied(TokenUsage(prompt: 10, completion: 0, isReported: true)))
    let ticket = try await waiter.value
    #expect(clock.now == .zero)
    gate.finish(ticket, .notSent)
  }

  @Test func refusesEverybodyWhenAskedToWaitBeyondPatience() async throws {
    let gate = gate(inFlight: 2)
    let first = try await gate.admit(entrant(0))
    let second = try await gate.admit(entrant(1))
    let waiter = Task { try await gate.admit(entrant(2)) }
    await waiting(1, at: gate)
    gate.finish(first, .refused(hint: .seconds(3600), chance: 0))
    let refusal = GateRefusal(.parked, wait: .seconds(3600))
    await #expect(throws: refusal) { _ = try await waiter.value }
    await #expect(throws: refusal) { _ = try await gate.admit(entrant(3)) }
    gate.finish(second, .replied(usage))
    #expect(gate.snapshot.inFlight == 0)
  }

  @Test func sendsOneRequestToADeadServerWhileOthersWait() async throws {
    let clock = ManualClock()
    let gate = gate(inFlight: 5, clock: clock)
    for number in 0..<5 {
      let ticket = try await gate.admit(entrant(number))
      gate.finish(ticket, .failed(GateFault(request: UInt64(number))))
    }
    #expect(gate.snapshot.downFor == .zero)
    #expect(gate.snapshot.counts.openings == 1)
    await withTaskGroup { group in
      for number in 0..<4 {
        group.addTask {
          guard let ticket = try? await gate.admit(entrant(number)) else { return }
          if clock.now == .seconds(2) {
            #expect(gate.snapshot.inFlight == 1)
            gate.finish(ticket, .failed(GateFault(request: UInt64(number))))
          } else {
            #expect(clock.now == .seconds(6))
            gate.finish(ticket, .replied(usage))
          }
        }
      }
      await waiting(4, at: gate)
      await clock.waitForSleepers(1)
      clock.advance(by: .seconds(2))
      await waiting(3, at: gate)
      await clock.waitForSleepers(1)
      clock.advance(by: .seconds(4))
    }
    #expect(gate.snapshot.downFor == nil)
    #expect(gate.snapshot.counts.broken == 6)
  }

  @Test func givesUpOnAServerThatIsDownBeyondPatience() async throws {
    let clock = SteppingClock()
    let gate = gate(clock: clock)
    for number in 0..<5 {
      let ticket = try await gate.admit(entrant(number))
      gate.finish(ticket, .failed(GateFault(request: UInt64(number), status: 502)))
    }
    var probes = 0
    do {
      while probes < 1000 {
        let ticket = try await gate.admit(entrant(9))
        probes += 1
        gate.finish(ticket, .failed(GateFault(request: 9, status: 502)))
      }
    } catch let refusal as GateRefusal {
      guard case .down(let time) = refusal.reason else {
        Issue.record("refused for another reason: \(refusal)")
        return
      }
      #expect(time >= .seconds(900) && time < .seconds(960))
    }
    // 2, 4, 8, 16, 32, then each minute.
    #expect(probes == 19)
  }

  @Test func showsWhatGoesOn() async throws {
    let clock = SteppingClock()
    let gate = gate(clock: clock)
    gate.finish(try await gate.admit(entrant()), .refused(hint: .seconds(3), chance: 0))
    let ticket = try await gate.admit(GateEntrant(.example(), isRetry: true, goesAhead: true))
    gate.finish(ticket, .failed(GateFault(request: 0, isTimeout: true)))
    let json = gate.snapshot.json
    for (name, value) in [
      ("tries", 2), ("retries", 1), ("rateLimited", 1), ("timeouts", 1), ("serverErrors", 0),
      ("inFlight", 0), ("waiting", 0), ("openings", 0),
    ] {
      #expect(json[name] == .integer(value), "\(name)")
    }
    #expect(json["waitedMilliseconds"] == .number(3000))
    #expect(json["endpoint"] == "here")
  }
}

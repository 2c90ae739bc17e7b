import Testing

@testable import QuestionPipeline

/// The gate's logic, with numbers for waiters and no tasks.
struct GateStateTests {
  /// Plays requests that come, wait, are cancelled at any moment, and end in any way, against a gate with a limit,
  /// rates, pauses and a breaker.
  private struct Play {
    var gate: GateState<Int>
    var random: SplitMix64
    var now = Duration.zero
    var next = 0
    var places: [Int: GateState<Int>.Place] = [:]
    var watches: [Int: GateWatch] = [:]
    var waiting: Set<Int> = []
    var tickets: [(id: Int, ticket: GateTicket)] = []
    var numbers: [Int: UInt64] = [:]
    var ended = 0

    init(seed: Int, _ settings: GateSettings) {
      gate = GateState(settings, now: .zero)
      random = SplitMix64(seed: UInt64(seed))
    }

    mutating func enter() {
      let id = next
      next += 1
      switch gate.enter(GateEntrant(.example(cell: id)), now: now) {
      case .admitted(let ticket): admit(id, ticket)
      case .refused: leave(id)
      case .queued(let place): places[id] = place
      }
    }

    mutating func admit(_ id: Int, _ ticket: GateTicket) {
      tickets.append((id, ticket))
      numbers[id] = ticket.number
      leave(id)
      #expect(gate.inFlight >= tickets.count)
    }

    mutating func leave(_ id: Int) {
      places[id] = nil
      watches[id] = nil
      waiting.remove(id)
    }

    mutating func take(_ turn: GateTurn, _ id: Int) {
      switch turn {
      case .admitted(let ticket): admit(id, ticket)
      case .refused: leave(id)
      case .watch(let watch): watches[id] = watch
      }
    }

    mutating func perform(_ calls: GateState<Int>.Calls) {
      for (id, turn) in calls {
        waiting.remove(id)
        take(turn, id)
      }
    }

    /// Whoever is queued comes to wait, in its own time.
    mutating func come(_ id: Int) {
      guard let place = places[id], !waiting.contains(id) else { return }
      switch gate.wait(at: place, keeping: watches[id], waiter: { id }) {
      case .told(let turn): take(turn, id)
      case .waits: waiting.insert(id)
      case .gone: leave(id)
      }
    }

    mutating func strike(_ id: Int) {
      guard let place = places[id], let watch = watches[id], watch.until <= now else { return }
      perform(gate.strike(watch, at: place, now: now))
    }

    mutating func cancel(_ id: Int) {
      guard let place = places[id] else { return }
      let (waiter, calls) = gate.cancel(place, now: now)
      #expect((waiter != nil) == waiting.contains(id))
      leave(id)
      perform(calls)
    }

    mutating func finish(_ index: Int, _ end: GateEnd) {
      let (_, ticket) = tickets.remove(at: index)
      ended += 1
      perform(gate.finish(ticket, end, now: now))
    }

    /// All who come are there, and time passes: does everybody get through?
    mutating func drain() {
      for _ in 0..<20_000 where !places.isEmpty || !tickets.isEmpty {
        for id in places.keys.sorted() { come(id) }
        while !tickets.isEmpty { finish(0, .replied(usage)) }
        if !places.isEmpty {
          now += .seconds(2)
          for id in places.keys.sorted() { strike(id) }
        }
      }
    }

    /// Those that were let through, in that order; who hears of it first is another matter.
    var admitted: [Int] {
      numbers.sorted { $0.value < $1.value }.map(\.key)
    }

    let usage = TokenUsage(prompt: 10, completion: 20, isReported: true)
  }

  private func settings(_ random: inout SplitMix64) -> GateSettings {
    GateSettings(
      concurrency: .init(start: 1 + random.below(6), ceiling: 1 + random.below(12)),
      rates: .init(
        requestsPerMinute: random.below(2) == 0 ? nil : 60 + random.below(600),
        outputTokensPerMinute: random.below(2) == 0 ? nil : 10_000))
  }

  @Test(arguments: 0..<40) func losesNobodyAndNoPermit(seed: Int) {
    var random = SplitMix64(seed: UInt64(seed) &+ 999)
    let trouble = random.below(3)
    var play = Play(seed: seed, settings(&random))
    for _ in 0..<500 {
      switch play.random.below(10) {
      case 0..<3: play.enter()
      case 3, 4:
        if let id = play.places.keys.sorted().randomElement(using: &play.random) { play.come(id) }
      case 5:
        if play.random.below(3) == 0,
          let id = play.places.keys.sorted().randomElement(using: &play.random)
        {
          play.cancel(id)
        }
      case 6:
        play.now += .milliseconds(play.random.below(3000))
        for id in play.watches.keys.sorted() { play.strike(id) }
      default:
        guard !play.tickets.isEmpty else { continue }
        let index = play.random.below(play.tickets.count)
        switch play.random.below(12) {
        case 0 where trouble > 0: play.finish(index, .refused(hint: nil, chance: 0.5))
        case 1 where trouble > 0: play.finish(index, .refused(hint: .seconds(3), chance: 0))
        case 2..<6 where trouble > 1:
          play.finish(index, .failed(GateFault(request: play.random.next(), status: 500)))
        case 6: play.finish(index, .abandoned)
        case 7: play.finish(index, .notSent)
        case 8: play.finish(index, .answered(mayBeBilled: true))
        default: play.finish(index, .replied(play.usage))
        }
      }
      #expect(play.gate.waiting <= play.places.count)
    }
    play.drain()
    #expect(play.places.isEmpty)
    #expect(play.tickets.isEmpty)
    #expect(play.gate.inFlight == 0)
    #expect(play.gate.waiting == 0)
    #expect(play.admitted == play.admitted.sorted())
    #expect(play.admitted.count > 30)
  }

  @Test(arguments: 0..<20) func letsNobodyInAboveTheLimit(seed: Int) {
    var play = Play(
      seed: seed, GateSettings(concurrency: .init(start: 1 + seed % 7, ceiling: 9)))
    for _ in 0..<600 {
      let before = play.numbers.count
      if play.random.below(2) == 0 {
        play.enter()
        play.come(play.next - 1)
      } else if !play.tickets.isEmpty {
        let end = GateEnd.replied(play.usage)
        play.finish(
          play.random.below(play.tickets.count),
          play.random.below(8) == 0 ? .refused(hint: nil, chance: 0) : end)
      }
      for id in play.watches.keys.sorted() {
        play.come(id)
        play.strike(id)
      }
      if play.numbers.count > before { #expect(play.gate.inFlight <= play.gate.limit) }
      #expect((1...9).contains(play.gate.limit))
      // Nobody waits while there is room.
      #expect(play.gate.waiting == 0 || play.gate.inFlight >= play.gate.limit)
    }
  }

  @Test func asksOnlyTheFirstInLineToKeepWatch() {
    var play = Play(seed: 0, GateSettings())
    play.enter()
    play.finish(0, .refused(hint: .seconds(40), chance: 0))
    for _ in 0..<1000 { play.enter() }
    for _ in 0..<2 { for id in play.places.keys.sorted() { play.come(id) } }
    #expect(play.waiting.count == 1000)
    #expect(play.watches.values.map(\.until) == [.seconds(40)])
    play.now = .seconds(40)
    play.strike(1)
    #expect(play.admitted == Array(0...play.gate.limit))
    #expect(play.watches.isEmpty)
  }
}

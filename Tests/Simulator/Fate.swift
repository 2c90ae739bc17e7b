import QuestionPipeline

/// What a seed holds for a run, drawn before it begins; order and timing are the machine's to draw.
struct Fate: Sendable {
  /// What befalls one invocation, at a step of the machine or a call of the disk.
  struct Disturbance: Sendable {
    var cutsAtStep: Int?
    var cutsAtCall: Int?
    var interruptsAtStep: Int?
    var room: Int?
    var failsSync: Int?
    /// For what the cut leaves.
    var seed: UInt64 = 0

    var cuts: Bool { cutsAtStep != nil || cutsAtCall != nil }
  }

  var concurrency: Int
  var mailbox: Int
  /// Whether faults outlast patience and the endpoint answers the same question differently: then the set is held against
  /// what the journal replays.
  var isWild: Bool
  var trouble: SimulatedEndpoint.Trouble
  var attempts: Int
  var patience: Duration
  var inFlight: Int
  /// The first limit; nil for none.
  var limit: Budget?
  var disturbances: [Disturbance]
  /// Whether the journal is yet to be made; that it is made through all cuts needs not be tried with each seed.
  var startsFromNothing: Bool

  init(_ chance: inout SplitMix64, _ calm: Scenario.Undisturbed) {
    // Two waves in flight hold 12 cells: more workers would only idle.
    concurrency = chance.pick([1, 3, 6, 12, 12])
    mailbox = chance.pick([1, 1, 2, 64])
    isWild = chance.below(8) == 0
    trouble = SimulatedEndpoint.Trouble(
      latency: .milliseconds(chance.pick([1, 100, 2000, 20_000])),
      unavailable: chance.pick([0, 0, 5, 20]), billed: chance.pick([0, 50, 100]),
      rateLimited: chance.pick([0, 0, 5, 20]))
    attempts = 6
    patience = .seconds(900)
    inFlight = chance.pick([1, 4, 256])
    if isWild {
      trouble.forgets = true
      attempts = chance.pick([1, 2, 6])
      patience = .seconds(chance.pick([1, 10, 900]))
    } else {
      trouble.mostFaults = 4
    }
    if chance.below(3) == 0 {
      let mask = 1 + chance.below(7)
      let part = 100 + chance.below(150)
      let least = calm.scenario.leastBudget
      limit = Budget(
        requests: mask & 1 > 0 ? least.requests * part / 100 : nil,
        tokens: mask & 2 > 0 ? least.tokens * part / 100 : nil,
        cost: mask & 4 > 0 ? least.cost * part / 100 : nil)
    }
    let count = 1 + (chance.below(4) == 0 ? 1 : 0) + (chance.below(8) == 0 ? 1 : 0)
    let cut = chance.below(count)
    disturbances = []
    startsFromNothing = chance.below(6) == 0
    for number in 0..<count {
      var one = Disturbance(seed: chance.next())
      // Anywhere, or near the beginning, where a resume has little left to do.
      func place(_ all: Int) -> Int {
        chance.below(max(1, chance.pick([all * 11 / 10, all * 11 / 10, all / 4, 100])))
      }
      switch number == cut ? chance.below(7) : chance.below(10) {
      case 0, 1, 2: one.cutsAtStep = place(calm.steps)
      case 3, 4, 5: one.cutsAtCall = place(calm.calls)
      case 6:
        one.interruptsAtStep = place(calm.steps)
        one.cutsAtStep = (one.interruptsAtStep ?? 0) + chance.below(200)
      case 7: one.interruptsAtStep = place(calm.steps)
      case 8: one.room = place(calm.bytes / 2)
      default: one.failsSync = place(calm.calls / 4)
      }
      disturbances.append(one)
    }
  }

  /// Nothing happens.
  init() {
    concurrency = 12
    mailbox = 64
    isWild = false
    trouble = SimulatedEndpoint.Trouble()
    attempts = 6
    patience = .seconds(900)
    inFlight = 256
    disturbances = []
    startsFromNothing = true
  }
}

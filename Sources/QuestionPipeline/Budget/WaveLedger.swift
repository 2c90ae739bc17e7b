/// Decides whether a wave may be begun (DESIGN.md, "Determinism", rule 7).
///
/// A wave is admitted if its worst case fits the budget less what committed waves have taken less the worst case of the
/// wave in flight. All of that follows from the settings and from kept replies, so the decision is the same at any
/// concurrency and after any interruption; a budget decides how many waves a set has, never what stands in them. What
/// a run spends on waves that are never committed, and on tries that gave no reply, is the gate's business
/// (`SpendingGate`).
package struct WaveLedger: Sendable {
  package let limit: Budget
  package let estimate: WaveEstimate
  private let prices: RunPrices
  private let waves: WaveSizes
  /// What the committed waves took.
  package private(set) var committed: Spending
  /// What the waves in flight can take, by number, ascending.
  private var inFlight: [(wave: Int, most: Spending)] = []

  /// - Parameter committed: the usage of all waves whose commit will not be heard of again.
  package init(
    limit: Budget, estimate: WaveEstimate, prices: RunPrices, waves: WaveSizes = WaveSizes(),
    committed: UsageTally = UsageTally()
  ) {
    self.limit = limit
    self.estimate = estimate
    self.prices = prices
    self.waves = waves
    self.committed = committed.spending(at: prices)
  }

  /// A wave that is about to be planned.
  package struct Plan: Sendable, Hashable {
    /// The most cells that it may get.
    package var cells: Int
    /// The worst cases of the planning requests that it is expected to need.
    package var planning: Spending

    package init(cells: Int, planning: Spending) {
      self.cells = cells
      self.planning = planning
    }
  }

  /// All that would be spent if every worst case came.
  /// - Parameter spent: what planning the wave has taken so far.
  package func total(with plan: Plan, spent: UsageTally = UsageTally()) -> Spending {
    inFlight.reduce(committed) { $0 + $1.most } + spent.spending(at: prices) + plan.planning
      + estimate.perCell * plan.cells
  }

  package func admits(_ plan: Plan, spent: UsageTally = UsageTally()) -> Bool {
    limit.covers(total(with: plan, spent: spent))
  }

  /// A wave was planned: what its cells can take counts until its commit.
  /// - Parameter planning: what planning it took.
  package mutating func begin(_ wave: Int, cells: Int, planning: UsageTally) {
    inFlight.append((wave, estimate.perCell * cells + planning.spending(at: prices)))
  }

  package mutating func commit(_ wave: Int, usage: UsageTally) {
    inFlight.removeAll { $0.wave == wave }
    committed += usage.spending(at: prices)
  }
}

extension WaveLedger {
  /// What the next wave of a book can take.
  /// - Parameter chunk: squares of a planning request.
  package func plan(_ book: PlanBook, wave: Int, chunk: Int) -> Plan {
    let (cells, lanes) = book.planningRequests(
      upTo: waves.limit(ofWave: wave), chunk: chunk)
    guard cells > 0 else { return Plan(cells: 0, planning: .nothing) }
    // Half of the angles may be left out or come twice before planning is looked at again; two more requests, so that
    // a small wave has room, too.
    var planning = Spending.nothing
    for lane in lanes + lanes { planning += self.planning(book, lane: lane) }
    let largest = Set(lanes).sorted().map { self.planning(book, lane: $0) }
      .max { $0.tokens < $1.tokens }
    if let largest { planning += largest * 2 }
    return Plan(cells: cells, planning: planning)
  }

  /// One planning request of a lane.
  package func planning(_ book: PlanBook, lane: Int) -> Spending {
    limit.needsReplyCap
      ? estimate.planning(used: book.blueprint.anglesTold(to: lane))
      : estimate.planning(used: [])
  }
}

import QuestionPipeline
import Synchronization

/// Sees what a simulated run does, and keeps the first promise that it breaks.
final class Watch: Sendable {
  private struct State {
    var violation: Violation?
    /// Keys whose replies somebody was told are durable, or that the disk held after a cut.
    var kept: Set<String> = []
    var gate: SpendingGate?
    /// Of this invocation.
    var billed = Spending.nothing
    /// The most that the tries at the endpoint can still take.
    var open = Spending.nothing
    var isOff = false
  }
  private let state = Mutex(State())
  private let broken = Atomic(false)

  /// Whether there is a violation; asked at each step.
  var isBroken: Bool { broken.load(ordering: .relaxed) }

  var violation: Violation? { state.withLock { $0.violation } }

  func report(_ invariant: Violation.Invariant, _ detail: String) {
    state.withLock { state in
      if state.violation == nil {
        state.violation = Violation(invariant: invariant, detail: detail)
        broken.store(true, ordering: .relaxed)
      }
    }
  }

  /// A process starts.
  func begin(_ gate: SpendingGate) {
    state.withLock {
      $0.gate = gate
      $0.billed = .nothing
      $0.open = .nothing
      $0.isOff = false
    }
  }

  /// The power is cut: what happens from here on happens to nobody.
  func turnOff() { state.withLock { $0.isOff = true } }

  var isOff: Bool { state.withLock { $0.isOff } }

  /// A reply is handed to a stage.
  func acknowledge(_ key: String) {
    state.withLock { if !$0.isOff { $0.kept.insert(key) } }
  }

  /// The disk was found to hold these replies after a cut.
  func found(_ keys: Set<String>) {
    let missing = state.withLock { state -> String? in
      defer { state.kept.formUnion(keys) }
      return state.kept.isSubset(of: keys) ? nil : state.kept.subtracting(keys).min()
    }
    if let missing { report(.durableBeforeUse, "reply \(missing) was used and is not kept") }
  }

  // MARK: At the endpoint

  /// A try arrives.
  func asked(_ request: ChatRequest, key: String, model: String) -> Spending {
    let (isKept, most, excess) = state.withLock { state -> (Bool, Spending, Spending?) in
      let isKept = state.kept.contains(key)
      guard let gate = state.gate, !gate.limit.isUnlimited else { return (isKept, .nothing, nil) }
      let most = gate.most(request, model: model)
      state.open += most
      let total = gate.resumed + state.billed + state.open
      return (isKept, most, gate.limit.covers(total) ? nil : total)
    }
    if isKept {
      report(
        .askedOnce,
        "the \(request.role.rawValue) asks again for cell \(request.cell), sample "
          + "\(request.sample), attempt \(request.attempt), whose reply is kept")
    }
    if let excess { report(.budget, "the tries so far can come to \(excess)") }
    return most
  }

  /// A try ends.
  func answered(_ most: Spending, billed: Spending) {
    let excess = state.withLock { state -> Spending? in
      state.open = state.open - most
      guard !state.isOff else { return nil }
      state.billed += billed
      guard let gate = state.gate else { return nil }
      let total = gate.resumed + state.billed
      return gate.limit.covers(total) ? nil : total
    }
    if let excess { report(.budget, "\(excess) was billed") }
  }

  // MARK: On the bus

  func mail(_ receiver: String, _ held: Int, _ capacity: Int) {
    if held > capacity {
      report(.mailboxes, "the mailbox of \(receiver) holds \(held) of \(capacity)")
    }
  }
}

/// Tells the watch which replies somebody was told are durable.
struct WatchedKeeper: ReplyKeeper {
  let base: any ReplyKeeper
  let watch: Watch

  func entry(_ key: String) async throws -> JournalEntry? {
    try await base.entry(key)
  }

  func record(_ entry: JournalEntry, of request: ChatRequest, model: String) async throws {
    try await base.record(entry, of: request, model: model)
    watch.acknowledge(entry.key)
  }
}

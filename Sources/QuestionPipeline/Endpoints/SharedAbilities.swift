import Synchronization

/// What all requests to one endpoint and model know together of its abilities.
///
/// The first request that is turned down over a parameter explores: it changes the request step by step, while those
/// that meet the same, and new ones, wait for what it finds. So a run walks down the ladder once.
package final class SharedAbilities: Sendable {
  /// What a request is built from.
  package struct Snapshot: Sendable, Hashable {
    package var abilities: EndpointAbilities
    /// Grows with each change.
    package var generation: Int
  }

  /// What becomes of a request that was turned down.
  package enum Lesson: Sendable, Hashable {
    /// It is sent again, changed, while others wait; whoever gets this answer calls `endExploring`.
    case explore
    /// The same, from the start: what was remembered holds no longer.
    case renew
    /// Others have learned something since, or are about to: it is sent again after them.
    case follow
    /// Nothing is left to change.
    case useless
  }

  private struct State {
    var abilities: EndpointAbilities
    var generation = 0
    /// Where they are as the cache had them, and the endpoint has not yet confirmed them.
    var isHearsay: Bool
    /// Whether they are to be kept once they are confirmed.
    var isNew = false
    /// What they were before the exploration that is under way.
    var exploredFrom: EndpointAbilities?
    /// Whether plain replies are asked for although the endpoint streams.
    var avoidsStreams = false
    /// Whether plain replies were found to take longer than a gateway waits.
    var needsStreams = false
    var nextID = 0
    var waiters: [Int: CheckedContinuation<Void, any Error>] = [:]
  }

  /// What nothing is known beyond.
  package let start: EndpointAbilities
  private let state: Mutex<State>
  private let keep: @Sendable (EndpointAbilities) -> Void

  /// - Parameters:
  ///   - remembered: from earlier runs.
  ///   - keep: takes what an endpoint has confirmed and is new.
  package init(
    start: EndpointAbilities, remembered: EndpointAbilities? = nil,
    keep: @escaping @Sendable (EndpointAbilities) -> Void = { _ in }
  ) {
    self.start = start
    self.keep = keep
    state = Mutex(
      State(
        abilities: remembered ?? start, isHearsay: remembered.map { $0 != start } ?? false))
  }

  package var current: Snapshot { state.withLock { Self.snapshot($0) } }

  /// The abilities to build a request from, once nobody explores. Throws `CancellationError`.
  package func settled() async throws -> Snapshot {
    while true {
      let now = state.withLock { $0.exploredFrom == nil ? Self.snapshot($0) : nil }
      if let now { return now }
      try await wait()
    }
  }

  /// Takes note of a request that was turned down.
  ///
  /// - Parameters:
  ///   - snapshot: what the request was built from.
  ///   - isExploring: whether it is this request that explores.
  ///   - isPassing: whether what it says of streams is not to outlive the process.
  ///   - changes: what was changed for it so far.
  package func learn(
    _ repair: Repair, from snapshot: Snapshot, isExploring: Bool, isPassing: Bool = false,
    _ changes: inout EndpointAbilities.Changes
  ) -> Lesson {
    state.withLock { state in
      if !isExploring, state.generation != snapshot.generation || state.exploredFrom != nil {
        return .follow
      }
      if state.isHearsay { return renew(&state) }
      let passes = isPassing && repair == .neverStreams
      guard !passes || !state.needsStreams,
        let better = state.abilities.repaired(by: repair, &changes)
      else { return .useless }
      if passes { state.avoidsStreams = true }
      if state.exploredFrom == nil { state.exploredFrom = state.abilities }
      state.abilities = better
      state.generation += 1
      state.isNew = true
      return .explore
    }
  }

  /// Takes note of a request that was turned down without saying over what: an older run's knowledge is then not to be
  /// trusted.
  package func doubt(_ snapshot: Snapshot, isExploring: Bool) -> Lesson {
    state.withLock { state in
      guard state.isHearsay else { return .useless }
      if !isExploring, state.generation != snapshot.generation || state.exploredFrom != nil {
        return .follow
      }
      return renew(&state)
    }
  }

  private func renew(_ state: inout State) -> Lesson {
    state.isHearsay = false
    state.isNew = true
    state.exploredFrom = start
    state.abilities = start
    state.avoidsStreams = false
    state.generation += 1
    return .renew
  }

  /// Takes note of a request that the endpoint took.
  package func confirm(_ snapshot: Snapshot) {
    let new = state.withLock { state -> EndpointAbilities? in
      guard state.generation == snapshot.generation else { return nil }
      state.isHearsay = false
      guard state.isNew else { return nil }
      state.isNew = false
      var kept = state.abilities
      if state.avoidsStreams { kept.streams = start.streams }
      return kept
    }
    if let new { keep(new) }
  }

  /// Asks for plain replies from now on, for as long as the process lives: the endpoint's streams do not say why they end.
  ///
  /// - Parameters:
  ///   - snapshot: what the request was built from.
  ///   - isExploring: whether it is this request that explores.
  package func avoidStreams(_ snapshot: Snapshot, isExploring: Bool) {
    state.withLock { state in
      guard state.generation == snapshot.generation, isExploring || state.exploredFrom == nil,
        state.abilities.streams == .either, !state.needsStreams
      else { return }
      state.abilities.streams = .never
      state.avoidsStreams = true
      state.generation += 1
    }
  }

  /// Asks for streams again, for good, where plain replies were asked for although the endpoint streams: a gateway, or
  /// the client itself, gave up waiting for one.
  package func streamAgain() {
    state.withLock { state in
      guard state.avoidsStreams, state.exploredFrom == nil else { return }
      state.avoidsStreams = false
      state.needsStreams = true
      state.abilities.streams = start.streams
      state.generation += 1
    }
  }

  /// Lets the others go on.
  /// - Parameter undo: forgets what was tried, since the endpoint found fault with each form of the request.
  package func endExploring(undo: Bool) {
    let waiters = state.withLock { state in
      if undo, let before = state.exploredFrom {
        state.abilities = before
        state.avoidsStreams = state.avoidsStreams && before.streams == .never
        state.generation += 1
        state.isNew = false
      }
      state.exploredFrom = nil
      let waiters = state.waiters.values
      state.waiters = [:]
      return waiters
    }
    for waiter in waiters { waiter.resume() }
  }

  private static func snapshot(_ state: State) -> Snapshot {
    Snapshot(abilities: state.abilities, generation: state.generation)
  }

  /// Returns when an exploration has ended.
  private func wait() async throws {
    let id = state.withLock { state in
      state.nextID += 1
      return state.nextID
    }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        // A cancellation before this point is seen here, one after it finds the continuation.
        let answer = state.withLock { state -> Result<Void, any Error>? in
          if Task.isCancelled { return .failure(CancellationError()) }
          if state.exploredFrom == nil { return .success(()) }
          state.waiters[id] = continuation
          return nil
        }
        if let answer { continuation.resume(with: answer) }
      }
    } onCancel: {
      let waiter = state.withLock { $0.waiters.removeValue(forKey: id) }
      waiter?.resume(throwing: CancellationError())
    }
  }
}

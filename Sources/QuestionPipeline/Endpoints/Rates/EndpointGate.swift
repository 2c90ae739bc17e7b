package import HTTPTransport
import Synchronization

/// The gate before one model at one endpoint: everything that decides when a request may go there.
///
/// It keeps the requests in flight to what the endpoint takes, keeps its rates per minute, its pauses for everybody,
/// and a breaker that spares a dead server and whoever asks it. Requests pass in the order in which they came.
package final class EndpointGate: Sendable {
  private typealias Continuation = CheckedContinuation<GateTurn, any Error>
  private typealias State = GateState<Continuation>

  /// The endpoint's name.
  package let endpoint: String
  package let model: String
  package let settings: GateSettings
  let clock: any RunClock
  private let state: Mutex<State>

  package init(endpoint: String, model: String, settings: GateSettings, clock: any RunClock) {
    self.endpoint = endpoint
    self.model = model
    self.settings = settings
    self.clock = clock
    state = Mutex(State(settings, now: clock.now))
  }

  package convenience init(_ profile: EndpointProfile, clock: any RunClock) {
    self.init(
      endpoint: profile.name, model: profile.model, settings: GateSettings(profile), clock: clock)
  }

  /// Returns when the request may be sent. Whoever got the ticket gives it back with `finish`.
  ///
  /// - Throws: `GateRefusal` where waiting is in vain, or where the entrant does not wait; `CancellationError`.
  package func admit(_ entrant: GateEntrant) async throws -> GateTicket {
    let place: State.Place
    switch state.withLock({ $0.enter(entrant, now: clock.now) }) {
    case .admitted(let ticket): return ticket
    case .refused(let refusal): throw refusal
    case .queued(let queued): place = queued
    }
    var turn = try await nextTurn(at: place, keeping: nil)
    while true {
      switch turn {
      case .admitted(let ticket): return ticket
      case .refused(let refusal): throw refusal
      case .watch(let watch): turn = try await keep(watch, at: place)
      }
    }
  }

  /// Ends a request that was let through. Returns whether, where it was refused, it alone has to wait.
  @discardableResult
  package func finish(_ ticket: GateTicket, _ end: GateEnd) -> Bool {
    let (calls, isAlone) = state.withLock {
      ($0.finish(ticket, end, now: clock.now), $0.hasScatteredRefusals)
    }
    perform(calls)
    return isAlone
  }

  /// Takes over what the head of an answer says of the endpoint's limits.
  package func learn(from head: HTTPHead) {
    let headers = RateHeaders(head)
    guard headers != RateHeaders() else { return }
    perform(state.withLock { $0.learn(headers, now: clock.now) })
  }

  package var snapshot: GateSnapshot {
    let now = clock.now
    return state.withLock { state in
      GateSnapshot(
        endpoint: endpoint, model: model, limit: state.limit, inFlight: state.inFlight,
        waiting: state.waiting, pause: state.pause(now: now), downFor: state.downFor(now: now),
        counts: state.counts)
    }
  }

  /// Sleeps until the watch is over, unless the turn comes before.
  private func keep(_ watch: GateWatch, at place: State.Place) async throws -> GateTurn {
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        try await self.clock.sleep(for: max(.zero, watch.until - self.clock.now))
        self.perform(self.state.withLock { $0.strike(watch, at: place, now: self.clock.now) })
      }
      defer { group.cancelAll() }
      return try await nextTurn(at: place, keeping: watch)
    }
  }

  private func nextTurn(
    at place: State.Place, keeping watch: GateWatch?
  ) async throws -> GateTurn {
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { (continuation: Continuation) in
        let waiting = state.withLock { $0.wait(at: place, keeping: watch) { continuation } }
        switch waiting {
        case .told(let turn): continuation.resume(returning: turn)
        case .waits: break
        case .gone: continuation.resume(throwing: CancellationError())
        }
      }
    } onCancel: {
      let (waiter, calls) = state.withLock { $0.cancel(place, now: clock.now) }
      waiter?.resume(throwing: CancellationError())
      perform(calls)
    }
  }

  /// Outside the lock, since what is resumed may come back at once.
  private func perform(_ calls: State.Calls) {
    for (waiter, turn) in calls { waiter.resume(returning: turn) }
  }
}

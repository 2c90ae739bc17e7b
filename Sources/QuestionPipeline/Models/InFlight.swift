import Synchronization

/// The requests that are on the wire, and whether more may follow.
///
/// What is on its way when somebody wants the run to end may be paid for already: it is waited for, and what would
/// come after it is held back until its task is cancelled.
package final class InFlight: Sendable {
  private struct State {
    var count = 0
    var isClosed = false
    /// Those who wait until nothing is in flight any more.
    var waiting: [Mailbox<Never>] = []
  }
  private let state = Mutex(State())
  /// Never ends: whoever asks for its next element waits until he is cancelled.
  private let held = Mailbox<Never>(capacity: 1)

  package init() {}

  /// How many are on their way.
  package var count: Int { state.withLock { $0.count } }

  /// Whether nothing more is sent.
  package var isClosed: Bool { state.withLock { $0.isClosed } }

  /// From now on nothing more is sent.
  package func close() { state.withLock { $0.isClosed = true } }

  /// Does the sending as one of those in flight. Once closed, it waits until it is cancelled instead.
  /// Throws: `WithheldRequest`, or what the body throws.
  package func send<Result>(_ body: () async throws -> Result) async throws -> Result {
    do {
      try await pass { $0.count += 1 }
    } catch {
      throw WithheldRequest()
    }
    defer { leave() }
    return try await body()
  }

  /// Returns at once while anything may be sent; once closed, it waits until it is cancelled.
  /// Throws `CancellationError`.
  package func pass() async throws { try await pass { _ in } }

  private func pass(_ enter: (inout State) -> Void) async throws {
    let isOpen = state.withLock { state in
      if !state.isClosed { enter(&state) }
      return !state.isClosed
    }
    guard !isOpen else { return }
    _ = try await held.next()
    throw CancellationError()
  }

  private func leave() {
    let waiting = state.withLock { state in
      state.count -= 1
      guard state.count == 0 else { return [Mailbox<Never>]() }
      defer { state.waiting = [] }
      return state.waiting
    }
    for mailbox in waiting { mailbox.finish() }
  }

  /// Sends nothing more, and returns when what is on its way is through or the time is up.
  /// - Parameter waits: hears how many are waited for, if any are.
  package func drain(
    atMost bound: Duration, _ clock: any RunClock, waits: (Int) -> Void
  ) async throws {
    let mailbox = Mailbox<Never>(capacity: 1)
    let count = state.withLock { state in
      state.isClosed = true
      if state.count > 0 { state.waiting.append(mailbox) }
      return state.count
    }
    guard count > 0, bound > .zero else { return }
    waits(count)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { _ = try await mailbox.next() }
      group.addTask { try await clock.sleep(for: bound) }
      defer { group.cancelAll() }
      try await group.next()
    }
  }
}

/// A request was cancelled before it went out: nobody can have been billed for it.
package struct WithheldRequest: Error {}

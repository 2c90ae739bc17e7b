import QuestionPipeline
import Synchronization

/// A clock whose sleepers sleep until the test has moved it past their time.
package final class ManualClock: RunClock {
  private typealias Continuation = CheckedContinuation<Void, any Error>
  private struct State {
    var time = Duration.zero
    var lastID = 0
    var sleepers: [Int: (until: Duration, continuation: Continuation)] = [:]
    /// Cancelled before they came to sleep.
    var cancelled: Set<Int> = []
    var watchers: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []

    mutating func dueWatchers() -> [CheckedContinuation<Void, Never>] {
      let due = watchers.filter { $0.count <= sleepers.count }.map(\.continuation)
      watchers.removeAll { $0.count <= sleepers.count }
      return due
    }
  }
  private let state = Mutex(State())

  package init() {}

  package var now: Duration { state.withLock { $0.time } }

  /// How many sleep.
  package var sleepers: Int { state.withLock { $0.sleepers.count } }

  package func sleep(for duration: Duration) async throws {
    let id = state.withLock { state in
      state.lastID += 1
      return state.lastID
    }
    defer { state.withLock { _ = $0.cancelled.remove(id) } }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { (continuation: Continuation) in
        let (sleeps, watchers) = state.withLock { state in
          guard state.cancelled.remove(id) == nil else {
            return (Result<Bool, any Error>.failure(CancellationError()), state.dueWatchers())
          }
          guard duration > .zero else { return (.success(false), []) }
          state.sleepers[id] = (state.time + duration, continuation)
          return (.success(true), state.dueWatchers())
        }
        switch sleeps {
        case .success(true): break
        case .success(false): continuation.resume()
        case .failure(let error): continuation.resume(throwing: error)
        }
        for watcher in watchers { watcher.resume() }
      }
    } onCancel: {
      let sleeper = state.withLock { state in
        let sleeper = state.sleepers.removeValue(forKey: id)
        if sleeper == nil { state.cancelled.insert(id) }
        return sleeper
      }
      sleeper?.continuation.resume(throwing: CancellationError())
    }
  }

  /// Moves the time on and wakes whose time has come, the earliest first.
  package func advance(by duration: Duration) {
    let due = state.withLock { state in
      state.time += duration
      let due = state.sleepers.filter { $0.value.until <= state.time }
        .sorted { ($0.value.until, $0.key) < ($1.value.until, $1.key) }
      for (id, _) in due { state.sleepers[id] = nil }
      return due
    }
    for (_, sleeper) in due { sleeper.continuation.resume() }
  }

  /// Returns once so many sleep.
  package func waitForSleepers(_ count: Int) async {
    await withCheckedContinuation { continuation in
      let due = state.withLock { state in
        state.watchers.append((count, continuation))
        return state.dueWatchers()
      }
      for watcher in due { watcher.resume() }
    }
  }
}

import Synchronization

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What an answer can wait for until a test opens it. It stays open.
package final class LoopbackGate: Sendable {
  /// Readable, at its end, from the opening on.
  let descriptor: Int32
  private let writeEnd: Mutex<Int32?>

  package init() {
    var ends: [Int32] = [0, 0]
    precondition(pipe(&ends) == 0, "no descriptors left for a pipe")
    descriptor = ends[0]
    writeEnd = Mutex(ends[1])
  }

  package func open() {
    let end = writeEnd.withLock { end in
      defer { end = nil }
      return end
    }
    if let end { close(end) }
  }

  deinit {
    open()
    close(descriptor)
  }
}

/// A number that only grows, and can be awaited.
final class LoopbackTally: Sendable {
  private struct State {
    var count = 0
    var isFinal = false
    var nextID = 0
    var waiters: [Int: (goal: Int, continuation: CheckedContinuation<Void, Never>)] = [:]

    mutating func takeReady() -> [CheckedContinuation<Void, Never>] {
      let ready = waiters.filter { isFinal || $0.value.goal <= count }
      for id in ready.keys { waiters[id] = nil }
      return ready.values.map(\.continuation)
    }
  }
  private let state = Mutex(State())

  var count: Int { state.withLock { $0.count } }

  func add() {
    for waiter in state.withLock({
      $0.count += 1
      return $0.takeReady()
    }) { waiter.resume() }
  }

  /// Lets everyone go who still waits, now and later.
  func end() {
    for waiter in state.withLock({
      $0.isFinal = true
      return $0.takeReady()
    }) { waiter.resume() }
  }

  /// Returns once the number is that high, or can grow no more, or the task was cancelled.
  func reach(_ goal: Int) async {
    let id = state.withLock { state in
      state.nextID += 1
      return state.nextID
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let ready = state.withLock { state in
          state.waiters[id] = (Task.isCancelled ? 0 : goal, continuation)
          return state.takeReady()
        }
        for waiter in ready { waiter.resume() }
      }
    } onCancel: {
      let waiter = state.withLock { $0.waiters.removeValue(forKey: id) }
      waiter?.continuation.resume()
    }
  }
}

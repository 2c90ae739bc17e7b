import Synchronization

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What an answer can wait for until a test opens it. It stays open.
package final class LoopbackGate: Sendable {
  /// Readable from the opening on.
  let descriptor: Int32
  private let writeEnd: Mutex<Int32?>

  package init() {
    let ends = makePipe()
    descriptor = ends.read
    writeEnd = Mutex(ends.write)
  }

  package func open() { signal(descriptorOf: writeEnd) }

  deinit {
    open()
    close(descriptor)
  }
}

/// A pipe that programs started meanwhile do not inherit, or only for a moment.
func makePipe() -> (read: Int32, write: Int32) {
  var ends: [Int32] = [0, 0]
  precondition(pipe(&ends) == 0, "no descriptors left for a pipe")
  for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
  return (ends[0], ends[1])
}

/// Makes the other end of a pipe readable for good, once. A byte rather than the end of the file, which would not come
/// while another process holds the pipe.
func signal(descriptorOf end: borrowing Mutex<Int32?>) {
  let descriptor = end.withLock { end in
    defer { end = nil }
    return end
  }
  guard let descriptor else { return }
  var byte: UInt8 = 1
  _ = write(descriptor, &byte, 1)
  close(descriptor)
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

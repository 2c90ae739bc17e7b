import QuestionPipeline
import Synchronization

/// A clock that moves when the test says so. Sleeps end at once and move it on.
package final class SteppingClock: RunClock {
  private let time = Mutex(Duration.zero)

  package init() {}

  package var now: Duration { time.withLock { $0 } }

  package func sleep(for duration: Duration) async throws {
    try Task.checkCancellation()
    advance(by: duration)
  }

  package func advance(by duration: Duration) { time.withLock { $0 += duration } }
}

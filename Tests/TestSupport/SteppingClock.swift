import QuestionPipeline
import Synchronization

/// A clock that moves when the test says so.
package final class SteppingClock: WallClock {
  private let time = Mutex(Duration.zero)

  package init() {}

  package var now: Duration { time.withLock { $0 } }

  package func advance(by duration: Duration) { time.withLock { $0 += duration } }
}

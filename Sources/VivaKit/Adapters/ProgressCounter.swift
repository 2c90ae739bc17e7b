import QuestionPipeline
import Synchronization

/// Counts what becomes of cells, and tells it.
final class ProgressCounter: ProgressSink {
  private struct Count {
    var accepted = 0
    var refused = 0
  }
  private struct State {
    var committed = Count()
    /// Of waves that are not committed; the curator may still strike some of the accepted.
    var inFlight: [Int: Count] = [:]
  }

  private let wanted: Int
  private let tell: @Sendable (RunProgress) -> Void
  private let state = Mutex(State())

  init(wanted: Int, tell: @escaping @Sendable (RunProgress) -> Void) {
    self.wanted = wanted
    self.tell = tell
  }

  /// Begins with what earlier invocations committed.
  func resume(accepted: Int, refused: Int) {
    state.withLock { $0.committed = Count(accepted: accepted, refused: refused) }
  }

  func planned(wave: Int, cells: Int) {}

  func finished(_ cell: CellFinished) {
    change { state in
      if cell.verdict.isAccepted {
        state.inFlight[cell.wave, default: Count()].accepted += 1
      } else {
        state.inFlight[cell.wave, default: Count()].refused += 1
      }
    }
  }

  func committed(_ wave: WaveCommitted) {
    change { state in
      state.inFlight[wave.wave] = nil
      state.committed.accepted += wave.outcomes.count { $0.isAccepted }
      state.committed.refused += wave.outcomes.count { !$0.isAccepted }
    }
  }

  private func change(_ body: (inout State) -> Void) {
    let count = state.withLock { state in
      body(&state)
      return state.inFlight.values.reduce(into: state.committed) {
        $0.accepted += $1.accepted
        $0.refused += $1.refused
      }
    }
    tell(RunProgress(done: count.accepted, wanted: wanted, refused: count.refused))
  }
}

import QuestionPipeline
import Synchronization

/// A computer that lives in one thread: it runs tasks in an order drawn from a seed, and its clock moves when nothing can
/// run.
///
/// All jobs of tasks that prefer `tasks`, and of actors whose executor is `actors`, wait in one list; each step takes one of
/// them by chance. So a seed is a schedule, and the same seed is the same one.
final class SimulatedMachine: RunClock {
  private struct Sleeper {
    var id: Int
    var wakes: Duration
    var continuation: CheckedContinuation<Void, any Error>
  }

  private struct State {
    var sleepers: [Sleeper] = []
    /// Sleeps cancelled before they began.
    var cancelled: Set<Int> = []
    var nextSleep = 0
    var time = Duration.zero
    var chance: SplitMix64
  }

  private let state: Mutex<State>
  private let work: WorkList
  /// For `Task(executorPreference:)`.
  let tasks: SimulatedTasks
  /// For actors that bring an executor of their own.
  let actors: SimulatedActors

  init(seed: UInt64) {
    state = Mutex(State(chance: SplitMix64(seed: seed)))
    work = WorkList()
    tasks = SimulatedTasks(work: work)
    actors = SimulatedActors(work: work)
  }

  var now: Duration { state.withLock { $0.time } }

  func sleep(for duration: Duration) async throws {
    let id = state.withLock { state in
      state.nextSleep += 1
      return state.nextSleep
    }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        let isCancelled = state.withLock { state in
          if state.cancelled.remove(id) != nil { return true }
          state.sleepers.append(
            Sleeper(
              id: id, wakes: state.time + max(duration, .zero), continuation: continuation))
          return false
        }
        if isCancelled { continuation.resume(throwing: CancellationError()) }
      }
    } onCancel: {
      let sleeper = state.withLock { state -> Sleeper? in
        guard let index = state.sleepers.firstIndex(where: { $0.id == id }) else {
          state.cancelled.insert(id)
          return nil
        }
        return state.sleepers.remove(at: index)
      }
      sleeper?.continuation.resume(throwing: CancellationError())
    }
  }

  /// Whether something could still run.
  var isIdle: Bool { work.count == 0 && state.withLock { $0.sleepers.isEmpty } }

  /// A number below the bound, from the machine's own chance.
  func draw(below bound: Int) -> Int {
    state.withLock { $0.chance.below(bound) }
  }

  /// What a step came to.
  enum Step { case ran, slept, stuck }

  /// Runs one job; where there is none, moves the clock to the next sleepers; where there is none either, nothing can ever
  /// run again.
  func step() -> Step {
    let count = work.count
    if count > 0 {
      work.take(at: state.withLock { $0.chance.below(count) })
        .run(tasks: tasks, actors: actors)
      return .ran
    }
    let woken = state.withLock { state -> [Sleeper] in
      guard let first = state.sleepers.map(\.wakes).min() else { return [] }
      state.time = max(state.time, first)
      let woken = state.sleepers.filter { $0.wakes <= first }
      state.sleepers.removeAll { $0.wakes <= first }
      return woken
    }
    if woken.isEmpty { return .stuck }
    for sleeper in woken { sleeper.continuation.resume() }
    return .slept
  }
}

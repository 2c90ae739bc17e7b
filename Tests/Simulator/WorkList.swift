import Synchronization

/// Jobs that wait for their step.
final class WorkList: Sendable {
  /// A job with the executor on which it counts as running.
  enum Job: Sendable {
    case task(UnownedJob)
    case actor(UnownedJob)

    func run(tasks: SimulatedTasks, actors: SimulatedActors) {
      switch self {
      case .task(let job): job.runSynchronously(on: tasks.asUnownedTaskExecutor())
      case .actor(let job):
        job.runSynchronously(
          isolatedTo: actors.asUnownedSerialExecutor(), taskExecutor: tasks.asUnownedTaskExecutor())
      }
    }
  }

  private let jobs = Mutex<[Job]>([])

  var count: Int { jobs.withLock { $0.count } }

  func add(_ job: Job) { jobs.withLock { $0.append(job) } }

  func take(at index: Int) -> Job {
    jobs.withLock { jobs in
      jobs.swapAt(index, jobs.count - 1)
      return jobs.removeLast()
    }
  }
}

/// Where tasks of the simulated machine wait.
final class SimulatedTasks: TaskExecutor {
  private let work: WorkList

  init(work: WorkList) { self.work = work }

  func enqueue(_ job: consuming ExecutorJob) { work.add(.task(UnownedJob(job))) }
}

/// Where actors with an executor of their own wait.
final class SimulatedActors: SerialExecutor {
  private let work: WorkList

  init(work: WorkList) { self.work = work }

  func enqueue(_ job: consuming ExecutorJob) { work.add(.actor(UnownedJob(job))) }

  /// All of the machine runs on one thread.
  func checkIsolated() {}
}

import SQLiteStorage

/// Why work on many things ended.
package enum WorkEnding: Sendable {
  /// Everything was done.
  case whole
  case interrupted
  /// By what a model or the budget said.
  case stopped(ModelError)
}

/// Work on many things at once, which a signal, a budget or a model may end before all are done.
struct EndableWork: Sendable {
  /// How many things are worked on at a time.
  private let width: Int
  private let interruption: Interruption
  /// How long replies that are on their way are waited for, at most.
  private let patience: Duration
  private let clock: any RunClock
  private let drains: @Sendable (Int, Duration) -> Void

  /// - Parameter drains: hears how many replies are waited for, and how long at most.
  init(
    _ settings: Settings, clock: any RunClock, interruption: Interruption,
    drains: @escaping @Sendable (Int, Duration) -> Void
  ) {
    width = settings.concurrency
    patience = .seconds(settings.interruptionWait)
    self.interruption = interruption
    self.clock = clock
    self.drains = drains
  }

  private enum Event<Result: Sendable>: Sendable {
    case done(Int, Result)
    case ended(WorkEnding)
  }

  /// What came of each of `count` things, nil where its work did not come to an end, and why it ended.
  ///
  /// - Parameters:
  ///   - finished: hears of each result as it comes.
  ///   - work: on the thing of this number.
  /// - Throws: what the work throws other than `ModelError`.
  func run<Result: Sendable>(
    _ count: Int, finished: (Result) -> Void,
    _ work: @escaping @Sendable (Int) async throws -> Result
  ) async throws -> (results: [Result?], ending: WorkEnding) {
    try await withThrowingTaskGroup(of: Event<Result>.self) { group in
      group.addTask {
        try await interruption.wait()
        return .ended(.interrupted)
      }
      defer { group.cancelAll() }
      var results = [Result?](repeating: nil, count: count)
      var missing = count
      var ending = WorkEnding.whole
      var next = 0
      func start() {
        guard next < count else { return }
        let number = next
        next += 1
        group.addTask {
          do {
            return .done(number, try await work(number))
          } catch let error as ModelError {
            return .ended(.stopped(error))
          }
        }
      }
      func take(_ result: Result, _ number: Int) {
        results[number] = result
        missing -= 1
        finished(result)
      }
      for _ in 0..<width { start() }
      while missing > 0, let event = try await group.next() {
        switch event {
        case .done(let number, let result):
          take(result, number)
          start()
          continue
        case .ended(let why): ending = why
        }
        // They are paid for, and the journal keeps them.
        try await interruption.inFlight.drain(atMost: patience, clock) { drains($0, patience) }
        // Whoever has all replies he needs comes to his end even so; the others wait to be told.
        group.cancelAll()
        while let rest = await group.nextResult() {
          switch rest {
          case .success(.done(let number, let result)): take(result, number)
          case .failure(let error as StorageError): throw error
          case .success(.ended), .failure: break
          }
        }
        if missing == 0 { ending = .whole }
        break
      }
      return (results, ending)
    }
  }
}

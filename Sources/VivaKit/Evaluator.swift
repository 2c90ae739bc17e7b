import QuestionPipeline
import Synchronization

/// Judges sets, whoever wrote them.
///
/// Offline it finds what rules find: form, flaws, repeats. Whether an answer is right, deep or useful stays unscored until
/// a model judges.
public struct Evaluator: Sendable {
  private let judge: Backend
  private let scorers: [any Scorer]
  private let configuration: String

  /// - Parameters:
  ///   - judge: what judges; it solves the questions, too, without seeing the answers.
  ///   - scorers: of your own.
  ///   - configuration: JSON5 with settings that go before the defaults, as in `Config/viva.json5`.
  public init(
    _ judge: Backend = .offline, scorers: [any Scorer] = [], configuration: String = "{}"
  ) {
    self.judge = judge
    self.scorers = scorers
    self.configuration = configuration
  }

  /// Scores the items anew and says what is to be said of the set. The set itself stays as it is.
  ///
  /// Where the task is cancelled, or a model stops the work, the report is of the items that were judged by then, and
  /// ``QualityReport/ending`` says why.
  ///
  /// - Parameters:
  ///   - set: what is judged; your own items, a list that was read, or what a generator wrote.
  ///   - folder: gets the report, and keeps the replies of a model, so that none is paid for twice; nil writes nothing.
  ///   - progress: hears of each item that was judged, from no task in particular.
  /// - Throws: ``VivaError``, also where a model stopped the work before any item was judged.
  public func evaluate(
    _ set: QuestionSet, in folder: String? = nil,
    progress: @escaping @Sendable (RunProgress) -> Void = { _ in }
  ) async throws -> QualityReport {
    let interruption = Interruption()
    return try await interruption.guarding {
      try await run(set, folder, progress, interruption)
    }
  }

  private func run(
    _ set: QuestionSet, _ folder: String?, _ progress: @escaping @Sendable (RunProgress) -> Void,
    _ interruption: Interruption
  ) async throws -> QualityReport {
    let bench = try Workbench(configuration: configuration)
    let clock = MonotonicClock()
    let chosen = try ChosenBackend(judge, bench, clock: clock, inFlight: interruption.inFlight)
    if chosen.offline == nil { try chosen.budget.check(bench.settings) }
    let guests = try RunGuests([], scorers, rubric: bench.rubric)
    let place = try folder.map {
      try OutputFolder($0, for: OutputFolder.reports, hasJournal: true)
    }
    let journal =
      chosen.offline == nil ? try await place?.journal(resuming: chosen.budget) : nil
    let items = set.items.map(\.whole)
    let judged = Mutex(0)
    let outcome = try await EvaluationRun(
      items: items, cast: chosen.cast, journal: journal, prompts: bench.prompts,
      rubric: bench.rubric, settings: bench.settings, clock: clock, interruption: interruption,
      guests: guests.scorers,
      finished: {
        let count = judged.withLock { count in
          count += 1
          return count
        }
        progress(RunProgress(done: count, wanted: items.count, refused: 0))
      }
    ).judge()
    if case .stopped(let error) = outcome.ending, outcome.items.isEmpty { throw error }
    var contents = SetContents(items: outcome.items)
    contents.readings = outcome.readings
    contents.judging = outcome.judging
    contents.ending = Self.ending(outcome, of: items.count)
    contents.name = set.name
    contents.backend = chosen.name
    contents.model = chosen.cast.judges[0].name
    let report = set.report(of: contents, ReportBasis(bench))
    if let place { try report.publish(in: place.path) }
    return report
  }

  private static func ending(_ outcome: EvaluationRun.Outcome, of count: Int) -> String? {
    let judged = "\(outcome.items.count) of \(count) items were judged"
    return switch outcome.ending {
    case .whole: nil
    case .interrupted: "interrupted; \(judged)"
    case .stopped(let error): "stopped: \(error); \(judged)"
    }
  }
}

import QuestionPipeline

/// Writes question sets.
///
/// The same request, configuration and seed give the same items as `viva generate`, byte for byte, with ``Backend/offline``
/// or any model that answers equal requests equally.
public struct Generator: Sendable {
  private let backend: Backend
  private let stages: [any Stage]
  private let scorers: [any Scorer]
  private let configuration: String

  /// - Parameters:
  ///   - backend: what writes, criticises and judges.
  ///   - stages: of your own, asked in this order.
  ///   - scorers: of your own.
  ///   - configuration: JSON5 with settings that go before the defaults, as in `Config/viva.json5`.
  public init(
    _ backend: Backend = .offline, stages: [any Stage] = [], scorers: [any Scorer] = [],
    configuration: String = "{}"
  ) {
    self.backend = backend
    self.stages = stages
    self.scorers = scorers
    self.configuration = configuration
  }

  /// Writes a set into a folder, or goes on with the one that it holds.
  ///
  /// The folder gets all that the command line's sets have: items, refusals, reports, trace, and the journal of replies.
  /// Where the task is cancelled, the run ends cleanly: what is on its way is waited for, and the set of all committed
  /// items is written and returned, with ``QuestionSet/ending`` as ``QuestionSet/Ending/interrupted``. The same call goes
  /// on from there; with a larger count it extends a finished set.
  ///
  /// - Parameters:
  ///   - request: what the set is to be about.
  ///   - folder: a new one, or one of the same request; locked meanwhile.
  ///   - progress: hears of each cell that is through, one call at a time, from no task in particular.
  /// - Throws: ``VivaError``.
  public func generate(
    _ request: GenerationRequest, in folder: String,
    progress: @escaping @Sendable (RunProgress) -> Void = { _ in }
  ) async throws -> QuestionSet {
    let interruption = Interruption()
    return try await interruption.guarding {
      try await run(request, folder, progress, interruption)
    }
  }

  private func run(
    _ request: GenerationRequest, _ folder: String,
    _ progress: @escaping @Sendable (RunProgress) -> Void, _ interruption: Interruption
  ) async throws -> QuestionSet {
    var bench = try Workbench(configuration: configuration)
    if let seed = request.seed {
      guard seed >= 0 else { throw VivaError(.invalidInput, "seed \(seed) is below 0") }
      bench.settings.seed = UInt64(seed)
    }
    let clock = MonotonicClock()
    let chosen = try ChosenBackend(
      backend, bench, clock: clock, inFlight: interruption.inFlight)
    let asked = try AskedRequest(request, bench, offline: chosen.offline)
    let guests = try RunGuests(stages, scorers, rubric: bench.rubric)
    let counter = ProgressCounter(wanted: asked.brief.count, tell: progress)
    let memory = bench.settings.memory.path
    let identity = RunIdentity(
      brief: asked.brief, settings: bench.settings, backend: chosen.name, models: chosen.cast,
      prompts: bench.prompts, rubricHash: bench.rubricHash, knowledge: chosen.offline?.hash,
      passages: asked.passages, usesMemory: memory != nil, allowsRepeats: false, guests: guests)
    var order = RunRequest(
      brief: asked.brief, settings: bench.settings, prompts: bench.prompts, rubric: bench.rubric,
      passages: asked.passages, cast: chosen.cast, backend: chosen.name, folder: folder,
      memoryFile: memory, freshIdentifier: String(UInt64.random(in: .min ... .max), radix: 36),
      allowsRepeats: false, identity: identity, clock: clock, progress: counter)
    order.budget = chosen.budget
    order.endpoints = chosen.endpoints
    order.interruption = interruption
    order.intake = asked.intake
    order.guests = guests
    let pipeline = try await PipelineRun(order)
    let before = try await pipeline.committed()
    counter.resume(accepted: before.accepted, refused: before.refused)
    let outcome = try await pipeline.execute()
    if case .failed(let error) = outcome.ending { throw error }
    return QuestionSet(outcome.contents, ReportBasis(bench), notices: asked.notices)
  }
}

extension Interruption {
  /// Does work to its end even where the caller's task is cancelled: then it is told to end cleanly instead.
  func guarding<Result: Sendable>(_ work: @escaping @Sendable () async throws -> Result)
    async throws -> Result
  {
    // A task of its own: a cancelled one could neither wait for replies on their way nor write what there is.
    let task = Task { try await VivaError.telling(work) }
    return try await withTaskCancellationHandler {
      try await task.value
    } onCancel: {
      trigger()
    }
  }
}

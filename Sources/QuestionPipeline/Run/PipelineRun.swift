import SQLiteStorage

/// The stages wired in their order around one output folder; resumes what the folder holds.
package struct PipelineRun: Sendable {
  var request: RunRequest
  let journal: Journal
  /// Keeps others out of the folder.
  private let lock: any Sendable
  let book: RunBook
  let committedCells: CommittedCells
  /// Nil where the run has no long-term memory.
  let earlier: EarlierRuns?
  /// Nil where the run recalls by words alone.
  let meanings: RunMeanings?

  /// Opens the folder: creates it, locks it, and checks that what it holds is this run.
  /// Throws: `FileError`, `StorageError`, or `ConfigurationError` where it holds another run.
  package init(_ request: RunRequest) async throws {
    self.request = request
    let folder = request.folder
    try request.budget.check(request.settings)
    if !request.storage.holdsRun(folder) { try Self.checkFirstWave(request) }
    try request.storage.check(folder)
    let databases = request.storage.databases
    let store: LongTermMemory?
    if let file = request.memoryFile {
      store = try await LongTermMemory(
        file: file, freshIdentifier: request.freshIdentifier, place: databases)
      if let model = request.cast.embedder?.name, let space = try await store?.vectorSpace() {
        try space.check(VectorSpace(model: model, dimensions: space.dimensions), file: file)
      }
    } else {
      store = nil
    }
    lock = try request.storage.claim(folder)
    journal = try await Journal(
      file: folder + "/journal.sqlite", durable: request.isDurable, place: databases,
      clock: request.clock)
    let book = RunBook(journal: journal)
    self.book = book
    earlier = store.map { EarlierRuns($0, book: book, request: request) }
    meanings = RunMeanings(request, journal, earlier)
    if try await !book.isBegun { try request.storage.checkUnbegun(folder) }
    try await book.check(
      request.identity, count: request.brief.count, folder: folder, memory: store?.identifier)
    if let store, let file = request.memoryFile {
      try await book.check(store, file: file, folder: folder)
    }
    let isFirst = try await journal.committedWaves().isEmpty
    committedCells = CommittedCells(isFirst: isFirst)
    if isFirst { try Self.checkFirstWave(request) }
    try await book.resume(request.budget)
  }

  /// Throws: `ConfigurationError` where the budget does not cover the first wave.
  private static func checkFirstWave(_ request: RunRequest) throws {
    guard let ledger = ledger(request, committed: UsageTally()) else { return }
    let planner = request.settings.planner
    try request.budget.checkFirstWave(
      ledger, book: PlanBook(brief: request.brief, retireAfter: planner.retireAfter),
      chunk: planner.chunk)
  }

  /// What decides over waves; nil where nothing is limited.
  private static func ledger(_ request: RunRequest, committed: UsageTally) -> WaveLedger? {
    let budget = request.budget
    guard !budget.limit.isUnlimited else { return nil }
    let estimate = WaveEstimate(
      RequestEstimate(
        request.brief, settings: request.settings, prompts: request.prompts,
        rubric: request.rubric, passages: request.passages),
      settings: request.settings, cast: request.cast, prices: budget.prices)
    return WaveLedger(
      limit: budget.limit, estimate: estimate, prices: budget.prices, waves: request.waves,
      committed: committed)
  }

  /// The same run, with spans made of what it does.
  package func traced(by tracer: RunTracer?) -> PipelineRun {
    var copy = self
    copy.request.tracer = tracer
    return copy
  }

  /// Works until the brief is met, nothing new can be had, or the run is interrupted; then writes the set's files.
  package func execute() async throws -> RunOutcome {
    var ending = RunOutcome.Ending.met
    for segment in try await book.segments(upTo: request.brief.count) {
      if let ended = segment.ending {
        ending = ended == "met" ? .met : .short(ended)
        continue
      }
      ending = try await work(on: segment)
      switch ending {
      case .met: try await book.end(segment, "met")
      case .short(let why): try await book.end(segment, why)
      // Unfinished: a later invocation goes on with it, with a larger budget perhaps.
      case .spent, .interrupted, .failed: break
      }
      if case .spent = ending { break }
      if case .interrupted = ending { break }
      if case .failed = ending { break }
    }
    do {
      return try await publish(ending)
    } catch {
      // What stopped the run says more than that its files could not be written either.
      if case .failed(let first) = ending { throw first }
      throw error
    }
  }

  private func work(on segment: RunBook.Segment) async throws -> RunOutcome.Ending {
    var brief = request.brief
    brief.count = segment.count
    let restored = try await book.restore(
      brief: brief, earlier: try await earlier?.work() ?? EarlierWork(),
      retireAfter: request.settings.planner.retireAfter)
    let memory = try await memory(for: segment, restored: restored)
    var recall: MeaningRecall?
    if let meanings {
      let latest = memory.latest
      recall = try await untilInterrupted {
        try await meanings.recall(before: segment, restored: restored, memory: latest)
      }
      if recall == nil { return .interrupted }
    }
    let trace = TraceRecorder(clock: request.clock)
    let bus = MessageBus(
      run: request.identity.run,
      recorder: HeardRecorder(
        base: trace, progress: request.progress, tracer: request.tracer),
      watch: request.joints.mail)
    let ended = Mailbox<RunEnded.Reason>(capacity: 4)
    connect(
      bus, trace: trace, memory: memory, recall: recall, restored: restored, brief: brief,
      ended: ended)
    return try await withThrowingTaskGroup(of: RunOutcome.Ending?.self) { group in
      group.addTask {
        try await bus.runLoops()
        return nil
      }
      for message in restored.openings { try await bus.post(message, from: "run") }
      group.addTask {
        switch try await ended.next() {
        case .met: .met
        case .short(let why): .short(why)
        case .spent(let why): .spent(why)
        case .failed(let error): .failed(error)
        case nil: nil
        }
      }
      group.addTask {
        try await interrupted()
        return .interrupted
      }
      var ending = RunOutcome.Ending.interrupted
      while let result = try await group.next() {
        guard let result else { continue }
        ending = result
        break
      }
      if ending.isWorthDraining { try await drain() }
      bus.finish()
      switch ending {
      case .met, .short:
        // The loops end by themselves; whoever waits for an interruption does not.
        _ = try await group.next()
      case .spent, .interrupted, .failed: break
      }
      group.cancelAll()
      while let rest = await group.nextResult() {
        // What a stage still had to say when the bus had ended is nobody's error.
        if case .failure(let error) = rest, !(error is CancellationError),
          !(error is MailboxFinished)
        {
          throw error
        }
      }
      return ending
    }
  }

  /// Does what asks models outside of the stages; nil where the run is interrupted first, since what is held back from then
  /// on would wait until it is cancelled.
  func untilInterrupted<Result: Sendable>(
    _ work: @escaping @Sendable () async throws -> Result
  ) async throws -> Result? {
    try await withThrowingTaskGroup(of: Result?.self) { group in
      group.addTask { try await work() }
      group.addTask {
        try await interrupted()
        return nil
      }
      defer { group.cancelAll() }
      return try await group.next() ?? nil
    }
  }

  /// Returns once somebody wants the run to end and what was on its way is through.
  private func interrupted() async throws {
    try await request.interruption.wait()
    try await drain()
  }

  /// Waits for the replies that are on their way: they are paid for, and the journal keeps them.
  private func drain() async throws {
    let bound = Duration.seconds(request.settings.interruptionWait)
    try await request.interruption.inFlight.drain(atMost: bound, request.clock) {
      request.progress.drains($0, atMost: bound)
    }
  }

  private func connect(
    _ bus: MessageBus, trace: TraceRecorder, memory: MemoryBoard, recall: MeaningRecall?,
    restored: RunBook.Restored, brief: Brief, ended: Mailbox<RunEnded.Reason>
  ) {
    let settings = request.settings
    let prompts = request.prompts
    let passages = PassageLibrary(
      request.passages, topics: brief.topics, linksPassages: settings.documents.multiHopShare > 0,
      findsStatements: brief.unanswerable != nil)
    let desk = request.desk(journal)
    let workers = settings.concurrency
    // Where the route turns back, the mailbox holds both waves in flight: a loop never blocks on itself.
    let turning = 2 * request.waves.most
    var ledger = Self.ledger(request, committed: restored.usageBefore)
    if let last = restored.openings.last, restored.nextWave > 0 {
      // It counts as in flight until its commit is heard of, as it did when it was planned.
      ledger?.begin(
        last.wave, cells: last.outcomes.count, planning: last.usage.of(.planner))
    }
    bus.connect(
      TopicPlanner(
        book: restored.plan, firstCommit: restored.nextWave - 2, ledger: ledger, recall: recall,
        desk: desk, prompts: prompts, memory: memory, passages: passages,
        brief: brief, settings: settings, waves: request.waves),
      workers: 1, capacity: 8, subjects: [.own])
    bus.connect(
      Generator(
        desk: desk, prompts: prompts, memory: memory, passages: passages,
        audience: brief.audience, settings: settings),
      workers: workers, capacity: turning, subjects: [.own])
    bus.connect(
      Critic(
        desk: desk, prompts: prompts, memory: memory, passages: passages,
        inspector: request.joints.inspector,
        settings: settings),
      workers: workers, capacity: settings.mailbox, subjects: [.own])
    let guests = request.guests
    if !guests.stages.isEmpty {
      bus.connect(
        GuestStages(guests.stages, rounds: settings.critic.rounds),
        workers: workers, capacity: settings.mailbox, subjects: [.own])
    }
    bus.connect(
      Evaluator(
        bench: JudgingBench(
          desk: desk, prompts: prompts, rubric: request.rubric, scorer: request.joints.scorer,
          guests: guests.scorers, settings: settings),
        passages: passages, settings: settings),
      workers: workers, capacity: settings.mailbox,
      subjects: guests.stages.isEmpty ? [.own] : [.on(DraftCleared.self) { $0.review }])
    let maker = ItemMaker(
      backend: request.backend, model: request.cast.generator.name, seed: settings.seed,
      audience: brief.audience, prompts: prompts)
    bus.connect(
      Curator(
        run: request.identity.run, memory: memory, journal: journal, trace: trace, make: maker,
        committed: committedCells.add, firstWave: restored.nextWave, usage: restored.usage,
        order: request.joints.order,
        progress: request.progress),
      workers: 1, capacity: turning,
      subjects: [
        .on(WavePlanned.self) { .planned($0) }, .on(CellFinished.self) { .finished($0) },
      ])
    connect(request.joints.supervisor(settings.deliveries), to: bus, capacity: turning)
    bus.connect(RunKeeper(ended: ended), workers: 1, capacity: 4, subjects: [.own])
  }

  private func connect(_ supervisor: some Stage<DeadLetter>, to bus: MessageBus, capacity: Int) {
    bus.connect(supervisor, workers: 1, capacity: capacity, subjects: [.own])
  }

  /// Cells that earlier invocations committed.
  package func committed() async throws -> (accepted: Int, refused: Int) {
    try await journal.cellCounts()
  }

  // MARK: Memory

  /// The snapshots from which the waves in flight read.
  private func memory(for segment: RunBook.Segment, restored: RunBook.Restored) async throws
    -> MemoryBoard
  {
    var snapshot = MemorySnapshot(
      earlier: try await earlier?.known(before: segment) ?? [],
      lessons: try await earlier?.lessons(before: segment),
      refusesRepeats: !request.allowsRepeats, shortTermScope: earlier == nil ? .latest : .all,
      settings: request.settings)
    guard restored.nextWave > 0 else { return MemoryBoard(initial: snapshot, wave: -2) }
    let last = restored.nextWave - 1
    // Hundreds of thousands of cells may be committed: some waves at a time.
    for first in stride(from: 0, to: last, by: 16) {
      let rows = try await journal.cellRows(ofWaves: first...min(first + 15, last - 1))
      for cell in try await RememberedCell.read(rows) { snapshot.replay(cell) }
    }
    let board = MemoryBoard(initial: snapshot, wave: last - 1)
    let rows = try await journal.cellRows(ofWaves: last...last)
    for cell in try await RememberedCell.read(rows) { snapshot.replay(cell) }
    board.publish(snapshot, afterWave: last)
    return board
  }
}

/// Commits waves in order: strikes duplicates born within the waves in flight, gives items their identifiers, keeps the
/// checkpoint, and tells what became of each cell.
package actor Curator: Stage {
  /// What the curator takes: plans, and cells that are through.
  package enum Input: Sendable {
    case planned(WavePlanned)
    case finished(CellFinished)
  }

  package nonisolated let name = "curator"
  private let run: String
  private let memory: MemoryBoard
  private let journal: Journal
  private let trace: TraceRecorder
  private let make: ItemMaker
  private let committed: @Sendable ([CommittedCell]) throws -> Void
  private let progress: any ProgressSink
  private let order: CommitOrder
  /// Plans not yet committed, by wave.
  private var plans: [Int: WavePlanned] = [:]
  private var finished: [Int: CellFinished] = [:]
  /// How many of the cells that are through belong to a wave.
  private var finishedInWave: [Int: Int] = [:]
  private var nextWave: Int
  /// What the committed waves took.
  private var usage: UsageTally
  /// Whether a commit failed: the run is over, and no later event may try again.
  private var hasFailed = false

  /// - Parameters:
  ///   - committed: hears of the cells of each wave once they are durable.
  ///   - firstWave: the first that is not committed yet.
  ///   - usage: what the waves before it took.
  package init(
    run: String, memory: MemoryBoard, journal: Journal, trace: TraceRecorder, make: ItemMaker,
    committed: @escaping @Sendable ([CommittedCell]) throws -> Void, firstWave: Int,
    usage: UsageTally,
    order: CommitOrder = .ascending,
    progress: any ProgressSink
  ) {
    self.run = run
    self.memory = memory
    self.journal = journal
    self.trace = trace
    self.make = make
    self.committed = committed
    nextWave = firstWave
    self.usage = usage
    self.order = order
    self.progress = progress
  }

  package func process(_ envelope: Envelope<Input>) async throws -> StageOutput {
    switch envelope.payload {
    case .planned(let plan):
      plans[plan.wave] = plan
      progress.planned(wave: plan.wave, cells: plan.cells.count)
    case .finished(let cell):
      if finished.updateValue(cell, forKey: cell.cell.ordinal) == nil {
        finishedInWave[cell.wave, default: 0] += 1
      }
      progress.finished(cell)
    }
    guard !hasFailed else { return StageOutput() }
    var committed: [any Message] = []
    while let wave = order.next(nextWave, isComplete), let plan = plans[wave] {
      committed.append(try await commit(plan))
      plans[plan.wave] = nil
      for cell in plan.cells { finished[cell.ordinal] = nil }
      finishedInWave[plan.wave] = nil
      nextWave += 1
    }
    return StageOutput(messages: committed, calls: [])
  }

  private func isComplete(_ wave: Int) -> Bool {
    guard let plan = plans[wave], !plan.isLast else { return false }
    // Asked at each cell that ends: to look for all of them would take the square of the wave.
    return finishedInWave[wave, default: 0] == plan.cells.count
  }

  private func commit(_ plan: WavePlanned) async throws -> WaveCommitted {
    var snapshot = memory.latest
    var cells: [CommittedCell] = []
    var outcomes: [CellOutcome] = []
    for cell in plan.cells {
      guard var result = finished[cell.ordinal] else { continue }
      var probe: DuplicateIndex.Probe?
      if result.verdict.isAccepted, let draft = result.history.drafts.last {
        let asked =
          result.probe
          ?? DuplicateIndex.Probe(draft.question, language: cell.square.language)
        probe = asked
        if let duplicate = snapshot.duplicateFlaw(of: asked) {
          result.verdict.isAccepted = false
          result.verdict.reasons = [duplicate.name]
          result.verdict.flaws.append(duplicate)
        }
      }
      var item: Item?
      if result.verdict.isAccepted {
        let made = make.item(result)
        item = made
        snapshot.accept(
          made, cell: cell, evidence: result.history.evidence, probe: probe)
      } else {
        snapshot.refuse(
          result.history.drafts.last?.question, reason: result.verdict.reasons.first ?? "refused",
          cell: cell, evidence: result.history.evidence)
      }
      let body = item.map { make.accepted($0, result) } ?? make.refusal(result)
      cells.append(
        CommittedCell(
          record: CellRecord(ordinal: cell.ordinal, isAccepted: item != nil, body: body),
          result: result, item: item))
      outcomes.append(
        CellOutcome(
          ordinal: cell.ordinal, isAccepted: result.verdict.isAccepted,
          reason: result.verdict.reasons.first))
    }
    let ordinals = plan.cells.map(\.ordinal)
    let message = WaveCommitted(
      wave: plan.wave, outcomes: outcomes, usage: trace.usage(cells: ordinals, wave: plan.wave))
    trace.announce(message, run: run, from: name)
    if !plan.cells.isEmpty {
      let rows = trace.rows(cells: ordinals, wave: plan.wave)
      do {
        try await journal.commit(
          WaveCheckpoint(
            number: plan.wave, state: plan.planner,
            usage: (before: usage, own: message.usage), cells: cells.map(\.record), trace: rows))
      } catch {
        hasFailed = true
        throw error
      }
      trace.forget(cells: ordinals, wave: plan.wave)
      try committed(cells)
    }
    usage += message.usage
    memory.publish(snapshot, afterWave: plan.wave)
    progress.committed(message)
    return message
  }
}

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
  private let progress: any ProgressSink
  /// Plans not yet committed, by wave.
  private var plans: [Int: WavePlanned] = [:]
  private var finished: [Int: CellFinished] = [:]
  private var nextWave: Int
  private var isCommitting = false

  /// - Parameter firstWave: the first that is not committed yet.
  package init(
    run: String, memory: MemoryBoard, journal: Journal, trace: TraceRecorder, make: ItemMaker,
    firstWave: Int, progress: any ProgressSink
  ) {
    self.run = run
    self.memory = memory
    self.journal = journal
    self.trace = trace
    self.make = make
    nextWave = firstWave
    self.progress = progress
  }

  package func process(_ envelope: Envelope<Input>) async throws -> StageOutput {
    switch envelope.payload {
    case .planned(let plan):
      plans[plan.wave] = plan
      progress.planned(wave: plan.wave, cells: plan.cells.count)
    case .finished(let cell):
      finished[cell.cell.ordinal] = cell
      progress.finished(cell)
    }
    guard !isCommitting else { return StageOutput() }
    isCommitting = true
    defer { isCommitting = false }
    var committed: [any Message] = []
    while let plan = plans[nextWave], !plan.isLast,
      plan.cells.allSatisfy({ finished[$0.ordinal] != nil })
    {
      committed.append(try await commit(plan))
      plans[plan.wave] = nil
      for cell in plan.cells { finished[cell.ordinal] = nil }
      nextWave += 1
    }
    return StageOutput(messages: committed, calls: [])
  }

  private func commit(_ plan: WavePlanned) async throws -> WaveCommitted {
    var snapshot = memory.latest
    var records: [CellRecord] = []
    var outcomes: [CellOutcome] = []
    for cell in plan.cells {
      guard var result = finished[cell.ordinal] else { continue }
      if result.verdict.isAccepted, let draft = result.history.drafts.last,
        let duplicate = snapshot.duplicateFlaw(
          of: draft.question, language: cell.square.language)
      {
        result.verdict.isAccepted = false
        result.verdict.reasons = [duplicate.name]
        result.verdict.flaws.append(duplicate)
      }
      if result.verdict.isAccepted {
        let item = make.item(result)
        snapshot.accept(item, square: cell.square, critiques: result.history.critiques)
        records.append(
          CellRecord(ordinal: cell.ordinal, isAccepted: true, body: make.accepted(item, result)))
      } else {
        snapshot.refuse(
          result.history.drafts.last?.question, reason: result.verdict.reasons.first ?? "refused",
          square: cell.square, critiques: result.history.critiques)
        records.append(
          CellRecord(ordinal: cell.ordinal, isAccepted: false, body: make.refusal(result)))
      }
      outcomes.append(
        CellOutcome(
          ordinal: cell.ordinal, isAccepted: result.verdict.isAccepted,
          reason: result.verdict.reasons.first))
    }
    let message = WaveCommitted(wave: plan.wave, outcomes: outcomes)
    trace.announce(message, run: run, from: name)
    if !plan.cells.isEmpty {
      let rows = trace.take(cells: plan.cells.map(\.ordinal), wave: plan.wave)
      try await journal.commit(
        WaveCheckpoint(number: plan.wave, state: plan.planner, cells: records, trace: rows))
    }
    memory.publish(snapshot, afterWave: plan.wave)
    progress.committed(message)
    return message
  }
}

/// Makes items of finished cells: the identifier, the provenance, the journal's form of both outcomes.
package struct ItemMaker: Sendable {
  package let backend: String
  package let model: String
  package let seed: UInt64
  package let audience: String?
  package let prompts: PromptLibrary

  package init(
    backend: String, model: String, seed: UInt64, audience: String?, prompts: PromptLibrary
  ) {
    self.backend = backend
    self.model = model
    self.seed = seed
    self.audience = audience
    self.prompts = prompts
  }

  /// The item of an accepted cell; its identifier is unique in a set once the writer has numbered repeats.
  package func item(_ result: CellFinished) -> Item {
    let cell = result.cell
    let draft = result.history.drafts.last ?? Draft(question: "", answer: "")
    var item = Item(
      id: QuestionIdentity.id(
        topic: cell.topicPath, kind: cell.square.kind, language: cell.square.language,
        question: draft.question),
      cell: cell.ordinal, topic: cell.topicPath, kind: cell.square.kind,
      language: cell.square.language, draft: draft)
    item.audience = audience
    item.level = cell.square.level
    item.difficulty = cell.square.difficulty
    item.scores = result.verdict.scores
    item.score = result.verdict.score
    item.flaws = result.verdict.flaws
    item.made = Item.Provenance(
      backend: backend, model: model, seed: seed, drafts: result.history.drafts.count,
      promptHash: prompts.template(.generator, cell.square.language).hash)
    return item
  }

  /// What the journal keeps of an accepted cell.
  func accepted(_ item: Item, _ result: CellFinished) -> JSONValue {
    ["cell": result.cell.json, "item": item.json, "critiques": critiques(result)]
  }

  /// What the journal and `refused.jsonl` keep of a refused cell.
  func refusal(_ result: CellFinished) -> JSONValue {
    var object = JSONObject()
    object["cell"] = result.cell.json
    object["reasons"] = .strings(result.verdict.reasons)
    object["verdict"] = result.verdict.json
    object["draft"] = result.history.drafts.last?.json
    object["drafts"] = .integer(result.history.drafts.count)
    object["critiques"] = critiques(result)
    return .object(object)
  }

  private func critiques(_ result: CellFinished) -> JSONValue {
    .array(result.history.critiques.map(\.json))
  }
}

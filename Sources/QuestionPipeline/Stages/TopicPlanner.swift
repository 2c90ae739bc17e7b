/// Plans waves: deals places to squares, asks the model for angles in fixed chunks, and replans what was refused.
package actor TopicPlanner: Stage {
  package typealias Input = WaveCommitted

  package nonisolated let name = "topic-planner"
  private var book: PlanBook
  private let desk: ModelDesk
  private let prompts: PromptLibrary
  private let memory: MemoryBoard
  private let passages: PassageLibrary
  private let brief: Brief
  private let settings: Settings
  private let waves: WaveSizes
  private var isEnded = false
  /// Of the last planning request, where it came to nothing.
  private var lastFailure: (outcome: ReplyOutcome, detail: String)?
  /// Commits that came before their turn, as when an earlier one is delivered again.
  private var early: [Int: WaveCommitted] = [:]
  private var nextCommit: Int
  /// Decides what the budget allows; nil where there is none.
  private var ledger: WaveLedger?
  /// The commit after which a wave did not fit beside the one in flight: once that is committed, it may.
  private var held: WaveCommitted?
  /// Nil where words alone say what is like what.
  private var recall: MeaningRecall?

  /// - Parameters:
  ///   - firstCommit: the wave whose commit comes first.
  ///   - ledger: nil where there is no budget.
  ///   - brief: whose audience and share of unanswerable questions requests tell.
  package init(
    book: PlanBook, firstCommit: Int, ledger: WaveLedger?, recall: MeaningRecall? = nil,
    desk: ModelDesk, prompts: PromptLibrary, memory: MemoryBoard, passages: PassageLibrary,
    brief: Brief,
    settings: Settings, waves: WaveSizes
  ) {
    self.book = book
    self.recall = recall
    self.ledger = ledger
    nextCommit = firstCommit
    self.desk = desk
    self.prompts = prompts
    self.memory = memory
    self.passages = passages
    self.brief = brief
    self.settings = settings
    self.waves = waves
  }

  package func process(_ envelope: Envelope<WaveCommitted>) async throws -> StageOutput {
    early[envelope.payload.wave] = envelope.payload
    var output = StageOutput()
    let before = (book, nextCommit, isEnded, early, ledger, held, recall)
    do {
      while !isEnded, let commit = early.removeValue(forKey: nextCommit) {
        ledger?.commit(commit.wave, usage: commit.usage)
        if let earlier = held {
          held = nil
          // Nothing is in flight any more: what does not fit now never will.
          switch try await planned(after: earlier) {
          case .admitted(let next): output.append(next)
          case .tooMuch(let total): output.append(spent(after: earlier, total))
          }
        }
        if !isEnded {
          switch try await planned(after: commit) {
          case .admitted(let next): output.append(next)
          case .tooMuch: held = commit
          }
        }
        nextCommit += 1
      }
    } catch {
      // The message comes again: nothing is kept of what was begun.
      (book, nextCommit, isEnded, early, ledger, held, recall) = before
      throw error
    }
    return output
  }

  /// What came of the wish to begin a wave.
  private enum Planned: Sendable {
    case admitted(StageOutput)
    /// The budget does not cover what would be spent in all; nothing is kept of the wave.
    case tooMuch(Spending)
  }

  /// Plans the wave after the next.
  private func planned(after commit: WaveCommitted) async throws -> Planned {
    let wave = commit.wave + 2
    // A dead letter may come again: nothing is kept of an attempt that failed.
    var draft = book
    draft.settle(commit.outcomes)
    let limit = waves.limit(ofWave: wave)
    let plan = ledger?.plan(draft, wave: wave, chunk: settings.planner.chunk)
    if let ledger, let plan, plan.cells > 0, !ledger.admits(plan) {
      return .tooMuch(ledger.total(with: plan))
    }
    var cells: [Cell] = []
    var (recall, calls) = try await recalling(commit, for: draft)
    while cells.count < limit, draft.openPlaces > 0, let lane = draft.laneForNextCell() {
      if draft.hasReadyAngle(lane) {
        cells.append(draft.takeCell(from: lane))
      } else {
        if let ledger, let plan {
          // Planning may take more requests than was expected: each must leave room for the cells.
          let next = WaveLedger.Plan(
            cells: plan.cells, planning: ledger.planning(draft, lane: lane))
          let spent = UsageTally(calls)
          guard ledger.admits(next, spent: spent) else {
            return .tooMuch(ledger.total(with: next, spent: spent))
          }
        }
        calls += try await self.plan(lane, of: &draft, wave: wave, recall)
      }
    }
    let tasks = try await tasks(cells, wave: wave, recall, &calls)
    book = draft
    self.recall = recall
    ledger?.begin(wave, cells: cells.count, planning: UsageTally(calls))
    let isOver = cells.isEmpty && !book.hasCellsInFlight
    isEnded = isOver
    let ending: RunEnded.Reason? =
      isOver
      ? (book.openPlaces == 0
        ? .met : .short(whyNothingIsLeft)) : nil
    var messages: [any Message] = [
      WavePlanned(wave: wave, cells: cells, planner: book.state, isLast: isOver)
    ]
    messages += tasks
    if let ending { messages.append(RunEnded(wave: wave, reason: ending)) }
    return .admitted(StageOutput(messages: messages, calls: calls))
  }

  /// The end of a run whose next wave the budget does not admit; all waves before it are committed.
  private func spent(after commit: WaveCommitted, _ total: Spending) -> StageOutput {
    isEnded = true
    let wave = commit.wave + 2
    let words = ledger?.limit.ending(total) ?? ""
    return StageOutput(
      WavePlanned(wave: wave, cells: [], planner: book.state, isLast: true),
      RunEnded(wave: wave, reason: .spent(words)))
  }

  /// What is recalled by meaning once a wave is committed, and what it took to learn it: nothing where no wave will follow.
  private func recalling(
    _ commit: WaveCommitted, for book: PlanBook
  ) async throws -> (MeaningRecall?, [ModelCall]) {
    guard var recall else { return (nil, []) }
    recall.hear(
      wave: commit.wave, accepted: commit.outcomes.filter(\.isAccepted).map(\.ordinal))
    guard book.openPlaces > 0, book.laneForNextCell() != nil else { return (recall, []) }
    let calls = try await recall.learn(from: memory.snapshot(forWave: commit.wave + 2))
    return (recall, calls)
  }

  /// The tasks of a wave's cells; where meaning counts, each with what its writer is to keep away from.
  private func tasks(
    _ cells: [Cell], wave: Int, _ recall: MeaningRecall?, _ calls: inout [ModelCall]
  ) async throws -> [WritingTask] {
    var tasks = cells.map { WritingTask(wave: wave, cell: $0, history: CellHistory()) }
    guard let recall, !cells.isEmpty else { return tasks }
    let avoided = try await recall.avoided(
      by: cells, wave: wave, in: memory.snapshot(forWave: wave), limit: settings.generator.avoid)
    for (index, list) in avoided.lists.enumerated() { tasks[index].history.avoided = list }
    calls += avoided.calls
    return tasks
  }

  /// The latest known questions on a topic; where they are few and meaning counts, some on others that lie near it, too.
  private func covered(
    _ lane: Lane, in snapshot: MemorySnapshot, _ recall: MeaningRecall?
  ) -> [String] {
    let most = 20
    let own = snapshot.questions(on: lane.topic, language: lane.language, limit: most)
    guard let recall else { return own }
    return own
      + recall.elsewhere(
        lane.topic, language: lane.language, in: snapshot,
        limit: min(most - own.count, settings.generator.avoid))
  }

  /// Asks for the angles of the lane's next squares.
  private func plan(
    _ index: Int, of book: inout PlanBook, wave: Int, _ recall: MeaningRecall?
  ) async throws -> [ModelCall] {
    let (chunk, turns) = book.nextChunk(index, size: settings.planner.chunk)
    let lane = book.blueprint.lanes[index]
    let snapshot = memory.snapshot(forWave: wave)
    let seed = RunSeed(value: settings.seed)
    var inputs = PromptInputs(.planner, language: lane.language, kind: lane.kind)
    if let audience = brief.audience { inputs.fence(["audience": .string(audience)]) }
    let marks = SquareMarks(lane: index, chunk: chunk, size: settings.planner.chunk)
    let single = passages.forChunk(chunk, topic: lane.topic, language: lane.language)
    let unanswerable =
      single.isEmpty
      ? Array(repeating: nil, count: turns.count)
      : unanswerable(turns.count, lane: index, chunk, of: book)
    let hops = turns.indices.map {
      lane.kind.canSpanPassages && unanswerable[$0] == nil
        && marks.isMarked($0, share: settings.documents.multiHopShare)
    }
    let linked =
      hops.contains(true)
      ? passages.linkedForChunk(chunk, topic: lane.topic, language: lane.language) : []
    let offered = single + linked
    if !offered.isEmpty { inputs.fence(["passages": .array(offered.map(\.prompted))]) }
    inputs.fence([
      "topic": .string(lane.topic),
      "used": .strings(
        Array(book.blueprint.anglesTold(to: index).suffix(settings.planner.usedAngles))),
      "covered": .strings(covered(lane, in: snapshot, recall)),
    ])
    inputs.own["squares"] = .array(
      turns.enumerated().map { position, turn in
        var square: JSONObject = [
          "square": .integer(position), "level": .string(lane.turns[turn].level.rawValue),
          "difficulty": .integer(lane.turns[turn].difficulty),
        ]
        if hops[position], !linked.isEmpty { square["hops"] = 2 }
        square["unanswerable"] = unanswerable[position].map { .string($0.rawValue) }
        return .object(square)
      })
    if unanswerable.contains(where: { $0 != nil }) {
      inputs.own["demand"] = .string(prompts.demand(.planner, lane.language))
    }
    inputs.own["chunk"] = .integer(chunk)
    inputs.own["seed"] = .integer(seed.number(cell: index, stage: "planner", attempt: 0))
    let finished = inputs
    // An outage says nothing of the squares: the run stops, resumable.
    let answer = try await desk.ask(.planner, stopsAtOutage: true) { attempt, correction in
      prompts.request(
        finished, seed: seed, cell: index, sample: chunk, attempt: attempt,
        correction: correction, maxReplyTokens: settings.maxReplyTokens)
    } read: { reader in
      try reader.array("angles").compactMap { angle -> Lane.Planned? in
        let position = try angle.int("square")
        guard turns.indices.contains(position) else { return nil }
        let words = try angle.string("angle")
        let named = try angle.optional("passage")?.string()
        return Lane.Planned(
          turn: turns[position], subtopic: try angle.optional("subtopic")?.string(),
          angle: words,
          passage: passages.chosen(
            named, for: words, among: offered, orElse: hops[position] ? offered : single)?.id,
          unanswerable: unanswerable[position])
      }
    }
    if let failure = answer.failure, answer.value == nil {
      lastFailure = failure
    } else {
      lastFailure = nil
    }
    // What could not be read says nothing of the passages.
    book.fill(
      index, turns: turns, planned: answer.value ?? [],
      round: answer.value == nil ? 1 : passages.round(topic: lane.topic, language: lane.language))
    return answer.calls
  }

  /// Whether and why the documents are not to answer what is planned for each square of a request: by its place in the lane
  /// and by how many there are already, so that the same squares are marked whenever they are planned.
  private func unanswerable(_ squares: Int, lane: Int, _ chunk: Int, of book: PlanBook)
    -> [Unanswerable?]
  {
    let share = brief.unanswerableShare(of: book.blueprint.lanes[lane].kind)
    var marked = [Unanswerable?](repeating: nil, count: squares)
    guard share > 0 else { return marked }
    let marks = SquareMarks(lane: lane, chunk: chunk, size: settings.planner.chunk, salt: 1)
    var room = book.roomForUnanswerable(share: brief.unanswerable ?? 0, among: squares)
    for position in marked.indices {
      guard room > 0, let number = marks.number(position, share: share) else { continue }
      // Lanes of few squares begin with either reason in turn.
      marked[position] = Unanswerable.allCases[(number + lane) % Unanswerable.allCases.count]
      room -= 1
    }
    return marked
  }

  /// Why there are places left and no squares for them.
  private var whyNothingIsLeft: String {
    guard let lastFailure else {
      return "nothing new can be had on these topics, kinds and levels"
    }
    return
      "the planner's replies could not be used (the last one was \(lastFailure.outcome.words): "
      + "\(lastFailure.detail))"
  }
}

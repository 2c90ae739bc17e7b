/// Plans waves: deals places to squares, asks the model for angles in fixed chunks, and replans what was refused.
package actor TopicPlanner: Stage {
  package typealias Input = WaveCommitted

  package nonisolated let name = "topic-planner"
  private var book: PlanBook
  private let desk: ModelDesk
  private let prompts: PromptLibrary
  private let memory: MemoryBoard
  private let passages: PassageLibrary
  private let audience: String?
  private let settings: Settings
  private var isEnded = false
  /// Commits that came before their turn, as when an earlier one is delivered again.
  private var early: [Int: WaveCommitted] = [:]
  private var nextCommit: Int

  /// - Parameter firstCommit: the wave whose commit comes first.
  package init(
    book: PlanBook, firstCommit: Int, desk: ModelDesk, prompts: PromptLibrary, memory: MemoryBoard,
    passages: PassageLibrary, audience: String?, settings: Settings
  ) {
    self.book = book
    nextCommit = firstCommit
    self.desk = desk
    self.prompts = prompts
    self.memory = memory
    self.passages = passages
    self.audience = audience
    self.settings = settings
  }

  package func process(_ envelope: Envelope<WaveCommitted>) async throws -> StageOutput {
    early[envelope.payload.wave] = envelope.payload
    var messages: [any Message] = []
    var calls: [ModelCall] = []
    let before = (book, nextCommit, isEnded, early)
    do {
      while !isEnded, let commit = early.removeValue(forKey: nextCommit) {
        let output = try await planned(after: commit)
        messages += output.messages
        calls += output.calls
        nextCommit += 1
      }
    } catch {
      // The message comes again: nothing is kept of what was begun.
      (book, nextCommit, isEnded, early) = before
      throw error
    }
    return StageOutput(messages: messages, calls: calls)
  }

  private func planned(after commit: WaveCommitted) async throws -> StageOutput {
    let wave = commit.wave + 2
    // A dead letter may come again: nothing is kept of an attempt that failed.
    var draft = book
    draft.settle(commit.outcomes)
    var cells: [Cell] = []
    var calls: [ModelCall] = []
    while cells.count < PlanBook.limit(ofWave: wave), draft.openPlaces > 0,
      let lane = draft.laneForNextCell()
    {
      if draft.hasReadyAngle(lane) {
        cells.append(draft.takeCell(from: lane))
      } else {
        calls += try await plan(lane, of: &draft, wave: wave)
      }
    }
    book = draft
    let isOver = cells.isEmpty && !book.hasCellsInFlight
    isEnded = isOver
    let ending: RunEnded.Reason? =
      isOver
      ? (book.openPlaces == 0
        ? .met : .short("nothing new can be had on these topics, kinds and levels")) : nil
    var messages: [any Message] = [
      WavePlanned(wave: wave, cells: cells, planner: book.state, isLast: isOver)
    ]
    messages += cells.map { WritingTask(wave: wave, cell: $0, history: CellHistory()) }
    if let ending { messages.append(RunEnded(wave: wave, reason: ending)) }
    return StageOutput(messages: messages, calls: calls)
  }

  /// Asks for the angles of the lane's next squares.
  private func plan(_ index: Int, of book: inout PlanBook, wave: Int) async throws -> [ModelCall] {
    let (chunk, turns) = book.nextChunk(index, size: settings.planner.chunk)
    let lane = book.blueprint.lanes[index]
    let snapshot = memory.snapshot(forWave: wave)
    var inputs = JSONObject()
    inputs["stage"] = "planner"
    inputs["topic"] = .string(lane.topic)
    inputs["language"] = .string(lane.language.tag)
    inputs["kind"] = .string(lane.kind.rawValue)
    inputs["chunk"] = .integer(chunk)
    inputs["seed"] = .integer(
      RunSeed(value: settings.seed).number(cell: index, stage: "planner", attempt: 0))
    inputs["squares"] = .array(
      turns.enumerated().map { position, turn in
        [
          "square": .integer(position), "level": .string(lane.turns[turn].level.rawValue),
          "difficulty": .integer(lane.turns[turn].difficulty),
        ]
      })
    inputs["used"] = .strings(lane.used)
    inputs["covered"] = .strings(
      snapshot.questions(on: lane.topic, language: lane.language, limit: 20))
    inputs["audience"] = audience.map(JSONValue.string)
    let offered = passages.forChunk(chunk, topic: lane.topic, language: lane.language)
    if !offered.isEmpty { inputs["passages"] = .array(offered.map(\.prompted)) }
    let answer = try await desk.ask(.planner) { attempt, correction in
      prompts.request(
        .planner, language: lane.language, inputs: inputs, cell: index, sample: chunk,
        attempt: attempt, correction: correction, maxReplyTokens: settings.maxReplyTokens)
    } read: { reader in
      try reader.array("angles").compactMap { angle -> Lane.Planned? in
        let position = try angle.int("square")
        guard turns.indices.contains(position) else { return nil }
        return Lane.Planned(
          turn: turns[position], subtopic: try angle.optional("subtopic")?.string(),
          angle: try angle.string("angle"), passage: try angle.optional("passage")?.string())
      }
    }
    if answer.value == nil, let failure = answer.failure, failure.outcome == .gaveUp {
      // An outage says nothing of the squares: the run stops, resumable.
      throw ModelError(code: .unavailable, model: desk.cast.planner.name, detail: failure.detail)
    }
    book.fill(index, turns: turns, planned: answer.value ?? [])
    return answer.calls
  }
}

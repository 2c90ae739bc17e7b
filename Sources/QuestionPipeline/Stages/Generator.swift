/// Writes drafts, and revises them by the critic's flaws.
package actor Generator: Stage {
  package typealias Input = WritingTask

  package nonisolated let name = "generator"
  private let desk: ModelDesk
  private let prompts: PromptLibrary
  private let memory: MemoryBoard
  private let passages: PassageLibrary
  private let audience: String?
  private let settings: Settings

  package init(
    desk: ModelDesk, prompts: PromptLibrary, memory: MemoryBoard, passages: PassageLibrary,
    audience: String?, settings: Settings
  ) {
    self.desk = desk
    self.prompts = prompts
    self.memory = memory
    self.passages = passages
    self.audience = audience
    self.settings = settings
  }

  /// What the model answered: a draft, or that it knows nothing.
  private enum Reply: Sendable {
    case draft(Draft)
    case unknown(String)
  }

  /// What a cell is written with. One reference: while hundreds of writers wait for their models, each has room for it.
  private final class Work: Sendable {
    /// With its lessons.
    let task: WritingTask
    let passage: Passage?
    let recent: ShortTermMemory
    /// All but the attempt's own numbers.
    let inputs: PromptInputs

    init(
      _ task: WritingTask, passage: Passage?, recent: ShortTermMemory, inputs: PromptInputs
    ) {
      self.task = task
      self.passage = passage
      self.recent = recent
      self.inputs = inputs
    }
  }

  package nonisolated func process(_ envelope: Envelope<WritingTask>) async throws -> StageOutput {
    let work = prepared(envelope.payload)
    let answer = try await desk.ask(.generator, firstAttempt: work.task.history.attempts) {
      attempt, correction in
      request(work, attempt, correction)
    } read: { reader -> Reply in
      if let reason = try reader.optional("unknown") { return .unknown(try reason.string()) }
      return .draft(try Draft(reader))
    }
    return output(of: work, answer)
  }

  // What is done before and after the model is asked takes no room meanwhile: it stands in functions of their own.

  @inline(never)
  private nonisolated func prepared(_ task: WritingTask) -> Work {
    var task = task
    let cell = task.cell
    let snapshot = memory.snapshot(forWave: task.wave)
    // Looked up for the first draft, to draw lots, and where a writer is to be told; for no other.
    let lessons =
      task.history.attempts == 0 || task.history.lessons?.isTold == true
      ? snapshot.lessons(for: cell.square, limit: settings.memory.lessons) : []
    if task.history.attempts == 0 { task.history.lessons = drawn(lessons, for: cell) }
    let passage = passages[cell.passage]
    let told = task.history.lessons?.isTold == true ? lessons : []
    let recent = snapshot.recent(on: cell.square.topic, language: cell.square.language)
    let inputs = inputs(
      for: task, passage: passage, guidance: guidance(told, recent), in: snapshot)
    return Work(task, passage: passage, recent: recent, inputs: inputs)
  }

  @inline(never)
  private nonisolated func request(
    _ work: Work, _ attempt: Int, _ correction: ModelDesk.Correction?
  ) -> ChatRequest {
    let cell = work.task.cell.ordinal
    let seed = RunSeed(value: settings.seed)
    var inputs = work.inputs
    inputs.own["attempt"] = .integer(attempt)
    inputs.own["seed"] = .integer(seed.number(cell: cell, stage: "generator", attempt: attempt))
    return prompts.request(
      inputs, seed: seed, cell: cell, attempt: attempt, correction: correction,
      temperature: settings.generator.temperature, maxReplyTokens: settings.maxReplyTokens)
  }

  @inline(never)
  private nonisolated func output(
    of work: Work, _ answer: ModelDesk.Answer<Reply>
  ) -> StageOutput {
    let task = work.task
    var calls = answer.calls
    var history = task.history
    history.attempts += calls.count
    if let traced = work.recent.traced {
      for index in calls.indices { calls[index].recent = traced }
    }
    switch answer.value {
    case .draft(var draft):
      // Where no passage was given, nobody can say whether a quote is one.
      draft.sources =
        work.passage.map { passage in
          draft.sources.map { passages.located($0, in: passage) }
        } ?? []
      history.drafts.append(draft)
      return StageOutput(
        messages: [DraftWritten(wave: task.wave, cell: task.cell, history: history)], calls: calls)
    case .unknown(let reason):
      return refusal(task, history, "nothing-new", reason, calls)
    case nil:
      let (outcome, detail) = answer.failure ?? (.gaveUp, "")
      let reason =
        switch outcome {
        case .filtered: "filtered"
        case .refused: "model-refused"
        case .tooLong: "prompt-too-long"
        case .gaveUp: "unavailable"
        case .truncated: "truncated-reply"
        case .good, .invalid: FlawName.malformed
        }
      return refusal(task, history, reason, detail, calls)
    }
  }

  /// The lessons in force for a cell, and by lot whether its writer is told of them; nil where there are none.
  private nonisolated func drawn(_ lessons: [Lesson], for cell: Cell) -> CellHistory.Lessons? {
    guard !lessons.isEmpty else { return nil }
    var lot = RunSeed(value: settings.seed).generator(
      cell: cell.ordinal, stage: "lessons", attempt: 0)
    return CellHistory.Lessons(
      flaws: lessons.map(\.flaw), isTold: lot.unit() >= settings.memory.lessonControl)
  }

  /// All but the attempt's own numbers.
  private nonisolated func inputs(
    for task: WritingTask, passage: Passage?, guidance: JSONObject, in snapshot: MemorySnapshot
  ) -> PromptInputs {
    let cell = task.cell
    let square = cell.square
    var inputs = PromptInputs(.generator, language: square.language, kind: square.kind)
    if let audience { inputs.fence(["audience": .string(audience)]) }
    if let passage { inputs.fence(["passage": passage.prompted]) }
    inputs.fence(guidance)
    var item = cell.promptedTexts
    let avoid =
      task.history.avoided
      ?? snapshot.nearest(
        to: cell.angle, language: square.language, limit: settings.generator.avoid)
    if !avoid.isEmpty { item["avoid"] = .strings(avoid) }
    if let draft = task.history.drafts.last, let critique = task.history.critiques.last {
      item["draft"] = draft.json
      item["flaws"] = .array(critique.flaws.map(\.json))
    }
    inputs.fence(item)
    inputs.own["level"] = .string(square.level.rawValue)
    inputs.own["difficulty"] = .integer(square.difficulty)
    inputs.own["cell"] = .integer(cell.ordinal)
    inputs.mark(cell.unanswerable, prompts)
    return inputs
  }

  /// What all cells of a wave are told that share topic, kind and language.
  private nonisolated func guidance(_ lessons: [Lesson], _ recent: ShortTermMemory) -> JSONObject {
    var guidance = JSONObject()
    if !lessons.isEmpty { guidance["lessons"] = .array(lessons.map(\.prompted)) }
    if !recent.isEmpty { guidance["recent"] = recent.prompted }
    return guidance
  }

  private nonisolated func refusal(
    _ task: WritingTask, _ history: CellHistory, _ reason: String, _ detail: String,
    _ calls: [ModelCall]
  ) -> StageOutput {
    StageOutput(
      messages: [
        CellFinished.refused(
          wave: task.wave, cell: task.cell, history: history, reason: reason,
          flaws: [Flaw(reason, detail, severity: .error)])
      ], calls: calls)
  }
}

extension Cell {
  /// What prompts tell of a cell in words of the brief and of the planner's model.
  var promptedTexts: JSONObject {
    ["topic": .strings(topicPath), "angle": .string(angle)]
  }

  /// What the rules know of the item that the cell is to become.
  package func context(passage: Passage?) -> ItemContext {
    var context = ItemContext(
      kind: square.kind, language: square.language, topic: topicPath, level: square.level,
      topicTerms: topicPath, angle: angle, passage: passage?.shown,
      titles: passage?.titles ?? [])
    context.hops = passage?.parts.map(\.shown) ?? []
    context.unanswerable = unanswerable
    return context
  }
}

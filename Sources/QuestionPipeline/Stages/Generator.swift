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

  package func process(_ envelope: Envelope<WritingTask>) async throws -> StageOutput {
    let task = envelope.payload
    let cell = task.cell
    let passage = passages[cell.passage]
    let base = inputs(for: task, passage: passage)
    var history = task.history
    let answer = try await desk.ask(.generator, firstAttempt: history.attempts) {
      attempt, correction in
      var inputs = base
      inputs["attempt"] = .integer(attempt)
      inputs["seed"] = .integer(
        RunSeed(value: settings.seed).number(
          cell: cell.ordinal, stage: "generator", attempt: attempt))
      return prompts.request(
        .generator, language: cell.square.language, inputs: inputs, cell: cell.ordinal,
        attempt: attempt, correction: correction, temperature: settings.generator.temperature,
        maxReplyTokens: settings.maxReplyTokens)
    } read: { reader -> Reply in
      if let reason = try reader.optional("unknown") { return .unknown(try reason.string()) }
      return .draft(try Draft(reader))
    }
    history.attempts += answer.calls.count
    switch answer.value {
    case .draft(var draft):
      if let passage { draft.sources = draft.sources.map { passages.located($0, in: passage) } }
      history.drafts.append(draft)
      return StageOutput(
        messages: [DraftWritten(wave: task.wave, cell: cell, history: history)],
        calls: answer.calls)
    case .unknown(let reason):
      return refusal(task, history, "nothing-new", reason, answer.calls)
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
      return refusal(task, history, reason, detail, answer.calls)
    }
  }

  private func inputs(for task: WritingTask, passage: Passage?) -> JSONObject {
    let cell = task.cell
    let snapshot = memory.snapshot(forWave: task.wave)
    var inputs = JSONObject()
    inputs["stage"] = "generator"
    inputs["cell"] = .integer(cell.ordinal)
    inputs["attempt"] = 0
    inputs["seed"] = 0
    for member in cell.prompted.members { inputs[member.key] = member.value }
    inputs["audience"] = audience.map(JSONValue.string)
    inputs["passage"] = passage?.prompted
    inputs["avoid"] = .strings(
      snapshot.nearest(
        to: cell.angle, language: cell.square.language,
        limit: settings.generator.avoid))
    inputs["lessons"] = .array(
      snapshot.lessons(for: cell.square, limit: settings.memory.lessons).map(\.prompted))
    inputs["recent"] = snapshot.recent(
      on: cell.square.topic, language: cell.square.language)
    if let draft = task.history.drafts.last, let critique = task.history.critiques.last {
      inputs["draft"] = draft.json
      inputs["flaws"] = .array(critique.flaws.map(\.json))
    }
    return inputs
  }

  private func refusal(
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
  /// What prompts tell of a cell.
  package var prompted: JSONObject {
    var object = JSONObject()
    object["topic"] = .strings(topicPath)
    object["kind"] = .string(square.kind.rawValue)
    object["language"] = .string(square.language.tag)
    object["level"] = .string(square.level.rawValue)
    object["difficulty"] = .integer(square.difficulty)
    object["angle"] = .string(angle)
    return object
  }

  /// What the rules know of the item that the cell is to become.
  package func context(passage: Passage?) -> ItemContext {
    ItemContext(
      kind: square.kind, language: square.language, topic: topicPath, level: square.level,
      topicTerms: topicPath, angle: angle, passage: passage?.text)
  }
}

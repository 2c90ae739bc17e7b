/// Looks for flaws before anybody is paid to judge: duplicates against the memory, the rules, then the model. What it finds
/// goes back to the generator while rounds are left.
package actor Critic: Stage {
  package typealias Input = DraftWritten

  package nonisolated let name = "critic"
  private let desk: ModelDesk
  private let prompts: PromptLibrary
  private let memory: MemoryBoard
  private let passages: PassageLibrary
  private let inspector: any DraftInspector
  private let settings: Settings

  package init(
    desk: ModelDesk, prompts: PromptLibrary, memory: MemoryBoard, passages: PassageLibrary,
    inspector: any DraftInspector, settings: Settings
  ) {
    self.desk = desk
    self.prompts = prompts
    self.memory = memory
    self.passages = passages
    self.inspector = inspector
    self.settings = settings
  }

  package nonisolated func process(_ envelope: Envelope<DraftWritten>) async throws -> StageOutput {
    let task = envelope.payload
    guard let draft = task.history.drafts.last else { return StageOutput() }
    let passage = passages[task.cell.passage]
    var flaws = inspector.flaws(of: draft, in: task.cell.context(passage: passage))
    if let reason = task.cell.unanswerable,
      let there = passages.answer(
        to: draft.question, reason, of: passage, language: task.cell.square.language),
      !flaws.contains(where: { $0.name == FlawName.answerableQuestion })
    {
      flaws.append(
        .fixed(
          FlawName.answerableQuestion, there.asEvidence, language: task.cell.square.language))
    }
    let snapshot = memory.snapshot(forWave: task.wave)
    let probe = inspector.probe(of: draft.question, language: task.cell.square.language)
    if let duplicate = snapshot.duplicateFlaw(of: probe) { flaws.append(duplicate) }
    var by = "rules"
    var calls: [ModelCall] = []
    if settings.critic.askModel, !flaws.contains(where: { $0.severity == .error }) {
      let answer = try await ask(task, draft, passage)
      calls = answer.calls
      if let reply = answer.value {
        by = reply.by
        let known = Set(flaws.map(\.name))
        flaws += reply.flaws.filter { !known.contains($0.name) }
      }
    }
    var history = task.history
    let round = history.critiques.count
    history.critiques.append(Critique(round: round, flaws: flaws, by: by))
    let hasErrors = flaws.contains { $0.severity == .error }
    let isWorthRevising = hasErrors || (settings.critic.reviseWarnings && !flaws.isEmpty)
    if isWorthRevising, round < settings.critic.rounds {
      return StageOutput(
        messages: [WritingTask(wave: task.wave, cell: task.cell, history: history)], calls: calls)
    }
    return StageOutput(
      messages: [
        DraftReviewed(
          wave: task.wave, cell: task.cell, history: history, isPassed: !hasErrors, probe: probe)
      ], calls: calls)
  }

  private struct Reply: Sendable {
    var flaws: [Flaw]
    var by: String
  }

  private nonisolated func ask(_ task: DraftWritten, _ draft: Draft, _ passage: Passage?)
    async throws
    -> ModelDesk.Answer<Reply>
  {
    let cell = task.cell
    let round = task.history.critiques.count
    var inputs = PromptInputs(
      .critic, language: cell.square.language, kind: cell.square.kind)
    if let passage { inputs.fence(["passage": passage.prompted]) }
    var item = cell.promptedTexts
    item["draft"] = draft.json
    inputs.fence(item)
    inputs.own["level"] = .string(cell.square.level.rawValue)
    inputs.own["difficulty"] = .integer(cell.square.difficulty)
    inputs.own["cell"] = .integer(cell.ordinal)
    inputs.own["round"] = .integer(round)
    inputs.mark(cell.unanswerable, prompts)
    let finished = inputs
    let model = desk.cast.critic.name
    return try await desk.ask(.critic, firstAttempt: round * desk.attempts) { attempt, correction in
      prompts.request(
        finished, seed: RunSeed(value: settings.seed), cell: cell.ordinal, attempt: attempt,
        correction: correction, maxReplyTokens: settings.maxReplyTokens)
    } read: { reader in
      Reply(
        flaws: try reader.list("flaws"), by: try reader.optional("by")?.string() ?? model)
    }
  }
}

/// Gives verdicts: rules, judges and a solver score what passed the critic; the rubric weighs the scores.
package actor Evaluator: Stage {
  package typealias Input = DraftReviewed

  package nonisolated let name = "evaluator"
  private let bench: JudgingBench
  private let passages: PassageLibrary
  private let settings: Settings

  package init(bench: JudgingBench, passages: PassageLibrary, settings: Settings) {
    self.bench = bench
    self.passages = passages
    self.settings = settings
  }

  package nonisolated func process(_ envelope: Envelope<DraftReviewed>) async throws -> StageOutput
  {
    let task = envelope.payload
    guard let draft = task.history.drafts.last else { return StageOutput() }
    let flaws = task.history.critiques.last?.flaws ?? []
    guard task.isPassed else {
      let reason = flaws.first { $0.severity == .error }?.name ?? FlawName.malformed
      return StageOutput(
        CellFinished.refused(
          wave: task.wave, cell: task.cell, history: task.history, reason: reason, flaws: flaws))
    }
    let cell = task.cell
    var subject = JudgedSubject(
      key: cell.ordinal, topic: cell.topicPath, kind: cell.square.kind,
      language: cell.square.language, level: cell.square.level, draft: draft, flaws: flaws,
      passage: passages[cell.passage])
    subject.unanswerable = cell.unanswerable
    let (scores, calls) = try await bench.scores(of: subject)
    let total = bench.total(scores)
    let isAccepted = (total ?? 0) >= settings.evaluator.acceptThreshold
    let verdict = Verdict(
      isAccepted: isAccepted, scores: scores, score: total, flaws: flaws,
      reasons: isAccepted ? [] : [total == nil ? "unscored" : "below-threshold"])
    return StageOutput(
      messages: [
        CellFinished(
          wave: task.wave, cell: cell, history: task.history, verdict: verdict, probe: task.probe)
      ], calls: calls)
  }
}

import SQLiteStorage

/// Decides over dead letters: deliver again, refuse the cell, or stop the run.
package actor Supervisor: Stage {
  package typealias Input = DeadLetter

  package nonisolated let name = "supervisor"
  /// Deliveries of one message before it is given up.
  private let deliveries: Int

  package init(deliveries: Int) { self.deliveries = deliveries }

  package nonisolated func process(_ envelope: Envelope<DeadLetter>) async throws -> StageOutput {
    let letter = envelope.payload
    if let error = letter.error as? ModelError, error.stopsTheRun {
      return StageOutput(stop(letter))
    }
    // What cannot be kept must not be paid for.
    if letter.error is StorageError { return StageOutput(stop(letter)) }
    if letter.original.delivery + 1 < deliveries { return StageOutput(Redelivery(letter)) }
    guard let message = letter.original.payload as? any CellMessage, !(message is CellFinished)
    else { return StageOutput(stop(letter)) }
    return StageOutput(
      CellFinished.refused(
        wave: message.wave, cell: message.cell, history: message.history, reason: "error",
        flaws: [Flaw("error", "\(letter.error)", severity: .error)]))
  }

  private nonisolated func stop(_ letter: DeadLetter) -> RunEnded {
    // In the letter's own thread, which is never kept: waves that are still committed know nothing of the stop.
    if let error = letter.error as? ModelError, error.code == .overBudget {
      return RunEnded(letter.scope, reason: .spent(error.detail))
    }
    return RunEnded(letter.scope, reason: .failed(letter.error))
  }
}

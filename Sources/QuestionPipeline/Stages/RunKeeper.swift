/// Hears that the run is over and passes it on to whoever waits.
package actor RunKeeper: Stage {
  package typealias Input = RunEnded

  package nonisolated let name = "run"
  private let ended: Mailbox<RunEnded.Reason>

  package init(ended: Mailbox<RunEnded.Reason>) { self.ended = ended }

  package nonisolated func process(_ envelope: Envelope<RunEnded>) async throws -> StageOutput {
    try await ended.send(envelope.payload.reason)
    ended.finish()
    return StageOutput()
  }
}

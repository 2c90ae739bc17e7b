/// Hears that the run is over and passes it on to whoever waits.
package struct RunKeeper: Stage {
  package typealias Input = RunEnded

  package let name = "run"
  private let ended: Mailbox<RunEnded.Reason>

  package init(ended: Mailbox<RunEnded.Reason>) { self.ended = ended }

  package func process(_ envelope: Envelope<RunEnded>) async throws -> StageOutput {
    try await ended.send(envelope.payload.reason)
    ended.finish()
    return StageOutput()
  }
}

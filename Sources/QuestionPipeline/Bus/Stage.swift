/// An agent on the bus: it knows its own messages and no other stage.
package protocol Stage<Input>: Actor {
  /// A message type, or an enum over the few that the stage takes.
  associatedtype Input: Sendable
  /// The name in envelopes and traces.
  nonisolated var name: String { get }
  /// Answers one message. What it throws sends the message to the dead letters.
  func process(_ envelope: Envelope<Input>) async throws -> StageOutput
}

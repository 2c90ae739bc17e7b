/// An agent on the bus: it knows its own messages and no other stage.
///
/// An actor, whose isolation guards what outlives a message. Where nothing does, `process` stands outside of it, so that
/// the stage's workers need not take turns.
package protocol Stage<Input>: Sendable {
  /// A message type, or an enum over the few that the stage takes.
  associatedtype Input: Sendable
  /// The name in envelopes and traces.
  var name: String { get }
  /// Answers one message. What it throws sends the message to the dead letters.
  func process(_ envelope: Envelope<Input>) async throws -> StageOutput
}

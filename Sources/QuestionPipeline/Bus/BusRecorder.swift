/// Keeps what passes over the bus.
package protocol BusRecorder: Sendable {
  /// The time since the start of the process, for `wall` alone.
  var now: Duration { get }
  func published(
    _ envelope: Envelope<any Message>, to receivers: [String], calls: [ModelCall],
    took: Duration?)
  /// Does a receiver's work on a message.
  func working(
    on envelope: Envelope<any Message>, by receiver: String,
    _ process: () async throws -> StageOutput
  ) async throws -> StageOutput
  /// A receiver takes these subjects from now on.
  func connected(_ receiver: String, subjects: [String])
}

extension BusRecorder {
  package func working(
    on envelope: Envelope<any Message>, by receiver: String,
    _ process: () async throws -> StageOutput
  ) async throws -> StageOutput { try await process() }
}

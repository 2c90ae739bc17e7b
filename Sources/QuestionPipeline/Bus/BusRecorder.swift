/// Keeps what passes over the bus.
package protocol BusRecorder: Sendable {
  /// The time since the start of the process, for `wall` alone.
  var now: Duration { get }
  func published(
    _ envelope: Envelope<any Message>, to receivers: [String], calls: [ModelCall],
    took: Duration?)
  func redelivered(_ envelope: Envelope<any Message>, to receiver: String)
}

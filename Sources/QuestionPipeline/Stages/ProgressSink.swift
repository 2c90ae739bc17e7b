/// Hears how a run gets on, for people who watch.
package protocol ProgressSink: Sendable {
  func planned(wave: Int, cells: Int)
  /// A cell is through; the curator may still strike it as a duplicate.
  func finished(_ cell: CellFinished)
  func committed(_ wave: WaveCommitted)
  /// A message about a cell went over the bus.
  /// - Parameter calls: the replies that it took.
  func passed(from sender: String, to receivers: [String], calls: [ModelCall])
  /// The run is about to end and waits for so many replies that are on their way, at most that long.
  func drains(_ count: Int, atMost bound: Duration)
}

extension ProgressSink {
  package func passed(from sender: String, to receivers: [String], calls: [ModelCall]) {}
  package func drains(_ count: Int, atMost bound: Duration) {}
}

/// Hears nothing.
package struct SilentProgress: ProgressSink {
  package init() {}
  package func planned(wave: Int, cells: Int) {}
  package func finished(_ cell: CellFinished) {}
  package func committed(_ wave: WaveCommitted) {}
}

/// A recorder that lets progress, and whoever traces the run, hear of what it keeps.
struct HeardRecorder: BusRecorder {
  let base: any BusRecorder
  let progress: any ProgressSink
  let tracer: RunTracer?

  var now: Duration { base.now }

  func connected(_ receiver: String, subjects: [String]) {
    base.connected(receiver, subjects: subjects)
  }

  func published(
    _ envelope: Envelope<any Message>, to receivers: [String], calls: [ModelCall],
    took: Duration?
  ) {
    base.published(envelope, to: receivers, calls: calls, took: took)
    if let message = envelope.payload as? any CellMessage {
      progress.passed(from: envelope.sender, to: receivers, calls: calls)
      tracer?.passed(message)
    }
  }

  func working(
    on envelope: Envelope<any Message>, by receiver: String,
    _ process: () async throws -> StageOutput
  ) async throws -> StageOutput {
    guard let tracer else { return try await process() }
    return try await tracer.working(on: envelope, by: receiver, process)
  }
}

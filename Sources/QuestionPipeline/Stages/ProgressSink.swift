/// Hears how a run gets on, for people who watch.
package protocol ProgressSink: Sendable {
  func planned(wave: Int, cells: Int)
  /// A cell is through; the curator may still strike it as a duplicate.
  func finished(_ cell: CellFinished)
  func committed(_ wave: WaveCommitted)
  /// The run is about to end and waits for so many replies that are on their way, at most that long.
  func drains(_ count: Int, atMost bound: Duration)
}

extension ProgressSink {
  package func drains(_ count: Int, atMost bound: Duration) {}
}

/// Hears nothing.
package struct SilentProgress: ProgressSink {
  package init() {}
  package func planned(wave: Int, cells: Int) {}
  package func finished(_ cell: CellFinished) {}
  package func committed(_ wave: WaveCommitted) {}
}

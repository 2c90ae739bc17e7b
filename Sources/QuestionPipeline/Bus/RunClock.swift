/// Time that can be waited for: the monotonic clock of a run, a test's, or a simulator's.
package protocol RunClock: WallClock {
  /// Returns when the time has passed. Throws `CancellationError`.
  func sleep(for duration: Duration) async throws
}

extension MonotonicClock: RunClock {
  package func sleep(for duration: Duration) async throws {
    try await Task.sleep(for: duration, clock: .continuous)
  }
}

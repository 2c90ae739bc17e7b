/// The time since the start, for what stands under `wall` and for progress.
package protocol WallClock: Sendable {
  var now: Duration { get }
}

/// The machine's monotonic clock.
package struct MonotonicClock: WallClock {
  private let start = ContinuousClock.now

  package init() {}

  package var now: Duration { ContinuousClock.now - start }
}

extension Duration {
  /// Milliseconds with three decimals.
  package var milliseconds: Double {
    let (seconds, attoseconds) = components
    return Double(seconds * 1_000_000 + attoseconds / 1_000_000_000_000) / 1000
  }
}

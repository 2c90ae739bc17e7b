/// How many requests an endpoint takes at once, found by trying: logic alone, nobody waits here.
///
/// The limit doubles with each round of successes until the endpoint first signals that it is too much. From then on
/// it shrinks by a factor at each signal and grows by one a round. After signals with no success between them, as
/// while a model loads, it doubles again up to where the first of them had left it.
package struct ConcurrencyLimiter: Sendable {
  package struct Settings: Sendable, Hashable {
    /// The first limit.
    package var start: Int
    /// What the limit never exceeds.
    package var ceiling: Int
    /// What a signal leaves of the limit.
    package var decrease: Double

    package init(start: Int = 16, ceiling: Int = 4096, decrease: Double = 0.7) {
      precondition(start >= 1 && ceiling >= 1 && decrease > 0 && decrease < 1)
      self.start = min(start, ceiling)
      self.ceiling = ceiling
      self.decrease = decrease
    }
  }

  private let settings: Settings
  private var exact: Double
  /// Below it the limit doubles, above it grows by one a round.
  private var threshold = Double.infinity
  /// Of the last request that was admitted.
  private(set) var lastNumber: UInt64 = 0
  /// The last request that was admitted before the latest decrease; what it and earlier ones tell is old news.
  private var boundary: UInt64 = 0
  private var hasSucceeded = true
  package private(set) var inFlight = 0

  package init(_ settings: Settings = Settings()) {
    self.settings = settings
    exact = Double(settings.start)
  }

  package var limit: Int { Int(exact) }

  package var hasRoom: Bool { inFlight < limit }

  /// Takes a request in, for which there must be room. Returns its number, which its end names.
  package mutating func admit() -> UInt64 {
    precondition(hasRoom, "a request was admitted above the limit")
    inFlight += 1
    lastNumber += 1
    return lastNumber
  }

  /// Ends a request that the endpoint answered.
  package mutating func succeed(_ number: UInt64) {
    defer { inFlight -= 1 }
    guard number > boundary else { return }
    hasSucceeded = true
    // A limit that nobody runs into has not been shown to be right; it does not grow.
    guard inFlight >= limit else { return }
    exact = min(Double(settings.ceiling), exact + (exact < threshold ? 1 : 1 / exact))
  }

  /// Ends a request of which the endpoint said that it was too much. Returns whether that was news: all refusals of
  /// one burst are one signal.
  package mutating func overload(_ number: UInt64) -> Bool {
    inFlight -= 1
    guard number > boundary else { return false }
    boundary = lastNumber
    let smaller = max(1, exact * settings.decrease)
    if hasSucceeded { threshold = smaller }
    hasSucceeded = false
    exact = smaller
    return true
  }

  /// Ends a request that tells nothing.
  package mutating func release() { inFlight -= 1 }
}

/// How long to wait when nobody says: a random time below a bound that doubles (full jitter).
package struct Backoff: Sendable, Hashable {
  package var base: Duration
  package var longest: Duration

  package init(base: Duration = .seconds(1), longest: Duration = .seconds(60)) {
    self.base = base
    self.longest = longest
  }

  /// The bound after so many waits.
  package func bound(after waits: Int) -> Duration {
    let factor = 1 << min(max(0, waits), 30)
    return min(longest, base * factor)
  }

  /// - Parameter chance: in 0..<1.
  package func wait(after waits: Int, chance: Double) -> Duration {
    .seconds(bound(after: waits).inSeconds * chance)
  }
}

extension ChatRequest {
  /// A number for the request's place in the run, the same in each process: what all its tries share.
  package var placeHash: UInt64 {
    draftHash.mixed(with: UInt64(truncatingIfNeeded: attempt))
  }

  /// The same, without the attempt: what all attempts at one question share.
  package var draftHash: UInt64 {
    let role: UInt64 =
      switch self.role {
      case .planner: 1
      case .generator: 2
      case .critic: 3
      case .judge: 4
      case .solver: 5
      case .embedder: 6
      }
    return role.mixed(with: UInt64(truncatingIfNeeded: cell))
      .mixed(with: UInt64(truncatingIfNeeded: sample))
  }
}

extension UInt64 {
  /// A number that depends on both in all its bits.
  fileprivate func mixed(with other: UInt64) -> UInt64 {
    var generator = SplitMix64(seed: self ^ (other &* 0xD6E8_FEB8_6659_FD93))
    return generator.next()
  }
}

extension Duration {
  /// Seconds, near enough for rates.
  var inSeconds: Double {
    let (seconds, attoseconds) = components
    return Double(seconds) + Double(attoseconds) * 1e-18
  }

  /// As a message says it: "40 s", "15 min", "2 h 5 min".
  var inWords: String {
    let seconds = Int(inSeconds.rounded(.up))
    if seconds < 120 { return "\(seconds) s" }
    let minutes = (seconds + 59) / 60
    if minutes < 120 { return "\(minutes) min" }
    return minutes % 60 == 0 ? "\(minutes / 60) h" : "\(minutes / 60) h \(minutes % 60) min"
  }
}

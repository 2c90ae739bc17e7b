/// Whether an endpoint is worth asking: it opens when everybody's requests fail, and closes when one succeeds.
///
/// Faults count only from distinct requests, so that one prompt at which a server breaks closes it to nobody else.
package struct CircuitBreaker: Sendable {
  package struct Settings: Sendable, Hashable {
    /// Faults in a row, of distinct requests, at which it opens.
    package var faults: Int
    /// The first time for which it stays open; it doubles with each probe that fails.
    package var cooldown: Duration
    package var longestCooldown: Duration

    package init(
      faults: Int = 5, cooldown: Duration = .seconds(2), longestCooldown: Duration = .seconds(60)
    ) {
      self.faults = faults
      self.cooldown = cooldown
      self.longestCooldown = longestCooldown
    }
  }
  package enum Passage: Sendable, Hashable {
    case free
    /// One request may find out.
    case probe
    /// One is finding out.
    case probing
    case closed(until: Duration)
  }
  private enum State: Sendable {
    case closed
    case open(until: Duration)
    case probing
  }

  private let settings: Settings
  private var state = State.closed
  private var faulty: [UInt64] = []
  private var cooldown: Duration
  /// Since when no request has succeeded; nil while it is closed.
  package private(set) var downSince: Duration?

  package init(_ settings: Settings = Settings()) {
    self.settings = settings
    cooldown = settings.cooldown
  }

  package var isOpen: Bool { downSince != nil }

  package func passage(now: Duration) -> Passage {
    switch state {
    case .closed: .free
    case .probing: .probing
    case .open(let until): now >= until ? .probe : .closed(until: until)
    }
  }

  /// The request that is now sent is the one that finds out.
  package mutating func probe() { state = .probing }

  /// The endpoint answered, whatever it said.
  package mutating func succeed() {
    guard isOpen || !faulty.isEmpty else { return }
    faulty.removeAll(keepingCapacity: true)
    state = .closed
    cooldown = settings.cooldown
    downSince = nil
  }

  /// The endpoint failed. Returns whether that opened it.
  ///
  /// - Parameter request: the same for all tries of one request.
  package mutating func fault(of request: UInt64, isProbe: Bool, now: Duration) -> Bool {
    guard !isOpen else {
      guard isProbe else { return false }
      cooldown = min(settings.longestCooldown, cooldown * 2)
      state = .open(until: now + cooldown)
      return true
    }
    if !faulty.contains(request) { faulty.append(request) }
    guard faulty.count >= settings.faults else { return false }
    state = .open(until: now + cooldown)
    downSince = now
    return true
  }

  /// The probe ended without a word from the endpoint: the next request may find out at once.
  package mutating func abandonProbe(now: Duration) {
    if case .probing = state { state = .open(until: now) }
  }
}

/// A request that wants to pass a gate.
package struct GateEntrant: Sendable {
  package var request: ChatRequest
  package var isRetry = false
  /// Whether it stands before those that have not been sent yet: it has been refused for want of capacity.
  package var goesAhead = false
  /// False for a request that has another endpoint to ask: it is refused where it would wait for the breaker or long.
  package var waitsOutTrouble = true
  /// What it has waited elsewhere since its last try.
  package var slept = Duration.zero

  package init(
    _ request: ChatRequest, isRetry: Bool = false, goesAhead: Bool = false,
    waitsOutTrouble: Bool = true, slept: Duration = .zero
  ) {
    self.request = request
    self.isRetry = isRetry
    self.goesAhead = goesAhead
    self.waitsOutTrouble = waitsOutTrouble
    self.slept = slept
  }
}

/// The right to send one request now, to be given back with what came of it, once.
package struct GateTicket: Sendable, Hashable {
  let number: UInt64
  let need: RateNeed
  let isProbe: Bool
  /// How long it took to get it.
  package let waited: Duration
}

/// What somebody who waits is told.
enum GateTurn: Sendable {
  case admitted(GateTicket)
  case refused(GateRefusal)
  case watch(GateWatch)
}

/// Until when somebody at the front of the line sleeps.
struct GateWatch: Sendable, Hashable {
  let number: UInt64
  let until: Duration
}

/// A gate does not let a request through, now or for longer than it may wait.
package struct GateRefusal: Error, Hashable {
  package enum Reason: Sendable, Hashable {
    /// The breaker is open.
    case open
    /// The endpoint asked for a pause.
    case paused
    /// The endpoint asked for a pause that is longer than the patience.
    case parked
    /// Nothing has succeeded for so long that patience is at an end.
    case down(for: Duration)
  }
  package var reason: Reason
  /// How long it would have to wait.
  package var wait: Duration
  /// What had been sent before.
  package var wire: WireRecord?

  package init(_ reason: Reason, wait: Duration, wire: WireRecord? = nil) {
    self.reason = reason
    self.wait = wait
    self.wire = wire
  }
}

/// What came of a request, as a gate learns from it.
package enum GateEnd: Sendable, Hashable {
  case replied(TokenUsage)
  /// The endpoint answered, but with nothing to count: a caller's fault, or a reply of no use.
  case answered(mayBeBilled: Bool)
  /// It was too much for the endpoint, which may say for how long.
  ///
  /// - Parameter chance: in 0..<1, for the pause where it does not say.
  case refused(hint: Duration?, chance: Double)
  case failed(GateFault)
  /// It was cancelled after it had been sent.
  case abandoned
  case notSent
}

/// A fault of the server, or of the way to it.
package struct GateFault: Sendable, Hashable {
  /// The same for all tries of one request.
  package var request: UInt64
  package var status: Int?
  package var isTimeout: Bool
  package var mayBeBilled: Bool
  package var retryAfter: Duration?

  package init(
    request: UInt64, status: Int? = nil, isTimeout: Bool = false, mayBeBilled: Bool = false,
    retryAfter: Duration? = nil
  ) {
    self.request = request
    self.status = status
    self.isTimeout = isTimeout
    self.mayBeBilled = mayBeBilled
    self.retryAfter = retryAfter
  }

  package init(_ error: ModelError, request: UInt64) {
    // Behind a good status, the fault is that the rest of the answer never came.
    let status = error.status.flatMap { $0 >= 400 ? $0 : nil }
    let words = [error.wire?.attempts.last?.failure, error.detail].compactMap(\.self)
    self.init(
      request: request, status: status,
      isTimeout: status == nil && words.contains(where: Self.tellsOfTime),
      mayBeBilled: error.mayBeBilled, retryAfter: error.retryAfter)
  }

  /// Whether fewer requests at once might have spared it: a small server queues what it cannot do at once.
  var isOverload: Bool {
    switch status {
    case nil: isTimeout
    case 503, 504, 524, 529: true
    default: false
    }
  }

  /// What everybody waits: "unavailable until then" holds for all, other hints for the request alone.
  var pause: Duration? { status == 503 ? retryAfter : nil }

  /// "idle timeout", "idleTimeout", "timed out": the transport names which one fired.
  private static func tellsOfTime(_ text: String) -> Bool {
    let text = text.lowercased()
    return text.contains("timeout") || text.contains("timed out")
  }
}

/// The tries of one request, and what to do after each that failed: logic alone.
struct RetryRecord {
  enum Next {
    /// Through the gate, which makes everybody wait.
    case askAgain
    case sleep(Duration)
    case giveUp(ModelError)
  }

  private let request: ChatRequest
  private let seed: RunSeed
  private let settings: GateSettings
  private let model: String
  /// Tries so far.
  private(set) var count = 0
  private(set) var wire: WireRecord?
  private var serverFaults = 0
  /// In a row.
  private var refusals = 0
  /// Waited because of refusals, in all.
  private var patienceUsed = Duration.zero
  /// Waited since the last try.
  private var waited = Duration.zero

  init(request: ChatRequest, seed: RunSeed, settings: GateSettings, model: String) {
    self.request = request
    self.seed = seed
    self.settings = settings
    self.model = model
  }

  func entrant(waitsOutTrouble: Bool) -> GateEntrant {
    GateEntrant(
      request, isRetry: count > 0, goesAhead: refusals > 0, waitsOutTrouble: waitsOutTrouble,
      slept: waited)
  }

  /// A try begins.
  mutating func begin(_ ticket: GateTicket) {
    count += 1
    waited += ticket.waited
    if refusals > 0 { patienceUsed += ticket.waited }
  }

  /// What the gate is told of a try.
  func end(of error: ModelError) -> GateEnd {
    switch error.fault {
    case .caller, .reply: .answered(mayBeBilled: error.isBilled)
    case .capacity: .refused(hint: error.retryAfter.map(patient), chance: chance)
    case .server: .failed(GateFault(error, request: request.placeHash))
    }
  }

  /// An endpoint that goes on refusing after the time that it named is asked less and less often.
  private func patient(_ hint: Duration) -> Duration {
    guard refusals >= Self.trustedHints else { return hint }
    return max(hint, settings.backoff.wait(after: refusals - Self.trustedHints, chance: chance))
  }
  private static var trustedHints: Int { 5 }

  /// What to do after a try.
  /// - Parameter waitsAlone: whether the gate lets others go on after a refusal.
  mutating func next(after error: ModelError, waitsAlone: Bool = false) -> Next {
    join(error.wire)
    let wait = error.retryAfter
    switch error.fault {
    case .caller, .reply: return .giveUp(joined(error))
    case .capacity:
      refusals += 1
      if let limit = error.attemptLimit, refusals >= limit {
        return .giveUp(joined(GateAdvice.unwanted(error)))
      }
      guard
        wait.map({ patienceUsed + $0 <= settings.patience }) ?? (patienceUsed < settings.patience)
      else {
        return .giveUp(joined(GateAdvice.impatient(error, waited: patienceUsed, settings.patience)))
      }
      guard waitsAlone else { return .askAgain }
      return .sleep(
        wait.map(patient) ?? settings.backoff.wait(after: refusals - 1, chance: chance))
    case .server:
      refusals = 0
      serverFaults += 1
      guard
        serverFaults < min(settings.attempts, error.attemptLimit ?? settings.attempts)
      else {
        return .giveUp(joined(error))
      }
      if let wait, wait > settings.patience {
        return .giveUp(joined(GateAdvice.impatient(error, waited: patienceUsed, settings.patience)))
      }
      return .sleep(wait ?? settings.backoff.wait(after: serverFaults - 1, chance: chance))
    }
  }

  mutating func sleep(for time: Duration, _ clock: any RunClock) async throws {
    let start = clock.now
    try await clock.sleep(for: time)
    waited += clock.now - start
    if refusals > 0 { patienceUsed += clock.now - start }
  }

  func joined(_ reply: ChatReply) -> ChatReply {
    guard count > 1 || waited > .zero else { return reply }
    var result = reply
    var record = self
    record.join(reply.wire)
    result.wire = record.wire
    return result
  }

  func joined(_ error: any Error) -> any Error {
    guard let error = error as? ModelError else { return error }
    return joined(error)
  }

  private func joined(_ error: ModelError) -> ModelError {
    var result = error
    if let wire { result.wire = wire }
    return result
  }

  /// Adds what a try left on the wire, and the wait before it.
  private mutating func join(_ latest: WireRecord?) {
    guard var latest else { return }
    if !latest.attempts.isEmpty { latest.attempts[0].waited += waited.milliseconds }
    wire = latest.after(wire)
    waited = .zero
  }

  /// In 0..<1; another one for each try, the same whenever the run is repeated.
  private var chance: Double {
    var generator = SplitMix64(
      seed: seed.value ^ request.placeHash ^ (UInt64(count) &* 0x9E37_79B9_7F4A_7C15))
    return generator.unit()
  }
}

/// Who may ask an endpoint, and when: the logic of its gate, without tasks. Each call says what to do.
///
/// All wait in one line. Whoever stands first goes as soon as the limit of requests in flight, the rates, a pause and
/// the breaker allow it. If only time is missing, that one keeps watch: it alone sleeps, and then strikes.
struct GateState<Waiter> {
  enum Entrance {
    case admitted(GateTicket)
    case refused(GateRefusal)
    case queued(Place)
  }
  enum Waiting {
    case told(GateTurn)
    case waits
    /// Cancelled before it came to wait.
    case gone
  }
  struct Place: Hashable, Sendable {
    fileprivate var isAhead: Bool
    fileprivate var place: WaitingLine<Entry>.Place
  }
  fileprivate struct Entry {
    var need: RateNeed
    var since: Duration
    var waitsOutTrouble: Bool
    var waiter: Waiter?
    var watch: GateWatch?
  }
  typealias Calls = [(Waiter, GateTurn)]

  private let settings: GateSettings
  private var limiter: ConcurrencyLimiter
  private var buckets: RateBuckets
  private var breaker: CircuitBreaker
  private var pausedUntil = Duration.zero
  /// A pause longer than anybody's patience: nobody waits for its end.
  private var parkedUntil = Duration.zero
  /// Refusals in a row that came without a hint.
  private var streak = 0
  private var refusals = RefusalPattern()
  /// Requests that were refused for want of capacity stand ahead: they came first.
  private var ahead = WaitingLine<Entry>()
  private var line = WaitingLine<Entry>()
  /// Told before they came to hear it.
  private var told: [Place: GateTurn] = [:]
  private var lastWatch: UInt64 = 0
  private var averageReply = 800.0
  private(set) var counts = GateSnapshot.Counts()

  init(_ settings: GateSettings, now: Duration) {
    self.settings = settings
    limiter = ConcurrencyLimiter(settings.concurrency)
    buckets = RateBuckets(settings.rates, now: now)
    breaker = CircuitBreaker(settings.breaker)
  }

  var inFlight: Int { limiter.inFlight }
  var limit: Int { limiter.limit }
  var waiting: Int { ahead.count + line.count }

  /// Tokens of a reply without a cap: somewhat more than replies have had lately.
  var typicalReply: Int { Int(averageReply * 1.25) }

  func pause(now: Duration) -> Duration? {
    let until = max(pausedUntil, parkedUntil)
    return until > now ? until - now : nil
  }

  /// Whether a refusal makes only the refused request wait.
  var hasScatteredRefusals: Bool { refusals.isScattered }

  func downFor(now: Duration) -> Duration? { breaker.downSince.map { now - $0 } }

  // MARK: Coming

  mutating func enter(_ entrant: GateEntrant, now: Duration) -> Entrance {
    if entrant.isRetry { counts.retries += 1 }
    counts.waited += entrant.slept
    if let refusal = refusal(now, waitsOutTrouble: entrant.waitsOutTrouble) {
      return .refused(refusal)
    }
    let need = RateNeed(entrant.request, typicalReply: typicalReply)
    let isFirst = ahead.isEmpty && (entrant.goesAhead || line.isEmpty)
    var watch: GateWatch?
    if isFirst {
      switch opening(for: need, now) {
      case .now(let isProbe): return .admitted(take(need, isProbe, since: now, now))
      case .later(let until): watch = makeWatch(until)
      case .afterAnother: break
      }
    }
    let entry = Entry(
      need: need, since: now, waitsOutTrouble: entrant.waitsOutTrouble, waiter: nil, watch: watch)
    let place = entrant.goesAhead ? ahead.append(entry) : line.append(entry)
    return .queued(Place(isAhead: entrant.goesAhead, place: place))
  }

  /// Whoever is queued comes to wait, or again, having kept the watch.
  mutating func wait(
    at place: Place, keeping watch: GateWatch?, waiter: () -> Waiter
  ) -> Waiting {
    if let turn = told.removeValue(forKey: place) { return .told(turn) }
    guard var entry = self[place] else { return .gone }
    if let due = entry.watch, due != watch { return .told(.watch(due)) }
    entry.waiter = waiter()
    self[place] = entry
    return .waits
  }

  /// The time of a watch has come.
  mutating func strike(_ watch: GateWatch, at place: Place, now: Duration) -> Calls {
    guard var entry = self[place], entry.watch == watch else { return [] }
    entry.watch = nil
    self[place] = entry
    return advance(now)
  }

  /// Takes somebody out of the line. Whoever was let through, but has not heard of it, gives the permit back.
  mutating func cancel(_ place: Place, now: Duration) -> (waiter: Waiter?, calls: Calls) {
    if let turn = told.removeValue(forKey: place) {
      guard case .admitted(let ticket) = turn else { return (nil, []) }
      return (nil, finish(ticket, .notSent, now: now))
    }
    guard let entry = remove(place) else { return (nil, []) }
    counts.waited += now - entry.since
    return (entry.waiter, advance(now))
  }

  // MARK: Ending

  mutating func finish(_ ticket: GateTicket, _ end: GateEnd, now: Duration) -> Calls {
    var calls: Calls = []
    switch end {
    case .replied(let usage):
      if usage.isReported { averageReply += (Double(usage.completion) - averageReply) / 32 }
      buckets.settle(ticket.need, .used(usage))
      answered(ticket)
    case .answered(let mayBeBilled):
      buckets.settle(ticket.need, mayBeBilled ? .unknown : .unused)
      answered(ticket)
    case .refused(let hint, let chance):
      counts.rateLimited += 1
      buckets.settle(ticket.need, .unused)
      breaker.succeed()
      refusals.refused(ticket.number, last: limiter.lastNumber)
      if refusals.isScattered, hint.map({ $0 <= settings.patience }) ?? true {
        limiter.release()
        break
      }
      let isNews = limiter.overload(ticket.number)
      if let hint {
        pause(for: hint, now)
      } else if isNews {
        pause(for: settings.backoff.wait(after: streak, chance: chance), now)
        streak += 1
      }
      calls = turnAway(now)
    case .failed(let fault):
      count(fault)
      buckets.settle(ticket.need, fault.mayBeBilled ? .unknown : .unused)
      if fault.isOverload { _ = limiter.overload(ticket.number) } else { limiter.release() }
      if let hint = fault.pause { pause(for: hint, now) }
      if breaker.fault(of: fault.request, isProbe: ticket.isProbe, now: now) {
        counts.openings += 1
      }
      if breaker.isOpen || fault.pause != nil { calls = turnAway(now) }
    case .abandoned, .notSent:
      if end == .notSent { counts.tries -= 1 }
      buckets.settle(ticket.need, end == .notSent ? .notSent : .unknown)
      limiter.release()
      if ticket.isProbe { breaker.abandonProbe(now: now) }
    }
    calls += advance(now)
    return calls
  }

  mutating func learn(_ headers: RateHeaders, now: Duration) -> Calls {
    buckets.learn(headers, now: now)
    return advance(now)
  }

  private mutating func answered(_ ticket: GateTicket) {
    limiter.succeed(ticket.number)
    refusals.answered(ticket.number)
    breaker.succeed()
    streak = 0
  }

  private mutating func pause(for time: Duration, _ now: Duration) {
    if time > settings.patience {
      parkedUntil = max(parkedUntil, now + time)
    } else {
      pausedUntil = max(pausedUntil, now + time)
    }
  }

  private mutating func count(_ fault: GateFault) {
    if fault.isTimeout {
      counts.timeouts += 1
    } else if fault.status != nil {
      counts.serverErrors += 1
    } else {
      counts.broken += 1
    }
  }

  // MARK: The line

  private enum Opening {
    case now(isProbe: Bool)
    case later(Duration)
    /// When a request in flight has ended.
    case afterAnother
  }

  private mutating func opening(for need: RateNeed, _ now: Duration) -> Opening {
    var isProbe = false
    switch breaker.passage(now: now) {
    case .free: break
    case .probe: isProbe = true
    case .probing: return .afterAnother
    case .closed(let until): return .later(max(until, pausedUntil))
    }
    guard limiter.hasRoom else { return .afterAnother }
    if pausedUntil > now { return .later(pausedUntil) }
    if let wait = buckets.wait(for: need, now: now) { return .later(now + wait) }
    return .now(isProbe: isProbe)
  }

  private mutating func take(
    _ need: RateNeed, _ isProbe: Bool, since: Duration, _ now: Duration
  ) -> GateTicket {
    if isProbe { breaker.probe() }
    buckets.reserve(need, now: now)
    counts.tries += 1
    counts.waited += now - since
    return GateTicket(number: limiter.admit(), need: need, isProbe: isProbe, waited: now - since)
  }

  /// Lets through all who may go now, and sets the watch over the first who may not.
  private mutating func advance(_ now: Duration) -> Calls {
    var calls: Calls = []
    while let place = first, let entry = self[place] {
      switch opening(for: entry.need, now) {
      case .now(let isProbe):
        _ = remove(place)
        tell(.admitted(take(entry.need, isProbe, since: entry.since, now)), place, entry, &calls)
      case .afterAnother: return calls
      case .later(let until):
        if let watch = entry.watch, watch.until <= until { return calls }
        let watch = makeWatch(until)
        self[place]?.watch = watch
        if let waiter = entry.waiter {
          self[place]?.waiter = nil
          calls.append((waiter, .watch(watch)))
        }
        return calls
      }
    }
    return calls
  }

  /// Why somebody who comes now need not wait; nil if it does.
  private func refusal(_ now: Duration, waitsOutTrouble: Bool) -> GateRefusal? {
    if parkedUntil > now { return GateRefusal(.parked, wait: parkedUntil - now) }
    let until: Duration
    switch breaker.passage(now: now) {
    case .free:
      let pause = pausedUntil - now
      return !waitsOutTrouble && pause > settings.shortPause
        ? GateRefusal(.paused, wait: pause) : nil
    case .probe: return nil
    case .probing: until = now
    case .closed(let time): until = time
    }
    let down = breaker.downSince.map { now - $0 } ?? .zero
    if down >= settings.patience { return GateRefusal(.down(for: down), wait: until - now) }
    return waitsOutTrouble ? nil : GateRefusal(.open, wait: until - now)
  }

  /// Refuses those who wait in vain, or who need not wait since they have another endpoint to ask.
  private mutating func turnAway(_ now: Duration) -> Calls {
    guard refusal(now, waitsOutTrouble: false) != nil else { return [] }
    var calls: Calls = []
    for place in ahead.places.map({ Place(isAhead: true, place: $0) })
      + line.places.map({ Place(isAhead: false, place: $0) })
    {
      guard let entry = self[place],
        let refusal = refusal(now, waitsOutTrouble: entry.waitsOutTrouble)
      else { continue }
      _ = remove(place)
      counts.waited += now - entry.since
      tell(.refused(refusal), place, entry, &calls)
    }
    return calls
  }

  private mutating func tell(_ turn: GateTurn, _ place: Place, _ entry: Entry, _ calls: inout Calls)
  {
    if let waiter = entry.waiter {
      calls.append((waiter, turn))
    } else {
      told[place] = turn
    }
  }

  private mutating func makeWatch(_ until: Duration) -> GateWatch {
    lastWatch += 1
    return GateWatch(number: lastWatch, until: until)
  }

  private var first: Place? {
    if let place = ahead.first { return Place(isAhead: true, place: place) }
    return line.first.map { Place(isAhead: false, place: $0) }
  }

  private subscript(place: Place) -> Entry? {
    get { place.isAhead ? ahead[place.place] : line[place.place] }
    set { if place.isAhead { ahead[place.place] = newValue } else { line[place.place] = newValue } }
  }

  private mutating func remove(_ place: Place) -> Entry? {
    place.isAhead ? ahead.remove(place.place) : line.remove(place.place)
  }
}

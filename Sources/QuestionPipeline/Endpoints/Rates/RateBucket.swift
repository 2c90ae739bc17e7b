/// What may be spent of one kind, such as tokens of prompts, when so much is granted each minute.
///
/// It fills steadily. More than it holds may be taken once it is full; the debt is then waited for, so that a request
/// larger than the bucket passes, and the rate still holds over time.
package struct RateBucket: Sendable, Hashable {
  /// Whether the limit is the user's word; an endpoint's headers do not raise it.
  package let isStated: Bool
  private var perSecond: Double
  private var capacity: Double
  private var level: Double
  private var asOf: Duration
  /// When the endpoint says that all is granted anew.
  private var fullAt: Duration?

  /// A limit of the user's: no more than ten seconds' worth goes out at once.
  package init(statedPerMinute limit: Int, now: Duration) {
    isStated = true
    perSecond = Double(max(1, limit)) / 60
    capacity = max(1, perSecond * 10)
    level = capacity
    asOf = now
  }

  /// A limit that the endpoint told of.
  package init(learnedPerMinute limit: Int, now: Duration) {
    isStated = false
    perSecond = Double(max(1, limit)) / 60
    capacity = Double(max(1, limit))
    level = capacity
    asOf = now
  }

  /// How long until the amount may be taken; nil if it may be now.
  package mutating func wait(for amount: Int, now: Duration) -> Duration? {
    refill(now)
    let missing = min(Double(amount), capacity) - level
    // What rounding leaves is not worth another sleep.
    guard missing > 1e-6 else { return nil }
    let steady = Duration.seconds(missing / perSecond) + .microseconds(1)
    guard let fullAt, fullAt > now else { return steady }
    return min(steady, fullAt - now)
  }

  /// Takes the amount, whether it is there or not.
  package mutating func take(_ amount: Int, now: Duration) {
    refill(now)
    level -= Double(amount)
  }

  /// Gives back what was not used, or takes what was used beyond it, where the amount is negative.
  package mutating func giveBack(_ amount: Int) { level = min(capacity, level + Double(amount)) }

  /// Takes over what an endpoint says of its own book.
  ///
  /// A limit may be for a second or for a day on some hosts, and the headers do not say. So the limit is only a guess
  /// of how fast the bucket fills; what remains is believed, upwards too, and so a wrong guess slows nobody while the
  /// endpoint itself grants more.
  ///
  /// - Parameter outstanding: what requests in flight have taken, of which the endpoint may not know yet.
  package mutating func learn(
    _ told: RateHeaders.Line, outstanding: Int, now: Duration
  ) {
    refill(now)
    if !isStated, let limit = told.limit {
      perSecond = Double(limit) / 60
      capacity = Double(limit)
      level = min(level, capacity)
    }
    guard let remaining = told.remaining else { return }
    level = min(level, Double(remaining))
    guard !isStated else { return }
    level = max(level, min(capacity, Double(remaining - outstanding)))
    fullAt = told.reset.map { now + $0 }
  }

  private mutating func refill(_ now: Duration) {
    guard now > asOf else { return }
    level = min(capacity, level + (now - asOf).inSeconds * perSecond)
    asOf = now
    if let full = fullAt, now >= full {
      fullAt = nil
      level = max(level, capacity)
    }
  }
}

/// What the requests of a run came to over the wire, over all its invocations: for `timing.json`.
///
/// Records are added one by one: those of a long run are too many to be held at once.
package struct WireSummary: Sendable {
  /// Requests of stages that went over the wire.
  package private(set) var requests = 0
  /// HTTP requests sent for them.
  private var attempts = 0
  /// Requests that took more than one attempt, and the attempts beyond the first.
  private var retried = 0
  private var retries = 0
  /// Milliseconds waited before attempts, in all and at most.
  private var waited = 0.0
  private var longestWait = 0.0
  /// Why attempts gave no reply.
  private var failures: [String: Int] = [:]
  /// What was changed or left out on the way.
  private var notes: [String: Int] = [:]
  /// Milliseconds until the last byte of the attempts that brought the reply.
  private var took: [Double] = []

  package init() {}

  package mutating func add(_ wire: WireRecord) {
    guard let last = wire.attempts.last else { return }
    requests += 1
    for note in wire.notes { notes[note, default: 0] += 1 }
    attempts += wire.attempts.count
    retries += wire.attempts.count - 1
    if wire.attempts.count > 1 { retried += 1 }
    for attempt in wire.attempts {
      waited += attempt.waited
      longestWait = max(longestWait, attempt.waited)
      if let failure = attempt.failure { failures[failure, default: 0] += 1 }
    }
    if last.failure == nil { took.append(last.took) }
  }

  package var json: JSONValue {
    var object = JSONObject()
    object["requests"] = .integer(requests)
    object["attempts"] = .integer(attempts)
    object["retried"] = .integer(retried)
    object["retries"] = .integer(retries)
    object["waitedMilliseconds"] = .number(waited)
    object["longestWaitMilliseconds"] = .number(longestWait)
    object["failures"] = Self.json(failures)
    if !notes.isEmpty { object["notes"] = Self.json(notes) }
    let took = took.sorted()
    if let most = took.last {
      func latency(_ share: Double) -> JSONValue {
        .number(took[min(took.count - 1, Int(Double(took.count) * share))])
      }
      object["latencyMilliseconds"] = [
        "median": latency(0.5), "p95": latency(0.95), "most": .number(most),
      ]
    }
    return .object(object)
  }

  /// Counts in the order of what was counted.
  private static func json(_ counts: [String: Int]) -> JSONValue {
    .object(
      JSONObject(
        counts.sorted { $0.key < $1.key }.map { JSONObject.Member($0.key, .integer($0.value)) }))
  }
}

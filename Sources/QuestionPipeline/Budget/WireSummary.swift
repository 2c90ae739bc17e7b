/// What the requests of a run came to over the wire, over all its invocations: for `timing.json`.
package struct WireSummary: Sendable, Hashable {
  /// Requests of stages that went over the wire.
  package private(set) var requests = 0
  /// HTTP requests sent for them.
  package private(set) var attempts = 0
  /// Requests that took more than one attempt, and the attempts beyond the first.
  package private(set) var retried = 0
  package private(set) var retries = 0
  /// Milliseconds waited before attempts, in all and at most.
  package private(set) var waited = 0.0
  package private(set) var longestWait = 0.0
  /// Why attempts gave no reply, with counts, by name.
  package private(set) var failures: [(name: String, count: Int)] = []
  /// What was changed or left out on the way, with counts, by text.
  package private(set) var notes: [(text: String, count: Int)] = []
  /// Milliseconds until the last byte of the attempts that brought the reply, ascending.
  private var took: [Double] = []

  package init(_ wires: [WireRecord]) {
    var counts: [String: Int] = [:]
    var noted: [String: Int] = [:]
    for wire in wires where !wire.attempts.isEmpty {
      requests += 1
      for note in wire.notes { noted[note, default: 0] += 1 }
      attempts += wire.attempts.count
      retries += wire.attempts.count - 1
      if wire.attempts.count > 1 { retried += 1 }
      for attempt in wire.attempts {
        waited += attempt.waited
        longestWait = max(longestWait, attempt.waited)
        if let failure = attempt.failure { counts[failure, default: 0] += 1 }
      }
      if let last = wire.attempts.last, last.failure == nil { took.append(last.took) }
    }
    took.sort()
    notes = noted.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    failures = counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// The latency that the share of replies stayed below; nil where there was none.
  package func latency(_ share: Double) -> Double? {
    took.isEmpty ? nil : took[min(took.count - 1, Int(Double(took.count) * share))]
  }

  package var json: JSONValue {
    var object = JSONObject()
    object["requests"] = .integer(requests)
    object["attempts"] = .integer(attempts)
    object["retried"] = .integer(retried)
    object["retries"] = .integer(retries)
    object["waitedMilliseconds"] = .number(waited)
    object["longestWaitMilliseconds"] = .number(longestWait)
    object["failures"] = .object(JSONObject(failures.map { ($0.name, .integer($0.count)) }))
    if !notes.isEmpty {
      object["notes"] = .object(JSONObject(notes.map { ($0.text, .integer($0.count)) }))
    }
    if let half = latency(0.5), let most = latency(0.95), let all = took.last {
      object["latencyMilliseconds"] = [
        "median": .number(half), "p95": .number(most), "most": .number(all),
      ]
    }
    return .object(object)
  }

  package static func == (left: WireSummary, right: WireSummary) -> Bool {
    left.json == right.json
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(json) }
}

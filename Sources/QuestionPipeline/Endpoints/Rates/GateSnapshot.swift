/// What an endpoint's gate shows, for progress and `timing.json`.
package struct GateSnapshot: Sendable, Hashable {
  /// What has happened since the start.
  package struct Counts: Sendable, Hashable {
    /// Requests that were let through, retries included.
    package var tries = 0
    package var retries = 0
    /// Refused for want of capacity: 429 and its kin.
    package var rateLimited = 0
    /// Failed with an error status, as a rule 500 and above.
    package var serverErrors = 0
    package var timeouts = 0
    /// Failed without a status, by other causes than time.
    package var broken = 0
    /// How often the breaker opened.
    package var openings = 0
    /// What all requests waited in all, here and between their tries.
    package var waited = Duration.zero
  }

  package var endpoint: String
  package var model: String
  /// Requests that may be in flight now.
  package var limit: Int
  package var inFlight: Int
  package var waiting: Int
  /// What is left of a pause that the endpoint asked for.
  package var pause: Duration?
  /// For how long nothing has succeeded; nil while the breaker is closed.
  package var downFor: Duration?
  package var counts: Counts
}

extension GateSnapshot {
  /// For `timing.json`.
  package var json: JSONValue {
    var object = JSONObject()
    object["endpoint"] = .string(endpoint)
    object["model"] = .string(model)
    object["limit"] = .integer(limit)
    object["inFlight"] = .integer(inFlight)
    object["waiting"] = .integer(waiting)
    object["pauseMilliseconds"] = pause.map { .number($0.milliseconds) }
    object["downMilliseconds"] = downFor.map { .number($0.milliseconds) }
    object["tries"] = .integer(counts.tries)
    object["retries"] = .integer(counts.retries)
    object["rateLimited"] = .integer(counts.rateLimited)
    object["serverErrors"] = .integer(counts.serverErrors)
    object["timeouts"] = .integer(counts.timeouts)
    object["broken"] = .integer(counts.broken)
    object["openings"] = .integer(counts.openings)
    object["waitedMilliseconds"] = .number(counts.waited.milliseconds)
    return .object(object)
  }
}

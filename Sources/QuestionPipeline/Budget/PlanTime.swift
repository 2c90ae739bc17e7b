/// How long a planned run would take, from how fast models answered before and from what their endpoints allow.
///
/// An estimate: requests are taken to share the places evenly, and every first draft to pass.
package struct PlanTime: Sendable {
  /// How long replies to one part's requests took.
  package struct Latency: Sendable, Hashable {
    package var role: ModelRole
    /// The mean, in seconds.
    package var seconds: Double
    package var replies: Int

    package init(role: ModelRole, seconds: Double, replies: Int) {
      self.role = role
      self.seconds = seconds
      self.replies = replies
    }
  }

  /// An endpoint's limits, and its share of the requests of each part that it plays.
  package struct Load: Sendable {
    package var endpoint: String
    package var rates: EndpointProfile.Rates
    package var shares: [(role: ModelRole, share: Double)]

    package init(
      endpoint: String, rates: EndpointProfile.Rates, shares: [(role: ModelRole, share: Double)]
    ) {
      self.endpoint = endpoint
      self.rates = rates
      self.shares = shares
    }
  }

  /// Seconds; nil where nobody knows how fast the models answer.
  package var expected: Double?
  /// Replies that it rests on.
  package var replies: Int
  /// Seconds that the endpoints' rates take by themselves, and whose they are; nil where none are configured.
  package var byRates: (seconds: Double, endpoint: String)?
  /// Cells that are worked on at once.
  package var width: Int

  /// - Parameters:
  ///   - latencies: of the same models; those of all parts that are asked, or there is no estimate.
  ///   - concurrency: cells worked on at once, at most.
  package init(
    _ plan: PlanPreview, latencies: [Latency], loads: [Load], concurrency: Int
  ) {
    width = max(1, min(concurrency, plan.widest))
    byRates = loads.compactMap { load in
      Self.seconds(load, plan.calls).map { (seconds: $0, endpoint: load.endpoint) }
    }.max { $0.seconds < $1.seconds }
    // Vectors are made while cells are written.
    let asked = plan.calls.filter { $0.requests > 0 && $0.role != .embedder }
    let known = asked.compactMap { call in latencies.first { $0.role == call.role } }
    replies = known.reduce(0) { $0 + $1.replies }
    guard !asked.isEmpty, known.count == asked.count else { return }
    // All requests over all places; each second wave waits for the one before the last, and a cell's parts for one another.
    let places = loads.reduce(0) { $0 + ($1.rates.inFlight ?? width) }
    let atOnce = loads.isEmpty ? width : min(width, max(1, places))
    let work = zip(asked, known).reduce(0) { $0 + Double($1.0.requests) * $1.1.seconds }
    let chain = known.reduce(0) { $0 + $1.seconds }
    expected = max(
      work / Double(atOnce), chain * Double((plan.waves.count + 1) / 2), byRates?.seconds ?? 0)
  }

  /// What an endpoint's rates take for its share; nil where it has none.
  private static func seconds(_ load: Load, _ calls: [PlanPreview.Calls]) -> Double? {
    func sum(_ value: (PlanPreview.Calls) -> Int) -> Double {
      load.shares.reduce(0) { sum, part in
        let found = calls.first { $0.role == part.role }.map(value) ?? 0
        return sum + Double(found) * part.share
      }
    }
    let rates = load.rates
    let minutes = [
      rates.requestsPerMinute.map { sum(\.requests) / Double($0) },
      rates.inputTokensPerMinute.map { sum(\.promptTokens) / Double($0) },
      rates.outputTokensPerMinute.map { sum(\.completionTokens) / Double($0) },
    ].compactMap(\.self)
    return minutes.max().map { $0 * 60 }
  }

  package var json: JSONValue {
    [
      "seconds": expected.map { .integer(Int($0.rounded(.up))) } ?? .null,
      "secondsByRates": byRates.map { .integer(Int($0.seconds.rounded(.up))) } ?? .null,
      "cellsAtOnce": .integer(width), "measuredReplies": .integer(replies),
    ]
  }
}

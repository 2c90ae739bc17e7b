/// The scores of all items in one dimension.
package struct ScoreSummary: Sendable, Hashable {
  package static let binCount = 10

  package var name: String
  /// Nil for metrics that are not in the rubric.
  package var weight: Double?
  /// The mean with its interval; nil if no item was scored.
  package var mean: Interval?
  package var scored: Int
  /// Items by tenths of the scale; a value of 1 counts in the last.
  package var bins: [Int]
  /// Why the others were not scored, most frequent first, ties in the order of appearance.
  package var unscored: [(why: String, count: Int)]
  /// Whether rules alone scored it.
  package var isOfRulesAlone = false

  /// Dimensions whose rule scores did not correlate with people's judgements: what they ask, only a reader can see.
  static let judgesOnly: Set = ["relevance", "consistency", "answerability", "answerConsistency"]

  /// Whether the scores say nothing, because no judge gave them.
  package var lacksValidity: Bool { isOfRulesAlone && Self.judgesOnly.contains(name) }

  package static func == (left: ScoreSummary, right: ScoreSummary) -> Bool {
    left.json == right.json
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(json) }

  /// Summaries in the rubric's order, then those of other metrics in the order of their first item.
  static func all(_ items: [Item], rubric: Rubric, clusters: [Int], seed: UInt64)
    -> [ScoreSummary]
  {
    var names = rubric.dimensions.map(\.name)
    var known = Set(names)
    for index in items.indices {
      for entry in items[index].scores.entries where known.insert(entry.name).inserted {
        names.append(entry.name)
      }
    }
    let scores = items.map(\.scores)
    return names.map { name in
      var values: [Double] = []
      var groups: [Int] = []
      var bins = [Int](repeating: 0, count: binCount)
      var reasons: [(why: String, count: Int)] = []
      var isOfRulesAlone = true
      // Items of one set have their scores in one order, so the place is mostly that of the item before.
      var place = 0
      for (scores, cluster) in zip(scores, clusters) {
        switch scores.score(of: name, near: &place) {
        case .scored(let value, _, _, let by):
          if by != "rules" { isOfRulesAlone = false }
          values.append(value)
          groups.append(cluster)
          bins[min(max(Int(value * Double(binCount)), 0), binCount - 1)] += 1
        case .unscored(let why): count(why, in: &reasons)
        case nil: count("", in: &reasons)
        }
      }
      var summary = ScoreSummary(
        name: name, weight: rubric.dimensions.first { $0.name == name }?.weight,
        mean: MeanInterval.of(values, clusters: groups, seed: seed ^ name.stableHash),
        scored: values.count, bins: bins,
        unscored: reasons.enumerated()
          .sorted { ($1.element.count, $0.offset) < ($0.element.count, $1.offset) }
          .map(\.element))
      summary.isOfRulesAlone = isOfRulesAlone && !values.isEmpty
      return summary
    }
  }

  private static func count(_ why: String, in reasons: inout [(why: String, count: Int)]) {
    if let index = reasons.firstIndex(where: { $0.why == why }) {
      reasons[index].count += 1
    } else {
      reasons.append((why, 1))
    }
  }

  var json: JSONValue {
    var object = JSONObject()
    object["name"] = .string(name)
    object["weight"] = weight.map(JSONValue.number)
    object["value"] = mean.map { .number($0.value) }
    object["low"] = mean.map { .number($0.low) }
    object["high"] = mean.map { .number($0.high) }
    object["scored"] = .integer(scored)
    object["bins"] = .array(bins.map(JSONValue.integer))
    if lacksValidity { object["validity"] = "no validity without a judge" }
    object["unscored"] = .array(
      unscored.map { ["why": .string($0.why), "count": .integer($0.count)] })
    return .object(object)
  }
}

/// The mean of scores with its bootstrap interval, clustered by topic path.
enum MeanInterval {
  /// Items of one topic are not independent, so whole topics are drawn; where there are fewer than three of them,
  /// which would make any interval a pretence, the items are.
  ///
  /// - Parameter clusters: a number for the topic path of each.
  static func of(_ values: [Double], clusters: [Int], seed: UInt64) -> Interval? {
    let isClustered = Set(clusters).count >= 3
    // Large sets need fewer draws: their means hardly move.
    let resamples = max(200, min(1000, 4_000_000 / max(1, values.count)))
    return Bootstrap.mean(
      values, clusters: isClustered ? clusters : nil, seed: seed, resamples: resamples)
  }
}

extension Scores {
  /// The score of that name, looked for first where it was found last.
  fileprivate func score(of name: String, near place: inout Int) -> Score? {
    if place < entries.count, entries[place].name == name { return entries[place].score }
    guard let found = entries.firstIndex(where: { $0.name == name }) else { return nil }
    place = found
    return entries[found].score
  }
}

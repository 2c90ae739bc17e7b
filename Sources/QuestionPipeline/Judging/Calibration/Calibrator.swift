/// Holds the scores of a set against people's labels.
package struct Calibrator: Sendable {
  /// What came of it.
  package struct Result: Sendable {
    package var calibration: Calibration
    /// Krippendorff's alpha (interval) of the raters by dimension, where some items have several: the ceiling of what a
    /// judge can be asked for.
    package var ceilings: [(dimension: String, alpha: Double)]
    /// Rows whose item is in the set, and the lines of those whose item is not.
    package var matched: Int
    package var unmatched: [Int]
    /// Labelled dimensions that no item was scored in, with the reason most often given.
    package var unscored: [(dimension: String, why: String)]
  }

  /// Fewer labels than this say nothing of a curve.
  package static let fewest = 10

  private let labels: HumanLabels
  private let seed: UInt64

  package init(labels: HumanLabels, seed: UInt64) {
    self.labels = labels
    self.seed = seed
  }

  /// - Parameter items: the scored set; nil where the rows bring their own scores.
  package func calibrate(_ items: [Item]?) -> Result {
    let found = scored(items)
    var dimensions: [String] = []
    for row in labels.rows {
      for entry in row.labels where !dimensions.contains(entry.dimension) {
        dimensions.append(entry.dimension)
      }
    }
    var result = Result(
      calibration: Calibration(), ceilings: [], matched: found.count { $0 != nil },
      unmatched: zip(labels.rows, found).filter { $0.1 == nil }.map(\.0.line), unscored: [])
    for dimension in dimensions {
      var pairs: [String: [(score: Double, label: Double, cluster: String)]] = [:]
      var reasons: [String: Int] = [:]
      var raters: [[Double?]] = []
      for (row, item) in zip(labels.rows, found) {
        guard let item, let entry = row.labels.first(where: { $0.dimension == dimension }) else {
          continue
        }
        raters.append(entry.ratings)
        let label = entry.ratings.map(labels.scaled).reduce(0, +) / Double(entry.ratings.count)
        switch item.scores[dimension] {
        case .scored(let value, _, _, let by):
          pairs[by, default: []].append((value, label, item.cluster))
        case .unscored(let why): reasons[why, default: 0] += 1
        case nil: reasons["the set has no such score", default: 0] += 1
        }
      }
      if let alpha = KrippendorffAlpha.alpha(raters, .interval) {
        result.ceilings.append((dimension, alpha.roundedScore))
      }
      for judge in pairs.keys.sorted() {
        result.calibration.entries.append(entry(judge, dimension, pairs[judge] ?? []))
      }
      if pairs.isEmpty {
        let commonest = reasons.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
        result.unscored.append((dimension, commonest ?? "none of its items is in the set"))
      }
    }
    return result
  }

  private func entry(
    _ judge: String, _ dimension: String, _ pairs: [(score: Double, label: Double, cluster: String)]
  ) -> Calibration.Entry {
    let (scores, marks) = (pairs.map(\.score), pairs.map(\.label))
    // Items of one topic are not independent; but with fewer topics than folds, items must do.
    let topics = pairs.map(\.cluster)
    let clusters = Set(topics).count >= 5 ? topics : pairs.indices.map(String.init)
    let seed = seed ^ "\(judge)/\(dimension)".stableHash
    func agreement(_ values: [Double]) -> Calibration.Agreement {
      Calibration.Agreement(values, marks, clusters: clusters, seed: seed)
    }
    var entry = Calibration.Entry(
      judge: judge, dimension: dimension, labels: pairs.count, before: agreement(scores))
    guard pairs.count >= Self.fewest,
      let held = IsotonicCurve.crossValidated(scores, marks, clusters: clusters, seed: seed)
    else { return entry }
    let after = agreement(held)
    entry.after = after
    // A curve that does no better on items it has not seen would only add noise, and a flat one would make all equal.
    if after.error < entry.before.error, let curve = IsotonicCurve(fitting: scores, to: marks),
      !curve.isFlat
    {
      entry.curve = IsotonicCurve(points: Self.rounded(curve.points))
    }
    return entry
  }

  /// The points as files have them; of those that rounding makes one, the last.
  private static func rounded(_ points: [IsotonicCurve.Point]) -> [IsotonicCurve.Point] {
    var result: [IsotonicCurve.Point] = []
    for point in points {
      let point = IsotonicCurve.Point(
        score: point.score.roundedScore, value: point.value.roundedScore)
      if result.last?.score == point.score { result.removeLast() }
      result.append(point)
    }
    return result
  }

  /// The scores of each row's item, and the topic that it belongs to; nil where the item is not to be found.
  private func scored(_ items: [Item]?) -> [(scores: Scores, cluster: String)?] {
    guard let items else {
      return labels.rows.map { row in
        row.scores.map { ($0, row.cluster ?? String(row.line)) }
      }
    }
    let byID = Dictionary(items.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let byQuestion = Dictionary(
      items.map { ($0.draft.question, $0) }, uniquingKeysWith: { first, _ in first })
    return labels.rows.map { row in
      let item = row.id.flatMap { byID[$0] } ?? row.question.flatMap { byQuestion[$0] }
      return item.map { item in
        let topic = item.topic.joined(separator: "\u{1F}")
        return (item.scores, topic.isEmpty ? item.id : topic)
      }
    }
  }
}

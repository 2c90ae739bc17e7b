/// What people's labels taught of judges: for each judge and dimension how far it can be trusted, and what its scores
/// mean on the scale of the labels. Kept in a file, to which each calibration adds.
package struct Calibration: Sendable, Hashable {
  package static let formatVersion = 1

  /// One judge's standing in one dimension.
  package struct Entry: Sendable, Hashable {
    /// The `by` of its scores: a model's name, or "rules".
    package var judge: String
    package var dimension: String
    /// Items that have both a label and a score.
    package var labels: Int
    package var before: Agreement
    /// Cross-validated: what curves say of items that they were not fitted on. Nil where there were too few labels.
    package var after: Agreement?
    /// Fitted on all labels; nil where the scores are better left as they are.
    package var curve: IsotonicCurve?

    package init(
      judge: String, dimension: String, labels: Int, before: Agreement, after: Agreement? = nil,
      curve: IsotonicCurve? = nil
    ) {
      self.judge = judge
      self.dimension = dimension
      self.labels = labels
      self.before = before
      self.after = after
      self.curve = curve
    }
  }

  package var entries: [Entry]

  package init(entries: [Entry] = []) { self.entries = entries }

  package subscript(judge: String, dimension: String) -> Entry? {
    entries.first { $0.judge == judge && $0.dimension == dimension }
  }

  /// The correlation of a judge's scores with people's labels; nil where it is not known.
  package func reliability(of judge: String, in dimension: String) -> Double? {
    self[judge, dimension]?.before.pearson?.value
  }

  /// The scores with those that a curve is known for put on the scale of the labels; their order stays.
  package func applied(to scores: Scores) -> Scores {
    Scores(
      scores.entries.map { name, score in
        guard case .scored(let value, let low, let high, let by) = score,
          let curve = self[by, name]?.curve
        else { return (name, score) }
        return (
          name,
          .scored(
            value: curve[value].roundedScore, low: curve[low].roundedScore,
            high: curve[high].roundedScore, by: by)
        )
      })
  }

  /// How many of these items' scores a curve is known for.
  package func reach(_ items: [Item]) -> Int {
    items.reduce(0) { sum, item in
      sum
        + item.scores.entries.count { entry in
          guard case .scored(_, _, _, let by) = entry.score else { return false }
          return self[by, entry.name]?.curve != nil
        }
    }
  }

  /// These entries put over those of an earlier calibration.
  package func merged(over earlier: Calibration) -> Calibration {
    let kept = earlier.entries.filter { self[$0.judge, $0.dimension] == nil }
    return Calibration(
      entries: (kept + entries).sorted { ($0.judge, $0.dimension) < ($1.judge, $1.dimension) })
  }
}

extension Calibration {
  /// How scores go with labels, both on the scale 0 to 1.
  package struct Agreement: Sendable, Hashable {
    /// With 95% intervals; nil where one side does not vary.
    package var pearson: Interval?
    package var spearman: Double?
    /// The mean absolute difference.
    package var error: Double
    /// The mean of the scores less that of the labels: above 0 a judge is too kind.
    package var bias: Double

    /// - Parameter clusters: drawn as a whole for the interval.
    package init(_ scores: [Double], _ labels: [Double], clusters: [String], seed: UInt64) {
      let n = Double(max(1, scores.count))
      error = (zip(scores, labels).reduce(0) { $0 + abs($1.0 - $1.1) } / n).roundedScore
      bias = (zip(scores, labels).reduce(0) { $0 + $1.0 - $1.1 } / n).roundedScore
      spearman = Correlation.spearman(scores, labels)?.roundedScore
      pearson = Bootstrap.interval(clusters: clusters, seed: seed) { weights in
        var (x, y): ([Double], [Double]) = ([], [])
        for (row, weight) in weights.enumerated() {
          for _ in 0..<weight {
            x.append(scores[row])
            y.append(labels[row])
          }
        }
        return Correlation.pearson(x, y)
      }
    }
  }
}

extension Calibration.Agreement: JSONConvertible {
  package var json: JSONValue {
    var object = JSONObject()
    object["pearson"] = pearson?.json ?? ["unscored": "scores or labels do not vary"]
    object["spearman"] = spearman.map(JSONValue.number)
    object["error"] = .number(error)
    object["bias"] = .number(bias)
    return .object(object)
  }

  package init(_ reader: JSONReader) throws {
    let pearson = try reader.required("pearson")
    self.pearson =
      try pearson.optional("value") == nil
      ? nil
      : Interval(
        value: try pearson.double("value"), low: try pearson.double("low"),
        high: try pearson.double("high"))
    spearman = try reader.optional("spearman")?.double()
    error = try reader.double("error")
    bias = try reader.double("bias")
  }
}

extension Calibration: JSONConvertible {
  package var json: JSONValue {
    [
      "format": .integer(Self.formatVersion), "viva": .string(Version.number),
      "entries": .array(
        entries.map { entry in
          var object = JSONObject()
          object["judge"] = .string(entry.judge)
          object["dimension"] = .string(entry.dimension)
          object["labels"] = .integer(entry.labels)
          object["before"] = entry.before.json
          object["after"] = entry.after?.json
          object["curve"] = entry.curve.map {
            .array($0.points.map { .array([.number($0.score), .number($0.value)]) })
          }
          return .object(object)
        }),
    ]
  }

  package init(_ reader: JSONReader) throws {
    let format = try reader.int("format")
    guard format <= Self.formatVersion else {
      throw reader.invalid("format \(format) was written by a newer version of Viva")
    }
    entries = try reader.array("entries").map { entry in
      var curve: IsotonicCurve?
      if let points = try entry.optional("curve") {
        curve = IsotonicCurve(
          points: try points.array().map { point in
            let numbers = try point.array()
            guard numbers.count == 2 else { throw point.invalid("a point has a score and a value") }
            return IsotonicCurve.Point(
              score: try numbers[0].double(in: 0...1), value: try numbers[1].double(in: 0...1))
          })
        guard curve != nil else { throw points.invalid("the points of a curve rise") }
      }
      return Entry(
        judge: try entry.string("judge"), dimension: try entry.string("dimension"),
        labels: try entry.int("labels"), before: try Agreement(entry.required("before")),
        after: try entry.optional("after").map { try Agreement($0) }, curve: curve)
    }
  }
}

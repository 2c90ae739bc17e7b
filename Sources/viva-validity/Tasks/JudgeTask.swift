import QuestionPipeline

/// Recorded pairwise verdicts of several judges in both orders: does the panel keep up with its best judge?
///
/// The weights are learned on 30 labelled rows and all unlabelled ones. The figure is measured over many draws of the
/// 30, each on the rows outside its draw; the best judge is chosen with all labels in hand, which favours it. A row
/// without a winner, a judge's or the panel's, counts half: a coin would do that.
struct JudgeTask: ValidityTask {
  let name = "judges"
  static let labelled = 30
  static let draws = 200

  func recognises(_ row: JSONReader) -> Bool { row.has("id", "judges", "label") }

  func measure(_ file: LabelledFile) throws -> Measurement {
    let panel = try RecordedPanel(file)
    var figures: [Figure] = []
    for group in panel.groups where group.judges.count > 1 {
      figures += group.figures(draws: Self.draws, labelled: Self.labelled)
    }
    return Measurement(figures: figures, predictions: panel.predictions(Self.labelled))
  }
}

/// The rows of such a file as leans of judges.
struct RecordedPanel {
  /// Some of the judges on the rows that they saw.
  struct Group {
    var name: String
    var judges: [String]
    var leans: [[Double?]]
    var labels: [Double]
    var health: [PairwiseHealth]
  }

  private let ids: [String]
  private let labels: [Double]
  private let judges: [String]
  private let leans: [[Double?]]
  private let verdicts: [[(forward: PairVerdict, backward: PairVerdict)?]]
  /// Of the two texts of each row, in scalars.
  private let lengths: [(Int, Int)]

  init(_ file: LabelledFile) throws {
    var names: Set<String> = []
    for row in file.rows {
      names.formUnion(try row.required("judges").members().map(\.key))
    }
    let sorted = names.sorted()
    judges = sorted
    ids = try file.rows.map { try $0.string("id") }
    labels = try file.rows.map { row in
      let label = try row.required("label")
      let text = label.value.stringValue ?? label.value.intValue.map(String.init)
      switch text {
      case "1": return 1
      case "2": return -1
      default: throw label.invalid("a label is 1 or 2")
      }
    }
    verdicts = try file.rows.map { row in
      let said = try row.required("judges")
      return try sorted.map { judge in
        guard let verdicts = try said.optional(judge) else { return nil }
        return (try Self.verdict(verdicts, "ab"), try Self.verdict(verdicts, "ba"))
      }
    }
    leans = verdicts.map { row in
      row.map { $0.flatMap { PairwisePanel.lean($0.forward, $0.backward) } }
    }
    lengths = try file.rows.map { row in
      func length(_ key: String) throws -> Int {
        try row.optional(key)?.string().unicodeScalars.count ?? 0
      }
      return (try length("output_1"), try length("output_2"))
    }
  }

  private static func verdict(_ verdicts: JSONReader, _ key: String) throws -> PairVerdict {
    switch try verdicts.optional(key)?.string() {
    case "1": .first
    case "2": .second
    default: .unscored(.noVerdict)
    }
  }

  /// A judge on the rows that it saw.
  private func health(_ judge: Int) -> PairwiseHealth {
    let rows = verdicts.indices.filter { verdicts[$0][judge] != nil }
    return PairwiseHealth(
      rows.compactMap { verdicts[$0][judge] }, lengths: rows.map { lengths[$0] })
  }

  /// All judges on all rows; then, for each way of asking that several judges were asked in, those judges on the rows that
  /// at least one of them saw.
  var groups: [Group] {
    var result = [
      Group(
        name: "all", judges: judges, leans: leans, labels: labels,
        health: judges.indices.map(health))
    ]
    let common = leans.indices.filter { row in !leans[row].contains { $0 == nil } }
    if common.count > 2 * JudgeTask.labelled, common.count < leans.count {
      result.append(
        Group(
          name: "all, on rows that every judge saw", judges: judges,
          leans: common.map { leans[$0] }, labels: common.map { labels[$0] },
          health: judges.indices.map(health)))
    }
    let ways = Set(judges.compactMap(Self.way)).sorted()
    for way in ways {
      let members = judges.indices.filter { Self.way(judges[$0]) == way }
      let rows = leans.indices.filter { row in members.contains { leans[row][$0] != nil } }
      guard members.count > 2, rows.count > 2 * JudgeTask.labelled else { continue }
      result.append(
        Group(
          name: way, judges: members.map { judges[$0] },
          leans: rows.map { row in members.map { leans[row][$0] } },
          labels: rows.map { labels[$0] }, health: members.map(health)))
    }
    return result
  }

  /// "model/way of asking".
  private static func way(_ judge: String) -> String? {
    judge.firstIndex(of: "/").map { String(judge[judge.index(after: $0)...]) }
  }

  /// Each row's verdict by weights learned on one draw of labelled rows, its own label never among them.
  func predictions(_ labelled: Int) -> [Prediction] {
    var generator = SplitMix64(seed: 20_250_101)
    let drawn = Set(generator.shuffled(Array(ids.indices)).prefix(labelled))
    func panel(without row: Int?) -> PairwisePanel {
      var known: [Int: Double] = [:]
      for index in drawn where index != row { known[index] = labels[index] }
      return PairwisePanel(leans: leans, labels: known)
    }
    let common = panel(without: nil)
    return ids.indices.map { row in
      let panel = drawn.contains(row) ? panel(without: row) : common
      let value: JSONValue =
        switch panel.verdict(leans[row]) {
        case .first: "1"
        case .second: "2"
        case .tie, .unscored: .null
        }
      return Prediction(id: ids[row], value)
    }
  }
}

extension RecordedPanel.Group {
  /// 1 where the lean has the label's sign, a half where there is none.
  private static func hit(_ lean: Double, _ label: Double) -> Double {
    lean == 0 ? 0.5 : (lean > 0) == (label > 0) ? 1 : 0
  }

  private static func notes(_ judge: String, _ health: PairwiseHealth) -> JSONObject {
    var notes = JSONObject([("judge", .string(judge))])
    notes["flips"] = .integer(health.flips)
    notes["firstPlaceFlips"] = .integer(health.firstPlace)
    notes["unread"] = .integer(health.unread)
    notes["lengthCorrelation"] = health.lengthCorrelation.map { .number($0.roundedScore) }
    return notes
  }

  func figures(draws: Int, labelled: Int) -> [Figure] {
    let rows = labels.count
    let hits = judges.indices.map { judge in
      leans.indices.map { Self.hit(leans[$0][judge] ?? 0, labels[$0]) }
    }
    func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
    let accuracies = hits.map(mean)
    let best = accuracies.indices.max { (accuracies[$0], $1) < (accuracies[$1], $0) } ?? 0
    let clusters = labels.indices.map(String.init)
    let bestFigure = Figure.measured(
      "bestJudge/" + name, clusters: clusters, notes: Self.notes(judges[best], health[best])
    ) { Self.mean(hits[best], $0) }
    let width = bestFigure.interval.map { $0.value - $0.low } ?? 0

    var generator = SplitMix64(seed: 20_250_102)
    var differences: [Double] = []
    var majority: [Double] = []
    var sums = [Double](repeating: 0, count: rows)
    var counts = [Double](repeating: 0, count: rows)
    for _ in 0..<draws {
      let order = generator.shuffled(Array(0..<rows))
      let drawn = order.prefix(labelled)
      let known = Dictionary(uniqueKeysWithValues: drawn.map { ($0, labels[$0]) })
      let panel = PairwisePanel(leans: leans, labels: known)
      let rest = order.dropFirst(labelled)
      var (own, other, bare) = (0.0, 0.0, 0.0)
      for row in rest {
        let hit = Self.hit(panel.lean(leans[row]), labels[row])
        own += hit
        other += hits[best][row]
        bare += Self.hit(leans[row].reduce(0) { $0 + ($1 ?? 0) }, labels[row])
        sums[row] += hit
        counts[row] += 1
      }
      differences.append((own - other) / Double(rest.count))
      majority.append((bare - other) / Double(rest.count))
    }
    let sorted = differences.sorted()
    let below = sorted.count { $0 < -width }
    let shares = zip(sums, counts).map { $1 > 0 ? $0 / $1 : 0.5 }
    let unlabelled = PairwisePanel(leans: leans, labels: [:])
    let blind = leans.indices.map { Self.hit(unlabelled.lean(leans[$0]), labels[$0]) }
    return [
      bestFigure,
      .measured(
        "panel/" + name, clusters: clusters,
        notes: JSONObject([
          ("judges", .integer(judges.count)), ("draws", .integer(draws)),
          ("labelled", .integer(labelled)),
          ("againstBest", .number(mean(differences).roundedScore)),
          ("worstDraw", .number((sorted.first ?? 0).roundedScore)),
          ("drawsBelowInterval", .integer(below)),
          ("majorityAgainstBest", .number(mean(majority).roundedScore)),
          ("withoutLabels", .number(mean(blind).roundedScore)),
        ])
      ) { Self.mean(shares, $0) },
    ]
  }

  private static func mean(_ values: [Double], _ weights: [Int]) -> Double? {
    var (sum, count) = (0.0, 0)
    for (value, weight) in zip(values, weights) {
      sum += value * Double(weight)
      count += weight
    }
    return count > 0 ? sum / Double(count) : nil
  }
}

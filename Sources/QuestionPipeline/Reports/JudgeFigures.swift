/// What `report.json` says of the judges, as the pages show it: how far they agree, and what is to be held against each.
struct JudgeFigures: Sendable {
  /// A table whose cells are figures, but for the first column.
  struct Table: Sendable {
    var title: String
    var head: [String]
    var rows: [[String]]
  }
  private let judges: [JSONValue]
  private let agreement: [JSONValue]

  /// - Parameter json: the member `judging` of `report.json`; nil where rules alone spoke.
  init?(_ json: JSONValue?) {
    guard let json, let judges = json["judges"]?.arrayValue, !judges.isEmpty else { return nil }
    self.judges = judges
    agreement = json["agreement"]?.arrayValue ?? []
  }

  /// The verdict in plain words, by Krippendorff's convention: from 0.8 on scores can be relied on, from 0.667 on they allow
  /// tentative conclusions.
  func verdict(_ words: ReportWords) -> String {
    guard judges.count > 1 else {
      return words(
        "One judge scored; how far another would agree is not known.", "只有一位评审打分；换一位是否一致无从得知。")
    }
    var solid: [String] = []
    var tentative: [String] = []
    var weak: [String] = []
    for entry in agreement {
      guard let name = entry["name"]?.stringValue, let alpha = entry["ordinalAlpha"]?.doubleValue
      else { continue }
      let label = words.dimension(name)
      if alpha >= 0.8 {
        solid.append(label)
      } else if alpha >= 0.667 {
        tentative.append(label)
      } else {
        weak.append(label)
      }
    }
    var sentences: [String] = []
    func say(_ names: [String], _ english: String, _ chinese: String) {
      guard !names.isEmpty else { return }
      sentences.append(
        words("\(english) \(words.list(names)).", "\(chinese)\(words.list(names))。"))
    }
    say(solid, "The judges agree well (α from 0.8 on) on", "评审高度一致（α ≥ 0.8）：")
    say(tentative, "They agree enough for tentative conclusions on", "一致性尚可，结论宜谨慎：")
    say(weak, "They do not agree (α below 0.667) on", "评审不一致（α < 0.667）：")
    return sentences.isEmpty
      ? words("No item was scored by two judges.", "没有由两位评审共同打分的题目。")
      : sentences.joined(separator: words(" ", ""))
  }

  func tables(_ words: ReportWords) -> [Table] {
    func number(_ value: JSONValue?, _ decimals: Int = 2) -> String {
      value?.doubleValue?.fixed(decimals) ?? "–"
    }
    func count(_ value: JSONValue?) -> String { value?.intValue?.grouped ?? "–" }
    var tables: [Table] = []
    if judges.count > 1, !agreement.isEmpty {
      tables.append(
        Table(
          title: words("Agreement by dimension", "各维度的一致性"),
          head: [
            words("Dimension", "维度"), words("Items", "题数"), words("α ordinal", "α（序）"),
            words("α interval", "α（距）"), "AC1", words("κ quadratic", "κ（平方）"),
            words("Independent judges", "独立评审数"), words("Weights", "权重"),
          ],
          rows: agreement.map { entry in
            let weights = (entry["weights"]?.arrayValue ?? []).map { number($0) }
            return [
              words.dimension(entry["name"]?.stringValue ?? ""), count(entry["items"]),
              number(entry["ordinalAlpha"]), number(entry["intervalAlpha"]), number(entry["ac1"]),
              number(entry["kappa"]), number(entry["effectiveJudges"], 1),
              weights.joined(separator: " / "),
            ]
          }))
    }
    tables.append(
      Table(
        title: words("The judges one by one", "各位评审"),
        head: [
          words("Judge", "评审"), words("Replies", "答复"), words("Unusable", "不可用"),
          words("Grades", "评分"), words("Unscored", "未打分"),
          words("Commonest grade", "最常见分数占比"), words("ρ with length", "与篇幅相关 ρ"),
          words("Between samples", "重复打分之差"),
        ],
        rows: judges.map { judge in
          let failures = judge["failures"]?.objectValue?.members ?? []
          return [
            (judge["judge"]?.stringValue ?? "").clipped(60), count(judge["replies"]),
            failures.reduce(0) { $0 + ($1.value.intValue ?? 0) }.grouped, count(judge["grades"]),
            count(judge["unscored"]), number(judge["commonestShare"]),
            number(judge["lengthCorrelation"]), number(judge["sampleDifference"]),
          ]
        }))
    return tables
  }
}

extension SetReport {
  /// As `report.json` has them, so that all three reports say the same of the judges.
  var judgeFigures: JudgeFigures? { JudgeFigures(contents.judging?.json) }
}

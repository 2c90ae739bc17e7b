import QuestionPipeline

/// A comparison for a terminal.
enum ComparisonText {
  static func lines(_ comparison: SetComparison) -> [String] {
    var lines = [headline(comparison), ""]
    lines.append("a  \(comparison.a.path): \(items(comparison.a.items.count))")
    lines.append(
      "b  \(comparison.b.path): \(items(comparison.b.items.count)), \(comparison.shared) of them in a"
    )
    for part in [scores(comparison), mixes(comparison), refusals(comparison), stages(comparison)]
    where !part.isEmpty {
      lines.append("")
      lines += part
    }
    return lines
  }

  private static func items(_ count: Int) -> String { count == 1 ? "1 item" : "\(count) items" }

  static func headline(_ comparison: SetComparison) -> String {
    guard let score = comparison.scores.first(where: { $0.name == "score" }),
      let change = score.change, let a = score.means.a, let b = score.means.b
    else {
      return
        "The sets cannot be ranked: one of them has no scored item. 'viva evaluate' scores a set."
    }
    let places = decimals(change)
    let facts =
      "mean score \(number(a, places)) and \(number(b, places)), "
      + "difference \(signed(change.difference.value, places)) "
      + "(95% interval \(interval(change.difference, places))), "
      + "as large by chance alone in \(chance(change.p))"
    var text =
      switch comparison.winner {
      case .a: "a scores higher: \(facts)."
      case .b: "b scores higher: \(facts)."
      case .neither, .unscored: "No difference that could be told from noise: \(facts)."
      }
    if let first = comparison.a.rubric, let second = comparison.b.rubric, first != second {
      text += " But they were scored by different rubrics."
    }
    if comparison.a.isCalibrated != comparison.b.isCalibrated {
      text += " But the scores of only one of them are calibrated."
    }
    return text
  }

  private static func scores(_ comparison: SetComparison) -> [String] {
    let rows = comparison.scores.map { drift -> [String] in
      let change = drift.change
      let places = change.map(decimals) ?? 2
      return [
        drift.name + (drift.isComparable ? "" : " *"), number(drift.means.a, places),
        number(drift.means.b, places),
        change.map { signed($0.difference.value, places) } ?? "–",
        change.map { interval($0.difference, places) } ?? "–",
        change.map { "\($0.count)\(drift.isPaired ? " pairs" : "")" } ?? "–",
        change.map { chance($0.p) } ?? "–", drift.adjustedP.map(chance) ?? "–",
        number(drift.ks), number(drift.psi),
      ]
    }
    var lines = TextTable.rows(
      ["Score", "a", "b", "b − a", "95% interval", "n", "By chance", "adjusted", "KS", "PSI"], rows,
      numbers: [1, 2, 3, 5, 6, 7, 8, 9])
    let others = comparison.scores.filter { !$0.isComparable }
    if !others.isEmpty {
      lines.append(
        "* judged by others, so not comparable: " + others.map(judges).joined(separator: "; "))
    }
    return lines
  }

  private static func judges(_ drift: SetComparison.ScoreDrift) -> String {
    func names(_ list: [String]) -> String {
      list.isEmpty ? "nobody" : list.joined(separator: ", ")
    }
    return "\(drift.name) (\(names(drift.judges.a)) / \(names(drift.judges.b)))"
  }

  private static func mixes(_ comparison: SetComparison) -> [String] {
    var rows: [[String]] = []
    for mix in comparison.mixes where mix.values.count > 1 || (mix.psi ?? 0) > 0.1 {
      let (a, b) = (mix.values.reduce(0) { $0 + $1.a }, mix.values.reduce(0) { $0 + $1.b })
      for (place, value) in mix.values.enumerated() {
        rows.append([
          place == 0 ? mix.name : "", value.name, share(value.a, a), share(value.b, b),
          place == 0 ? number(mix.psi) : "",
        ])
      }
    }
    return rows.isEmpty
      ? [] : TextTable.rows(["Mix", "", "a", "b", "PSI"], rows, numbers: [2, 3, 4])
  }

  private static func share(_ count: Int, _ all: Int) -> String {
    all == 0 ? "–" : "\(count) (\(Decimals.text(Double(count) * 100 / Double(all), 0))%)"
  }

  private static func refusals(_ comparison: SetComparison) -> [String] {
    guard !comparison.refusals.isEmpty else { return [] }
    return TextTable.rows(
      ["Refused cells", "a", "b"],
      comparison.refusals.map { [$0.reason, String($0.a), String($0.b)] }, numbers: [1, 2])
  }

  private static func stages(_ comparison: SetComparison) -> [String] {
    guard !comparison.stageNames.isEmpty else { return [] }
    func side(_ set: ComparedSet, _ name: String) -> [String] {
      guard let stage = set.stages.first(where: { $0.name == name }) else {
        return ["–", "–", "–", "–"]
      }
      let latency = stage.median.map { median in
        "\(Decimals.text(median, 1))/\(stage.p95.map { Decimals.text($0, 1) } ?? "–")"
      }
      return [
        String(stage.requests), "\(stage.promptTokens)+\(stage.completionTokens)",
        stage.nanoDollars.map(Money.short) ?? "?", latency ?? "–",
      ]
    }
    let rows = comparison.stageNames.map { name in
      [name] + zip(side(comparison.a, name), side(comparison.b, name)).flatMap { [$0, $1] }
    }
    return TextTable.rows(
      [
        "Stage", "Requests a", "b", "Tokens a", "b", "Cost a", "b", "Median/95% ms a", "b",
      ], rows, numbers: [1, 2, 3, 4, 5, 6, 7, 8])
  }

  private static func number(_ value: Double?, _ places: Int = 2) -> String {
    value.map { Decimals.text($0, places) } ?? "–"
  }

  private static func signed(_ value: Double, _ places: Int) -> String {
    places == 2 ? CalibrationTable.signed(value) : (value > 0 ? "+" : "") + number(value, places)
  }

  private static func interval(_ range: Interval, _ places: Int) -> String {
    "\(signed(range.low, places)) to \(signed(range.high, places))"
  }

  /// As many as show a difference that counts: "1.00 and 1.00, but b scores higher" would be believed by nobody.
  private static func decimals(_ change: MeanDifference) -> Int {
    change.p < SetComparison.level && abs(change.difference.value) < 0.005 ? 4 : 2
  }

  /// A chance in per cent; what is below the finest step of the permutations is said to be so.
  static func chance(_ p: Double) -> String {
    p < 0.001 ? "< 0.1%" : Decimals.text(p * 100, p < 0.1 ? 1 : 0) + "%"
  }
}

import QuestionPipeline

/// What the judges of an evaluation are worth, in a few lines for a terminal.
enum JudgingText {
  /// Empty where one judge alone spoke and nothing is amiss.
  static func lines(_ summary: JudgingSummary) -> [String] {
    var lines: [String] = []
    for judge in summary.judges {
      let failed = judge.failures.reduce(0) { $0 + $1.count }
      guard failed > 0 else { continue }
      let reasons = judge.failures.map { "\($0.reason) \($0.count)" }.joined(separator: ", ")
      lines.append(
        "Judge \(judge.judge): \(failed) of \(judge.replies) replies could not be used (\(reasons))."
      )
    }
    guard summary.judges.count > 1 else { return lines }
    let rows = summary.agreement.filter { $0.items > 0 }.map { entry in
      [
        entry.dimension, String(entry.items), number(entry.ordinalAlpha), number(entry.ac1),
        number(entry.effectiveJudges),
        zip(summary.judges, entry.weights).map { "\($0.judge) \(Decimals.text($1, 2))" }
          .joined(separator: ", "),
        entry.basis == .labels ? "people's labels" : "their agreement",
      ]
    }
    guard !rows.isEmpty else { return lines }
    return lines
      + TextTable.rows(
        ["Judges on", "Items", "Alpha", "AC1", "Worth", "Weights", "by"], rows,
        numbers: [1, 2, 3, 4])
      + [
        "Alpha: Krippendorff's, on ranks. Worth: how many independent judges they come to, at least."
      ]
  }

  private static func number(_ value: Double?) -> String { CalibrationTable.number(value) }
}

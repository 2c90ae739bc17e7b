import QuestionPipeline

/// The short form of a quality report in Markdown, for the page that a build server shows of a run.
struct GateSummary {
  let report: SetReport
  /// What the set is called.
  let name: String
  /// Of `--fail-under`; nil where no limit was given.
  let limit: Double?

  private static let flaws = 8

  var text: String {
    var lines = ["### \(code(name)): \(outcome)", "", report.verdict, ""]
    lines += [
      "| Items | Keep | Fix | Drop | Not read |", "|--:|--:|--:|--:|--:|",
      "| \(report.items.count) | \(report.count(.keep)) | \(report.count(.fix)) "
        + "| \(report.count(.drop)) | \(report.unread.count) |",
    ]
    let tally = report.flawTally
    if !tally.isEmpty {
      lines += ["", "| Flaw | Items |", "|---|--:|"]
      lines += tally.prefix(Self.flaws).map {
        "| \(code($0.name))\($0.isError ? " (error)" : "") | \($0.items) |"
      }
      if tally.count > Self.flaws { lines.append("| \(tally.count - Self.flaws) more | |") }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// "score 0.71 (0.66 to 0.76), below 0.80: failed"
  private var outcome: String {
    guard let score = report.score else {
      return limit == nil ? "no score" : "no score: failed"
    }
    let interval = "score \(score.value.fixed(2)) (\(score.low.fixed(2)) to \(score.high.fixed(2)))"
    guard let limit else { return interval }
    return score.value < limit
      ? "\(interval), below \(limit.fixed(2)): failed"
      : "\(interval), at least \(limit.fixed(2)): passed"
  }

  /// A name that stays text.
  private func code(_ text: String) -> String {
    "`\(TextPage.inline(text).replacing("`", with: "'").replacing("|", with: "¦"))`"
  }
}

import QuestionPipeline

/// A quality report as a JUnit file, which build servers show as tests: an item to drop is a failure, a line that could not
/// be read an error, and a score below its limit a failure of the set.
struct JUnitReport {
  let report: SetReport
  /// What the set is called.
  let name: String
  /// Of `--fail-under`; nil where no limit was given.
  let limit: Double?

  var text: String {
    var cases: [String] = []
    var failures = report.count(.drop)
    if let limit {
      let isMet = report.score.map { $0.value >= limit } ?? false
      if !isMet { failures += 1 }
      cases.append(set(limit, isMet: isMet))
    }
    cases += report.items.map(item) + report.unread.map(unread)
    let counts =
      "tests=\"\(cases.count)\" failures=\"\(failures)\" errors=\"\(report.unread.count)\" skipped=\"0\""
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuites \(counts)>
      <testsuite name=\(quoted(name)) \(counts)>
      \(cases.joined(separator: "\n"))
      </testsuite>
      </testsuites>

      """
  }

  private func set(_ limit: Double, isMet: Bool) -> String {
    let score = report.score.map { $0.value.fixed(4) } ?? "none"
    let head = "<testcase classname=\(quoted(name)) name=\"score of the set\""
    guard !isMet else { return head + "/>" }
    return head + "><failure message=\"score \(score), at least \(limit.fixed(4)) wanted\" "
      + "type=\"score\"/></testcase>"
  }

  private func item(_ entry: ReportedItem) -> String {
    let question = TextPage.clipped(TextPage.inline(entry.item.draft.question), to: 120)
    var head = "<testcase classname=\(quoted("\(name).\(entry.item.kind.rawValue)"))"
    head += " name=\(quoted("\(entry.index). \(question)"))"
    if let line = entry.line { head += " line=\"\(line)\"" }
    let details = (["id: \(entry.item.id)"] + entry.flaws.map { "\($0.name): \($0.evidence)" })
      .map(escaped).joined(separator: "\n")
    switch entry.advice {
    case .keep: return head + "/>"
    case .fix: return head + "><system-out>to fix\n\(details)</system-out></testcase>"
    case .drop:
      let message = entry.reasons.isEmpty ? "to drop" : entry.reasons.joined(separator: ", ")
      return head
        + "><failure message=\(quoted(message)) type=\"drop\">\(details)</failure></testcase>"
    }
  }

  private func unread(_ unread: SetReport.Unread) -> String {
    "<testcase classname=\(quoted(name)) name=\"line \(unread.line)\" line=\"\(unread.line)\">"
      + "<error message=\(quoted(unread.why)) type=\"unread\"/></testcase>"
  }

  private func quoted(_ text: String) -> String { "\"\(escaped(TextPage.inline(text)))\"" }

  /// Text that XML 1.0 can hold.
  private func escaped(_ text: String) -> String {
    let held = text.withoutControls.replacing("\u{FFFE}", with: "\u{FFFD}")
    return Markup(held.replacing("\u{FFFF}", with: "\u{FFFD}")).source
  }
}

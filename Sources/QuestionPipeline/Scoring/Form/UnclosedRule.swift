/// Lists that end in an empty member, fences and formulas that nobody closed.
///
/// A fence left open at the end of the text is `truncated-…` already; here are those that only show by counting.
struct UnclosedRule: ItemRule {
  func flaws(of subject: InspectedDraft) -> [Flaw] {
    for text in [subject.question, subject.answer] {
      if text.hasUnclosedFence { continue }
      if let words = emptyMember(text) ?? openFormula(text) ?? openBackticks(text) {
        return [subject.flaw(FlawName.unclosedMarkup, words)]
      }
    }
    return []
  }

  /// "1. first\n2." and "- one\n-": the list was to go on.
  private func emptyMember(_ text: InspectedText) -> String? {
    guard let last = line(text.scalars, before: text.scalars.count), last.count <= 4,
      let before = line(text.scalars, before: last.startIndex)
    else { return nil }
    let marks: Set<Unicode.Scalar> = [".", ")", "、", "）", "．"]
    let digits = last.prefix { Script.isDigit($0) }
    let isNumbered =
      !digits.isEmpty && last.count == digits.count + 1 && last.last.map(marks.contains) == true
    let isBullet = last.count == 1 && last.first.map { ["-", "*", "•", "·"].contains($0) } == true
    guard isNumbered || isBullet else { return nil }
    // There is a list that it ends.
    let hasMember =
      isBullet
      ? before.first == last.first && before.count > 1
      : before.first.map(Script.isDigit) == true && before.count > 2
    return hasMember
      ? String(String.UnicodeScalarView(before.prefix(20) + "…".unicodeScalars + last)) : nil
  }

  /// The last line before a place that is not blank, without the spaces around it; nil if that is the first.
  private func line(_ scalars: [Unicode.Scalar], before end: Int) -> ArraySlice<Unicode.Scalar>? {
    var end = end
    while end > 0, scalars[end - 1].isSpace { end -= 1 }
    guard end > 0 else { return nil }
    var start = end
    while start > 0, scalars[start - 1] != "\n" { start -= 1 }
    return scalars[start..<end].drop { $0.isSpace }
  }

  /// "$$" without its partner.
  private func openFormula(_ text: InspectedText) -> String? {
    var count = 0
    var position = 0
    while position + 1 < text.prose.count {
      if text.prose[position] == "$", text.prose[position + 1] == "$" {
        count += 1
        position += 2
      } else {
        position += 1
      }
    }
    return count % 2 == 1 ? "$$" : nil
  }

  /// A backtick with no partner within its line.
  private func openBackticks(_ text: InspectedText) -> String? {
    guard text.hasUnclosedCode, let place = text.prose.lastIndex(of: "`") else { return nil }
    return text.text(place..<min(text.scalars.count, place + 24)).asEvidence
  }
}

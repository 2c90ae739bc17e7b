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
    let lines = text.scalars.split(separator: "\n", omittingEmptySubsequences: true)
      .map { $0.filter { !$0.properties.isWhitespace } }
      .filter { !$0.isEmpty }
    guard lines.count >= 2, let last = lines.last, last.count <= 4 else { return nil }
    let marks: Set<Unicode.Scalar> = [".", ")", "、", "）", "．"]
    let digits = last.prefix { Script.isDigit($0) }
    let isNumbered =
      !digits.isEmpty && last.count == digits.count + 1 && marks.contains(last[last.count - 1])
    let isBullet = last.count == 1 && ["-", "*", "•", "·"].contains(last[0])
    guard isNumbered || isBullet else { return nil }
    // There is a list that it ends.
    let before = lines[lines.count - 2]
    let hasMember =
      isBullet
      ? before.first == last[0] && before.count > 1
      : before.first.map(Script.isDigit) == true && before.count > 2
    return hasMember ? String(String.UnicodeScalarView(before.prefix(20) + ["…"] + last)) : nil
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

import QuestionPipeline

/// The question of a cloze around its one gap.
struct GapText {
  let before: String
  let after: String

  /// Nil for a text with no gap, or with several.
  init?(_ question: String) {
    let scalars = Array(question.unicodeScalars)
    let gaps = Gaps.ranges(in: question)
    guard gaps.count == 1, let gap = gaps.first else { return nil }
    before = String(String.UnicodeScalarView(scalars[..<gap.lowerBound]))
    after = String(String.UnicodeScalarView(scalars[gap.upperBound...]))
  }

  /// The text as HTML, with something else in place of the gap.
  /// - Parameter rest: what is made of the HTML around it.
  func markup(gap: Markup, rest: (String) -> String = { $0 }) -> Markup {
    // A sign that no text holds keeps the place.
    let mark =
      (0xE000...0xF8FF).lazy.compactMap(Unicode.Scalar.init).map(String.init)
      .first { !before.contains($0) && !after.contains($0) } ?? "\u{E000}"
    let html = ItemHTML.markup(before + mark + after).source
    return Markup(stringLiteral: rest(html).replacing(mark, with: gap.source))
  }
}

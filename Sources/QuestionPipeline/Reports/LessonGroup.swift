/// The lessons about one flaw, over kinds and languages.
struct LessonGroup: Sendable {
  var flaw: String
  var lessons: [Lesson]

  var total: Int { lessons.reduce(0) { $0 + $1.count } }

  /// Every guidance given, once, with its language.
  var suggestions: [(language: LanguageTag, text: String)] {
    var found: [(language: LanguageTag, text: String)] = []
    for lesson in lessons {
      guard let text = lesson.suggestion else { continue }
      if !found.contains(where: { $0.text == text }) { found.append((lesson.language, text)) }
    }
    return found
  }

  /// "open question, English 24", most frequent first.
  func places(_ words: ReportWords) -> [String] {
    lessons.enumerated()
      .sorted { ($1.element.count, $0.offset) < ($0.element.count, $1.offset) }
      .map { _, lesson in
        "\(words.kind(lesson.kind))\(words(", ", "·"))\(words.language(lesson.language.tag)) \(lesson.count)"
      }
  }
}

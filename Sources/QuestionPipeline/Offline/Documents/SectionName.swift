/// The section of a passage as questions name it.
enum SectionName {
  /// The innermost heading without its number; nil where it is the document's title or makes no phrase.
  static func of(_ passage: Passage) -> String? {
    guard passage.headings.count > 1, let whole = passage.headings.last,
      whole != passage.headings[0]
    else { return nil }
    let heading = withoutNumber(whole)
    let isPhrase =
      (2...60).contains(heading.unicodeScalars.count) && !heading.contains { marks.contains($0) }
    return isPhrase ? heading : nil
  }

  /// What every question on a passage tells of where it stands: its document's title, and its section's name.
  static func told(of passage: Passage) -> [String] {
    passage.headings.prefix(1) + [of(passage)].compactMap { $0 }
  }

  private static let marks: Set<Character> = [
    "“", "”", "\"", "《", "》", "「", "」", "*", "`", "_", "，", "—",
  ]

  /// "5.2 Anchors" as "Anchors", 5 保护点 as 保护点: the number would seem to count them. "3D printing" and "24 hours"
  /// stay.
  private static func withoutNumber(_ heading: String) -> String {
    let number = heading.prefix { $0.isASCII && $0.isNumber || $0 == "." }
    let rest = heading.dropFirst(number.count).drop { $0 == "、" }
    guard !number.isEmpty, rest.first.map({ " \u{3000}".contains($0) }) == true else {
      return heading
    }
    let name = Text.trimmed(rest)
    return name.first.map { $0.isUppercase || !$0.isASCII } == true ? name : heading
  }
}

/// What fills the gap of a cloze: the answer, and what else is as good.
package enum ClozeAnswers {
  /// The answer first, then those that a key point lists ("Also accepted: …"), each once.
  package static func all(of draft: Draft) -> [String] {
    var answers = [draft.answer]
    for (opening, separator) in openings {
      for point in draft.keyPoints where point.hasPrefix(opening) {
        answers += list(point.dropFirst(opening.count), separator)
      }
    }
    var seen: Set<String> = []
    return answers.filter { !$0.isEmpty && seen.insert($0).inserted }
  }

  /// The key point that lists others.
  static func point(of others: [String], _ tongue: Tongue) -> String {
    let (opening, separator) = tongue == .english ? openings[0] : openings[1]
    return opening + others.joined(separator: separator)
  }

  private static let openings = [
    (Wording.english.accepted, ", "), (Wording.chinese.accepted, "、"),
  ]

  private static func list(_ text: Substring, _ separator: String) -> [String] {
    var result: [String] = []
    var item = ""
    var rest = text[...]
    while let sign = rest.first {
      if rest.hasPrefix(separator) {
        result.append(item)
        item = ""
        rest = rest.dropFirst(separator.count)
      } else {
        item.append(sign)
        rest = rest.dropFirst()
      }
    }
    return result + [item]
  }
}

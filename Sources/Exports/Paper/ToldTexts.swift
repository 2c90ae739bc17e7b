import QuestionPipeline

/// What a page has said of an item, so that it says nothing twice.
struct ToldTexts {
  private var texts: [String]

  init(_ texts: [String]) {
    self.texts = texts.map(Self.folded).filter { !$0.isEmpty }
  }

  mutating func add(_ text: String) {
    let folded = Self.folded(text)
    if !folded.isEmpty { texts.append(folded) }
  }

  /// Whether one of the texts has it whole, between words.
  func hold(_ text: String) -> Bool {
    let wanted = Self.folded(text)
    guard !wanted.isEmpty else { return true }
    return texts.contains { told in
      told.ranges(of: wanted).contains { range in
        let before = told[..<range.lowerBound].last ?? " "
        let after = told[range.upperBound...].first ?? " "
        return !(Self.isWord(before) && wanted.first.map(Self.isWord) ?? false)
          && !(Self.isWord(after) && wanted.last.map(Self.isWord) ?? false)
      }
    }
  }

  /// Whether nothing but signs is left of it without the texts.
  func makeUp(_ text: String) -> Bool {
    var rest = Self.folded(text)
    for told in texts.sorted(by: { $0.utf8.count > $1.utf8.count }) {
      rest = rest.replacing(told, with: " ")
    }
    return !rest.contains { $0.isLetter || $0.isNumber }
  }

  /// Those that were not told before, each told from then on.
  mutating func untold(_ candidates: [String]) -> [String] {
    candidates.filter { text in
      guard !hold(text) else { return false }
      add(text)
      return true
    }
  }

  /// Without case, marks of code, runs of blanks and the full stop at the end.
  private static func folded(_ text: String) -> String {
    var folded = text.lowercased().split { $0.isWhitespace || $0 == "`" }.joined(separator: " ")
    while let last = folded.last, ".。".contains(last) { folded.removeLast() }
    return folded
  }

  /// Letters and digits that make words by standing together, as Han characters do not.
  private static func isWord(_ character: Character) -> Bool {
    (character.isLetter || character.isNumber) && character.columns == 1
  }
}

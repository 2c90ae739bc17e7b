import Testing

@testable import QuestionPipeline

struct WordDiffTests {
  /// "same[-removed-]{+added+}"
  private func shown(_ old: String, _ new: String) -> String {
    WordDiff(old, new).pieces.map { piece in
      switch piece.kind {
      case .same: piece.text
      case .removed: "[-\(piece.text)-]"
      case .added: "{+\(piece.text)+}"
      }
    }.joined()
  }

  @Test(arguments: [
    ("Why does it fail?", "Why does it fail?", "Why does it fail?"),
    ("Why does it fail?", "When does it fail?", "[-Why-]{+When+} does it fail?"),
    ("a b c d", "a d", "a [-b c -]d"),
    ("", "new", "{+new+}"), ("old", "", "[-old-]"),
    ("为什么失败？", "为什么会失败？", "为什么{+会+}失败？"),
    ("用 10 层", "用 12 层", "用 [-10-]{+12+} 层"),
    ("one two three four", "one 2 3 four", "one [-two three-]{+2 3+} four"),
  ]) func differingWordsAreMarkedAndNothingElse(old: String, new: String, expected: String) {
    #expect(shown(old, new) == expected)
  }

  @Test(arguments: [
    ("The quick brown fox", "A quick red fox jumps"), ("深度学习 rocks", "机器学习 rules"),
    (String(repeating: "a b ", count: 900), String(repeating: "b c ", count: 900)),
    ("e\u{301}te\r\n\u{202E}x", "ete\n\u{2066}y"),
  ]) func bothTextsCanBeReadBack(old: String, new: String) {
    let pieces = WordDiff(old, new).pieces
    func text(_ other: WordDiff.Piece.Kind) -> String {
      pieces.filter { $0.kind != other }.map(\.text).joined()
    }
    #expect(Array(text(.added).utf8) == Array(old.utf8))
    #expect(Array(text(.removed).utf8) == Array(new.utf8))
  }
}

/// Reads which options a key names: "C", "(b)", "AD", "A, C", "选B", "Option D", "故答案为：C。…".
package enum AnswerLetters {
  struct Found: Equatable {
    /// From 0, ascending.
    var places: [Int]
    /// What stands behind the letters: the words of the option, or an explanation.
    var rest: String
  }

  private static let openings: [Scalars] = [
    "the correct answer is", "the answer is", "correct answer is", "correct answer",
    "correct option", "answer is",
    "answer", "option", "choice", "故选", "应选", "选项", "选", "答案为", "答案是", "答案", "故答案为", "正确答案是",
    "正确答案", "(", "[", "【",
    "（", "*", "_", ":", "：", "`", "\"", "'", " ",
  ].map { Array($0.unicodeScalars) }

  /// - Parameter count: how many options there are.
  static func read(_ text: String, count: Int) -> Found? {
    let original = text.scalarArray
    let line = original.folded
    var index = 0
    var isMoving = true
    while isMoving {
      isMoving = false
      for opening in openings where line.has(opening, at: index) && opening != ["a"] {
        index += opening.count
        isMoving = true
        break
      }
    }
    var places: Set<Int> = []
    var end = index
    while index < line.count, places.count < count {
      let value = Int(line[index].value) - 0x61
      guard (0..<count).contains(value) else { break }
      // "dog" begins with a letter too: so do words, where small letters follow one another.
      if index + 1 < line.count, line[index + 1].isLowerLetter {
        let run = line[index...].prefix { $0.isLowerLetter }
        guard run.count <= count,
          original[index..<(index + run.count)].allSatisfy({
            (0x41...0x5A).contains($0.value) || (0xFF21...0xFF3A).contains($0.value)
          }),
          run.allSatisfy({ Int($0.value) - 0x61 < count })
        else { break }
      }
      guard places.insert(value).inserted else { break }
      index += 1
      end = index
      while index < line.count, " ,、;&/+".unicodeScalars.contains(line[index]) { index += 1 }
      if line.has("and ".unicodeScalars, at: index) { index += 4 }
      if index == end { continue }
      // "A dog is …": an article.
      if index < line.count, !isLetterAlone(line, original, index, count) { break }
    }
    guard !places.isEmpty else { return nil }
    if end < line.count, line[end].isLowerLetter || line[end].isASCIIDigit || line[end] == "'" {
      return nil
    }
    var rest = original[end...]
    if let first = rest.first, first == " ", let next = rest.dropFirst().first,
      next.plainForm.isLowerLetter,
      places == [0], !"BCDEFGH".unicodeScalars.contains(next)
    {
      return nil
    }
    while let first = rest.first,
      first.isBlank || ".。:：)）]】,，、-–—*_`;；\"'".unicodeScalars.contains(first)
    {
      rest = rest.dropFirst()
    }
    return Found(places: places.sorted(), rest: rest.trimmed.string)
  }

  private static func isLetterAlone(
    _ line: Scalars, _ original: Scalars, _ index: Int, _ count: Int
  ) -> Bool {
    let value = Int(line[index].value) - 0x61
    guard (0..<count).contains(value), original[index].value < 0x61 || original[index].value > 0x7A
    else { return false }
    return index + 1 >= line.count || !line[index + 1].isLowerLetter
  }

  /// The one option in the text's words; nil if none or several have them.
  static func match(_ text: String, among options: [String]) -> Int? {
    let wanted = QuestionNormal.form(of: text)
    guard !wanted.isEmpty else { return nil }
    let found = options.indices.filter { QuestionNormal.form(of: options[$0]) == wanted }
    return found.count == 1 ? found[0] : nil
  }

  /// Whether a statement is said to be true; nil for any other text. The words behind it are an explanation.
  package static func truth(_ text: String) -> (isTrue: Bool, rest: String)? {
    let original = text.scalarArray
    let line = original.folded
    let start = line.firstIndex { !$0.isBlank && !"*_([\"（【".unicodeScalars.contains($0) } ?? 0
    for (words, isTrue) in truths where line.has(words, at: start) {
      var end = start + words.count
      while end < line.count, line[end] == " " { end += 1 }
      // "Correct predictions over all" says nothing of truth: a mark must follow.
      if end < line.count,
        line[end].isLowerLetter || line[end].isASCIIDigit || Script.isHan(line[end])
      {
        continue
      }
      while end < line.count,
        line[end].isBlank || ".。:：)）]】,，、-–—*_;；!\"".unicodeScalars.contains(line[end])
      {
        end += 1
      }
      return (isTrue, original[end...].trimmed.string)
    }
    return nil
  }

  private static let truths: [(Scalars, Bool)] = [
    ("true", true), ("false", false), ("correct", true), ("incorrect", false), ("正确", true),
    ("错误", false),
    ("正確", true), ("錯誤", false), ("对", true), ("错", false), ("對", true), ("錯", false),
    ("不正确", false),
    ("√", true), ("×", false), ("✓", true), ("✔", true), ("✗", false), ("✘", false), ("t", true),
    ("f", false),
  ].map { (Array($0.0.unicodeScalars), $0.1) }
}

/// Small faults of wording that can be counted.
struct WordingFaults {
  private(set) var doubledWords = 0
  private(set) var doubledMarks = 0
  private(set) var misplacedSpaces = 0
  /// In words, an ideograph counting half.
  private(set) var longestSentence = 0.0

  init(_ text: InspectedText, language: LanguageTag) {
    let mayDouble: Set<String> = ["that", "had", "very", "ha"]
    for (left, right) in zip(text.tokens, text.tokens.dropFirst())
    where left.kind == .word && left.text == right.text && !right.followsBreak
      && left.text.utf8.count > 1 && !mayDouble.contains(left.text)
      && QuestionWords.function.contains(left.text)
    {
      doubledWords += 1
    }
    let prose = text.prose
    for index in prose.indices.dropLast() {
      let (scalar, next) = (prose[index], prose[index + 1])
      if [",", ";", "，", "。", "；", "、"].contains(scalar), next == scalar { doubledMarks += 1 }
      if language.isEnglish, scalar == " ", [",", "?", ";"].contains(next), index > 0,
        Script.isLatin(prose[index - 1])
      {
        misplacedSpaces += 1
      }
      if language.isChinese, Script.isHan(scalar), [",", "?", ";"].contains(next) {
        doubledMarks += 1
      }
    }
    var length = 0.0
    var end = 0
    for token in text.tokens {
      if token.followsBreak,
        prose[end..<token.range.lowerBound].contains(where: {
          SentenceEnd.isTerminal($0) || $0 == "\n" || $0 == ";" || $0 == "；"
        })
      {
        length = 0
      }
      length += token.isIdeograph ? 0.5 : 1
      longestSentence = max(longestSentence, length)
      end = token.range.upperBound
    }
  }
}

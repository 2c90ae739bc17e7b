/// Small faults of wording that can be counted.
struct WordingFaults {
  private(set) var doubledWords = 0
  private(set) var doubledMarks = 0
  private(set) var misplacedSpaces = 0
  /// In words, an ideograph counting half.
  private(set) var longestSentence = 0.0

  init(_ text: InspectedText, language: LanguageTag) {
    let tokens = text.tokens
    for index in tokens.indices.dropFirst() where tokens[index].key == tokens[index - 1].key {
      let token = tokens[index]
      if token.kind == .word, tokens[index - 1].kind == .word, !token.followsBreak,
        token.text.utf8.count > 1, !Self.mayDouble.contains(token.text),
        QuestionWords.functionTokens.contains(token)
      {
        doubledWords += 1
      }
    }
    let prose = text.prose
    let (isEnglish, isChinese) = (language.isEnglish, language.isChinese)
    for index in prose.indices.dropFirst() where Self.isMark(prose[index]) {
      let (before, mark) = (prose[index - 1], prose[index])
      if mark == before, mark != "?" { doubledMarks += 1 }
      guard mark == "," || mark == "?" || mark == ";" else { continue }
      if isEnglish, before == " ", index > 1, Script.isLatin(prose[index - 2]) {
        misplacedSpaces += 1
      }
      if isChinese, Script.isHan(before) { doubledMarks += 1 }
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

  private static let mayDouble: Set<String> = ["that", "had", "very", "ha"]

  @inline(__always)
  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case ",", ";", "?", "，", "。", "；", "、": true
    default: false
    }
  }
}

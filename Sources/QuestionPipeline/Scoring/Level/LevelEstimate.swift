/// Bloom's level of a question as its wording suggests it: an estimate, never the level that was asked for.
///
/// Each sentence is read for its demands: the verb that opens a clause ("explain", 设计), the form of an interrogative
/// ("what is", "how would you", 为什么) and what it is asked about ("differences", "limitations"). The highest demand
/// decides, as Anderson and Krathwohl (2001) code objectives that hold several. Verbs alone are ambiguous across
/// levels (Stanny 2016), which is why form and object count too. To find what is wrong with somebody's words is checking, which
/// is evaluation; a statement that is judged or completed asks for a fact, or for how one thing follows from another.
///
/// On 638 English questions about machine learning, rated by teachers (Scaria et al. 2024), quadratic kappa with the
/// first expert is 0.84, 0.89 with the second, the mean error 0.40 levels; the experts agree with each other at 0.91. Nothing was fitted by
/// numbers, but the lists were made with these questions in sight. No labelled Chinese questions were found: for
/// Chinese the error is not known. What somebody has been taught ("explain" may be recall) no text shows.
package struct LevelEstimate: Sendable, Hashable {
  package let level: BloomLevel
  /// Whether some wording decided; without any, the level is `understand`.
  package let isFounded: Bool

  /// The mean distance from the experts' level, in levels, on labelled English questions.
  package static let measuredError = 0.40

  /// - Parameter kind: What form the question has, if that is known: none lies below the levels that its form can
  ///   reach. A case to be solved asks for application at least.
  package init(question: String, language: LanguageTag, kind: QuestionKind? = nil) {
    self.init(InspectedText(question), isChinese: language.isChinese, kind: kind)
  }

  init(_ question: InspectedText, isChinese: Bool, kind: QuestionKind?) {
    if kind == .trueFalse || kind == .cloze {
      level = BloomLevel.allCases[StatementDemands.rank(of: question) - 1]
      isFounded = true
      return
    }
    var highest = CritiqueDemands.isFound(in: question) ? 5 : 0
    for sentence in Sentences.runs(of: question.unquotedTokens, in: question.prose) {
      let rank =
        isChinese ? ChineseDemands.rank(of: sentence) : EnglishDemands.rank(of: sentence)
      highest = max(highest, rank)
    }
    // A mere fact would be asked for, were there no numbers given to work it out from.
    if highest == 1, question.unquotedTokens.count(where: { $0.kind == .number }) >= 3 {
      highest = BloomLevel.apply.rank
    }
    isFounded = highest > 0
    let read = highest > 0 ? BloomLevel.allCases[highest - 1] : .understand
    level = max(read, kind?.levels.first ?? .remember)
  }
}

extension LevelEstimate {
  /// - Parameter item: whose question is read.
  package init(of item: Item) {
    self.init(question: item.draft.question, language: item.language, kind: item.kind)
  }
}

/// The sentences of a text as runs of tokens.
enum Sentences {
  static func runs(of tokens: [Token], in prose: [Unicode.Scalar]) -> [ArraySlice<Token>] {
    var sentences: [ArraySlice<Token>] = []
    var start = 0
    for index in tokens.indices.dropFirst() {
      let gap = tokens[index - 1].range.upperBound..<tokens[index].range.lowerBound
      guard endsSentence(prose[gap]), !isAbbreviation(tokens[index - 1], prose[gap]) else {
        continue
      }
      sentences.append(tokens[start..<index])
      start = index
    }
    if start < tokens.count { sentences.append(tokens[start...]) }
    return sentences
  }

  /// "U.S. senator", "J. Doe", "St. Agnes": the point ends no sentence.
  private static func isAbbreviation(_ token: Token, _ gap: ArraySlice<Unicode.Scalar>) -> Bool {
    guard gap.first == ".", gap.dropFirst().allSatisfy({ $0 == " " }) else { return false }
    return token.kind == .word && token.range.count == 1 || abbreviations.contains(token.text)
  }

  private static let abbreviations: Set<String> = [
    "st", "mr", "mrs", "ms", "jr", "sr", "dr", "vs", "prof", "etc", "eg", "ie", "no", "fig",
  ]

  /// A mark before a space, or one that needs none; a line break.
  private static func endsSentence(_ gap: ArraySlice<Unicode.Scalar>) -> Bool {
    var isMarked = false
    for scalar in gap {
      switch scalar {
      case "。", "！", "？", "；", ";", "\n": return true
      case ".", "!", "?": isMarked = true
      case " ", "\t", "\r": if isMarked { return true }
      default: break
      }
    }
    return false
  }
}

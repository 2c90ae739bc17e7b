/// Scores what rules can: fluency, clarity and conciseness of the wording, and depth cues.
///
/// Each starts at 1 and loses a fixed part for each fault; the rest is a judge's to say.
package struct RuleScorer: Sendable {
  package static let dimensions = ["fluency", "clarity", "conciseness", "depthCues"]

  package init() {}

  /// Values in 0…1, rounded, by "rules", in the order of `dimensions`.
  ///
  /// - Parameter flaws: What the inspector found; some lower a score.
  package func scores(of draft: Draft, flaws: [Flaw], in context: ItemContext) -> Scores {
    let subject = InspectedDraft(draft, context)
    let names = Set(flaws.map(\.name))
    let reasons = draft.choices.compactMap(\.why)
    let cues =
      reasons.isEmpty
      ? DepthCues(subject.answer.allTokens)
      : DepthCues(in: ([draft.answer] + reasons).joined(separator: "\n"))
    let wording = WordingFaults(subject.question, language: context.language)
    return Scores([
      ("fluency", .exact(fluency(subject, wording, names), by: "rules")),
      ("clarity", .exact(clarity(subject, wording, names), by: "rules")),
      ("conciseness", .exact(conciseness(subject, names), by: "rules")),
      (
        "depthCues",
        subject.answer.isBlank ? .unscored("no answer") : .exact(cues.share, by: "rules")
      ),
    ])
  }

  /// Whether the text reads as correct language: encoding, language, whole sentences, no doubled
  /// words or marks, capitals and marks where the language wants them.
  private func fluency(
    _ subject: InspectedDraft, _ wording: WordingFaults, _ flaws: Set<String>
  ) -> Double {
    var score = 1.0
    for (name, loss) in [
      (FlawName.mojibake, 0.8), (FlawName.wrongLanguage, 0.6), (FlawName.truncatedQuestion, 0.5),
      (FlawName.truncatedAnswer, 0.4), (FlawName.placeholderText, 0.4),
      (FlawName.missingQuestion, 1), (FlawName.missingAnswer, 0.3),
    ] where flaws.contains(name) {
      score -= loss
    }
    for faults in [
      wording, WordingFaults(subject.answer, language: subject.context.language),
    ] {
      score -= 0.15 * Double(min(2, faults.doubledWords))
      score -= 0.1 * Double(min(2, faults.doubledMarks + faults.misplacedSpaces))
      if faults.longestSentence > 60 {
        score -= 0.15
      } else if faults.longestSentence > 45 {
        score -= 0.05
      }
    }
    if subject.context.language.isEnglish, startsSmall(subject.question) { score -= 0.1 }
    return max(0, score)
  }

  /// Whether the demand is single, visible and self-contained.
  private func clarity(
    _ subject: InspectedDraft, _ wording: WordingFaults, _ flaws: Set<String>
  ) -> Double {
    var score = 1.0
    for (name, loss) in [
      (FlawName.missingQuestion, 1), (FlawName.notAQuestion, 0.4), (FlawName.unseenReference, 0.5),
      (FlawName.severalQuestions, 0.25), (FlawName.truncatedQuestion, 0.6),
      (FlawName.negatedStem, 0.15), (FlawName.fillInMidSentence, 0.1), (FlawName.mojibake, 0.6),
      (FlawName.wrongLanguage, 0.5), (FlawName.vagueTerms, 0.1), (FlawName.complexFormat, 0.15),
      (FlawName.malformed, 0.3), (FlawName.placeholderText, 0.5),
    ] where flaws.contains(name) {
      score -= loss
    }
    let isOpen =
      subject.context.kind == .open || subject.context.kind == .interview
      || subject.context.kind == .multipleChoice
    if isOpen, subject.question.length < 3 { score -= 0.3 }  // "Attention?"
    if Self.vague.isFound(in: subject.question.tokens) { score -= 0.2 }
    if isOpen, startsWithPronoun(subject) { score -= 0.2 }
    if wording.longestSentence > 50 { score -= 0.15 }
    return max(0, score)
  }

  /// Whether nothing is said twice or for nothing, and the question is not longer than its kind needs.
  private func conciseness(_ subject: InspectedDraft, _ flaws: Set<String>) -> Double {
    var score = 1.0
    if flaws.contains(FlawName.answerRestatesQuestion) { score -= 0.3 }
    if flaws.contains(FlawName.emptyDefinition) { score -= 0.3 }
    if flaws.contains(FlawName.missingQuestion) { score -= 1 }
    let fillers =
      Self.fillers.all(in: subject.question.tokens).count
      + Self.fillers.all(in: subject.answer.tokens).count
    score -= 0.1 * Double(min(4, fillers))
    let (comfortable, tooLong) = Self.questionLengths(subject.context.kind)
    let length = subject.question.length
    if length > comfortable {
      score -= 0.4 * min(1, (length - comfortable) / (tooLong - comfortable))
    }
    if subject.answer.length > 220, subject.context.kind != .coding { score -= 0.15 }
    score -= 0.25 * repeatedSentenceShare(subject.answer)
    return max(0, score)
  }

  /// Words (half an ideograph's count) that a question of the kind may have at no loss, and from
  /// which on the whole loss applies.
  private static func questionLengths(_ kind: QuestionKind) -> (
    comfortable: Double, tooLong: Double
  ) {
    switch kind {
    case .open, .interview: (40, 100)
    case .multipleChoice, .trueFalse, .cloze: (60, 140)
    case .scenario: (130, 260)
    case .coding: (220, 450)
    }
  }

  private static let vague = Phrases(
    "and so on|etc|something like|stuff|tell me everything|talk about|anything about|等等之类|随便说说|谈谈你的看法"
      + "|谈谈你对")
  private static let fillers = Phrases(
    "it is important to note|it's important to note|it should be noted|it is worth noting"
      + "|it is worth mentioning|needless to say|as we all know|in today's world|in other words"
      + "|at the end of the day|in conclusion|to sum up|in summary|basically|essentially"
      + "|as a matter of fact|plays a crucial role|plays a vital role|delve*"
      + "|值得注意的是|需要注意的是|值得一提的是|众所周知|总而言之|综上所述|换句话说|不言而喻|毋庸置疑|起着至关重要的作用|一言以蔽之")

  private func startsSmall(_ text: InspectedText) -> Bool {
    guard let first = text.tokens.first, first.range.lowerBound == 0 else { return false }
    let written = text.scalars[first.range]
    // A word that is not a name such as `iOS` or x_i.
    return written.allSatisfy { (0x61...0x7A).contains($0.value) } && written.count > 1
      && (QuestionWords.interrogative.contains(first.text)
        || QuestionWords.function.contains(first.text))
  }

  private func startsWithPronoun(_ subject: InspectedDraft) -> Bool {
    let tokens = subject.question.tokens.prefix(4).map(\.text)
    let pronouns: Set<String> = ["it", "they", "this", "these", "that"]
    if tokens.count >= 3, ["does", "do", "is", "are"].contains(tokens[1]),
      pronouns.contains(tokens[2]),
      subject.question.length < 8
    {
      return true
    }
    return tokens.first == "它"
  }

  private func repeatedSentenceShare(_ text: InspectedText) -> Double {
    var seen: Set<String> = []
    var repeated = 0
    let sentences = text.prose.split { SentenceEnd.isTerminal($0) }.map {
      QuestionNormal.form(of: String(String.UnicodeScalarView($0)))
    }.filter { $0.utf8.count >= 12 }
    for sentence in sentences where !seen.insert(sentence).inserted { repeated += 1 }
    return sentences.isEmpty ? 0 : Double(repeated) / Double(sentences.count)
  }
}

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

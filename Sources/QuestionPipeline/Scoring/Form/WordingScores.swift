/// Fluency, clarity and conciseness by what shows in the wording, each in 0…1.
///
/// A loss is in parts of the scale from worst to best; see `RuleScorer` for the evidence.
struct WordingScores {
  private let subject: InspectedDraft
  private let flaws: Set<String>
  private let shape: QuestionShape
  private let questionFaults: WordingFaults
  private let answerFaults: WordingFaults
  /// Whether the form of a question is looked for: stems and statements have their own.
  private let isOpen: Bool

  init(_ subject: InspectedDraft, flaws: Set<String>) {
    self.subject = subject
    self.flaws = flaws
    let language = subject.context.language
    questionFaults = WordingFaults(subject.question, language: language)
    answerFaults = WordingFaults(subject.answer, language: language)
    shape = QuestionShape(subject.question, language: language)
    isOpen = subject.context.kind == .open || subject.context.kind == .interview
  }

  /// Whether the text reads as correct language: encoding, language, whole sentences, no doubled
  /// words or marks, capitals and marks where the language wants them.
  var fluency: Double {
    var score = 1.0
    for (name, loss) in [
      (FlawName.mojibake, 0.8), (FlawName.wrongLanguage, 0.6), (FlawName.truncatedQuestion, 0.2),
      (FlawName.truncatedAnswer, 0.1), (FlawName.placeholderText, 0.4),
      (FlawName.missingQuestion, 1),
    ] where flaws.contains(name) {
      score -= loss
    }
    for faults in [questionFaults, answerFaults] {
      score -= 0.15 * Double(min(2, faults.doubledWords))
      score -= 0.1 * Double(min(2, faults.doubledMarks + faults.misplacedSpaces))
      if faults.longestSentence > 60 { score -= 0.05 }
    }
    if subject.context.language.isEnglish, startsSmall(subject.question) { score -= 0.1 }
    if isOpen {
      score -= 0.08 * Double(min(3, shape.repeats))
      if shape.isTiny { score -= 0.4 }
      if shape.hasStrayInversion { score -= 0.25 }
      if shape.isStatementWithMark { score -= 0.1 }
      if shape.endsInOpenList { score -= 0.05 }
      if shape.lead > 0 { score -= 0.03 + 0.003 * max(0, shape.lead - 20) }
      if shape.lacksMark, subject.context.language.isEnglish, !shape.opensAsDemand {
        // Mostly a question that was cut off; a statement may be whole.
        score -= shape.opensAsQuestion ? 0.5 : 0.3
      }
    }
    return max(0, score)
  }

  /// Whether the demand is single, visible and self-contained.
  var clarity: Double {
    var score = 1.0
    for (name, loss) in [
      (FlawName.missingQuestion, 1), (FlawName.notAQuestion, 0.4), (FlawName.unseenReference, 0.6),
      (FlawName.severalQuestions, 0.1), (FlawName.truncatedQuestion, 0.1),
      (FlawName.negatedStem, 0.15), (FlawName.fillInMidSentence, 0.1), (FlawName.mojibake, 0.6),
      (FlawName.wrongLanguage, 0.5), (FlawName.vagueTerms, 0.1), (FlawName.complexFormat, 0.15),
      (FlawName.malformed, 0.3), (FlawName.placeholderText, 0.5),
    ] where flaws.contains(name) {
      score -= loss
    }
    let isWhole = isOpen || subject.context.kind == .multipleChoice
    if isWhole, isName(subject.question) { score -= 0.3 }  // "Attention?"
    if Self.vague.isFound(in: subject.question.tokens) { score -= 0.2 }
    if isWhole, startsWithPronoun(subject) { score -= 0.2 }
    if isOpen {
      // A sentence of 30 words is followed with ease, one of 80 by hardly anybody.
      score -= min(0.5, 0.01 * max(0, shape.longestSentence - 30))
      if shape.endsInOpenList { score -= 0.22 }
      if shape.hasStrayInversion { score -= 0.15 }
      if shape.pointsBack { score -= 0.2 }
      if shape.lacksMark, subject.context.language.isEnglish, !shape.opensAsDemand { score -= 0.35 }
    }
    return max(0, score)
  }

  /// Whether nothing is said twice or for nothing, and the question is not longer than its kind needs.
  var conciseness: Double {
    var score = 1.0
    if flaws.contains(FlawName.answerRestatesQuestion) { score -= 0.1 }
    if flaws.contains(FlawName.emptyDefinition) { score -= 0.1 }
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
    // What raters object to: one sentence that tells a story before it asks.
    if subject.context.kind != .coding {
      let sentence = shape.longestSentence
      score -= 0.003 * max(0, sentence - 20) + 0.02 * max(0, sentence - 30)
      score -= 0.004 * max(0, shape.lead - 20)
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

  /// Fewer than three words; 什么是栈 asks with fewer ideographs than three words have, 注意力 asks nothing.
  private func isName(_ text: InspectedText) -> Bool {
    guard text.length < 3 else { return false }
    return !subject.isChinese || !DemandRule.demands.isFound(in: text.tokens)
  }

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
    var seen: Set<UInt64> = []
    var sentences = 0
    var start = 0
    for end in 0...text.prose.count {
      guard end == text.prose.count || SentenceEnd.isTerminal(text.prose[end]) else { continue }
      if end > start {
        let form = QuestionNormal.key(of: text.prose[start..<end])
        if form.bytes >= 12 {
          sentences += 1
          seen.insert(form.key)
        }
      }
      start = end + 1
    }
    return sentences == 0 ? 0 : Double(sentences - seen.count) / Double(sentences)
  }
}

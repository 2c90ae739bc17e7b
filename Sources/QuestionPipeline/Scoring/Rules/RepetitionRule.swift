/// Answers that say nothing which the question does not say.
struct RepetitionRule: ItemRule {
  private static let definitions = Phrases(
    "what is|what are|define|definition of|what does|meaning of|什么是|是什么|何谓|何为|的定义|的含义|解释")
  /// Words that a circular definition is padded with, as stems.
  private static let padding: Set<String> = [
    "process", "way", "techniqu", "method", "thing", "concept", "something", "us", "use", "type",
    "kind", "idea", "term", "nam", "name", "call", "mean", "refer", "means", "do", "act", "defin",
    "machin", "learn", "basical", "simp", "general", "one", "work", "approach",
  ]
  private static let chinesePadding = WordSet(
    "方法技术过程概念东西一种指就称叫做用来进行的是其所谓这种某些东西名词术语意思属于基本简单来说".map(String.init))

  func flaws(of subject: InspectedDraft) -> [Flaw] {
    switch subject.context.kind {
    case .open, .scenario, .interview: break
    case .multipleChoice, .trueFalse, .cloze, .coding: return []
    }
    guard !subject.answer.tokens.isEmpty, !subject.question.tokens.isEmpty else { return [] }
    let draft = subject.draft
    if mayEqual(subject),
      QuestionNormal.form(of: draft.question) == QuestionNormal.form(of: draft.answer)
    {
      return [subject.flaw(FlawName.answerRestatesQuestion, draft.answer.asEvidence)]
    }
    guard !subject.answer.hasCode, subject.answer.length >= 3, !adds(subject) else {
      return []
    }
    if Self.definitions.isFound(in: subject.question.tokens) {
      return [subject.flaw(FlawName.emptyDefinition, draft.answer.asEvidence)]
    }
    // "Which is faster, A or B?" is answered in its own words.
    guard subject.answer.length >= 5 else { return [] }
    return [
      subject.flaw(
        FlawName.answerRestatesQuestion, draft.answer.asEvidence, severity: .warning)
    ]
  }

  /// Texts of one normal form begin with the same letter or digit, unless code hides it.
  private func mayEqual(_ subject: InspectedDraft) -> Bool {
    if subject.question.hasCode || subject.answer.hasCode { return true }
    return subject.question.tokens.first?.text.unicodeScalars.first
      == subject.answer.tokens.first?.text.unicodeScalars.first
  }

  /// Whether the answer has anything that neither the question nor padding has.
  private func adds(_ subject: InspectedDraft) -> Bool {
    // Most answers have something new among their first words, so the question's are not gathered.
    let question = subject.question.tokens
    // "Because the sky is blue" adds nothing to a question; of a story that a question tells it may be the point.
    let isShort = subject.question.length <= 15
    return subject.answer.tokens.contains { token in
      if token.isIdeograph {
        return !QuestionWords.functionIdeographTokens.contains(token)
          && !Self.chinesePadding.contains(token)
          && !question.contains { $0.key == token.key }
      }
      if QuestionWords.functionTokens.contains(token)
        || QuestionWords.interrogativeTokens.contains(token)
        || isShort && Self.because.contains(token)
        || question.contains(where: { $0.key == token.key })
      {
        return false
      }
      let stem = Stemmer.stem(token.text)
      let letter = stem.utf8.first
      return !Self.padding.contains(stem)
        && !question.contains { $0.text.utf8.first == letter && Stemmer.stem($0.text) == stem }
    }
  }

  private static let because = WordSet(["because"])
}

/// Questions without their mark, and questions much shorter or longer than their kind needs.
///
/// In lists from the web a missing mark is mostly carelessness, so it is a warning; whether the sentence itself breaks
/// off is `TruncationRule`'s to say. The lengths are those beyond which hardly a question of the kind lies in the sets
/// and examinations looked at; they are no norm.
struct ClosingRule: ItemRule {
  func flaws(of subject: InspectedDraft) -> [Flaw] {
    let text = subject.question
    guard !text.tokens.isEmpty else { return [] }
    var flaws: [Flaw] = []
    if lacksMark(subject) {
      flaws.append(subject.flaw(FlawName.missingQuestionMark, text.raw.tailEvidence))
    }
    if isTooShort(subject) {
      flaws.append(subject.flaw(FlawName.questionTooShort, text.raw.asEvidence))
    }
    // What asks about a text brings the text along.
    let material = Self.materials.isFound(in: text.tokens) ? 8.0 : 1
    let limit = Self.longest(subject.context.kind) * material
    if text.length > limit {
      flaws.append(
        subject.flaw(
          FlawName.questionTooLong,
          subject.say(
            "\(Int(text.length)) words, \(Int(limit)) are plenty",
            "约 \(Int(text.length * 2)) 字，\(Int(limit * 2)) 字已足够")))
    }
    return flaws
  }

  /// An interrogative sentence whose last sign is a letter.
  private func lacksMark(_ subject: InspectedDraft) -> Bool {
    switch subject.context.kind {
    case .open, .interview, .scenario: break
    case .multipleChoice, .trueFalse, .cloze, .coding: return false
    }
    let text = subject.question
    guard let last = text.prose.last(where: { !$0.isSpace }),
      Script.isWordLetter(last) || Script.isHan(last) || Script.isDigit(last),
      !text.prose.contains(where: { $0 == "?" || $0 == "？" })
    else { return false }
    if case .broken = SentenceEnd(of: text) { return false }
    if subject.isChinese { return Self.chinese.isFound(in: text.unquotedTokens) }
    guard subject.context.language.isEnglish else { return false }
    let shape = QuestionShape(text, language: subject.context.language)
    return shape.opensAsQuestion
  }

  /// "Attention?", "缓存": a name is no question.
  private func isTooShort(_ subject: InspectedDraft) -> Bool {
    switch subject.context.kind {
    case .open, .interview, .scenario, .coding: break
    case .multipleChoice, .trueFalse, .cloze: return false
    }
    let text = subject.question
    guard !text.hasCode, !text.scalars.contains(where: { $0.isMathSign }) else {
      return false
    }
    if subject.isChinese, text.tokens.contains(where: \.isIdeograph) {
      return text.length < 2 && !Self.demanding.isFound(in: text.tokens)
    }
    guard text.tokens.count < 3 else { return false }
    let words = text.tokens.map(\.text)
    return !EnglishDemands.opensWithVerb(words) || words.count < 2
  }

  private static func longest(_ kind: QuestionKind) -> Double {
    switch kind {
    case .open, .interview: 250
    case .multipleChoice, .trueFalse, .cloze: 250
    case .scenario: 350
    case .coding: 600
    }
  }

  private static let chinese = Phrases(
    "什么|为什么|为何|如何|怎么|怎样|哪些|哪个|哪种|多少|是否|吗|呢|何时|谁")
  private static let materials = Phrases(
    "passage|read the following|article|excerpt|阅读|材料|短文|文言文|选文|节选")
  private static let demanding = Phrases("何谓|何为|解释|定义|简述|是什么|为什么|吗|呢|求")
}

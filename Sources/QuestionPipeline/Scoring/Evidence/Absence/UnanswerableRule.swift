/// Items that are meant to have no answer, judged by their own rule: the source must not answer the question, the answer
/// must say so, and what else it says must be the source's.
struct UnanswerableRule: ItemRule {
  func flaws(of subject: InspectedDraft) -> [Flaw] {
    guard let reason = subject.context.unanswerable else { return [] }
    var flaws: [Flaw] = []
    if !Self.denials.isFound(in: subject.answer.allTokens) {
      flaws.append(
        subject.flaw(
          FlawName.unsupportedAnswer,
          subject.say(
            "the answer does not say that the source does not say it", "答案没有说明原文并未这样说")))
    }
    guard let passage = subject.context.passage else { return flaws }
    let matter = AskedMatter(
      subject.draft.question, titles: subject.context.titles, isChinese: subject.isChinese)
    let check = StatementCheck(passage, isChinese: subject.isChinese)
    if let there = check.answer(to: matter, reason) {
      flaws.append(subject.flaw(FlawName.answerableQuestion, there.asEvidence))
    }
    if reason == .falsePremise, flaws.isEmpty, !corrects(subject) {
      flaws.append(
        subject.flaw(
          FlawName.unsupportedAnswer,
          subject.say(
            "the answer does not give what the source says instead", "答案没有给出原文实际的说法")))
    }
    if flaws.isEmpty, let alien = alien(in: subject, passage) {
      flaws.append(
        subject.flaw(
          FlawName.unsupportedAnswer,
          subject.say("“\(alien)” does not occur in the source", "原文中没有“\(alien)”")))
    }
    return flaws
  }

  /// Whether the answer holds some of a quote that the question does not.
  private func corrects(_ subject: InspectedDraft) -> Bool {
    let quoted = subject.draft.sources.map { InspectedText($0.quote) }
    let asked = SourceReading.content(of: subject.question.allTokens)
    let said = SourceReading.content(of: subject.answer.allTokens).subtracting(asked)
    return quoted.contains { quote in
      !SourceReading.content(of: quote.allTokens).isDisjoint(with: said)
    }
  }

  /// A number or a name of the answer that stands neither in the source nor in the question.
  private func alien(in subject: InspectedDraft, _ passage: String) -> String? {
    let source = SourceReading(
      passage, titles: subject.context.titles, isChinese: subject.isChinese)
    let given = source.quantities + QuantityReader(subject.question).quantities()
    let alien = QuantityReader(subject.answer).quantities().first { quantity in
      quantity.isFirm && !given.contains { quantity.agrees(with: $0) || quantity.hasValue(of: $0) }
    }
    return alien?.text ?? NameCheck(source: source).unknown(in: StatedItem(subject))
  }

  /// What says that something is not said.
  static let denials = Phrases(
    "does not say|does not state|does not give|does not mention|does not name|does not tell|does not cite"
      + "|does not specify|does not answer|doesn't say|doesn't state|doesn't give|doesn't mention"
      + "|do not say|do not state|do not give|do not mention|is not stated|are not stated|not stated"
      + "|not mentioned|not given|not specified|says nothing|say nothing|no mention|no such|false premise"
      + "|contradicts|is not what|never states|never says|never mentions|never gives|cannot be answered"
      + "|没有说明|没有提到|没有给出|没有交代|没有指出|没有这样说|没有说|没有写|没有注明|没有提及|未提及|未提到|未说明|未给出|未注明"
      + "|未交代|未指出|并未|并没有|与原文不符|前提不成立|前提有误|无法从|无从得知")
}

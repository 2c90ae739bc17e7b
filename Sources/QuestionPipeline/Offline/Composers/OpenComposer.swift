/// Writes questions that are answered in sentences of one's own.
struct OpenComposer: Composer {
  func compose(_ commission: inout Commission) -> Draft? {
    switch commission.form {
    case .ask(let index): ask(index, &commission)
    case .judge(let index): judge(index, &commission)
    case .newcomer: newcomer(commission)
    case .riddle: riddle(commission)
    default: nil
    }
  }

  private func ask(_ index: Int, _ commission: inout Commission) -> Draft? {
    let fact = commission.text.facts[index]
    let (level, tongue) = (commission.level, commission.tongue)
    let ask = commission.ask(of: fact, at: level)
    let question =
      level == .remember || FactLevels.suits(ask, level, tongue)
      ? ask : commission.demanding(ask, fact.type.matter, index)
    if let previous = commission.previous, previous.question == question,
      !commission.flaws.isDisjoint(with: Self.aboutTheQuestion), fact.type != .example
    {
      return judge(index, &commission)
    }
    return draft(question, fact)
  }

  /// Flaws that other words for the same answer may mend.
  private static let aboutTheQuestion: Set<String> = [
    "near-duplicate", "exact-duplicate", "answer-leak", "unclear-question",
  ]

  private func judge(_ index: Int, _ commission: inout Commission) -> Draft? {
    let fact = commission.text.facts[index]
    let wording = commission.wording
    let frames =
      Self.standsAlone(fact.weak, commission.text, commission.tongue)
      ? wording.judgedClaims : wording.judgedAnswers
    let ask = commission.quotedAsk(of: fact)
    let question = commission.fill(
      commission.frame(frames, index), [("weak", fact.weak), ("ask", ask)])
    var draft = draft(question, fact)
    draft.answer = Text.joined(
      [commission.pick(wording.rebuttals, index), fact.answer], commission.tongue)
    return draft
  }

  /// Whether a statement can be understood without the question that it answers.
  static func standsAlone(_ statement: String, _ text: ConceptText, _ tongue: Tongue) -> Bool {
    guard ([text.term] + text.aliases).contains(where: { Text.names(statement, $0) }) else {
      return false
    }
    let openers =
      tongue == .english
      ? [
        "It ", "They ", "This ", "That ", "These ", "Those ", "Both ", "Because ", "Yes", "No,",
        "By ", "Only ", "He ", "One ", "The former", "The latter", "The two", "The first",
        "The second", "There ",
      ]
      : ["它", "这", "那", "因为", "两者", "二者", "前者", "后者", "是", "不", "其", "由于", "应", "先", "把", "都"]
    return !openers.contains { statement.hasPrefix($0) }
  }

  private func newcomer(_ commission: Commission) -> Draft? {
    guard let what = commission.text.facts.first(where: { $0.type == .what }) else { return nil }
    let why = commission.text.facts.first { $0.type == .why }
    let question = commission.fill(
      commission.frame(commission.wording.newcomers),
      commission.names)
    var draft = draft(question, what)
    draft.answer = Text.joined([what.answer, why?.answer ?? ""], commission.tongue)
    draft.keyPoints = Array((what.points + (why?.points ?? []).prefix(2)).prefix(5))
    return draft
  }

  private func riddle(_ commission: Commission) -> Draft? {
    guard let what = commission.text.facts.first(where: { $0.type == .what }) else { return nil }
    let question = commission.fill(
      commission.frame(commission.wording.riddles, 4), [("q", commission.text.gist)])
    var draft = draft(question, what)
    let opening = commission.fill(
      commission.frame(commission.wording.riddleAnswers),
      commission.names)
    draft.answer = Text.joined([opening, what.answer], commission.tongue)
    draft.keyPoints = [commission.text.term] + what.points.prefix(3)
    return draft
  }

  private func draft(_ question: String, _ fact: Fact) -> Draft {
    var draft = Draft(question: question, answer: fact.answer)
    draft.keyPoints = fact.points
    draft.mistakes = [fact.weak]
    return draft
  }
}

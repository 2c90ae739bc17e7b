/// Answers that their source does not carry: a number that stands nowhere in it, a statement that it makes otherwise, a
/// name that it does not know, content that is not its.
///
/// It is sure only of what it can show, and shows it. What is said in wholly other words, and wrongly, only a judge sees.
/// Numbers and names of scenarios and tasks are their author's own, so there only statements and content are held against
/// the source; of languages other than English and Chinese only numbers.
struct SupportRule: ItemRule {
  func flaws(of subject: InspectedDraft) -> [Flaw] {
    // What the source does not say has a rule of its own.
    guard subject.context.unanswerable == nil, let passage = subject.context.passage,
      passage.contains(where: { !$0.isWhitespace })
    else { return [] }
    let item = StatedItem(subject)
    let source = SourceReading(
      passage, titles: subject.context.titles, isChinese: item.isChinese)
    let table = item.isInvented ? .elsewhere : TableCheck(passage)?.finding(of: item) ?? .elsewhere
    guard let reason = reason(item, source, table) else { return [] }
    return [subject.flaw(FlawName.unsupportedAnswer, reason)]
  }

  private func reason(_ item: StatedItem, _ source: SourceReading, _ table: TableCheck.Finding)
    -> String?
  {
    let subject = item.subject
    if case .fault(let said, let there) = table {
      return there.map { against(subject, said, $0) } ?? isNot(said, subject)
    }
    // What was worked out of cells stands in no sentence.
    let isWorkedOut = table == .carried
    if !item.isInvented, !isWorkedOut, let number = NumberCheck(source: source).fault(of: item) {
      return isNot(number, subject)
    }
    if !item.isInvented, !isWorkedOut, let passage = subject.context.passage,
      let there = FigureCheck(passage).contradiction(of: item)
    {
      return against(subject, subject.draft.answer, there)
    }
    let language = subject.context.language
    guard language.isChinese || language.tag.hasPrefix("en"),
      source.isInScript
    else { return nil }
    if !isWorkedOut, let (said, there) = ConflictCheck(source: source).conflict(of: item) {
      return against(subject, said, there)
    }
    if !item.isInvented, let name = NameCheck(source: source).unknown(in: item) {
      return subject.say("“\(name)” does not occur in the source", "原文中没有“\(name)”")
    }
    if !isWorkedOut, let part = ContentCheck(source: source).alien(in: item) {
      return subject.say(
        "the source says nothing of “\(part.asEvidence)”", "原文没有提到“\(part.asEvidence)”")
    }
    return nil
  }

  private func isNot(_ number: String, _ subject: InspectedDraft) -> String {
    subject.say("“\(number)” is not what the source says", "“\(number)”与原文不符")
  }

  private func against(_ subject: InspectedDraft, _ said: String, _ there: String) -> String {
    subject.say(
      "“\(said.asEvidence)” against “\(there.asEvidence)” in the source",
      "“\(said.asEvidence)”与原文“\(there.asEvidence)”不符")
  }
}

/// What an item states, part by part.
struct StatedItem {
  let subject: InspectedDraft
  /// Whether situation and figures are the author's own.
  let isInvented: Bool
  /// The answer, its key points, and the option that is marked correct with its reason.
  let answers: [InspectedText]
  /// The question where it states what must be true: all but false statements; a gap is filled.
  let premise: InspectedText?
  /// The question where it is a statement, and not a false one.
  let claim: InspectedText?
  /// Whether it is a statement to be judged false.
  let isFalse: Bool

  init(_ subject: InspectedDraft) {
    self.subject = subject
    let kind = subject.context.kind
    isInvented = kind == .scenario || kind == .coding
    var answers = [subject.answer] + subject.keyPoints
    if kind == .multipleChoice, let key = subject.keyIndex {
      answers.append(subject.choices[key])
      if let why = subject.draft.choices[key].why { answers.append(InspectedText(why)) }
    }
    if kind == .interview { answers += subject.followUps.map(\.strong) }
    self.answers = answers
    isFalse = kind == .trueFalse && Self.isFalse(subject)
    if isFalse {
      (premise, claim) = (nil, nil)
    } else if let filled = Self.filled(subject).map({ InspectedText($0) }) {
      (premise, claim) = (filled, filled)
    } else {
      premise = subject.question
      claim = kind == .trueFalse ? subject.question : nil
    }
  }

  var isChinese: Bool {
    let tokens = subject.question.tokens + subject.answer.tokens
    return tokens.count(where: \.isIdeograph) * 2 > tokens.count
  }

  private static func isFalse(_ subject: InspectedDraft) -> Bool {
    let said = subject.keyIndex.map { subject.choices[$0] } ?? subject.answer
    return !said.tokens.isEmpty && no.match(in: said.tokens, at: 0) != nil
  }

  private static let no = Phrases("false|wrong|incorrect|no|not true|错|错误|不正确|不对|否|假")

  /// A question's gap with what fills it.
  private static func filled(_ subject: InspectedDraft) -> String? {
    let question = subject.draft.question
    guard let gap = Text.range(of: "____", in: question) else { return nil }
    let filling: String
    switch subject.context.kind {
    case .cloze: filling = subject.draft.answer
    case .multipleChoice:
      guard let key = subject.keyIndex else { return nil }
      filling = subject.draft.choices[key].text
    default: filling = subject.draft.keyPoints.first ?? subject.draft.answer
    }
    let rest = question[gap.upperBound...].drop { $0 == "_" }
    return question[..<gap.lowerBound] + " " + Text.unstopped(filling) + " " + rest
  }
}

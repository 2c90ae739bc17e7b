/// Answers of another type than the question word asks for.
///
/// After the answer types of question answering (Li and Roth 2002): only those are looked at whose absence can be seen:
/// a count or a year without any number, a bare yes or no to a question for a reason or a name, a number alone to a
/// question for a reason, a date to a question for a person, no time at all to "When was …?". "It depends …" answers a count as well as people do.
struct AnswerTypeRule: ItemRule {
  private static let counts = Phrases(
    "how many|what percentage|what fraction|in what year|what year|which year|how old"
      + "|多少|几个|几种|几次|几层|几位|百分之几|哪一年|哪年")
  /// "How much faster …?", 多少都行: no count is asked for.
  private static let loose = Phrases(
    "how many ways|不论多少|无论多少|多少有|或多或少|多少都|as many as|too many|多少会|多少能")
  private static let quantities = Phrases(
    "zero|none|no|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty"
      + "|fifty|hundred|thousand|million|billion|half|third|quarter|dozen|once|twice|double|both|single"
      + "|pair|all|every|any number|unlimited|infinite*|depends|many|few|several|as many|constant|linear"
      + "|quadratic|logarithmic|exponential|the same number|only|majority|most|neither|share|ratio|proportion|rate"
      + "|一|两|二|三|四|五|六|七|八|九|十|零|〇|百|千|万|亿|半|没有|无|无数|无限|全部|所有|取决|视|不变|同样多|倍|若干|几|单|双|占比|比例|率")
  /// Of these alone no count is made: "Many.", "A lot", 很多.
  private static let vague: Set<String> = [
    "many", "few", "several", "some", "a", "lot", "lots", "of", "them", "very", "quite", "好", "很",
    "多", "些",
    "几", "个", "若", "干",
  ]
  private static let reasons = Phrases("why|how|explain|为什么|为何|如何|怎么|怎样|解释|说明")
  private static let chineseReasons = Phrases("为什么|为何|解释")
  private static let chineseManners = Phrases("如何|怎么|怎样")
  private static let chineseNames = Phrases("什么|哪|谁")
  private static let alternatives = Phrases("是不是|能不能|会不会|有没有|对不对|是否")
  private static let openings = WordSet(["吗", "否", "whether"])
  private static let verdicts: Set<String> = [
    "yes", "no", "true", "false", "correct", "incorrect", "是", "否", "对", "错", "正确", "错误", "不是",
    "是的",
    "不对",
  ]

  func flaws(of subject: InspectedDraft) -> [Flaw] {
    // That there is no such year is no year.
    if subject.context.unanswerable != nil { return [] }
    switch subject.context.kind {
    case .open, .scenario, .interview: break
    case .multipleChoice, .trueFalse, .cloze, .coding: return []
    }
    let answer = subject.answer
    guard !answer.tokens.isEmpty, let evidence = mismatch(subject) else { return [] }
    return [subject.flaw(FlawName.answerTypeMismatch, evidence)]
  }

  private func mismatch(_ subject: InspectedDraft) -> String? {
    let question = subject.question.unquotedTokens
    let answer = subject.answer
    let isSingle = DemandRule.questionMarks(subject.question) <= 1
    if isSingle, let asked = Self.counts.first(in: question), asksByOpening(question, asked.range),
      !Self.loose.isFound(in: question), answer.length <= 40,
      !answer.hasCode,
      answer.tokens.allSatisfy({ Self.vague.contains($0.text) })
        || !Self.hasQuantity(answer.tokens, answer.prose)
    {
      return
        "“\(Self.text(of: asked.range, question, subject.question))” … “\(answer.raw.asEvidence)”"
    }
    if isSingle,
      let evidence = Self.dateForAPerson(question, answer)
        ?? Self.noTime(question, answer)
    {
      return "\(evidence) … “\(answer.raw.asEvidence)”"
    }
    guard let opening = openingWord(question),
      Self.reasons.isFound(in: question) || opening.isNaming
    else { return nil }
    // No verdict has more tokens: Chinese ones are cut into their ideographs.
    if answer.tokens.count <= 2, Self.verdicts.contains(answer.tokens.map(\.text).joined()),
      !asksYesOrNo(question)
    {
      return "“\(opening.text)” … “\(answer.raw.asEvidence)”"
    }
    let isBareNumber = answer.tokens.allSatisfy { $0.kind == .number }
    if isBareNumber, ["why", "为什么", "为何", "explain", "解释"].contains(opening.text) {
      return "“\(opening.text)” … “\(answer.raw.asEvidence)”"
    }
    return nil
  }

  private static let persons = Phrases("who|whom|谁|哪位")
  private static let dateWords: Set<String> = [
    "in", "on", "about", "around", "circa", "year", "the", "ad", "bc", "ce", "年", "月", "日", "约",
    "大",
    "于", "在", "公", "元", "前",
  ]

  /// A question for a person, answered by a date and nothing else.
  private static func dateForAPerson(_ question: [Token], _ answer: InspectedText) -> String? {
    guard let match = persons.first(in: question),
      question[match.range.lowerBound].isIdeograph || match.range.lowerBound == 0,
      answer.tokens.contains(where: { $0.kind == .number && $0.range.count >= 3 }),
      answer.tokens.allSatisfy({ $0.kind == .number || dateWords.contains($0.text) })
    else { return nil }
    return "“\(question[match.range.lowerBound].isIdeograph ? "谁" : "who")”"
  }

  private static let events = Phrases("when was|when were|什么时候|何时")
  private static let times = Phrases(
    "when|while|before|after|during|since|until|till|once|upon|ago|by the time|as soon as|at the end|beginning"
      + "|early|late|later|century|centuries|year*|month*|week*|day*|hour*|today|yesterday|time*|decade*|era|age"
      + "|period|war|reign|dynasty|spring|summer|autumn|winter|morning|evening|night|january|february|march|april"
      + "|may|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday"
      + "|saturday|sunday|never|always|every|if|first|last|unknown"
      + "|时|年|月|日|周|天|世纪|代|朝|期|后|前|当|际|春|夏|秋|冬|初|末|若|如|凡|每|只有|早|晚|刚|先|从未|不详|未知")

  /// The time of an event asked for, and an answer in which nothing tells a time. "When would you …?" asks for a
  /// condition.
  private static func noTime(_ question: [Token], _ answer: InspectedText) -> String? {
    guard let match = events.first(in: question),
      question[match.range.lowerBound].isIdeograph || match.range.lowerBound == 0,
      answer.length >= 2, answer.length <= 20, !answer.hasCode,
      !times.isFound(in: answer.tokens), !answer.tokens.contains(where: { $0.kind == .number }),
      !answer.tokens.contains(where: { $0.text.utf8.contains { $0 &- 0x30 < 10 } })
    else { return nil }
    return "“\(question[match.range.lowerBound].isIdeograph ? "何时" : "when")”"
  }

  /// Whether the count is what is asked, not a part of what it is asked about.
  private func asksByOpening(_ question: [Token], _ range: Range<Int>) -> Bool {
    // Chinese asks where the answer would stand.
    question[range.lowerBound].isIdeograph || range.lowerBound <= 3
  }

  private static func text(of range: Range<Int>, _ tokens: [Token], _ text: InspectedText) -> String
  {
    text.text(
      tokens[range.lowerBound].range.lowerBound..<tokens[range.upperBound - 1].range.upperBound)
  }

  /// The word that opens the question, and whether it asks for a name or a thing.
  private func openingWord(_ tokens: [Token]) -> (text: String, isNaming: Bool)? {
    if let first = tokens.first, !first.isIdeograph {
      guard ["what", "which", "who", "where", "when", "why", "how", "explain"].contains(first.text)
      else { return nil }
      return (first.text, !["why", "how", "explain"].contains(first.text))
    }
    if Self.chineseReasons.isFound(in: tokens) { return ("为什么", false) }
    if Self.chineseManners.isFound(in: tokens) { return ("如何", false) }
    return Self.chineseNames.isFound(in: tokens) ? ("什么", true) : nil
  }

  private func asksYesOrNo(_ tokens: [Token]) -> Bool {
    tokens.contains { Self.openings.contains($0) }
      || Self.alternatives.isFound(in: tokens)
  }

  /// Whether the text holds a number in figures or words, or says that there is none.
  static func hasQuantity(_ tokens: [Token], _ prose: [Unicode.Scalar]) -> Bool {
    tokens.contains { $0.kind == .number }
      || quantities.isFound(in: tokens)
      || tokens.contains { $0.text.utf8.contains { $0 &- 0x30 < 10 } }
      || prose.contains { $0.isMathSign && $0.value > 0x7F || $0 == "=" || $0 == "^" }
      || tokens.contains { $0.kind == .word && $0.text.utf8.count == 1 }  // A symbol: n, O(n).
  }
}

/// Answers too short for the level of their question.
///
/// A name answers what is to be remembered; an explanation takes a sentence, an analysis more. The least lengths are
/// low: they are passed by nine of ten answers even in the careless lists looked at. The level is the one asked for, or
/// else what the wording suggests (`LevelEstimate`); both must ask for more than a name.
struct ThinAnswerRule: ItemRule {
  func flaws(of subject: InspectedDraft) -> [Flaw] {
    switch subject.context.kind {
    case .open, .interview, .scenario: break
    case .multipleChoice, .trueFalse, .cloze, .coding: return []
    }
    let answer = subject.answer
    guard answer.length > 1, !answer.hasCode, !isComputed(answer) else { return [] }
    // A name in Latin letters may be all that a Chinese question asks for.
    if subject.isChinese, !answer.tokens.contains(where: \.isIdeograph) { return [] }
    let estimate = subject.level
    guard estimate.isFounded else { return [] }
    let level = min(estimate.level, subject.context.level ?? estimate.level)
    // "What is the role of …" may be answered by a name.
    if level <= .understand, asksForAName(subject.question) { return [] }
    let least = Self.least(level)
    guard answer.length < least else { return [] }
    return [
      subject.flaw(
        FlawName.thinAnswer,
        subject.say(
          "\(Int(answer.length)) words for a question to \(level.rawValue)",
          "\(Int(answer.length * 2)) 字的答案，题目要求\(Self.chinese(level))"))
    ]
  }

  /// Whether an interrogative that a name can answer opens the question, perhaps after a preposition.
  private func asksForAName(_ question: InspectedText) -> Bool {
    if question.tokens.contains(where: \.isIdeograph) {
      return Self.chineseNames.isFound(in: question.tokens)
        && !Self.chineseReasons.isFound(in: question.tokens)
    }
    return question.tokens.prefix(2).contains { Self.namings.contains($0) }
      || QuestionShape(question, language: .english).lead > 0
  }

  private static let namings = WordSet(["what", "which", "who", "whom", "whose", "where", "when"])
  private static let chineseNames = Phrases(
    "哪|谁|何处|何地|何时|什么部位|什么位置|什么地方|什么时候|什么气体|什么颜色|什么元素|什么物质|什么器官|什么名称|叫什么|称为什么")
  private static let chineseReasons = Phrases(
    "为什么|为何|如何|怎么|怎样|解释|说明|简述|阐述|描述|谈谈|区别|异同|比较|分析|哪些")

  /// A result is as long as it is: "17 ms", "O(log n)".
  private func isComputed(_ answer: InspectedText) -> Bool {
    answer.length < 8
      && (answer.tokens.contains { $0.kind == .number }
        || answer.scalars.contains { $0 == "(" || $0 == "=" || $0.isMathSign })
  }

  /// Words, an ideograph counting half.
  private static func least(_ level: BloomLevel) -> Double {
    switch level {
    case .remember: 0
    case .understand: 4
    case .apply: 6
    case .analyze: 9
    case .evaluate: 9
    case .create: 12
    }
  }

  private static func chinese(_ level: BloomLevel) -> String {
    switch level {
    case .remember: "记忆"
    case .understand: "理解"
    case .apply: "应用"
    case .analyze: "分析"
    case .evaluate: "评价"
    case .create: "创造"
    }
  }
}

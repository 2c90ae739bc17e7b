/// Questions that ask for nothing, or for several things at once.
struct DemandRule: ItemRule {
  static let demands = Phrases(
    "what|which|how|why|when|where|who|whose|explain|describe|define|discuss|compare|contrast"
      + "|write|implement|design|derive|prove|show|give|list|name|state|outline|sketch|calculate"
      + "|compute|estimate|determine|identify|find|suggest|propose|justify|analyse|analyze|evaluate"
      + "|predict|complete|fill|choose|select|decide|diagnose|tell|walk|argue|draw|return|build"
      + "|create|fix|rewrite|refactor|debug|assess|summarise|summarize|illustrate|demonstrate"
      + "|distinguish|classify|match|trace|recommend|rank|name|say|true or false|work out|convert"
      + "|什么|啥|哪|如何|怎|为何|为什么|谁|几|多少|多大|多久|吗|呢|是否|能否|可否|有无|请|解释|说明|描述|简述|阐述|论述"
      + "|谈谈|说说|讲讲|聊聊|介绍|比较|对比|分析|给出|列出|列举|写出|写一|编写|实现|设计|推导|证明|计算|估算|判断|指出"
      + "|选择|选出|填空|填写|补全|完成|评估|评价|预测|举例|归纳|总结|概括|改写|重构|修复|定位|诊断|画出|提出|推荐|构造"
      + "|输出|返回|区分|求|手算|算出|推演|演算|验算|演示|模拟|改成|转换|回答|作答|改正|翻译|赏析|压缩|续写|补写|仿写")
  private static let chained = Phrases(
    "and how|and why|and what|and which|and when|and where|and also explain|以及为什么|以及如何|以及怎么|以及什么"
      + "|并且为什么|同时又|又是什么|又如何|又为什么")

  func flaws(of subject: InspectedDraft) -> [Flaw] {
    let text = subject.question
    guard !text.tokens.isEmpty else { return [] }
    switch subject.context.kind {
    case .open, .coding, .scenario, .interview: break
    case .multipleChoice, .trueFalse, .cloze: return []  // Stems and statements need no form.
    }
    let tokens = text.unquotedTokens
    // A text of that length is material with questions of its own.
    let marks = text.length > 120 ? min(1, Self.questionMarks(text)) : Self.questionMarks(text)
    var flaws: [Flaw] = []
    if marks == 0, !text.hasCode, !Self.demands.isFound(in: tokens), isStatement(subject, tokens) {
      flaws.append(subject.flaw(FlawName.notAQuestion, text.raw.tailEvidence))
    }
    if marks >= 2 {
      flaws.append(
        subject.flaw(
          FlawName.severalQuestions,
          subject.say("\(marks) question marks", "\(marks) 个问号")))
    } else if let match = Self.chained.first(in: tokens), match.range.lowerBound > 2,
      subject.context.kind != .scenario, Self.asksBefore(match, tokens)
    {
      let range =
        tokens[match.range.lowerBound].range
        .lowerBound..<tokens[match.range.upperBound - 1].range.upperBound
      flaws.append(subject.flaw(FlawName.severalQuestions, text.text(range)))
    } else if subject.isChinese, subject.context.kind != .scenario, text.length <= 120 {
      let clauses = Self.askingClauses(tokens)
      if clauses >= 3 {
        flaws.append(subject.flaw(FlawName.severalQuestions, "\(clauses) 处发问"))
      }
    }
    return flaws
  }

  private static let interrogatives = Phrases("什么|为何|如何|怎么|怎样|怎|哪|多少|是否|谁|几")

  /// Chinese needs no word between its questions: 是什么，为什么要用，有哪些缺点. Clauses that ask each for themselves.
  private static func askingClauses(_ tokens: [Token]) -> Int {
    var count = 0
    var start = 0
    for index in 1...max(1, tokens.count) where index >= tokens.count || tokens[index].followsBreak
    {
      if interrogatives.isFound(in: Array(tokens[start..<min(index, tokens.count)])) { count += 1 }
      start = index
    }
    return count
  }

  /// Whether the last sentence opens as statements do; any other first word may be an imperative.
  private func isStatement(_ subject: InspectedDraft, _ tokens: [Token]) -> Bool {
    if subject.isChinese { return Self.chineseVerbs.isFound(in: tokens) }
    let start = tokens.indices.last { index in
      tokens[index].followsBreak && index > 0
        && subject.question.prose[
          tokens[index - 1].range.upperBound..<tokens[index].range.lowerBound
        ].contains(where: SentenceEnd.isTerminal)
    }
    let sentence = tokens[(start ?? 0)...].prefix(6).map(\.text)
    guard let first = sentence.first else { return false }
    return Self.openings.contains(first)
      || sentence.dropFirst().contains { Self.verbs.contains($0) }
  }

  private static let openings: Set<String> = [
    "the", "a", "an", "this", "these", "those", "it", "they", "he", "she", "we", "i", "there",
    "its",
    "our", "their", "some", "many", "most", "all", "each", "every", "such",
  ]
  private static let chineseVerbs = Phrases("是|会|能|有|可以|属于|用于|具有|采用|支持")
  private static let verbs: Set<String> = [
    "is", "are", "was", "were", "has", "have", "can", "will",
  ]

  private static let chineseOpenings = WordSet(["什", "如", "怎", "何", "哪"])

  /// "When and why …" is one question with two words; "What is X and why …" is two.
  private static func asksBefore(_ match: Phrases.Match, _ tokens: [Token]) -> Bool {
    let before = tokens[..<match.range.lowerBound]
    if let last = before.last, QuestionWords.interrogativeTokens.contains(last) { return false }
    return before.contains { token in
      QuestionWords.interrogativeTokens.contains(token) || chineseOpenings.contains(token)
    }
  }

  /// Runs of question marks outside code and quotes.
  static func questionMarks(_ text: InspectedText) -> Int {
    var count = 0
    guard text.signs.contains(.question) else { return 0 }
    let mayQuote = text.signs.contains(.quote)
    var isInRun = false
    var position = 0
    while position < text.prose.count {
      let scalar = text.prose[position]
      position += 1
      if mayQuote, let closing = QuotedSpans.closing(of: scalar),
        let end = text.prose[position...].firstIndex(of: closing)
      {
        isInRun = false
        position = end + 1
        continue
      }
      let isMark = scalar == "?" || scalar == "？"
      if isMark && !isInRun { count += 1 }
      isInRun = isMark
    }
    return count
  }
}

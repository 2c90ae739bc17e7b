/// Whether a source states what a question asks for that it is not to state.
///
/// It goes by words: a sentence answers that speaks of the question's matter, or follows one that does, and holds what
/// kind of thing is asked for. It rather takes a neighbour for an answer than an answer for nothing; what is said in wholly
/// other words only a judge sees.
struct StatementCheck {
  private struct Statement {
    var text: String
    var tokens: [Token]
    var content: Set<String>
    /// With what stands right before it.
    var reach: Set<String>
    var numbers: [Quantity]
  }

  private let statements: [Statement]
  private let isChinese: Bool

  init(_ source: String, isChinese: Bool) {
    self.isChinese = isChinese
    var statements: [Statement] = []
    var last: Set<String> = []
    for text in Self.texts(of: source) {
      let inspected = InspectedText(text)
      let tokens = inspected.allTokens
      let content = SourceReading.content(of: tokens)
      statements.append(
        Statement(
          text: text, tokens: tokens, content: content, reach: content.union(last),
          numbers: QuantityReader(inspected).quantities()))
      last = content
    }
    self.statements = statements
  }

  /// Sentences, and the rows of tables with what stands above them.
  private static func texts(of source: String) -> [String] {
    let tables = PassageTable.all(in: source)
    let prose = source.split(whereSeparator: \.isNewline).filter { !$0.contains("|") }
    let rows = tables.flatMap { table in
      table.rows.map { row in
        ([table.caption ?? ""] + zip(table.header.cells, row.cells).map { $0 + " " + $1 })
          .joined(separator: ", ")
      }
    }
    return Text.sentences(prose.joined(separator: "\n")) + rows
  }

  /// The sentence that answers; nil where none does.
  func answer(to matter: AskedMatter, _ reason: Unanswerable) -> String? {
    if matter.content.isEmpty {
      // All of the question stands in titles: whatever tells a thing of that kind may be the answer.
      return reason == .falsePremise
        ? nil : statements.first { gives(matter.sort, $0, matter) }?.text
    }
    return statements.first { statement in
      switch reason {
      case .falsePremise: holds(matter, statement)
      case .notStated: speaks(of: matter, statement) && gives(matter.sort, statement, matter)
      }
    }?.text
  }

  /// Whether it says all that the question takes for granted.
  private func holds(_ matter: AskedMatter, _ statement: Statement) -> Bool {
    let missing = matter.content.count { key in
      !statement.content.contains(key) && !key.unicodeScalars.allSatisfy(Script.isDigit)
    }
    let slack = isChinese ? matter.content.count / 8 : 0
    return missing <= slack
      && matter.numbers.allSatisfy { number in
        statement.numbers.contains { number.agrees(with: $0) }
      }
  }

  private func speaks(of matter: AskedMatter, _ statement: Statement) -> Bool {
    let shared = matter.content.count { statement.reach.contains($0) }
    let least = matter.sort == .other ? 0.85 : 0.7
    return Double(shared) >= least * Double(matter.content.count)
      && !matter.content.isDisjoint(with: statement.content)
  }

  private func gives(_ sort: AskedMatter.Sort, _ statement: Statement, _ matter: AskedMatter)
    -> Bool
  {
    switch sort {
    case .person: Self.persons.isFound(in: statement.tokens)
    case .time:
      Self.times.isFound(in: statement.tokens) || SourceMarks.tellsYear(statement.text)
        || statement.tokens.contains { $0.kind == .number && SourceMarks.isYear($0.text) }
    case .cost:
      Self.money.isFound(in: statement.tokens) || statement.text.contains { "$€£¥".contains($0) }
    case .amount:
      statement.numbers.contains { number in
        !matter.numbers.contains { $0.hasValue(of: number) }
      }
    case .source:
      Self.sources.isFound(in: statement.tokens) || SourceMarks.cites(statement.text)
    case .reason: Self.reasons.isFound(in: statement.tokens)
    case .other: true
    }
  }

  private static let persons = Phrases(
    "introduced by|coined|invented|discovered|proposed|developed|designed|founded|named after|named by"
      + "|described by|created by|built by|collected by|measured by|conducted by|introduced|author"
      + "|提出|发明|发现|命名|首创|设计|研制|开发|创立|创建|建造|作者|负责人|由谁|统计局|收集")
  private static let times = Phrases(
    "century|centuries|decade|decades|years ago|january|february|march|april|june|july|august|september|october"
      + "|november|december|世纪|年代|年前|月份|年初|年底")
  private static let money = Phrases(
    "cost|costs|price|prices|priced|fee|fees|paid|pay|euro|euros|dollar|dollars|yuan|pounds|cents|元|价格|售价|费用|成本|造价|花费|收费|美元"
  )
  private static let sources = Phrases(
    "study|studies|survey|surveys|report|reports|reported|source|sources|according to|research|researchers"
      + "|cited|statistics|census|found that|showed that|研究|调查|报告|来源|出处|据|统计|显示|表明|介绍|表示")
  private static let reasons = Phrases(
    "because|since|due to|owing to|so that|therefore|as a result|reason|in order to|thanks to|led to|causes|caused"
      + "|因为|由于|原因|所以|因此|以便|为了|导致|使得|从而")
}

/// Looks among all passages for one that answers a question which none is to answer.
struct StatementSearch: Sendable {
  private let passages: [Passage]
  private let holders: [String: [Int32]]

  init(_ passages: [Passage]) {
    self.passages = passages
    var holders: [String: [Int32]] = [:]
    for (index, passage) in passages.enumerated() {
      let tokens = Tokenizer.tokens(of: passage.shown)
      for key in SourceReading.content(of: tokens) {
        holders[key, default: []].append(Int32(index))
      }
    }
    self.holders = holders
  }

  /// The first sentence that answers. A false premise is one of the document that it was made of.
  /// - Parameter document: whose passages a premise is held against.
  func answer(
    to question: String, _ reason: Unanswerable, document: String?, isChinese: Bool
  ) -> String? {
    let titles = passages.lazy.filter { $0.document == document }.first?.titles ?? []
    let matter = AskedMatter(question, titles: titles, isChinese: isChinese)
    var counts: [Int32: Int] = [:]
    for key in matter.content { for index in holders[key] ?? [] { counts[index, default: 0] += 1 } }
    let least = max(1, matter.content.count * 6 / 10)
    let near = counts.filter { $0.value >= least }.map(\.key).sorted()
    for index in near {
      let passage = passages[Int(index)]
      if reason == .falsePremise, passage.document != document { continue }
      if let found = StatementCheck(passage.shown, isChinese: isChinese).answer(to: matter, reason)
      {
        return found
      }
    }
    return nil
  }
}

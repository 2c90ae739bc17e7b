import QuestionPipeline
import Testing

/// Questions that their documents do not answer: as the offline writer makes them, and as rules judge them.
struct UnanswerableQuestionTests {
  private static let english = Passage(
    id: "p-1", document: "kilns.md", headings: ["Old kilns"],
    text: """
      A saggar is a box of fired clay that keeps flames away from the ware.

      In one firing the tall kiln burns 11 tonnes of coal.

      The glaze of a pot runs when the chamber is too hot because its silica melts. The flue damper is a \
      hinged iron plate that throttles the draught.

      | Kiln | Height (m) | Chambers |
      | --- | --- | --- |
      | Tall kiln | 9.5 | 3 |
      | Flat kiln | 4.2 | 7 |
      | Round kiln | 6.1 | 5 |
      """, start: 0)
  private static let chinese = Passage(
    id: "p-2", document: "茶厂.md", headings: ["茶厂手记"],
    text: """
      萎凋槽是一种用热风使鲜叶失水的木制设备。

      满负荷时烘干炉每小时处理120公斤茶叶。

      烘干炉不能连续运转，因为炉壁会过热。揉捻机是一种把茶叶卷成条形并挤出茶汁的机器。

      | 设备 | 功率（千瓦） | 台数 |
      | --- | --- | --- |
      | 烘干炉 | 15 | 2 |
      | 揉捻机 | 4 | 6 |
      | 萎凋槽 | 3 | 8 |
      """, start: 0)

  private static func passage(_ language: String) -> Passage {
    language == "en" ? english : chinese
  }

  private static func context(_ language: String, _ reason: Unanswerable?) -> ItemContext {
    let passage = passage(language)
    var context = ItemContext(
      kind: .open, language: language == "en" ? .english : .chinese, passage: passage.shown,
      titles: passage.titles)
    context.unanswerable = reason
    return context
  }

  private static func errors(_ draft: Draft, _ language: String, _ reason: Unanswerable?)
    -> [String]
  {
    ItemInspector(settings: .drafts).flaws(of: draft, in: context(language, reason))
      .filter { $0.severity == .error }.map(\.name)
  }

  /// Plans for squares that are marked, and writes what was planned.
  private func written(_ language: String, _ reason: Unanswerable) async throws -> [Draft] {
    let passage = Self.passage(language)
    let run = OfflineRun(model: OfflineModel(knowledge: try FixturePack.pack()))
    let levels = QuestionKind.open.levels
    let reply = try await run.reply(
      [
        "stage": "planner", "topic": "work", "language": .string(language), "kind": "open",
        "squares": .array(
          (0..<12).map {
            [
              "square": .integer($0), "level": .string(levels[$0 % levels.count].rawValue),
              "difficulty": 3, "unanswerable": .string(reason.rawValue),
            ]
          }), "used": [], "covered": [], "seed": 5, "passages": [passage.json],
      ], .planner)
    var drafts: [Draft] = []
    for angle in reply["angles"]?.arrayValue ?? [] {
      let block = OfflineRun.generatorBlock(
        ["work"], .open, language, angle: angle["angle"]?.stringValue ?? "",
        extra: ["passage": passage.json, "unanswerable": .string(reason.rawValue)])
      drafts.append(try Draft(JSONReader(try await run.reply(.object(block), .generator))))
    }
    return drafts
  }

  @Test(arguments: ["en", "zh"], Unanswerable.allCases)
  func whatTheWriterMakesPassesTheRuleOfItsLabel(language: String, reason: Unanswerable)
    async throws
  {
    let drafts = try await written(language, reason)
    #expect(drafts.count >= 6)
    #expect(Set(drafts.map(\.question)).count == drafts.count)
    for draft in drafts {
      #expect(Self.errors(draft, language, reason) == [], "\(draft.question) \(draft.answer)")
      #expect(!draft.sources.isEmpty)
      for source in draft.sources {
        #expect(Self.passage(language).text.contains(source.quote))
        // A reason has no subject that another definition's could stand for.
        let isReason = source.quote.contains("glaze") || source.quote.contains("连续运转")
        #expect(reason == .notStated || !isReason)
      }
    }
  }

  /// A draft that quotes the sentence of the passage that holds some words.
  private static func draft(_ question: String, _ answer: String, quoting words: String) -> Draft {
    var draft = Draft(question: question, answer: answer)
    draft.keyPoints = ["-"]
    let language = words.unicodeScalars.contains { $0.value > 0x2E80 } ? "zh" : "en"
    let text = passage(language).text.replacing("\n", with: ".\n")
    let sentence = text.split { ".。\n".contains($0) }.first { $0.contains(words) } ?? ""
    draft.sources = [
      Citation(
        document: passage(language).document,
        quote: String(sentence.drop { $0 == " " }), start: -1, end: -1)
    ]
    return draft
  }

  @Test(arguments: [
    (
      "What is a saggar, according to “Old kilns”?", "“Old kilns” does not say what a saggar is.",
      "saggar"
    ),
    (
      "How much coal does the tall kiln burn in one firing, going by “Old kilns”?",
      "“Old kilns” does not say how much coal the tall kiln burns.", "tall kiln"
    ),
    (
      "Why does glaze run when the chamber is too hot, according to “Old kilns”?",
      "“Old kilns” does not say why glaze runs.", "Glaze"
    ),
    (
      "How high is the Flat kiln, according to the table?",
      "The document does not say how high the flat kiln is.", "Tall"
    ),
    ("根据《茶厂手记》，萎凋槽是一种什么设备？", "《茶厂手记》没有说明萎凋槽是什么设备。", "萎凋槽"),
    ("根据《茶厂手记》，满负荷时烘干炉每小时处理多少茶叶？", "《茶厂手记》没有说明烘干炉处理多少茶叶。", "烘干炉每小时"),
    ("根据《茶厂手记》，烘干炉为什么不能连续运转？", "《茶厂手记》没有说明烘干炉不能连续运转的原因。", "连续"),
  ])
  func aQuestionThatThePassageAnswersIsNotUnanswerable(
    question: String, answer: String, words: String
  ) {
    let draft = Self.draft(question, answer, quoting: words)
    let language = question.contains("《") ? "zh" : "en"
    #expect(
      Self.errors(draft, language, .notStated).contains(FlawName.answerableQuestion), "\(question)")
  }

  @Test(arguments: [
    (
      "Why, according to “Old kilns”, does the tall kiln burn 11 tonnes of coal in one firing?",
      "“Old kilns” does not say so: in one firing the tall kiln burns 11 tonnes of coal.",
      "tall kiln"
    ),
    (
      "根据《茶厂手记》，为什么满负荷时烘干炉每小时处理120公斤茶叶？",
      "《茶厂手记》没有这样说：满负荷时烘干炉每小时处理120公斤茶叶。", "烘干炉每小时"
    ),
  ])
  func aPremiseThatThePassageStatesIsNotFalse(question: String, answer: String, words: String) {
    let language = question.contains("《") ? "zh" : "en"
    let draft = Self.draft(question, answer, quoting: words)
    #expect(
      Self.errors(draft, language, .falsePremise).contains(FlawName.answerableQuestion))
  }

  @Test(arguments: [
    // Nothing is denied.
    ("In which year was the flue damper invented?", "It was invented in Old kilns.", "flue", "en"),
    ("揉捻机一词最早是在哪一年使用的？", "揉捻机把茶叶卷成条形。", "揉捻机", "zh"),
    // Something is made up.
    (
      "In which year was the flue damper invented?",
      "“Old kilns” does not say so, but it was 1882, by Bernard Palissy.", "flue", "en"
    ),
    ("揉捻机一词最早是在哪一年使用的？", "《茶厂手记》没有说明，实际上是1887年。", "揉捻机", "zh"),
  ])
  func anAnswerMustSaySoAndMakeNothingUp(
    question: String, answer: String, words: String, language: String
  ) {
    let draft = Self.draft(question, answer, quoting: words)
    #expect(
      Self.errors(draft, language, .notStated).contains(FlawName.unsupportedAnswer), "\(answer)")
  }

  @Test func anAnswerInAnyPassageMakesAQuestionAnswerable() {
    let other = Passage(
      id: "p-3", document: "history.md", headings: ["History"],
      text: "The flue damper was invented in 1882 by a potter.", start: 0)
    let question = "In which year, according to “Old kilns”, was the flue damper invented?"
    func answer(_ passages: [Passage]) -> String? {
      PassageLibrary(passages, topics: [], findsStatements: true)
        .answer(to: question, .notStated, of: Self.english, language: .english)
    }
    #expect(answer([Self.english]) == nil)
    #expect(answer([Self.english, other]) == other.text)
  }

  @Test(arguments: [0.1, 0.5, 1.0])
  func aPlanMarksNoMoreThanTheShareWhateverIsLeftToAsk(share: Double) throws {
    var book = PlanBook(brief: Brief(topics: ["t"], count: 400), retireAfter: 3)
    var (marked, planned) = (0, 0)
    // Only what has no answer is ever found.
    for _ in 0..<20 {
      let turns = book.nextChunk(0, size: 8).turns
      let room = min(8, book.roomForUnanswerable(share: share, among: 8))
      book.fill(
        0, turns: turns,
        planned: turns.prefix(room).map {
          marked += 1
          return Lane.Planned(
            turn: $0, subtopic: nil, angle: "\(marked)", passage: nil, unanswerable: .notStated)
        })
      while book.hasReadyAngle(0) {
        let cell = book.takeCell(from: 0)
        planned += 1
        book.settle([CellOutcome(ordinal: cell.ordinal, isAccepted: true, reason: nil)])
      }
    }
    #expect(Double(planned) <= (share * Double(planned + 8)).rounded(.up))
    var restored = PlanBook(brief: Brief(topics: ["t"], count: 400), retireAfter: 3)
    try restored.restore(JSONReader(book.state))
    #expect(
      restored.roomForUnanswerable(share: share, among: 30)
        == book.roomForUnanswerable(share: share, among: 30))
  }

  @Test(arguments: [(16, 0.1, 2), (24, 0.1, 2), (26, 0.1, 3), (4, 0.1, 1), (40, 1, 40)])
  func aSmallSetComesToTheNearestShareHoweverManyAnglesAreAhead(
    count: Int, share: Double, most: Int
  ) {
    var brief = Brief(topics: ["t"], count: count)
    brief.unanswerable = share
    var book = PlanBook(brief: brief, retireAfter: 3)
    let turns = book.nextChunk(0, size: 64).turns
    let room = book.roomForUnanswerable(share: share, among: 64)
    book.fill(
      0, turns: turns,
      planned: turns.enumerated().map { index, turn in
        Lane.Planned(
          turn: turn, subtopic: nil, angle: "\(index)", passage: nil,
          unanswerable: index < room ? .notStated : nil)
      })
    var cells = (0..<count).map { _ in book.takeCell(from: 0) }
    #expect(cells.count { $0.unanswerable != nil } == most)
    // A refused one makes room for the next.
    book.settle(
      cells.map {
        CellOutcome(ordinal: $0.ordinal, isAccepted: $0.unanswerable == nil, reason: nil)
      })
    let further = min(most, room - most)
    cells = (0..<further).map { _ in book.takeCell(from: 0) }
    #expect(cells.count { $0.unanswerable != nil } == further)
  }

  @Test func allKindsTogetherComeToTheShareAskedFor() {
    var brief = Brief(topics: ["t"], kinds: [.open, .cloze, .trueFalse, .multipleChoice])
    #expect(brief.unanswerableShare(of: .open) == 0)
    brief.unanswerable = 0.1
    #expect(brief.unanswerableShare(of: .open) == 0.4)
    #expect(brief.unanswerableShare(of: .cloze) == 0)
  }
}

import QuestionPipeline
import Testing

/// Which sentences of a document are asked about, and with which of their words.
struct DocumentSentenceTests {
  private func written(
    _ text: String, _ kind: QuestionKind, _ language: String, title: String = "Field notes"
  ) async throws -> [Draft] {
    let passage: JSONValue = [
      "id": "p-1", "document": "notes.md", "headings": [.string(title)], "text": .string(text),
    ]
    let run = OfflineRun(model: OfflineModel(knowledge: try FixturePack.pack()))
    return try await run.write(
      "notes", kind, language, limit: 40, extra: ["passages": [passage]]
    ).compactMap(\.draft)
  }

  private static let kinds: [QuestionKind] = [.open, .cloze, .trueFalse, .multipleChoice]

  @Test(
    arguments: [
      "According to the county, the detour cost them 38 minutes on average.",
      "Of this, the board has spent 31,000 euros since January.",
      "The drawback is wind, which may reach 40 kilometres per hour here and there.",
      "If the wind turns, it stops within 12 seconds of the alarm.",
      "The old pump also delivers 30 litres per minute in summer.",
      "Action: the office sends 14 letters to the owners.",
      "We measured a depth of 12 metres at the northern pier.",
      "All 600 went back into the big vat on the same day.",
      "Four have been withdrawn from the 9 halls of the county.",
      "The device shall be returned to its maker every 12 months.",
      "The old one had been reading 6 points too low since June.",
      "Farmers know that amount will be gone in 6 days.",
      "Explain why a deficit of 35 mm calls for water on one field alone.",
      "The quote was 86,000 euros and came with an eel study.",
      "Replacement would mean a shutdown of about 7 hours.",
      "Priya said that the surgeons would object to the 48 hours.",
      "Dr Amiel asked for 2 samples a day until then and no more.",
    ])
  func aSentenceThatNeedsAnotherIsLeftOut(sentence: String) async throws {
    for kind in Self.kinds { #expect(try await written(sentence, kind, "en").isEmpty, "\(kind)") }
  }

  @Test(
    arguments: [
      "Digestion is the process by which 9 enzymes break food down.",
      "The kidney is an organ that filters 180 litres of blood a day.",
      "The original recipe of the bakery uses 3 eggs and no milk.",
      "The change of the rota saves 6 hours of work each week.",
      "Parts for the old ferry arrive within 9 days of the order.",
      "Inspectors visit each of the 48 stations of the northern line.",
    ])
  func aSentenceThatSaysOfWhatItSpeaksIsAskedAbout(sentence: String) async throws {
    #expect(try await written(sentence, .cloze, "en").count >= 1)
  }

  @Test(
    arguments: [
      "The publishers raised 14 fees because they had changed their terms.",
      "Machines wear out after 6 months since their bearings run dry in summer.",
      "The committee published its report of 212 pages in the autumn.",
    ])
  func aPronounWhoseNounStandsInTheSentenceIsKept(sentence: String) async throws {
    let title = "A committee and its publishers"
    #expect(try await written(sentence, .cloze, "en", title: title).count >= 1)
  }

  @Test(
    arguments: [
      "摩擦使它的温度升高了 15 摄氏度左右。", "委托该公司运送的货物共有 48 箱。", "地点：行政楼三层共有 12 间会议室。",
      "我测得码头北侧的水深约为 12 米。", "老周说晒够 5 小时那批很快就卖完了。", "真正让人头疼的还是那 7 个人的口味。",
      "（一）池塘和稻田养殖不少于 5 亩；（二）近岸网箱养殖。",
      "鹰嘴小学去年在山上一共动用了7次。", "厂家答应免费更换全部40张的接头。",
      "为此，站里增设了一道气浮装置，花了 86 万元。", "误差不超过 10% 的，前两项的人工检测可减为每日一次。",
    ])
  func aChineseSentenceThatNeedsAnotherIsLeftOut(sentence: String) async throws {
    for kind in Self.kinds { #expect(try await written(sentence, kind, "zh").isEmpty, "\(kind)") }
  }

  @Test(
    arguments: [
      ("The rule follows RFC 2119 and all the other texts of its kind.", "en"),
      ("The next meeting takes place on 11 June in the map room.", "en"),
      ("The morning train leaves the old station at 6:15 and stops twice.", "en"),
      ("The second talk was given in room 302 of the east wing.", "en"),
      ("The reading room stays open on Thursdays from 9.15 to 19.30 on trial.", "en"),
      ("Thanks were passed on from theatre 2 for the coloured trays.", "en"),
      ("The wheels were turned by a 1987 motor that leaked and yet never failed.", "en"),
      ("全体会议定在行政楼302室召开，请各部门准时参加。", "zh"),
      ("行道树的倒伏风险分为若干级，按照表2判定。", "zh"), ("修缮后的大桥将于10月9日重新开放通行。", "zh"),
    ])
  func aNumberThatNamesSomethingIsNoQuantity(sentence: String, language: String) async throws {
    #expect(try await written(sentence, .cloze, language).isEmpty)
  }

  @Test func namesBesideAQuantityLeaveItToBeAskedFor() async throws {
    let drafts = try await written(
      "Labels shall use letters of at least 2 mm in height, as required by SPEC 3098.", .cloze,
      "en")
    #expect(drafts.map(\.answer) == ["2"])
  }

  @Test func numbersOfClausesAreNoPartOfTheirSentences() async throws {
    for (text, language) in [
      ("3.1 The mass of the helmet shall not exceed 550 grams.", "en"),
      ("3.1 空桶的质量不应小于 10.5 千克并应标明。", "zh"),
      ("A.3.1 Tests shall be repeated by the maker every 4 years.", "en"),
      ("2.3.1 **循环周期**是池水经净化系统处理一次所需的时间，不应超过 4 小时。", "zh"),
    ] {
      let drafts = try await written(text, .cloze, language)
      #expect(
        drafts.contains { $0.answer.hasPrefix("4") || $0.answer == "550" || $0.answer == "10.5" })
      for draft in drafts { #expect(!draft.question.contains("3.1") && draft.answer != "3.1") }
    }
  }

  @Test func theNameOfADocumentDoesNotGiveItsAnswerAway() async throws {
    let text = "The survey of the lake was answered by 1,284 readers in the spring."
    #expect(try await written(text, .cloze, "en").count == 1)
    #expect(try await written(text, .cloze, "en", title: "What 1,284 readers want").isEmpty)
    let cost = "A scheme for the harbour is to cost £31 million over six years."
    #expect(try await written(cost, .cloze, "en").count == 1)
    #expect(try await written(cost, .cloze, "en", title: "Find halts £31m scheme").isEmpty)
  }

  @Test func aReasonBelongsToTheClauseBehindItToo() async throws {
    let drafts = try await written("码头工程原定去年六月开工，因为养殖户反对，推迟了将近八个月。", .open, "zh")
    #expect(drafts.isEmpty, "\(drafts)")
  }

  @Test func aColumnOfSuperlativesIsQuoted() async throws {
    let table = """
      Table 1: Stars

      | Star | Brightest (mag) |
      | --- | --- |
      | Alba | 6.1 |
      | Bora | 7.4 |
      | Cora | 5.2 |
      """
    let drafts = try await written(table, .open, "en")
    #expect(!drafts.isEmpty)
    for draft in drafts { #expect(draft.question.contains("“Brightest"), "\(draft.question)") }
  }

  @Test func whatARuleAppliesToIsNotItsUse() async throws {
    let drafts = try await written("本规程适用于向公众开放的室内外人工游泳池。", .open, "zh")
    #expect(drafts.isEmpty, "\(drafts)")
  }

  @Test func aCapitalOfWhichNobodyKnowsIsQuotedAndOthersAreRight() async throws {
    let text = """
      Lime is used to raise the pH of acid soils.

      Dogs need no ticket, whereas bicycles pay at rush hour.

      Every spring the owners meet Brenner at the lock. Brenner consists of a bank, a brewery and a mill.
      """
    let questions = try await written(text, .open, "en").map(\.question)
    #expect(questions.contains { $0.contains("“Lime”") })
    #expect(questions.contains { $0.contains("dogs need no ticket") })
    #expect(questions.contains { $0.contains("Brenner") && !$0.contains("“Brenner”") })
  }

  @Test func halfWidthPunctuationHidesNoReason() async throws {
    let drafts = try await written("容器应进行五百小时的老化试验,因为紫外线会使塑料变脆.跌落试验在低温下进行.", .open, "zh")
    #expect(drafts.contains { $0.keyPoints == ["紫外线会使塑料变脆"] }, "\(drafts)")
  }

  @Test func numbersInThePlaceOfOthersAreAboutAsLarge() async throws {
    let text = """
      The county expects 410,000 passengers in the first year. The ferry has 62 seats on its upper deck. \
      The crossing of the river takes 7 minutes. The battery of the ferry weighs 2,100 kilograms.
      """
    for draft in try await written(text, .trueFalse, "en") where !draft.choices[0].isCorrect {
      #expect(!draft.question.contains("expects 62") && !draft.question.contains("has 410,000"))
    }
  }

  @Test(
    arguments: [
      """
      | Cells taped | Hold time (s) |
      | --- | --- |
      | none | 9 |
      | 1–12 | 10 |
      | 1–24 | 14 |
      """,
      """
      | Job | Charge ($) |
      | --- | --- |
      | straps, glasses | 45 |
      | cleaning | 80 |
      | batteries | 12 |
      """,
      """
      | Wall | Normal use | Heavy use |
      | --- | --- | --- |
      | North wall | 24 months | 12 months |
      | South wall | 18 months | 6 months |
      """,
    ])
  func aTableWhoseLabelsSayTooLittleIsLeftAlone(table: String) async throws {
    #expect(try await written("Table 1: Checks\n\n" + table, .open, "en").isEmpty)
  }

  @Test(
    arguments: [
      ("| Source | Last year (euros) | This year (euros) |", "en"),
      ("| 来源 | 去年（元） | 今年（元） |", "zh"),
      ("| Item | Spent (euros) | In stock (boxes) |", "en"),
    ])
  func aHeaderThatIsNoNounIsQuotedAndNotComputedWith(header: String, language: String)
    async throws
  {
    let table =
      header + """

        | --- | --- | --- |
        | Mill | 3600 | 4100 |
        | Bank | 1200 | 1550 |
        | Inn | 800 | 650 |
        """
    let text = table + (language == "zh" ? "\n\n收入来自三个地方的经营活动。" : "")
    for draft in try await written(text, .open, language) {
      #expect(draft.question.contains("“"), "\(draft.question)")
      #expect(!draft.answer.contains(" since ") && !draft.answer.contains("因为"))
    }
  }

  @Test func headsOfParagraphsAreNoPartOfTheirSentences() async throws {
    let drafts = try await written(
      "**4. Loading.** The ladder shall carry a load of 150 kg on any tread.", .cloze, "en",
      title: "Ladders")
    #expect(
      drafts.map { $0.sources.first?.quote } == [
        "The ladder shall carry a load of 150 kg on any tread."
      ])
    let minutes = try await written(
      "**Visits.** The nurse said that 14 percent of the clients stayed away.", .cloze, "en",
      title: "Notes of the nurse")
    #expect(
      minutes.map { $0.sources.first?.quote }
        == ["The nurse said that 14 percent of the clients stayed away."])
    let news = try await written("晚报讯（记者 赵莹）新线全长23公里，共设九座车站和三处换乘。", .cloze, "zh")
    #expect(news.map { $0.sources.first?.quote } == ["新线全长23公里，共设九座车站和三处换乘。"])
  }

  @Test(arguments: ["D. Owusu reported a use of 612 cubic metres of water in the season."])
  func initialsEndNoSentence(sentence: String) async throws {
    #expect(try await written(sentence, .cloze, "en").map { $0.sources.first?.quote } == [sentence])
  }

  @Test func aFalseNumberIsNeverTheSameNumber() async throws {
    for value in ["0.5%", "99.5%", "0.5", "12.75%", "1,284", "1800"] {
      let text = "The measured share of the whole was \(value) in the test."
      for draft in try await written(text, .trueFalse, "en") where !draft.choices[0].isCorrect {
        #expect(!draft.question.contains(" \(value) ") && !draft.question.contains("0.50%"))
      }
    }
  }

  @Test func aDocumentThatYieldsNothingIsToldWithTheReason() {
    let diary = Passage(
      id: "p-1", document: "diary.md", headings: [],
      text: "I sold the car in March. We ride 20 kilometres a day. You would like it. It rains.",
      start: 0)
    let notes = Passage(
      id: "p-2", document: "notes.md", headings: [],
      text: "The survey of the lake was answered by 1,284 readers in the spring.", start: 0)
    let barren = BarrenDocuments.list([diary, notes], kinds: [.cloze], languages: [.english])
    #expect(barren.map(\.document) == ["diary.md"])
    #expect(
      barren.first?.why
        == "the offline writer finds nothing to ask in its 4 sentences: 3 speak of their writer or to their reader, 1 are no statements, or too short or too long"
    )
  }
}

import Testing

@testable import QuestionPipeline

/// Which sentences of a document are asked about: those that a reader understands with its title alone.
@Suite struct SentenceStandingTests {
  private func written(
    _ text: String, _ language: String, start: Int, kind: QuestionKind = .cloze,
    headings: [String] = ["The yard at Norholt"]
  ) async throws -> [Draft] {
    let passage: JSONValue = [
      "id": "p-1", "document": "notes.md", "headings": .strings(headings), "text": .string(text),
      "start": .integer(start),
    ]
    let run = OfflineRun(model: OfflineModel(knowledge: try FixturePack.pack()))
    return try await run.write("notes", kind, language, limit: 40, extra: ["passages": [passage]])
      .compactMap(\.draft)
  }

  /// In the middle of a document these may be about anything.
  @Test(arguments: [
    ("The path stays closed for 3 months.", "en"),
    ("Owens asked whether the mast had dropped to 8 metres by the time the barges left.", "en"),
    ("Two out of four pumps had failed within 12 weeks of their delivery.", "en"),
    (
      "The numbers in the middle column of pumps fall quickly at first, and 90 pumps are lost in the end.",
      "en"
    ),
    ("共 9 平方米的船台木板，用工 84 个工日。", "zh"),
    ("何志强说现在的船台比以前的船台要贵 134 元，村民们都觉得差不多贵了三分之一左右。", "zh"),
    ("粒数不少于 24 粒，分三次称量。", "zh"),
    ("老周表态，登记的时候确实把船台上的渔船写成了 40 艘，两位同志都没有隐瞒什么情况。", "zh"),
    ("她心里一直放不下这件事情，去年请了 12 天的年休假，骑着车把各个村子都走了一遍。", "zh"),
  ])
  func whatMayBeAboutAnythingIsAskedAboutOnlyWhereADocumentOpens(text: String, language: String)
    async throws
  {
    let inTheMiddle = try await written(text, language, start: 5000)
    #expect(inTheMiddle.isEmpty, "\(inTheMiddle.map(\.question))")
  }

  @Test(arguments: [
    ("The yard stays closed for 3 months in winter.", "en"),
    ("诺尔船厂的船台冬天关闭 3 个月。", "zh"),
  ])
  func whatOpensADocumentFollowsOnFromNothing(text: String, language: String) async throws {
    #expect(!(try await written(text, language, start: 0)).isEmpty)
    #expect(try await written(text, language, start: 5000).isEmpty)
  }

  @Test(arguments: [
    (
      "Every slipway at the yard carries fishing boats of about 85 tonnes in summer, when the river is deep.",
      "en", "The yard at Norholt"
    ),
    (
      "诺尔船厂的每一座船台在夏天可以承载 85 吨左右的渔船，因为那时候河水比较深。", "zh",
      "诺尔船厂的船台"
    ),
    (
      "诺尔船厂的每一座仓库在夏天可以存放 85 吨左右的甲醛，因为那时候河水比较深。", "zh",
      "诺尔船厂的仓库"
    ),
  ])
  func whatSaysEnoughNearItsHeadingIsAskedAbout(text: String, language: String, heading: String)
    async throws
  {
    let text = text.replacing("因为那时候河水比较深", with: "因为夏天的河水比较深")
    #expect(!(try await written(text, language, start: 5000, headings: [heading])).isEmpty)
  }

  /// "the requirement of 8.6 has been met"
  @Test func theNumberOfAClauseIsNotAskedFor() async throws {
    let text = "The yard may open again when the requirement of 8.6 has been met by its owner."
    #expect(try await written(text, "en", start: 0).isEmpty)
  }

  /// Whose question stands elsewhere.
  @Test func theSolutionOfAnExerciseIsNotAskedAbout() async throws {
    #expect(try await written("解 船台的长度为原来的 8 倍，约为一百米。", "zh", start: 0).isEmpty)
    #expect(!(try await written("船台的长度为原来的 8 倍，约为一百米。", "zh", start: 0)).isEmpty)
  }

  @Test func whatAHeaderSaysOfItsCaseIsNoUnit() async throws {
    let rows =
      ["| Third | Beats per second (A4 = 440) |", "|---|---|"]
      + ["| Lower | 8.2 |", "| Middle | 9.8 |", "| Upper | 11.0 |", "| Top | 12.3 |"]
    let drafts = try await written(rows.joined(separator: "\n"), "en", start: 0, kind: .open)
    for draft in drafts { #expect(!draft.answer.contains("A4 = 440:"), "\(draft.answer)") }
    let choices = try await written(
      rows.joined(separator: "\n"), "en", start: 0, kind: .multipleChoice)
    for draft in choices {
      #expect(draft.choices.allSatisfy { !$0.text.contains("A4") }, "\(draft.choices)")
    }
  }

  @Test func nobodyAsksWhichDateIsTheGreatest() async throws {
    let rows =
      ["| 日期 | 到港船数 |", "|---|---|"]
      + ["| 5月18日 | 12 |", "| 5月19日 | 15 |", "| 5月20日 | 9 |", "| 5月21日 | 7 |"]
    let drafts = try await written(rows.joined(separator: "\n"), "zh", start: 0, kind: .open)
    for draft in drafts { #expect(!draft.question.contains("最"), "\(draft.question)") }
  }

  @Test func aRowWithALongNameIsLeftOut() async throws {
    let rows =
      ["| Part | Cost (£) |", "|---|---|"]
      + [
        "| Mould and follower for a cheese, small | 21 |", "| Vat | 85 |", "| Press | 64 |",
        "| Probe | 15 |",
      ]
    let drafts = try await written(rows.joined(separator: "\n"), "en", start: 0, kind: .open)
    #expect(!drafts.isEmpty)
    for draft in drafts { #expect(!draft.question.contains("Mould"), "\(draft.question)") }
  }

  @Test func aDocumentThatSaysTooLittleIsToldOf() {
    let passage = Passage(
      id: "p-1", document: "notes.md", headings: ["The yard at Norholt"],
      text: "Barges stay away for 3 months.", start: 5000)
    let barren = BarrenDocuments.list([passage], kinds: [.cloze], languages: [.english])
    #expect(
      barren.map(\.why) == [
        "the offline writer finds nothing to ask in its 1 sentence: 1 say too little to be understood alone"
      ])
  }
}

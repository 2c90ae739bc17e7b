import Testing

@testable import QuestionPipeline

/// How surely sentences of a document are understood with its title alone, and what is never asked of them.
@Suite struct SentenceStandingTests {
  private func written(
    _ text: String, _ language: String, kind: QuestionKind = .cloze, limit: Int = 40
  ) async throws -> [Draft] {
    let passage: JSONValue = [
      "id": "p-1", "document": "notes.md", "headings": ["The yard at Norholt"],
      "text": .string(text),
    ]
    let run = OfflineRun(model: OfflineModel(knowledge: try FixturePack.pack()))
    return try await run.write(
      "notes", kind, language, limit: limit, extra: ["passages": [passage]]
    ).compactMap(\.draft)
  }

  private func points(
    _ text: String, _ tongue: Tongue, heading: String = "The yard at Norholt", around: String = ""
  ) -> Int {
    let passage = Passage(
      id: "p-1", document: "notes.md", headings: [heading], text: text + around, start: 0)
    return SentenceStanding(passage: passage, tongue: tongue)
      .points(of: PassageSentence(exact: text, shown: text))
  }

  /// These may be about anything.
  @Test(arguments: [
    ("The path stays closed for 3 months.", Tongue.english),
    ("Owens asked whether the mast had dropped to 8 metres by the time the barges left.", .english),
    ("Two out of four pumps had failed within 12 weeks of their delivery.", .english),
    (
      "The numbers in the middle column of pumps fall quickly at first, with 90 pumps lost.",
      .english
    ),
    ("共 9 平方米的船台木板，用工 84 个工日。", .chinese),
    ("何志强说现在的船台比以前的船台要贵 134 元，村民们都觉得差不多贵了三分之一左右。", .chinese),
    ("粒数不少于 24 粒，分三次称量。", .chinese),
    ("老周表态，登记的时候确实把船台上的渔船写成了 40 艘，两位同志都没有隐瞒什么情况。", .chinese),
    ("她心里一直放不下这件事情，去年请了 12 天的年休假，骑着车把各个村子都走了一遍。", .chinese),
  ])
  func whatMayBeAboutAnythingStandsBadly(text: String, tongue: Tongue) {
    #expect(points(text, tongue, heading: "Notes") < 0)
  }

  @Test(arguments: [
    (
      "Every slipway at the yard carries fishing boats of about 85 tonnes in summer, when the river is deep.",
      Tongue.english
    ),
    ("诺尔船厂的每一座仓库在夏天可以存放 85 吨左右的甲醛，因此要经常检查库里的通风情况。", .chinese),
    ("诺尔船厂的问题在于每一座船台只能承载 85 吨左右的渔船，应该在三年之内全部加固一遍。", .chinese),
  ])
  func whatSaysEnoughStandsWell(text: String, tongue: Tongue) {
    #expect(points(text, tongue, heading: tongue == .english ? "The yard" : "诺尔船厂") > 0)
  }

  @Test func whatIsSpokenOfAroundItAndInItsHeadingCounts() {
    let text = "A slipway carries boats of about 85 tonnes in the summer months."
    let alone = points(text, .english, heading: "Notes")
    #expect(points(text, .english, heading: "Slipways") > alone)
    #expect(
      points(
        text, .english, heading: "Notes", around: " A boat is big. Boats are old. My boat. Boats.")
        > alone)
  }

  @Test func theSurestSentenceIsAskedAboutFirst() async throws {
    let weak = [
      "Aldmouth asked the owner for 11 boats.", "The Brill ferry said that 14 ropes broke.",
      "Corby thought of 16 sailors in winter.", "Dale noted 18 leaks under the deck.",
      "Esk wondered about 21 anchors of iron.", "Fenton replied with 23 letters in May.",
    ]
    #expect(!(try await written(weak.joined(separator: "\n\n"), "en")).isEmpty)
    let strong =
      "Every slipway at the yard in Norholt carries fishing boats of about 85 tonnes in summer, when the river is deep."
    let first = try await written((weak + [strong]).joined(separator: "\n\n"), "en", limit: 1)
    #expect(first.first?.sources.first?.quote == strong, "\(first)")
  }

  /// "the requirement of 8.6 has been met"
  @Test func theNumberOfAClauseIsNotAskedFor() async throws {
    let text = "The yard may open again when the requirement of 8.6 has been met by its owner."
    #expect(try await written(text, "en").isEmpty)
  }

  /// Whose question stands elsewhere.
  @Test func theSolutionOfAnExerciseIsNotAskedAbout() async throws {
    #expect(try await written("解 船台的长度为原来的 8 倍，约为一百米。", "zh").isEmpty)
    #expect(!(try await written("船台的长度为原来的 8 倍，约为一百米。", "zh")).isEmpty)
  }

  @Test(arguments: ["A4 = 440", "as of 2020"])
  func whatAHeaderSaysOfItsCaseIsNoUnit(note: String) async throws {
    let rows =
      ["| Third | Beats per second (\(note)) |", "|---|---|"]
      + ["| Lower | 8.2 |", "| Middle | 9.8 |", "| Upper | 11.0 |", "| Top | 12.3 |"]
    let drafts = try await written(rows.joined(separator: "\n"), "en", kind: .open)
    for draft in drafts {
      #expect(
        !draft.answer.hasPrefix("8.2 ") && !draft.answer.contains("\(note):"), "\(draft.answer)")
    }
    let choices = try await written(
      rows.joined(separator: "\n"), "en", kind: .multipleChoice)
    for draft in choices {
      #expect(draft.choices.allSatisfy { !$0.text.contains(note) }, "\(draft.choices)")
    }
  }

  @Test func nobodyAsksWhichDateIsTheGreatest() async throws {
    let rows =
      ["| 日期 | 到港船数 |", "|---|---|"]
      + ["| 5月18日 | 12 |", "| 5月19日 | 15 |", "| 5月20日 | 9 |", "| 5月21日 | 7 |"]
    let drafts = try await written(rows.joined(separator: "\n"), "zh", kind: .open)
    for draft in drafts { #expect(!draft.question.contains("最"), "\(draft.question)") }
    let months = rows.map { $0.replacing("5月18日", with: "5月").replacing("5月19日", with: "6月") }
      .map { $0.replacing("5月20日", with: "7月").replacing("5月21日", with: "8月") }
    let others = try await written(months.joined(separator: "\n"), "zh", kind: .open)
    #expect(others.contains { $0.question.contains("最") })
  }

  @Test func aRowWithALongNameIsLeftOut() async throws {
    let rows =
      ["| Part | Cost (£) |", "|---|---|"]
      + [
        "| Mould and follower for a cheese, small | 21 |", "| Vat | 85 |", "| Press | 64 |",
        "| Probe | 15 |",
      ]
    let drafts = try await written(rows.joined(separator: "\n"), "en", kind: .open)
    #expect(!drafts.isEmpty)
    for draft in drafts { #expect(!draft.question.contains("Mould"), "\(draft.question)") }
  }
}

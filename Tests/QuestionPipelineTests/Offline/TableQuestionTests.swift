import QuestionPipeline
import Testing

struct TableQuestionTests {
  static let english = """
    Table 2: Freight carried by the lines

    | Line | Freight | Stations | Fare ($) | Share | Opened |
    | --- | ---: | ---: | ---: | ---: | ---: |
    | Harbour line | 1,240 t | 14 | 2.50 | 41% | 1902 |
    | Hill line | 655 t | 9 | 3.25 | 22% | 1931 |
    | **Marsh line** | 880 t | 11 | 2.75 | 29% | 1948 |
    | Forest line | 245 t | 6 | 4.10 | 8% | 1957 |
    | Total | 3,020 t | 40 | | 100% | |
    """
  static let chinese = """
    表2：各条线路的货运情况

    | 线路 | 货运量（吨） | 车站数 | 票价 | 占比 | 开通年份 |
    | --- | --- | --- | --- | --- | --- |
    | 海港线 | 1240 | 14 | 2.5元 | 41% | 1902 |
    | 山地线 | 655 | 9 | 3.25元 | 22% | 1931 |
    | 湿地线 | 880 | 11 | 2.75元 | 29% | 1948 |
    | 林区线 | 245 | 6 | 4.1元 | 8% | 1957 |
    """

  private static func passage(_ language: String) -> Passage {
    let text = (language == "en" ? english : chinese).split(separator: "\n")
    return Passage(
      id: "p-1", document: "lines.md",
      headings: [language == "en" ? "The lines of the valley" : "山谷线路"],
      text: text.joined(separator: "\n"), start: 0)
  }

  private func written(_ kind: QuestionKind, _ language: String) async throws -> [Draft] {
    let run = OfflineRun(model: OfflineModel(knowledge: try FixturePack.pack()))
    return try await run.write(
      "lines", kind, language, limit: 60,
      extra: ["passages": [Self.passage(language).json]]
    ).compactMap(\.draft)
  }

  private func faults(_ draft: Draft, _ kind: QuestionKind, _ language: String) -> [Flaw] {
    let passage = Self.passage(language)
    return ItemInspector(settings: .drafts).flaws(
      of: draft,
      in: ItemContext(
        kind: kind, language: language == "en" ? .english : .chinese, passage: passage.shown,
        titles: passage.titles)
    ).filter { $0.severity == .error }
  }

  private static let kinds: [QuestionKind] = [.open, .multipleChoice, .trueFalse]

  @Test(arguments: ["en", "zh"], kinds)
  func whatIsAskedOfATableHasNoFault(language: String, kind: QuestionKind) async throws {
    let drafts = try await written(kind, language)
    #expect(drafts.count >= 4)
    for draft in drafts {
      #expect(faults(draft, kind, language).isEmpty, "\(draft)")
      let passage = Self.passage(language)
      for source in draft.sources {
        #expect(PassageLibrary([passage], topics: []).located(source, in: passage).start >= 0)
      }
    }
  }

  @Test(arguments: ["en", "zh"])
  func figuresAreLookedUpComparedAndAddedUp(language: String) async throws {
    let drafts = try await written(.open, language)
    let answers = drafts.map(\.answer)
    let parts =
      language == "en"
      ? ["635 t: Marsh line has 880 t", " t, since ", "Harbour line has 14"]
      : ["655吨。", "相差", "因为", "数值为"]
    for part in parts { #expect(answers.contains { $0.contains(part) }, "\(part) in \(answers)") }
    // Shares, fares and years are not added up, and the row of sums is no row.
    #expect(!answers.contains { $0.contains("since 41%") || $0.contains("since 1902") })
    #expect(!drafts.contains { $0.question.contains("Total") })
  }

  @Test(arguments: ["en", "zh"], kinds)
  func anAnswerThatTheCellsDoNotGiveIsRefused(language: String, kind: QuestionKind) async throws {
    for draft in try await written(kind, language) {
      var lie = draft
      switch kind {
      case .open:
        if let number = draft.keyPoints.first, number.contains(where: \.isNumber) {
          for other in ["1,895 t", "17", "61%", "9.99", "1,234,567"] where other != number {
            lie.answer = draft.answer.replacingFirst(number, with: other)
            lie.keyPoints = []
            #expect(!faults(lie, kind, language).isEmpty, "\(lie.question) \(lie.answer)")
          }
          continue
        }
        guard let winner = draft.keyPoints.first,
          let other = Self.rows(language).first(where: {
            $0 != winner && draft.question.contains($0)
          })
        else { continue }
        lie.answer = language == "en" ? "\(other)." : "\(other)。"
        lie.keyPoints = []
      case .multipleChoice, .trueFalse:
        // Another option is called the right one.
        for index in lie.choices.indices { lie.choices[index].isCorrect = false }
        guard let wrong = draft.choices.firstIndex(where: { !$0.isCorrect }) else { continue }
        lie.choices[wrong].isCorrect = true
        lie.answer = lie.choices[wrong].text
        lie.keyPoints = []
      default: continue
      }
      #expect(!faults(lie, kind, language).isEmpty, "\(lie.question) \(lie.answer)")
    }
  }

  @Test(arguments: ["en", "zh"])
  func noDifferenceOfPercentagesIsGivenInPercent(language: String) async throws {
    for draft in try await written(.open, language) {
      #expect(!draft.answer.contains("41%") || !draft.answer.contains("19%"))
    }
    let asked = try await written(.open, language).map(\.question)
    let differs = ["differ", "difference", "相差", "差"]
    let share = language == "en" ? "share" : "占比"
    #expect(
      !asked.contains { question in
        question.lowercased().contains(share) && differs.contains { question.contains($0) }
      })
  }

  private static func rows(_ language: String) -> [String] {
    language == "en"
      ? ["Harbour line", "Hill line", "Marsh line", "Forest line"] : ["海港线", "山地线", "湿地线", "林区线"]
  }

  @Test(arguments: [
    "| Day | Note |\n| --- | --- |\n| Monday | wet |\n| Tuesday | dry |",
    "| No. | Speed |\n| --- | --- |\n| 1 | 12 |\n| 2 | 15 |",
    "| Site | Depth |\n| --- | --- |\n| North | 12 m |\n| North | 15 m |",
    "| Site | Depth |\n| --- | --- |\n| North | 12 m |\n| South | 15 ft |",
    "| Site | Depth |\n| --- | --- |\n| North | 12 to 14 m |\n| South | 15 m |",
    "| Property | Unit | Class A |\n| --- | --- | --- |\n| Battery life | years | 10 |\n| Payload | bytes | 222 |",
  ])
  func tablesInDoubtAreLeftAlone(table: String) async throws {
    let passage: JSONValue = [
      "id": "p-1", "document": "sites.md", "headings": ["Sites"], "text": .string(table),
    ]
    let run = OfflineRun(model: OfflineModel(knowledge: try FixturePack.pack()))
    for kind in Self.kinds {
      let written = try await run.write(
        "sites", kind, "en", limit: 20, extra: ["passages": [passage]])
      #expect(written.isEmpty, "\(written.compactMap(\.draft?.question))")
    }
  }
}

extension String {
  fileprivate func replacingFirst(_ part: String, with other: String) -> String {
    guard !part.isEmpty, let start = indices.first(where: { self[$0...].hasPrefix(part) }) else {
      return self
    }
    return self[..<start] + other + self[index(start, offsetBy: part.count)...]
  }
}

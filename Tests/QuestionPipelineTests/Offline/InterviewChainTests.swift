import QuestionPipeline
import Testing

/// What an interview's follow-ups tell and how they are led over to.
struct InterviewChainTests {
  private func run(_ pack: KnowledgePack) -> OfflineRun {
    OfflineRun(model: OfflineModel(knowledge: pack))
  }

  /// The numbers of the facts whose answers a draft holds.
  private func facts(in draft: Draft, _ language: String) -> Set<Substring> {
    let mark = language == "en" ? "The answer " : "的第"
    let texts = [draft.answer] + draft.followUps.map(\.strong)
    return Set(
      texts.flatMap { text in
        text.split(separator: mark).map { $0.prefix { $0.isNumber } }.filter { !$0.isEmpty }
      })
  }

  @Test(arguments: ["en", "zh"], [0, 1, 2])
  func whatAChainHasToldIsNotAskedInAnItemOfItsOwnWhileOtherFactsAreLeft(
    language: String, chain: Int
  ) async throws {
    let run = run(try FixturePack.pack())
    let levels: [BloomLevel] = [[.understand], [.evaluate], [.analyze]][chain]
    let interview = try #require(
      try await run.angles("dropout", .interview, language, levels: levels, count: 1).first)
    let angle = try #require(interview["angle"]?.stringValue)
    let subtopic = try #require(interview["subtopic"]?.stringValue)
    let block = OfflineRun.generatorBlock(
      ["dropout", subtopic], .interview, language, angle: angle)
    let told = facts(
      in: try Draft(JSONReader(try await run.reply(.object(block), .generator))), language)
    #expect(told.count >= 5)

    let angles = try await run.angles(
      "dropout", .open, language, levels: [.remember, .understand, .analyze, .evaluate], count: 4,
      used: [angle])
    #expect(angles.count == 4)
    for name in angles.compactMap({ $0["angle"]?.stringValue }) {
      let block = OfflineRun.generatorBlock(["dropout", subtopic], .open, language, angle: name)
      let draft = try Draft(JSONReader(try await run.reply(.object(block), .generator)))
      #expect(facts(in: draft, language).isDisjoint(with: told), "\(name): \(draft.answer)")
    }
  }

  @Test func whatItemsHaveAskedIsLeftForLastByChains() async throws {
    let run = run(try FixturePack.pack())
    let open = try await run.angles("dropout", .open, "en", count: 40)
    let contrasts = open.compactMap { $0["angle"]?.stringValue }
      .filter { $0.contains("compared: point 4") }
    #expect(contrasts.count == 1)
    let chains = try await run.angles(
      "dropout", .interview, "en", levels: [.evaluate], count: 2, used: contrasts)
    let first = try #require(chains.first?["angle"]?.stringValue)
    let block = OfflineRun.generatorBlock(["dropout", "Dropout"], .interview, "en", angle: first)
    let draft = try Draft(JSONReader(try await run.reply(.object(block), .generator)))
    #expect(draft.answer.contains("The answer 5 "))
  }

  @Test func aLeadSaysNothingThatItsQuestionSaysAgain() async throws {
    let bytes = FixturePack.text.replacing(
      "What is matter 11 of", with: "Show a concrete case of point 11 of"
    ).replacing("How do you see point 11 of", with: "Show a concrete case of matter 11 of")
      .replacing("的第11个问题是什么", with: "的第11个问题，请具体举个实例来试")
      .replacing("第11处怎样理解", with: "具体举个实例，第11处怎样理解")
    let pack = try KnowledgePack.read(files: [("fixtures.json5", Array(bytes.utf8))])
    var asked = (english: 0, chinese: 0)
    for item in try await run(pack).write("fixtures", .interview, "en", limit: 30) {
      for followUp in try #require(item.draft).followUps where followUp.question.contains(" 11 ") {
        asked.english += 1
        #expect(followUp.question.hasPrefix("Let us try it out. Show a concrete case"))
      }
    }
    for item in try await run(pack).write("fixtures", .interview, "zh", limit: 30) {
      for followUp in try #require(item.draft).followUps where followUp.question.contains("第11") {
        asked.chinese += 1
        let lead = followUp.question.prefix { $0 != "。" }
        #expect(!lead.contains("具体") && !lead.contains("举") && !lead.contains("实例"))
      }
    }
    #expect(asked.english >= 5 && asked.chinese >= 5)
  }
}

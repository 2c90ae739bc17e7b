import QuestionPipeline
import Testing

struct FlawPlanTests {
  private func drafts(_ kind: PlantedFlaw, _ question: QuestionKind, _ language: String = "en")
    async throws -> [(clean: Draft, spoiled: OfflineRun.Written)]
  {
    let pack = try FixturePack.pack()
    let clean = OfflineRun(model: OfflineModel(knowledge: pack))
    let bad = OfflineRun(
      model: OfflineModel(knowledge: pack, flawPlan: FlawPlan(rate: 1, kinds: [kind])))
    let first = try await clean.write("fixtures", question, language, limit: 10)
    let second = try await bad.write("fixtures", question, language, limit: 10)
    return try zip(first, second).map { (try #require($0.draft), $1) }
  }

  @Test func aRateOfNoughtPlantsNothingAndARateOfAThirdAboutAThird() async throws {
    let pack = try FixturePack.pack()
    var planted = 0
    let run = OfflineRun(
      model: OfflineModel(knowledge: pack, flawPlan: FlawPlan(rate: 0.3)))
    for cell in 0..<500 {
      let block = OfflineRun.generatorBlock(
        ["fixtures", "Dropout"], .open, "en", angle: "Dropout, a misconception: x", cell: cell)
      if run.model.planted(in: OfflineRun.request(.object(block), .generator)) != nil {
        planted += 1
      }
    }
    #expect((120...180).contains(planted))
    let clean = OfflineModel(knowledge: pack)
    let block = OfflineRun.generatorBlock(["fixtures", "Dropout"], .open, "en", angle: "Dropout")
    #expect(clean.planted(in: OfflineRun.request(.object(block), .generator)) == nil)
  }

  @Test func aLeakStandsInTheQuestion() async throws {
    for (clean, spoiled) in try await drafts(.leakedAnswer, .multipleChoice) {
      let right = try #require(clean.choices.first { $0.isCorrect }?.text)
      #expect(try #require(spoiled.draft).question.contains(right))
    }
  }

  @Test(arguments: ["en", "zh"])
  func aTruncatedAnswerBreaksOff(language: String) async throws {
    for (clean, spoiled) in try await drafts(.truncatedAnswer, .open, language) {
      let draft = try #require(spoiled.draft)
      if draft.answer == clean.answer { continue }
      #expect(draft.answer.count < clean.answer.count)
      #expect(draft.answer.last?.isPunctuation == false)
    }
  }

  @Test func aWrongKeyMovesTheMark() async throws {
    for (clean, spoiled) in try await drafts(.wrongKey, .multipleChoice) {
      let draft = try #require(spoiled.draft)
      #expect(draft.choices.filter(\.isCorrect).count == 1)
      #expect(
        draft.choices.first(where: \.isCorrect)?.text
          != clean.choices.first(where: \.isCorrect)?.text)
    }
  }

  @Test func aForeignDraftIsInTheOtherLanguage() async throws {
    for (_, spoiled) in try await drafts(.wrongLanguage, .open) {
      #expect(try #require(spoiled.draft).answer.contains("的"))
    }
  }

  @Test func malformedRepliesCannotBeRead() async throws {
    for (_, spoiled) in try await drafts(.malformedJSON, .open) { #expect(spoiled.draft == nil) }
  }

  @Test func straysAreNotWhatWasAskedFor() async throws {
    for (clean, spoiled) in try await drafts(.offTopic, .open) {
      #expect(try #require(spoiled.draft).question != clean.question)
    }
  }

  @Test func aDuplicateRepeatsAQuestionToAvoidAndNeedsOne() async throws {
    let plan = FlawPlan(rate: 1, kinds: [.duplicate])
    let run = OfflineRun(model: OfflineModel(knowledge: try FixturePack.pack(), flawPlan: plan))
    func block(_ avoid: [String]) -> JSONValue {
      .object(
        OfflineRun.generatorBlock(
          ["fixtures", "Dropout"], .open, "en", angle: "Dropout, explained to a newcomer",
          extra: ["avoid": .strings(avoid)]))
    }
    let copy = try await run.reply(block(["What is matter 3 of dropout?"]), .generator)
    #expect(copy["question"]?.stringValue?.hasSuffix("What is matter 3 of dropout?") == true)
    #expect(run.model.planted(in: OfflineRun.request(block(["x"]), .generator)) == .duplicate)
    #expect(run.model.planted(in: OfflineRun.request(block([]), .generator)) == nil)
  }

  @Test func revisionsAreSpoiledAsOftenAsStubbornnessSays() async throws {
    let pack = try FixturePack.pack()
    for (stubbornness, expected) in [(0.0, 0...0), (0.5, 70...130), (1.0, 200...200)] {
      let plan = FlawPlan(rate: 1, kinds: [.offTopic], stubbornness: stubbornness)
      let model = OfflineModel(knowledge: pack, flawPlan: plan)
      let count = (0..<200).count { cell in
        let block = OfflineRun.generatorBlock(
          ["fixtures", "Dropout"], .open, "en", angle: "Dropout, explained to a newcomer",
          cell: cell, attempt: 1)
        return model.planted(in: OfflineRun.request(.object(block), .generator)) == .offTopic
      }
      #expect(expected.contains(count))
    }
  }
}

import QuestionPipeline
import Testing

struct OfflineModelTests {
  private func run(_ plan: FlawPlan = .none) throws -> OfflineRun {
    OfflineRun(model: OfflineModel(knowledge: try FixturePack.pack(), flawPlan: plan))
  }

  @Test(arguments: QuestionKind.allCases, ["en", "zh-Hans"])
  func everyKindIsWrittenInBothLanguages(kind: QuestionKind, language: String) async throws {
    let written = try await run().write("fixtures", kind, language, limit: 100)
    #expect(written.count >= 5)
    #expect(Set(written.map(\.angle)).count == written.count)
    for entry in written {
      let draft = try #require(entry.draft, "\(entry.reply)")
      #expect(!draft.question.isEmpty && !draft.answer.isEmpty && !draft.keyPoints.isEmpty)
      #expect(!draft.question.contains("{") && !draft.answer.contains("{"))
      #expect(kind.isOpenEnded == !draft.mistakes.isEmpty)
      #expect(try JSONParser.parse(entry.reply)["by"] == "rules")
      switch kind {
      case .multipleChoice:
        #expect(draft.choices.count == 4 && draft.choices.filter(\.isCorrect).count == 1)
        #expect(draft.choices.allSatisfy { $0.why != nil })
      case .trueFalse:
        #expect(
          draft.choices.map(\.text) == (language == "en" ? ["True", "False"] : ["正确", "错误"]))
      case .cloze: #expect(draft.question.contains("____"))
      case .coding: #expect(draft.code?.checked == "ran")
      case .interview:
        #expect((3...4).contains(draft.followUps.count))
        #expect(Set(draft.followUps.map(\.probes)).count == draft.followUps.count)
      case .open, .scenario: break
      }
    }
  }

  @Test func theSameRequestGetsTheSameReply() async throws {
    let block = OfflineRun.generatorBlock(
      ["Fixtures", "Dropout"], .multipleChoice, "en",
      angle: "Dropout, a choice: Which choice 1 fits dropout")
    let request = OfflineRun.request(.object(block), .generator)
    let first = try await run().model.respond(to: request)
    #expect(try await run().model.respond(to: request) == first)
    #expect(first.content.contains("Which choice 1 fits dropout?"))
  }

  @Test func squaresGetAnglesOfTheirLevelAndDistinctConceptsFirst() async throws {
    let angles = try await run().angles("fixtures", .open, "en", levels: [.evaluate], count: 5)
    #expect(angles.count == 5)
    #expect(Set(angles.compactMap { $0["subtopic"]?.stringValue }).count == 5)
    let create = try await run().angles("fixtures", .open, "en", levels: [.create], count: 3)
    #expect(create.isEmpty)
  }

  @Test func usedAnglesAreNotHandedOutAgainAndATopicRunsDry() async throws {
    let written = try await run().write("dropout", .cloze, "en", limit: 100)
    #expect(written.count == 3)
    let more = try await run().angles("dropout", .cloze, "en", used: written.map(\.angle))
    #expect(more.isEmpty)
  }

  @Test func questionsThatMemoryHoldsAreNotPlannedAgain() async throws {
    let covered: JSONObject = ["covered": ["Fill in: Gap 0 of dropout is ____ here."]]
    let angles = try await run().angles("dropout", .cloze, "en", extra: covered)
    #expect(angles.count == 2)
  }

  @Test func whatItDoesNotKnowItSays() async throws {
    let run = try run()
    for (topic, language, angle) in [
      ("gardening", "en", "roses"), ("fixtures", "fr", "x"), ("fixtures", "en", "quantum cheese"),
    ] {
      let block = OfflineRun.generatorBlock([topic], .open, language, angle: angle)
      let reply = try await run.reply(.object(block), .generator)
      #expect(reply["unknown"]?.stringValue?.isEmpty == false)
      #expect(reply["question"] == nil)
    }
  }

  @Test func aRevisionAsksInOtherWords() async throws {
    let run = try run()
    let angle = try #require(
      try await run.angles("dropout", .open, "en", levels: [.remember], count: 1)
        .first?["angle"]?.stringValue)
    let first = OfflineRun.generatorBlock(["fixtures", "Dropout"], .open, "en", angle: angle)
    let draft = try await run.reply(.object(first), .generator)
    let flaw: JSONValue = ["name": "near-duplicate", "evidence": "x", "severity": "error"]
    let second = OfflineRun.generatorBlock(
      ["fixtures", "Dropout"], .open, "en", angle: angle, attempt: 1,
      extra: ["draft": draft, "flaws": [flaw]])
    let revised = try await run.reply(.object(second), .generator)
    #expect(revised["question"] != draft["question"])
    #expect(revised["answer"]?.stringValue?.isEmpty == false)
  }

  @Test func keyPositionsAreUniform() async throws {
    let run = try run()
    var counts = [0, 0, 0, 0]
    for cell in 0..<800 {
      let block = OfflineRun.generatorBlock(
        ["fixtures", "Dropout"], .multipleChoice, "en",
        angle: "Dropout, a choice: Which choice 1 fits dropout", cell: cell)
      let draft = try Draft(JSONReader(try await run.reply(.object(block), .generator)))
      counts[try #require(draft.choices.firstIndex { $0.isCorrect })] += 1
    }
    let chiSquare = counts.reduce(0.0) { $0 + Double(($1 - 200) * ($1 - 200)) / 200 }
    #expect(chiSquare < 11.34)  // p > 0.01 at 3 degrees of freedom
  }

  @Test func aCVLeadsToQuestionsAboutTheProjectsItNames() async throws {
    let cv = """
      Jane Doe, engineer
      - Cut training time by 40% with dropout and early stopping on a 2-billion-row table
      - Led a team of five that moved batch scoring to streaming over one year
      """
    let written = try await run().write(
      "fixtures", .interview, "en", limit: 1, extra: ["audience": .string(cv)])
    let draft = try #require(written.first?.draft)
    #expect(written[0].topic[1] == "Dropout")
    #expect(draft.question.contains("Cut training time by 40% with dropout"))
    #expect(draft.followUps.count == 4)
  }

  @Test func theSolverAnswersFromThePackOrNotAtAll() async throws {
    let run = try run()
    let known: JSONValue = [
      "stage": "solver", "kind": "multipleChoice", "language": "en",
      "question": "Which choice 1 fits dropout?",
      "choices": ["wrong a 1", "right dropout 1", "wrong b 1"],
    ]
    #expect(try await run.reply(known, .solver)["choice"] == 1)
    let unknown: JSONValue = [
      "stage": "solver", "kind": "open", "language": "en", "question": "Why is the sky blue?",
    ]
    #expect(try await run.reply(unknown, .solver)["unknown"] != nil)
  }

  @Test func theJudgeLeavesToJudgesWhatRulesCannotTell() async throws {
    struct Rules: ItemRules {
      func flaws(of draft: Draft, in context: ItemContext) -> [Flaw] {
        [Flaw("answer-leak", draft.question, severity: .error)]
      }
      func scores(of draft: Draft, flaws: [Flaw], in context: ItemContext) -> Scores {
        Scores([("clarity", .exact(0.5, by: "rules")), ("depth", .exact(1, by: "rules"))])
      }
    }
    let run = OfflineRun(model: OfflineModel(knowledge: try FixturePack.pack(), rules: Rules()))
    let block: JSONValue = [
      "stage": "judge", "cell": 1, "topic": ["fixtures"], "kind": "open", "language": "en",
      "level": "analyze", "item": ["question": "Q?", "answer": "A."],
      "dimensions": [["name": "clarity"], ["name": "depth"], ["name": "charm"]],
    ]
    let scores = try await run.reply(block, .judge)["scores"]?.arrayValue ?? []
    #expect(scores.map { $0["value"] } == [0.5, nil, nil])
    #expect(scores.dropFirst().allSatisfy { $0["unscored"] == "rules cannot tell" })
    let critic: JSONValue = [
      "stage": "critic", "kind": "open", "language": "en", "topic": [],
      "draft": ["question": "Q?", "answer": "A."],
    ]
    #expect(try await run.reply(critic, .critic)["flaws"]?.arrayValue?.count == 1)
  }

  @Test func aRequestWithoutItsBlockIsTheCallersFault() async throws {
    let request = ChatRequest(
      messages: [ChatMessage(.user, "hello")], schema: [:], schemaName: "x", role: .judge, cell: 0)
    await #expect {
      try await run().model.respond(to: request)
    } throws: { ($0 as? ModelError)?.code == .invalidRequest }
  }
}

import QuestionPipeline
import TestSupport
import Testing

struct JudgingBenchTests {
  private let folder = TemporaryDirectory()

  private func settings(samples: Int = 1, solver: Int = 0) throws -> Settings {
    var settings = try ConfigurationReader.settings(.builtIn)
    settings.evaluator.samples = samples
    settings.evaluator.solverSamples = solver
    return settings
  }

  private func rubric(_ name: String = "default") throws -> Rubric {
    try ConfigurationReader.rubric(name, .builtIn)
  }

  private func bench(_ judges: [any LanguageModel], _ settings: Settings) throws -> JudgingBench {
    var cast = ModelCast(judges[0])
    cast.judges = judges
    return JudgingBench(
      desk: ModelDesk(cast: cast, journal: nil, attempts: 1), prompts: try PromptLibrary(.builtIn),
      rubric: try rubric(), scorer: RuleScorer(), settings: settings)
  }

  private func subject(choices: [Choice] = []) -> JudgedSubject {
    var draft = Draft(
      question: "Why does a queue serve requests in the order of their arrival?",
      answer: "The element that came first leaves first, so nobody overtakes anybody.")
    draft.choices = choices
    return JudgedSubject(
      key: 1, topic: ["Queues"], kind: choices.isEmpty ? .open : .multipleChoice,
      language: .english, level: nil, draft: draft, flaws: [], passage: nil)
  }

  private static func grades(_ grades: [(String, Int?)]) -> String {
    let entries = grades.map { name, score -> JSONValue in
      [
        "name": .string(name), "reason": "so it says",
        "score": score.map(JSONValue.integer) ?? .null, "value": .null,
        "unscored": score == nil ? "it does not apply" : .null,
      ]
    }
    return JSONWriter.text(["scores": .array(entries), "by": .null])
  }

  @Test func aDimensionThatTheReplyLeavesOutIsUnscored() async throws {
    let model = ScriptedModel(texts: Self.grades([("correctness", 4), ("usefulness", nil)]))
    let (scores, _) = try await bench([model], settings()).scores(of: subject())
    #expect(scores["correctness"]?.value == 0.75)
    #expect(scores["depth"] == .unscored("the judge said nothing of it"))
    #expect(scores["usefulness"] == .unscored("it does not apply"))
    // Rules measure what they can where no judge does.
    #expect(scores["fluency"]?.value != nil)
  }

  @Test(arguments: [
    "Great item, 5 of 5!", "", "{\"scores\": [{\"name\": \"depth\", \"score\": 9}]}",
  ])
  func anUnreadableReplyIsUnscoredAndNeverANumber(reply: String) async throws {
    let model = ScriptedModel(texts: reply)
    let (scores, _) = try await bench([model], settings(samples: 2)).scores(of: subject())
    guard case .unscored(let why)? = scores["depth"] else {
      Issue.record("\(String(describing: scores["depth"]))")
      return
    }
    #expect(why.hasPrefix("the judge's reply: "))
  }

  @Test func aRefusalIsUnscoredWithItsReason() async throws {
    let model = ScriptedModel { _, _ in
      throw ModelError(code: .refused, model: "m", detail: "I would rather not")
    }
    let (scores, _) = try await bench([model], settings()).scores(of: subject())
    #expect(scores["correctness"] == .unscored("the judge's reply: I would rather not"))
  }

  @Test func samplesAndJudgesAreCombinedWithTheirSpread() async throws {
    let kind = ScriptedModel(
      name: "kind", texts: Self.grades([("depth", 5)]), Self.grades([("depth", 4)]))
    let strict = ScriptedModel(name: "strict", texts: Self.grades([("depth", 2)]))
    let bench = try bench([kind, strict], settings(samples: 2))
    let (judged, calls) = try await bench.judge(subject())
    #expect(calls.count == 4)
    #expect(judged.values(of: "depth") == [[1, 0.75], [0.25, 0.25]])
    let plain = bench.scores(of: judged, weighing: [:])["depth"]
    #expect(plain == .scored(value: 0.5625, low: 0.25, high: 1, by: "kind, strict"))
    let panel = GradePanel([judged.values(of: "depth")], known: [0.5, 0.75])
    let weighed = bench.scores(of: judged, weighing: ["depth": panel])["depth"]
    #expect(weighed == .scored(value: 0.4063, low: 0.25, high: 1, by: "kind, strict"))
  }

  @Test func theSolversAgreementTellsAnswerabilityAndDifficulty() async throws {
    let choices = [
      Choice(text: "First in, first out", isCorrect: true, why: nil),
      Choice(text: "Last in, first out", isCorrect: false, why: nil),
    ]
    let model = ScriptedModel { request, number in
      guard request.role == .solver else { return .text("no") }
      let choice = request.sample == 0 ? 1 : 0
      return .text(
        "{\"answer\": \"x\", \"choice\": \(choice), \"unknown\": null, \"by\": null}")
    }
    let (scores, _) = try await bench([model], settings(solver: 4))
      .scores(of: subject(choices: choices))
    #expect(scores["answerability"] == .scored(value: 0.75, low: 0, high: 1, by: "scripted"))
    // Wilson's interval of one miss in four.
    #expect(
      scores["solverDifficulty"]
        == .scored(value: 0.25, low: 0.0456, high: 0.6994, by: "scripted"))
    for request in model.requests where request.role == .solver {
      #expect(!request.messages.contains { $0.content.contains("nobody overtakes") })
    }
  }

  @Test func aSolverThatGivesUpDisagrees() async throws {
    let model = ScriptedModel { request, _ in
      request.role == .solver
        ? .text("{\"answer\": null, \"choice\": null, \"unknown\": \"no idea\", \"by\": null}")
        : .text("no")
    }
    let (scores, _) = try await bench([model], settings(solver: 2)).scores(of: subject())
    #expect(scores["answerability"]?.value == 0)
    #expect(scores["solverDifficulty"]?.value == 1)
  }

  @Test(arguments: [
    ("The one that came first leaves first; nobody overtakes another.", 0.6, 1.0),
    ("A stack returns the newest entry.", 0.0, 0.2),
  ])
  func freeAnswersAreHeldAgainstTheReference(answer: String, low: Double, high: Double) throws {
    let agreement = try #require(
      ReferenceGrader().agreement(of: answer, with: subject().draft, language: .english))
    #expect((low...high).contains(agreement), "\(agreement)")
  }

  @Test func eachOfSeveralAnswersCountsAsItDoesAlone() throws {
    let draft = Draft(question: "How many chromosomes has a human gamete?", answer: "23")
    let answers = ["It has 23.", "It has 46.", "It has 23.", "Not 23."]
    let grader = ReferenceGrader()
    let together = grader.agreements(of: answers, with: draft, language: .english)
    #expect(
      together == answers.map { grader.agreement(of: $0, with: draft, language: .english) })
    #expect(together[0] == together[2] && together[0] != together[1])
    let blank = Draft(question: "Why?", answer: " ")
    #expect(
      grader.agreements(of: ["So.", "So."], with: blank, language: .english) == [nil, nil])
  }

  @Test func theSolversAnswersKeepTheirOrderWhicheverNeedsAGrader() async throws {
    let replies = [
      "{\"answer\": null, \"choice\": null, \"unknown\": \"no idea\", \"by\": null}",
      "{\"answer\": \"The one that came first leaves first; nobody overtakes another.\", \"choice\": null, \"unknown\": null, \"by\": null}",
      "{\"answer\": \"\", \"choice\": null, \"unknown\": null, \"by\": null}",
    ]
    let model = ScriptedModel { request, _ in
      .text(request.role == .solver ? replies[request.sample] : "no")
    }
    let (scores, _) = try await bench([model], settings(solver: 3)).scores(of: subject())
    guard case .scored(let value, let low, let high, _) = try #require(scores["answerability"])
    else {
      Issue.record("not scored")
      return
    }
    // The blank answer says nothing; the other two are 0 and what the grader gives.
    #expect(low == 0 && high > 0.6)
    #expect(abs(value - high / 2) < 0.0001)
  }

  @Test func shortNumbersAreEvidenceToo() throws {
    let draft = Draft(question: "How many chromosomes has a human gamete?", answer: "23")
    let grader = ReferenceGrader()
    let right = try #require(grader.agreement(of: "It has 23.", with: draft, language: .english))
    let wrong = try #require(grader.agreement(of: "It has 46.", with: draft, language: .english))
    #expect(right > 0.9 && wrong == 0)
    let chinese = Draft(question: "人的配子有多少条染色体？", answer: "23 条")
    #expect(try #require(grader.agreement(of: "共 23 条。", with: chinese, language: .chinese)) > 0.9)
  }

  /// Counts what is asked, by role.
  private func requests(_ model: ScriptedModel) -> [ModelRole: Int] {
    model.requests.reduce(into: [:]) { $0[$1.role, default: 0] += 1 }
  }

  @Test func aChangedRubricRedoesOnlyTheJudges() async throws {
    let journal = try await Journal(file: folder.file("journal.sqlite"))
    let items = (0..<3).map {
      Item(
        id: "q-\($0)", cell: nil, topic: ["Queues"], kind: .open, language: .english,
        draft: Draft(question: "What is queue \($0)?", answer: "A line of \($0) elements."))
    }
    let settings = try settings(samples: 2, solver: 2)
    func evaluate(_ rubric: Rubric) async throws -> [ModelRole: Int] {
      let model = ScriptedModel { request, _ in
        request.role == .solver
          ? .text("{\"answer\": \"A line.\", \"choice\": null, \"unknown\": null, \"by\": null}")
          : .text(Self.grades([("clarity", 4)]))
      }
      _ = try await EvaluationRun(
        items: items, cast: ModelCast(model), journal: journal,
        prompts: try PromptLibrary(.builtIn), rubric: rubric, settings: settings,
        clock: ManualClock(), finished: {}
      ).evaluate()
      return requests(model)
    }
    #expect(try await evaluate(rubric()) == [.judge: 6, .solver: 6])
    #expect(try await evaluate(rubric()) == [:])
    #expect(try await evaluate(rubric("qgeval")) == [.judge: 6])
    #expect(try await evaluate(rubric("full")) == [.judge: 6])
    #expect(try await evaluate(rubric()) == [:])
  }

  @Test func theJudgeSeesWhatTheItemQuotes() async throws {
    let model = ScriptedModel(texts: Self.grades([("clarity", 4)]))
    var item = Item(
      id: "q-1", cell: nil, topic: ["Queues"], kind: .open, language: .english,
      draft: Draft(question: "What leaves first?", answer: "The oldest."))
    item.draft.sources = [
      Citation(document: "queues.md", quote: "The oldest element leaves first.", start: 4, end: 36)
    ]
    _ = try await EvaluationRun(
      items: [item], cast: ModelCast(model), journal: nil, prompts: try PromptLibrary(.builtIn),
      rubric: rubric(), settings: settings(), clock: ManualClock(), finished: {}
    ).evaluate()
    let prompt = try #require(model.requests.first?.messages.last?.content)
    #expect(prompt.contains("The oldest element leaves first."))
  }

  @Test func theSummaryTellsJudgesApart() async throws {
    var generator = SplitMix64(seed: 8)
    let items = (0..<24).map {
      Item(
        id: "q-\($0)", cell: nil, topic: ["T"], kind: .open, language: .english,
        draft: Draft(question: "What is queue \($0)?", answer: "A line of \($0) elements."))
    }
    let truth = items.map { _ in 1 + generator.below(5) }
    func judge(_ name: String, _ grade: @escaping @Sendable (Int, Int) -> Int?) -> ScriptedModel {
      ScriptedModel(name: name) { request, _ in
        let content = request.messages.last?.content ?? ""
        let index = items.indices.first { content.contains("queue \($0)?") } ?? 0
        guard let score = grade(index, truth[index]) else { return .text("who knows") }
        return .text(Self.grades([("depth", score)]))
      }
    }
    var cast = ModelCast(judge("a") { _, truth in truth })
    cast.judges = [
      judge("a") { _, truth in truth }, judge("b") { _, truth in min(5, truth + 1) },
      judge("c") { index, _ in index % 4 == 0 ? nil : 3 },
    ]
    let outcome = try await EvaluationRun(
      items: items, cast: cast, journal: nil, prompts: try PromptLibrary(.builtIn),
      rubric: rubric(), settings: settings(), clock: ManualClock(), finished: {}
    ).judge()
    let summary = try #require(outcome.judging)
    #expect(summary.judges.map(\.judge) == ["a", "b", "c"])
    #expect(summary.judges[2].failures.map(\.reason) == ["invalid"])
    #expect(summary.judges[2].failures.map(\.count) == [6])
    #expect(summary.judges[2].commonestShare == 1)
    let depth = try #require(summary.agreement.first { $0.dimension == "depth" })
    #expect(depth.items == 24 && depth.basis == .agreement)
    #expect(depth.weights[2] < min(depth.weights[0], depth.weights[1]))
    #expect((depth.ordinalAlpha ?? 1) < 0.9)
    #expect(try #require(depth.effectiveJudges) >= 1)
    var contents = SetContents(items: outcome.items)
    contents.judging = summary
    contents.calibratedScores = 3
    let report = SetReport(contents, rubric: try rubric(), seed: 1).json
    #expect(try FileSchema.report.schema().violations(in: report).isEmpty)
    #expect(report["judging"] == summary.json)
  }
}

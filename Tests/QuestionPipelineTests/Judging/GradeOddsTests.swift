import QuestionPipeline
import SQLiteStorage
import TestSupport
import Testing

/// Judges whose endpoint tells how probable other grades were.
struct GradeOddsTests {
  private let folder = TemporaryDirectory()

  private func settings(odds: Bool = true) throws -> Settings {
    var settings = try ConfigurationReader.settings(.builtIn)
    settings.evaluator.samples = 1
    settings.evaluator.solverSamples = 0
    settings.evaluator.gradeOdds = odds
    return settings
  }

  private var subject: JudgedSubject {
    JudgedSubject(
      key: 1, topic: ["Queues"], kind: .open, language: .english, level: nil,
      draft: Draft(
        question: "Why does a queue serve requests in the order of their arrival?",
        answer: "The element that came first leaves first, so nobody overtakes anybody."),
      flaws: [], passage: nil)
  }

  private func bench(_ model: any LanguageModel, _ settings: Settings, journal: Journal? = nil)
    throws -> JudgingBench
  {
    JudgingBench(
      desk: ModelDesk(cast: ModelCast(model), journal: journal, attempts: 1),
      prompts: try PromptLibrary(.builtIn),
      rubric: try ConfigurationReader.rubric("default", .builtIn), scorer: RuleScorer(),
      settings: settings)
  }

  /// A completion that grades these dimensions, with the odds of each grade.
  private static func completion(
    _ grades: [(name: String, grade: String, odds: [(String, Double)])]
  ) -> String {
    var content = #"{"scores": ["#
    var tokens = [TokenOddsTests.token(content)]
    func write(_ text: String) {
      content += text
      tokens.append(TokenOddsTests.token(text))
    }
    for (place, grade) in grades.enumerated() {
      // The reason speaks of a score too, and must not be taken for one.
      write(
        (place > 0 ? ", " : "")
          + #"{"name": "\#(grade.name)", "reason": "the \"score\": 1", "score": "#)
      content += grade.grade
      tokens.append(TokenOddsTests.token(grade.grade, -3, grade.odds))
      write(#", "value": null, "unscored": null}"#)
    }
    write(#"], "by": null}"#)
    return TokenOddsTests.body(content, tokens)
  }

  private func score(
    _ grade: String, _ odds: [(String, Double)], asking: Bool = true
  ) async throws -> Score? {
    let body = Self.completion([("correctness", grade, odds)])
    let server = LoopbackServer { _ in .json(body) }
    let model = try EndpointBench.model(at: server)
    return try await bench(model, settings(odds: asking)).scores(of: subject).0["correctness"]
  }

  @Test func aGradeIsTheMeanOfWhatTheJudgeMightHaveSaid() async throws {
    // ln .6, ln .3 and ln .1
    let score = try await score("4", [("4", -0.510826), ("5", -1.203973), ("3", -2.302585)])
    guard case .scored(let value, let low, let high, _)? = score else {
      Issue.record("\(String(describing: score))")
      return
    }
    // .6 × 4 + .3 × 5 + .1 × 3 = 4.2
    #expect(value == 0.8 && low == 0.5 && high == 1)
  }

  @Test func whatIsHardlyProbableStaysOutOfTheInterval() async throws {
    let score = try await score("4", [("4", -0.040822), ("5", -3.912023), ("1", -3.912023)])
    guard case .scored(_, let low, let high, _)? = score else {
      Issue.record("\(String(describing: score))")
      return
    }
    #expect(low <= 0.75 && low > 0.7 && high == 0.75)
  }

  @Test(arguments: [
    // Where the digits from 1 to 5 have less than half of it, the place held no grade.
    [("4", -1.203973), ("nine", -0.510826)],
    [("4", -1.203973), ("9", -0.510826)],
  ])
  func oddsThatAreNotOfGradesChangeNothing(odds: [(String, Double)]) async throws {
    #expect(try await score("4", odds)?.value == 0.75)
  }

  @Test func theyAreAskedForOnlyWhereTheSettingSaysSo() async throws {
    let body = Self.completion([("correctness", "4", [("4", -0.7), ("5", -0.7)])])
    for asking in [true, false] {
      let server = LoopbackServer { _ in .json(body) }
      let model = try EndpointBench.model(at: server)
      _ = try await bench(model, settings(odds: asking)).scores(of: subject)
      let sent = try #require(server.requests.first).json
      #expect(sent["logprobs"] == (asking ? true : nil))
      #expect(sent["top_logprobs"] == (asking ? 5 : nil))
    }
  }

  @Test(arguments: ["logprobs", "top_logprobs"])
  func anEndpointThatRefusesThemIsAskedWithoutAndSaysSo(parameter: String) async throws {
    let body = Self.completion([("correctness", "4", [("5", -0.1)])])
    let server = LoopbackServer { request in
      request.json[parameter] == nil
        ? .json(body)
        : EndpointBench.error(
          400, "Unsupported parameter: '\(parameter)'", code: "unsupported_parameter",
          param: parameter)
    }
    let model = try EndpointBench.model(at: server)
    let (_, calls) = try await bench(model, settings()).scores(of: subject)
    #expect(server.requests.count == 2)
    #expect(server.requests.last?.json["logprobs"] == nil)
    #expect(server.requests.last?.json["top_logprobs"] == nil)
    #expect(calls.first?.wire?.notes.contains { $0.contains("logprobs not taken") } == true)
  }

  @Test func anEndpointThatTellsNothingIsNoted() async throws {
    let content =
      #"{"scores": [{"name": "correctness", "reason": "x", "score": 4, "value": null, "unscored": null}], "by": null}"#
    let server = LoopbackServer { _ in .json(EndpointBench.completion(content)) }
    let model = try EndpointBench.model(at: server)
    let (scores, calls) = try await bench(model, settings()).scores(of: subject)
    #expect(scores["correctness"]?.value == 0.75)
    #expect(calls.first?.wire?.notes.contains { $0.contains("no probabilities") } == true)
  }

  @Test func aKeptReplyGivesTheSameScoreWithoutBeingAskedAgain() async throws {
    let body = Self.completion([
      ("clarity", "4", [("4", -0.510826), ("5", -0.916291)]), ("correctness", "2", [("2", -0.01)]),
    ])
    let server = LoopbackServer { _ in .json(body) }
    let model = try EndpointBench.model(at: server)
    let journal = try await Journal(file: folder.file("journal.sqlite"))
    let (first, _) = try await bench(model, settings(), journal: journal).scores(of: subject)
    let (again, _) = try await bench(model, settings(), journal: journal).scores(of: subject)
    #expect(server.requests.count == 1)
    #expect(first["clarity"]?.value == 0.85)
    #expect(first == again)
  }

  @Test func oddsAreTheirOwnQuestionToTheJournal() throws {
    var request = EndpointBench.request()
    let plain = request.journalKey(model: "m")
    request.wantsOdds = true
    #expect(request.journalKey(model: "m") != plain)
  }

  @Test func theHealthOfAJudgeTellsHowManyGradesComeFromThem() {
    let grades = [
      JudgedItem.Grade(
        name: "depth", score: .exact(0.61, by: "m"), isByRules: false, isFromOdds: true),
      JudgedItem.Grade(name: "clarity", score: .exact(0.75, by: "m"), isByRules: false),
    ]
    let item = JudgedItem(byRules: Scores(), replies: [[.graded(grades)]], solved: nil)
    let summary = JudgingSummary(of: [item], judges: ["m"], lengths: [10], panels: [])
    #expect(summary.judges[0].gradesFromOdds == 1)
    #expect(summary.json["judges"]?.arrayValue?.first?["gradesFromOdds"] == 1)
  }
}

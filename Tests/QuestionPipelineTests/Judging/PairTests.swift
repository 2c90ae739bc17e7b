import QuestionPipeline
import TestSupport
import Testing

/// Items of two sets held against each other.
struct PairTests {
  private static func item(
    _ id: String, _ question: String, _ answer: String = "Because.", topic: String = "T",
    kind: QuestionKind = .open, language: LanguageTag = .english, level: String = "apply",
    below: String? = nil
  ) throws -> Item {
    let json: JSONValue = [
      "id": .string(id), "level": .string(level),
      "topic": .strings([topic] + (below.map { [$0] } ?? [])), "kind": .string(kind.rawValue),
      "language": .string(language.tag), "question": .string(question), "answer": .string(answer),
      "score": 0.5, "scores": [:],
    ]
    return try Item(JSONReader(json))
  }

  @Test func pairsOneQuestionFirstAndThenWhatFillsOneSquare() throws {
    let a = [
      try Self.item("1", "Why is ice light?"), try Self.item("2", "Why is tea brown?"),
      try Self.item("3", "冰为什么轻？", language: .chinese), try Self.item("4", "What is rust?"),
    ]
    let b = [
      try Self.item("5", "Why is fog white?"), try Self.item("6", "What is rust?", "Iron oxide."),
      try Self.item("7", "Why is mud wet?"), try Self.item("8", "茶为什么苦？", language: .chinese),
    ]
    let pairing = ItemPairing(a, b)
    #expect(
      pairing.pairs.map { [$0.a.id, $0.b.id, $0.basis.rawValue] } == [
        ["4", "6", "question"], ["1", "5", "square"], ["2", "7", "square"], ["3", "8", "square"],
      ])
    #expect(pairing.identical == 0 && pairing.unpaired == (0, 0))
  }

  @Test func numbersOfForeignListsAreNoIdentity() throws {
    let a = [try Self.item("1", "What is A?"), try Self.item("2", "What is B?")]
    let b = [
      try Self.item("1", "What is C?", "C."), try Self.item("2", "What is A?", "A."),
      try Self.item("3", "What is B?", "B."),
    ]
    #expect(
      ItemPairing(a, b).pairs.map { [$0.a.id, $0.b.id, $0.basis.rawValue] } == [
        ["1", "2", "question"], ["2", "3", "question"],
      ])
    // An item of Viva's that was edited is still the same.
    let edited = ItemPairing(
      [try Self.item("q-1", "What is A?")], [try Self.item("q-1", "What is A, exactly?")])
    #expect(edited.pairs.map(\.basis) == [.question])
  }

  @Test func aQuestionThatStandsTwiceIsPairedTwice() throws {
    let a = [try Self.item("1", "What is A?"), try Self.item("2", "What is A?", "Another.")]
    let b = [try Self.item("3", "What is A?", "B."), try Self.item("4", "What is A?", "C.")]
    #expect(ItemPairing(a, b).pairs.map { [$0.a.id, $0.b.id] } == [["1", "3"], ["2", "4"]])
  }

  @Test func whatIsTheSameInBothIsNotJudged() throws {
    let a = [try Self.item("1", "Why is ice light?"), try Self.item("2", "Why is tea brown?")]
    let b = [try Self.item("1", "Why is ice light?")]
    let pairing = ItemPairing(a, b)
    #expect(pairing.pairs.isEmpty && pairing.identical == 1 && pairing.unpaired == (1, 0))
  }

  @Test func narrowSquaresAreFilledBeforeWideOnes() throws {
    let a = [
      try Self.item("1", "Why is ice light?", below: "ice"),
      try Self.item("2", "Why is tea brown?", below: "tea"),
      try Self.item("3", "What is mud?", level: "remember"),
    ]
    let b = [
      try Self.item("4", "How is tea made?", below: "tea"),
      try Self.item("5", "How is fog made?", level: "create"),
      try Self.item("6", "How is rust made?", below: "rust"),
    ]
    #expect(
      ItemPairing(a, b).pairs.map { [$0.a.id, $0.b.id, $0.basis.rawValue] } == [
        ["2", "4", "square"], ["1", "6", "square"], ["3", "5", "topic"],
      ])
  }

  @Test func otherKindsTopicsAndLanguagesAreNoCounterparts() throws {
    let a = [try Self.item("1", "Why is ice light?")]
    let b = [
      try Self.item("2", "茶为什么苦？", language: .chinese),
      try Self.item("3", "What is fog?", kind: .scenario),
      try Self.item("4", "What is mud?", topic: "U"),
    ]
    let pairing = ItemPairing(a, b)
    #expect(pairing.pairs.isEmpty && pairing.unpaired == (1, 3))
  }

  private static func pairs(_ count: Int) throws -> [ItemPairing.Pair] {
    let a = try (0..<count).map { try item("a\($0)", "Why \($0)?", "Short.", topic: "T\($0 % 4)") }
    let b = try (0..<count).map {
      try item("b\($0)", "How \($0)?", "A longer answer.", topic: "T\($0 % 4)")
    }
    return ItemPairing(a, b).pairs
  }

  private static let forA = PairBallot(forward: .first, backward: .first, reasons: ["", ""])
  private static let forB = PairBallot(forward: .second, backward: .second, reasons: ["", ""])
  private static let firstPlace = PairBallot(forward: .first, backward: .second, reasons: ["", ""])
  private static let silent = PairBallot(
    forward: .unscored(.refused), backward: .unscored(.noVerdict), reasons: ["", ""])

  @Test func aSetThatWinsAlmostAlwaysIsPreferred() throws {
    let pairs = try Self.pairs(40)
    let preference = PairPreference(
      pairs.enumerated().map { ($1, [$0 == 7 ? Self.forA : Self.forB]) }, judges: ["m"], seed: 1)
    #expect(preference.counts == (1, 39, 0, 0))
    #expect(preference.winner == .b)
    let share = try #require(preference.share)
    #expect(share.value == 0.975 && share.low > 0.9 && share.high <= 1)
  }

  private static let tie = PairBallot(forward: .tie, backward: .tie, reasons: ["", ""])

  @Test func whoFindsManyPairsAlikeIsNotInconstant() throws {
    let pairs = try Self.pairs(20)
    let preference = PairPreference(
      pairs.enumerated().map { ($1, [$0 < 12 ? Self.tie : Self.forB]) }, judges: ["m"], seed: 1)
    #expect(preference.counts == (0, 8, 12, 0))
    #expect(preference.winner == .b)
    #expect(preference.judges[0].standing.constancy == 1)
  }

  @Test func aSampleOfOneMindIsNotCertain() throws {
    let pairs = try Self.pairs(3)
    let share = try #require(
      PairPreference(pairs.map { ($0, [Self.forB]) }, judges: ["m"], seed: 1).share)
    #expect(share.value == 1 && share.low < 0.5 && share.high == 1)
  }

  @Test func oneOrderAloneDecidesNoPair() throws {
    let pairs = try Self.pairs(12)
    let half = PairBallot(forward: .first, backward: .unscored(.refused), reasons: ["", ""])
    let preference = PairPreference(
      pairs.enumerated().map { ($1, [$0 < 4 ? half : Self.forA]) }, judges: ["m"], seed: 1)
    #expect(preference.counts == (8, 0, 0, 4))
    #expect(preference.judges[0].health.declined == 4 && preference.judges[0].health.unread == 0)
  }

  @Test func noVerdictIsTurnedRoundByTheWeightOfWhoGaveIt() {
    let panel = PairwisePanel(
      leans: [[1, 1], [1, 1], [1, 1], [1, 0.5], [0, 1], [1, 1], [-1, -0.5], [-1, -1]],
      labels: [0: -1, 1: -1, 2: -1, 3: -1, 5: 1, 6: -1])
    for leans in [[0, 1], [1, 0], [0, -1], [-1, 0]] as [[Double?]] {
      let lean = panel.lean(leans)
      let own = leans.compactMap(\.self).reduce(0, +)
      #expect(lean * own >= 0)
    }
  }

  @Test func aJudgeWhoChoosesThePlaceDecidesNothing() throws {
    let pairs = try Self.pairs(20)
    let preference = PairPreference(
      pairs.map { ($0, [Self.firstPlace]) }, judges: ["m"], seed: 1)
    #expect(preference.counts == (0, 0, 20, 0))
    #expect(preference.winner == .unscored && preference.share == nil)
    #expect(preference.whyUnscored.contains("constant"))
    #expect(preference.judges[0].health.flips == 20)
    #expect(preference.judges[0].health.firstPlace == 20)
  }

  @Test func manyJudgesOfPlaceDoNotOutvoteAConstantOne() throws {
    let pairs = try Self.pairs(30)
    let preference = PairPreference(
      pairs.map { ($0, [Self.firstPlace, Self.firstPlace, Self.forA]) }, judges: ["x", "y", "z"],
      seed: 1)
    #expect(preference.counts.a == 30)
    #expect(preference.winner == .a)
  }

  @Test func silenceIsNoTie() throws {
    let pairs = try Self.pairs(6)
    let none = PairPreference(pairs.map { ($0, [Self.silent]) }, judges: ["m"], seed: 1)
    #expect(none.counts == (0, 0, 0, 6))
    #expect(none.winner == .unscored && none.share == nil)
    #expect(none.json["shareOfB"]?["unscored"] != nil)
  }

  @Test func labelsTurnAPanelThatIsConstantAndWrong() throws {
    let pairs = try Self.pairs(60)
    let judged = pairs.map { ($0, [Self.forB, Self.forA]) }
    let labels = Dictionary(uniqueKeysWithValues: (0..<30).map { ($0, 1.0) })
    let preference = PairPreference(judged, judges: ["wrong", "right"], labels: labels, seed: 1)
    #expect(preference.winner == .a)
    #expect(preference.judges[1].standing.weight > preference.judges[0].standing.weight)
  }

  @Test func labelsAreFoundByTheItemsOfAPair() throws {
    let pairs = try Self.pairs(3)
    let text = """
      {"a": "a1", "b": "b1", "better": "b"}
      {"a": "a2", "b": "b2", "better": "tie"}
      {"a": "a2", "b": "b1", "better": "a"}
      """
    let labels = try PairLabels(Array(text.utf8), name: "labels.jsonl")
    // The tie teaches nothing.
    #expect(labels.places(among: pairs) == [1: -1])
    // Places are those of the pairs that were judged, whichever these are.
    #expect(labels.places(among: Array(pairs.dropFirst())) == [0: -1])
    #expect(labels.count == 3)
    let error = try #require(throws: ConfigurationError.self) {
      try PairLabels(Array(#"{"a": "x", "b": "y", "better": "c"}"#.utf8), name: "labels.jsonl")
    }
    #expect(error.source == "labels.jsonl, line 1")
    #expect(error.detail.contains("better"))
  }

  private func settings() throws -> Settings {
    try ConfigurationReader.settings(.builtIn)
  }

  @Test func bothOrdersAreShownAndReadByContent() async throws {
    let pairs = try Self.pairs(1)
    let model = ScriptedModel { request, _ in
      let inputs = try PromptInputs.read(request.messages)
      #expect(inputs["stage"] == "pair")
      let first = inputs["first"]?["answer"]?.stringValue
      return .text(
        JSONWriter.text([
          "reason": .string("\(first ?? "") is first"),
          "verdict": first == "Short." ? "second" : "first", "by": .null,
        ]))
    }
    let (judged, ending) = try await PairRun(
      pairs: pairs, cast: ModelCast(model), journal: nil, prompts: PromptLibrary(.builtIn),
      settings: settings(), clock: SteppingClock()
    ).judge()
    guard case .whole = ending else {
      Issue.record("\(ending)")
      return
    }
    let ballot = try #require(judged.first?.ballots.first)
    #expect(ballot.forward == .second && ballot.backward == .second)
    #expect(ballot.reasons == ["Short. is first", "A longer answer. is first"])
  }

  @Test(arguments: [
    (#"{"reason": "x", "verdict": "cannot-tell", "by": null}"#, PairVerdict.Reason.refused),
    ("They are both fine.", .noVerdict), (#"{"reason": "x", "verdict": "third"}"#, .noVerdict),
  ])
  func aReplyThatChoosesNothingIsNotCounted(text: String, reason: PairVerdict.Reason) async throws {
    let (judged, _) = try await PairRun(
      pairs: try Self.pairs(1), cast: ModelCast(ScriptedModel { _, _ in .text(text) }),
      journal: nil,
      prompts: PromptLibrary(.builtIn), settings: settings(), clock: SteppingClock()
    ).judge()
    #expect(judged.first?.ballots.first?.forward == .unscored(reason))
    #expect(judged.first?.ballots.first?.lean == nil)
  }

  @Test func aBudgetThatEndsKeepsThePairsThatWereJudged() async throws {
    var settings = try settings()
    settings.concurrency = 1
    let model = ScriptedModel { _, number in
      guard number < 5 else {
        throw ModelError(code: .overBudget, model: "m", detail: "the budget is spent")
      }
      return .text(#"{"reason": "x", "verdict": "tie", "by": null}"#)
    }
    let (judged, ending) = try await PairRun(
      pairs: try Self.pairs(4), cast: ModelCast(model), journal: nil,
      prompts: PromptLibrary(.builtIn), settings: settings, clock: SteppingClock()
    ).judge()
    #expect(judged.count == 2)
    guard case .stopped(let error) = ending else {
      Issue.record("\(ending)")
      return
    }
    #expect(error.code == .overBudget)
  }
}

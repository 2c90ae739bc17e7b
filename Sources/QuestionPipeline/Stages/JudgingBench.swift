/// Rules, judges and solver around one rubric.
package struct JudgingBench: Sendable {
  private let desk: ModelDesk
  private let prompts: PromptLibrary
  private let rubric: Rubric
  /// The rubric's dimensions as prompts have them, by the language of the prompt: made once, written once.
  private let dimensions: [String: JSONObject]
  private let scorer: RuleScorer
  private let settings: Settings

  package init(
    desk: ModelDesk, prompts: PromptLibrary, rubric: Rubric, scorer: RuleScorer,
    settings: Settings
  ) {
    self.desk = desk
    self.prompts = prompts
    self.rubric = rubric
    dimensions = Dictionary(
      uniqueKeysWithValues: PromptLibrary.languages.map { language in
        (language, ["dimensions": .array(rubric.dimensions.map { $0.json(language: language) })])
      })
    self.scorer = scorer
    self.settings = settings
  }

  /// One judge's word on one dimension.
  struct Grade: Sendable {
    var name: String
    var score: Score
    var isByRules: Bool
  }

  /// The scores of an item in the rubric's order, then the rules' own metrics.
  package func scores(of subject: JudgedSubject) async throws -> (Scores, [ModelCall]) {
    let byRules = scorer.scores(
      of: subject.draft, flaws: subject.flaws,
      in: ItemContext(
        kind: subject.kind, language: subject.language, topic: subject.topic,
        level: subject.level, topicTerms: subject.topic, passage: subject.passage?.text))
    var calls: [ModelCall] = []
    var samples: [[Grade]] = []
    var failure: String?
    for judge in desk.cast.judges.indices {
      for sample in 0..<settings.evaluator.samples {
        let answer = try await ask(judge, of: subject, sample: sample)
        calls += answer.calls
        if let grades = answer.value {
          samples.append(grades)
          // Rules measure the same text the same way every time.
          if grades.allSatisfy(\.isByRules) { break }
        }
        failure = answer.failure.map { "the judge's reply: \($0.detail)" } ?? failure
      }
    }
    let solved = try await solve(subject)
    calls += solved.calls
    var entries: [(name: String, score: Score)] = []
    for dimension in rubric.dimensions {
      let grades = samples.compactMap { $0.first { $0.name == dimension.name }?.score }
      var score =
        GradeCombiner.combined(grades)
        ?? .unscored(failure ?? "the judge said nothing of it")
      if score.value == nil, dimension.hasRules, let rule = byRules[dimension.name] { score = rule }
      if score.value == nil, dimension.name == "answerability", let agreement = solved.score {
        score = agreement
      }
      entries.append((dimension.name, score))
    }
    let named = Set(entries.map(\.name))
    entries += byRules.entries.filter { !named.contains($0.name) }
    return (Scores(entries), calls)
  }

  /// The weighted mean of the rubric's scored dimensions, rounded; nil if none is scored.
  package func total(_ scores: Scores) -> Double? {
    var sum = 0.0
    var weight = 0.0
    for dimension in rubric.dimensions {
      guard let value = scores[dimension.name]?.value else { continue }
      sum += value * dimension.weight
      weight += dimension.weight
    }
    return weight > 0 ? (sum / weight).roundedScore : nil
  }

  private func ask(_ judge: Int, of subject: JudgedSubject, sample: Int) async throws
    -> ModelDesk.Answer<[Grade]>
  {
    var inputs = inputs(.judge, of: subject, sample: sample)
    inputs.shared = dimensions[subject.language.promptLanguage] ?? JSONObject()
    if let passage = subject.passage { inputs.fence(["passage": passage.prompted]) }
    inputs.fence(["topic": .strings(subject.topic), "item": subject.draft.json])
    let model = desk.cast.judges[judge].name
    let finished = inputs
    return try await desk.ask(.judge, judge: judge) { attempt, correction in
      prompts.request(
        finished, seed: RunSeed(value: settings.seed), cell: subject.key, sample: sample,
        attempt: attempt, correction: correction, maxReplyTokens: settings.maxReplyTokens)
    } read: { reader in
      let by = try reader.optional("by")?.string() ?? model
      return try reader.array("scores").map { grade in
        Grade(
          name: try grade.string("name"), score: try Self.score(grade, by: by),
          isByRules: by == "rules")
      }
    }
  }

  /// Grades of 1 to 5 from a model, values of 0 to 1 from rules, or the reason why there is none.
  private static func score(_ reader: JSONReader, by: String) throws -> Score {
    if let reason = try reader.optional("unscored") { return .unscored(try reason.string()) }
    if by == "rules", let value = try reader.optional("value") {
      return .exact(try value.double(in: 0...1), by: by)
    }
    return .exact((try reader.required("score").double(in: 1...5) - 1) / 4, by: by)
  }

  private func solve(_ subject: JudgedSubject) async throws -> (score: Score?, calls: [ModelCall]) {
    var calls: [ModelCall] = []
    var agreements: [Double] = []
    var by = desk.cast.solver.name
    for sample in 0..<settings.evaluator.solverSamples {
      var inputs = inputs(.solver, of: subject, sample: sample)
      var task: JSONObject = ["topic": .strings(subject.topic)]
      task["question"] = .string(subject.draft.question)
      if !subject.draft.choices.isEmpty {
        task["choices"] = .strings(subject.draft.choices.map(\.text))
      }
      inputs.fence(task)
      let finished = inputs
      let answer = try await desk.ask(.solver) { attempt, correction in
        prompts.request(
          finished, seed: RunSeed(value: settings.seed), cell: subject.key, sample: sample,
          attempt: attempt, correction: correction, maxReplyTokens: settings.maxReplyTokens)
      } read: { reader -> (answer: String?, choice: Int?, by: String?) in
        (
          try reader.optional("unknown") == nil ? try reader.optional("answer")?.string() : nil,
          try reader.optional("choice")?.int(), try reader.optional("by")?.string()
        )
      }
      calls += answer.calls
      by = answer.value?.by ?? by
      if let choice = answer.value?.choice, subject.draft.choices.indices.contains(choice) {
        agreements.append(subject.draft.choices[choice].isCorrect ? 1 : 0)
      }
    }
    let score = GradeCombiner.combined(agreements.map { .exact($0, by: by) })
    return (score, calls)
  }

  /// The run's own words. The sample's number comes last: samples share all that stands before it.
  private func inputs(_ role: ModelRole, of subject: JudgedSubject, sample: Int) -> PromptInputs {
    var inputs = PromptInputs(role, language: subject.language, kind: subject.kind)
    if role == .judge { inputs.own["level"] = subject.level.map { .string($0.rawValue) } }
    inputs.own["cell"] = .integer(subject.key)
    inputs.own["sample"] = .integer(sample)
    return inputs
  }
}

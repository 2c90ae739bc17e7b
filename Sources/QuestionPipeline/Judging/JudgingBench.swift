/// Rules, judges and solver around one rubric.
package struct JudgingBench: Sendable {
  private let desk: ModelDesk
  private let prompts: PromptLibrary
  private let rubric: Rubric
  /// The rubric's dimensions as prompts have them, by the language of the prompt: made once, written once.
  private let dimensions: [String: JSONObject]
  private let scorer: any DraftScorer
  private let guests: [any GuestScorer]
  private let settings: Settings
  private let grader: (any AnswerGrader)?

  /// - Parameters:
  ///   - guests: score beside the rubric.
  ///   - grader: holds the solver's free text against the reference; nil leaves it unheard.
  package init(
    desk: ModelDesk, prompts: PromptLibrary, rubric: Rubric, scorer: any DraftScorer,
    guests: [any GuestScorer] = [], settings: Settings,
    grader: (any AnswerGrader)? = ReferenceGrader()
  ) {
    self.grader = grader
    self.desk = desk
    self.prompts = prompts
    self.rubric = rubric
    dimensions = Dictionary(
      uniqueKeysWithValues: PromptLibrary.languages.map { language in
        (language, ["dimensions": .array(rubric.dimensions.map { $0.json(language: language) })])
      })
    self.scorer = scorer
    self.guests = guests
    self.settings = settings
  }

  /// In the rubric's order.
  package var dimensionNames: [String] { rubric.dimensions.map(\.name) }

  /// The scores of an item in the rubric's order, then the rules' own metrics. Every judge counts the same: what they
  /// are worth shows only over a whole set.
  package func scores(of subject: JudgedSubject) async throws -> (Scores, [ModelCall]) {
    let (judged, calls) = try await judge(subject)
    return (scores(of: judged, weighing: [:]), calls)
  }

  /// What rules, judges and solver say of an item.
  package func judge(_ subject: JudgedSubject) async throws -> (JudgedItem, [ModelCall]) {
    var context = ItemContext(
      kind: subject.kind, language: subject.language, topic: subject.topic,
      level: subject.level, topicTerms: subject.topic, passage: subject.passage?.text)
    context.unanswerable = subject.unanswerable
    var byRules = scorer.scores(of: subject.draft, flaws: subject.flaws, in: context)
    byRules.entries += try await guestScores(of: subject)
    var calls: [ModelCall] = []
    var replies: [[JudgedItem.Reply]] = []
    for judge in desk.cast.judges.indices {
      var samples: [JudgedItem.Reply] = []
      for sample in 0..<settings.evaluator.samples {
        let answer = try await ask(judge, of: subject, sample: sample)
        calls += answer.calls
        if let grades = answer.value { samples.append(.graded(grades)) }
        if let failure = answer.failure {
          samples.append(.failed(outcome: failure.outcome.rawValue, detail: failure.detail))
        }
        // Rules measure the same text the same way every time.
        if let grades = answer.value, grades.allSatisfy(\.isByRules) { break }
      }
      replies.append(samples)
    }
    let solved = try await solve(subject)
    return (
      JudgedItem(
        byRules: byRules, replies: replies, solved: solved.score, attempts: solved.attempts),
      calls + solved.calls
    )
  }

  var hasGuests: Bool { !guests.isEmpty }

  /// What guests say of an item, in their order. Throws `CancellationError`.
  func guestScores(of subject: JudgedSubject) async throws -> [(name: String, score: Score)] {
    var entries: [(name: String, score: Score)] = []
    for guest in guests { entries.append(try await guest.entry(of: subject)) }
    return entries
  }

  /// - Parameter panels: how much each judge counts in a dimension; where one is not named, all count the same.
  package func scores(of judged: JudgedItem, weighing panels: [String: GradePanel]) -> Scores {
    var entries: [(name: String, score: Score)] = []
    entries.reserveCapacity(rubric.dimensions.count + judged.byRules.entries.count + 1)
    for dimension in rubric.dimensions {
      var score =
        GradeCombiner.combined(judged, dimension.name, weighing: panels[dimension.name])
        ?? .unscored(judged.reason(dimension.name))
      if score.value == nil, dimension.hasRules, let rule = judged.byRules[dimension.name] {
        score = rule
      }
      if score.value == nil, dimension.name == "answerability", let agreement = judged.solved {
        score = agreement
      }
      entries.append((dimension.name, score))
    }
    let named = Set(entries.map(\.name))
    entries += judged.byRules.entries.filter { !named.contains($0.name) }
    if let difficulty = judged.difficulty { entries.append(("solverDifficulty", difficulty)) }
    return Scores(entries)
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
    -> ModelDesk.Answer<[JudgedItem.Grade]>
  {
    var inputs = inputs(.judge, of: subject, sample: sample)
    inputs.shared = dimensions[subject.language.promptLanguage] ?? JSONObject()
    if let passage = subject.passage { inputs.fence(["passage": passage.prompted]) }
    inputs.fence(["topic": .strings(subject.topic), "item": subject.draft.json])
    let model = desk.cast.judges[judge].name
    let finished = inputs
    var answer = try await desk.ask(.judge, judge: judge) { attempt, correction in
      var request = prompts.request(
        finished, seed: RunSeed(value: settings.seed), cell: subject.key, sample: sample,
        attempt: attempt, correction: correction, maxReplyTokens: settings.maxReplyTokens)
      request.wantsOdds = settings.evaluator.gradeOdds
      return request
    } read: { reader in
      let by = try reader.optional("by")?.string() ?? model
      return try reader.array("scores").map { grade in
        JudgedItem.Grade(
          name: dimension(try grade.string("name")), score: try Self.score(grade, by: by),
          isByRules: by == "rules")
      }
    }
    answer.value = answer.value.map { grades in
      let single = Self.withoutContradictions(grades)
      guard let reply = answer.reply, let odds = answer.calls.last?.wire?.odds else {
        return single
      }
      let scores = GradeOdds.weighed(single.map(\.score), content: reply.content, odds: odds)
      return zip(single, scores).map { grade, score in
        guard let score else { return grade }
        return JudgedItem.Grade(
          name: grade.name, score: score, isByRules: grade.isByRules, isFromOdds: true)
      }
    }
    return answer
  }

  /// The rubric's own name of a dimension, whatever its case and punctuation in the reply.
  private func dimension(_ name: String) -> String {
    if rubric.dimensions.contains(where: { $0.name == name }) { return name }
    func folded(_ name: String) -> [Unicode.Scalar] {
      name.lowercased().unicodeScalars.filter { $0 != " " && $0 != "_" && $0 != "-" }
    }
    let wanted = folded(name)
    return rubric.dimensions.first { folded($0.name) == wanted }?.name ?? name
  }

  /// A dimension that one reply grades twice, and not alike, is unscored.
  private static func withoutContradictions(_ grades: [JudgedItem.Grade]) -> [JudgedItem.Grade] {
    let isOnce = grades.indices.allSatisfy { place in
      !grades[..<place].contains { $0.name == grades[place].name }
    }
    if isOnce { return grades }
    var result: [JudgedItem.Grade] = []
    for grade in grades {
      if let place = result.firstIndex(where: { $0.name == grade.name }) {
        if result[place].score.value != grade.score.value {
          result[place].score = .unscored("the judge's reply grades it twice, and not alike")
        }
      } else {
        result.append(grade)
      }
    }
    return result
  }

  /// Grades of 1 to 5 from a model, values of 0 to 1 from rules, or the reason why there is none.
  private static func score(_ reader: JSONReader, by: String) throws -> Score {
    if let reason = try reader.optional("unscored") { return .unscored(try reason.string()) }
    if by == "rules", let value = try reader.optional("value") {
      return .exact(try value.double(in: 0...1), by: by)
    }
    return .exact((try reader.required("score").double(in: 1...5) - 1) / 4, by: by)
  }

  /// The solver's answers, given without the reference, held against it. A question that has no answer is not put to it.
  private func solve(_ subject: JudgedSubject) async throws -> (
    score: Score?, attempts: Int, calls: [ModelCall]
  ) {
    if subject.unanswerable != nil { return (nil, 0, []) }
    var calls: [ModelCall] = []
    var answers: [SolverAnswer] = []
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
      } read: {
        try SolverAnswer($0)
      }
      calls += answer.calls
      guard let given = answer.value else { continue }
      by = given.by ?? by
      answers.append(given)
    }
    let agreements = SolverAnswer.agreements(of: answers, with: subject, grader: grader)
    return (
      GradeCombiner.combined(agreements.map { .exact($0, by: by) }), agreements.count, calls
    )
  }

  /// The run's own words. The sample's number comes last: samples share all that stands before it.
  private func inputs(_ role: ModelRole, of subject: JudgedSubject, sample: Int) -> PromptInputs {
    var inputs = PromptInputs(role, language: subject.language, kind: subject.kind)
    if role == .judge { inputs.own["level"] = subject.level.map { .string($0.rawValue) } }
    inputs.own["cell"] = .integer(subject.key)
    inputs.own["sample"] = .integer(sample)
    if role == .judge { inputs.mark(subject.unanswerable, prompts) }
    return inputs
  }
}

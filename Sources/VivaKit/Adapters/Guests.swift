import QuestionPipeline

/// A stage of the app's own as the pipeline takes it.
struct HostedStage: GuestStage {
  let guest: any Stage
  var name: String { guest.name }

  func decide(_ draft: QuestionPipeline.Draft, of cell: Cell) async throws -> GuestDecision {
    let decision = try await GivenUp.instead {
      try await guest.process(Draft(draft, cell: cell))
    }
    return switch decision {
    case .pass: .pass
    case .revise(let flaw): .revise(flaw.own)
    case .refuse(let flaw): .refuse(flaw.own)
    }
  }
}

/// A scorer of the app's own as the pipeline takes it.
struct HostedScorer: GuestScorer {
  let guest: any Scorer
  var name: String { guest.name }
  var dimension: String { guest.dimension }

  func score(_ subject: JudgedSubject) async throws -> QuestionPipeline.Score {
    try await GivenUp.instead {
      try await guest.score(
        Draft(
          subject.draft, topic: subject.topic, kind: subject.kind, language: subject.language,
          level: subject.level, difficulty: nil))
    }.own(by: name)
  }
}

/// A guest cancelled its own work, as by a time limit; the run was not.
private struct GivenUp: Error, CustomStringConvertible {
  let description = "gave its own work up"

  static func instead<Result: Sendable>(_ work: () async throws -> Result) async throws -> Result {
    do {
      return try await work()
    } catch is CancellationError where !Task.isCancelled {
      throw GivenUp()
    }
  }
}

extension RunGuests {
  /// Scores that the pipeline gives, whatever the rubric.
  private static let scored =
    RuleScorer.dimensions + RuleScorer.beyondRules + ["groundedness", "solverDifficulty"]
  /// Those who have these names on the bus already.
  private static let seated = [
    "topic-planner", "generator", "critic", "evaluator", "curator", "supervisor", "run",
  ]

  /// Throws: ``VivaError`` where names could be mistaken for others.
  init(_ stages: [any Stage], _ scorers: [any Scorer], rubric: Rubric) throws(VivaError) {
    self.init(
      stages: stages.map { HostedStage(guest: $0) },
      scorers: scorers.map { HostedScorer(guest: $0) })
    try Self.check("stage", stages.map(\.name), taken: Self.seated)
    try Self.check("scorer", scorers.map(\.name), taken: ["rules"])
    try Self.check(
      "scored dimension", scorers.map(\.dimension),
      taken: rubric.dimensions.map(\.name) + Self.scored)
  }

  private static func check(_ what: String, _ names: [String], taken: [String]) throws(VivaError) {
    var seen = Set(taken)
    for name in names {
      guard !name.isBlank else { throw VivaError(.invalidInput, "a \(what) has no name") }
      guard seen.insert(name).inserted else {
        throw VivaError(
          .invalidInput, "\(what) '\(name)': the name is taken; choose one of your own")
      }
    }
  }
}

/// All that rules, judges and solver said of one item, before it is weighed.
package struct JudgedItem: Sendable {
  /// One judge's word on one dimension.
  package struct Grade: Sendable, Hashable {
    package var name: String
    package var score: Score
    package var isByRules: Bool
    /// Whether it is the mean of what the judge might have said.
    package var isFromOdds: Bool

    package init(name: String, score: Score, isByRules: Bool, isFromOdds: Bool = false) {
      self.name = name
      self.score = score
      self.isByRules = isByRules
      self.isFromOdds = isFromOdds
    }
  }

  /// What came of one request to a judge.
  package enum Reply: Sendable, Hashable {
    case graded([Grade])
    /// Nothing could be read: what became of the reply, and what was wrong.
    case failed(outcome: String, detail: String)
  }

  /// What rules measured, then what guests did.
  package var byRules: Scores
  /// The samples of each judge.
  package var replies: [[Reply]]
  /// How far the solver's answers agree with the reference; nil where that says nothing.
  package var solved: Score?
  /// How many of the solver's answers that stands on.
  package var attempts: Int

  package init(byRules: Scores, replies: [[Reply]], solved: Score?, attempts: Int = 0) {
    self.attempts = attempts
    self.byRules = byRules
    self.replies = replies
    self.solved = solved
  }

  /// Whether no judge but the rules has spoken.
  package var isByRules: Bool {
    replies.allSatisfy { samples in
      samples.allSatisfy {
        if case .graded(let grades) = $0 { grades.allSatisfy(\.isByRules) } else { false }
      }
    }
  }

  /// The values of each judge's samples in a dimension.
  package func values(of dimension: String) -> [[Double]] {
    replies.map { samples in
      samples.compactMap { reply in
        guard case .graded(let grades) = reply else { return nil }
        return grades.first { $0.name == dimension }?.score.value
      }
    }
  }

  /// What each judge's samples say of a dimension.
  func scores(of dimension: String) -> [[Score]] {
    replies.map { samples in
      samples.compactMap { reply in
        guard case .graded(let grades) = reply else { return nil }
        return grades.first { $0.name == dimension }?.score
      }
    }
  }

  /// How hard the item is, as far as a model's failures tell: the share of its answers that miss the reference, with
  /// Wilson's interval for so few of them. What rules answered says nothing of difficulty: nil.
  package var difficulty: Score? {
    guard case .scored(let agreement, _, _, let by)? = solved, by != "rules", attempts > 0 else {
      return nil
    }
    let range = Interval.wilson(1 - agreement, of: attempts)
    return .scored(value: range.value, low: range.low, high: range.high, by: by)
  }

  /// The dimensions that a judge spoke of, in the order of its first reply that names them.
  func dimensions(of judge: Int) -> [String] {
    var names: [String] = []
    for case .graded(let grades) in replies[judge] {
      for grade in grades where !names.contains(grade.name) { names.append(grade.name) }
    }
    return names
  }

  /// Why there is no score of a dimension where none could be made.
  func reason(_ dimension: String) -> String {
    var failure: String?
    for case .failed(_, let detail) in replies.joined() { failure = "the judge's reply: \(detail)" }
    for case .graded(let grades) in replies.joined() {
      if case .unscored(let why)? = grades.first(where: { $0.name == dimension })?.score {
        return why
      }
    }
    return failure ?? "the judge said nothing of it"
  }
}

/// What to do with an item.
///
/// - `drop`: it has an error, or lacks its question or its answer.
/// - `fix`: it has a warning, its score lies below `AdviceRules.keepFrom`, or one dimension of the rubric lies below
///   `AdviceRules.dimensionFrom`.
/// - `keep`: all others.
package enum Advice: String, Sendable, Hashable, CaseIterable {
  case keep, fix, drop
}

/// From which scores on an item is good enough as it stands.
package struct AdviceRules: Sendable, Hashable {
  package var keepFrom: Double
  package var dimensionFrom: Double

  package init(keepFrom: Double = 0.6, dimensionFrom: Double = 0.4) {
    self.keepFrom = keepFrom
    self.dimensionFrom = dimensionFrom
  }

  /// The advice and its reasons: names of flaws, "low-score", or "low-" and a dimension.
  func advice(
    on draft: Draft, flaws: [Flaw], score: Double?, scores: Scores, rubric: Rubric
  ) -> (advice: Advice, reasons: [String]) {
    func names(_ severity: Flaw.Severity) -> [String] {
      var names: [String] = []
      for flaw in flaws where flaw.severity == severity && !names.contains(flaw.name) {
        names.append(flaw.name)
      }
      return names
    }
    var errors = names(.error)
    if draft.question.isBlank, !errors.contains("missing-question") {
      errors.append("missing-question")
    }
    // The choices of a closed item are its answer.
    if draft.answer.isBlank, !draft.choices.contains(where: \.isCorrect), draft.code == nil,
      !errors.contains("missing-answer")
    {
      errors.append("missing-answer")
    }
    if !errors.isEmpty { return (.drop, errors) }
    var reasons = names(.warning)
    if let score, score < keepFrom { reasons.append("low-score") }
    for dimension in rubric.dimensions where dimension.weight > 0 {
      if let value = scores[dimension.name]?.value, value < dimensionFrom {
        reasons.append("low-\(dimension.name)")
      }
    }
    return (reasons.isEmpty ? .keep : .fix, reasons)
  }
}

extension String {
  /// Whether nothing of it would be seen.
  package var isBlank: Bool { unicodeScalars.allSatisfy { $0.properties.isWhitespace } }
}

/// An item as the report shows it.
package struct ReportedItem: Sendable {
  package var item: Item
  /// From 1, in reading order.
  package var index: Int
  /// In the file that it was read from, from 1.
  package var line: Int?
  /// The item's own and those found by looking at the whole set.
  package var flaws: [Flaw]
  package var advice: Advice
  package var reasons: [String]
  /// What the question's wording suggests, where it was read before.
  var level: LevelEstimate?

  /// - Parameter trail: how the item came about, if that is known.
  func json(_ trail: Trail?) -> JSONValue {
    var object = JSONObject()
    object["id"] = .string(item.id)
    object["index"] = .integer(index)
    object["line"] = line.map(JSONValue.integer)
    object["question"] = .string(item.draft.question)
    object["answer"] = .string(item.draft.answer)
    object["kind"] = .string(item.kind.rawValue)
    object["language"] = .string(item.language.tag)
    object["level"] = item.level.map { .string($0.rawValue) }
    object["difficulty"] = item.difficulty.map(JSONValue.integer)
    let estimate = level ?? LevelEstimate(of: item)
    if estimate.isFounded { object["levelEstimate"] = .string(estimate.level.rawValue) }
    object["scores"] = item.scores.rounded.json
    object["score"] = item.score.map { .number($0.roundedScore) }
    object["flaws"] = .array(flaws.map(\.json))
    object["verdict"] = .string(advice.rawValue)
    object["reasons"] = .strings(reasons)
    object["trail"] = trail?.json
    return .object(object)
  }
}

extension Scores {
  /// Foreign sets may bring more decimals than ours have.
  var rounded: Scores {
    Scores(
      entries.map { name, score in
        guard case .scored(let value, let low, let high, let by) = score else {
          return (name, score)
        }
        return (
          name,
          .scored(
            value: value.roundedScore, low: low.roundedScore, high: high.roundedScore, by: by)
        )
      })
  }
}

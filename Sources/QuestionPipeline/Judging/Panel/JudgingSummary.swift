/// What an evaluation's judges are worth: their health, how far they agree, and how much each counted.
package struct JudgingSummary: Sendable, Hashable {
  /// The judges' agreement in one dimension. Figures that cannot be computed are nil.
  package struct Agreement: Sendable, Hashable {
    package var dimension: String
    /// Items that at least two judges scored.
    package var items: Int
    /// Krippendorff's, on ranks and on numbers.
    package var ordinalAlpha: Double?
    package var intervalAlpha: Double?
    /// Gwet's, over the grades 1 to 5.
    package var ac1: Double?
    /// Quadratic kappa, where there are two judges.
    package var kappa: Double?
    /// How many independent judges the panel is worth; without labels a lower bound.
    package var effectiveJudges: Double?
    package var weights: [Double]
    package var basis: GradePanel.Basis
  }

  package var judges: [JudgeHealth]
  package var agreement: [Agreement]

  package var json: JSONValue {
    [
      "judges": .array(judges.map(\.json)),
      "agreement": .array(
        agreement.map { entry in
          func number(_ value: Double?) -> JSONValue {
            value.map { .number($0.roundedScore) } ?? .null
          }
          return [
            "name": .string(entry.dimension), "items": .integer(entry.items),
            "ordinalAlpha": number(entry.ordinalAlpha),
            "intervalAlpha": number(entry.intervalAlpha), "ac1": number(entry.ac1),
            "kappa": number(entry.kappa), "effectiveJudges": number(entry.effectiveJudges),
            "weights": .array(entry.weights.map { .number($0.roundedScore) }),
            "basis": .string(entry.basis.rawValue),
          ]
        }),
    ]
  }

  /// - Parameters:
  ///   - judges: their names, in the order of each item's replies.
  ///   - lengths: of each item's text, in scalars.
  ///   - panels: by dimension, in the rubric's order.
  package init(
    of items: [JudgedItem], judges: [String], lengths: [Int],
    panels: [(dimension: String, panel: GradePanel)]
  ) {
    precondition(items.count == lengths.count)
    self.judges = judges.enumerated().map { index, name in
      Self.health(name, index, items, lengths)
    }
    agreement = panels.map { dimension, panel in
      let means = items.map { item in
        item.values(of: dimension).map(\.mean)
      }
      let shared = means.filter { $0.count { $0 != nil } > 1 }
      let grades = shared.map { $0.map { $0.map { Int(($0 * 4).rounded()) } } }
      let pairs = judges.count == 2 ? grades.compactMap { Self.both($0) } : []
      let byJudge = judges.indices.map { judge in shared.map { $0[judge] } }
      return Agreement(
        dimension: dimension, items: shared.count,
        ordinalAlpha: KrippendorffAlpha.alpha(shared, .ordinal),
        intervalAlpha: KrippendorffAlpha.alpha(shared, .interval),
        ac1: GwetAC1.coefficient(grades, categories: 5),
        kappa: WeightedKappa.kappa(pairs.map(\.0), pairs.map(\.1), categories: 5),
        effectiveJudges: judges.count > 1 ? EffectiveJudges.number(byJudge)?.effective : nil,
        weights: panel.weights, basis: panel.basis)
    }
  }

  private static func both(_ grades: [Int?]) -> (Int, Int)? {
    grades[0].flatMap { a in grades[1].map { (a, $0) } }
  }

  private static func health(
    _ name: String, _ judge: Int, _ items: [JudgedItem], _ lengths: [Int]
  ) -> JudgeHealth {
    var health = JudgeHealth(judge: name)
    var failures: [String: Int] = [:]
    var counts: [Int: Int] = [:]
    var means: [(Double, Double)] = []
    var differences: [Double] = []
    for (item, length) in zip(items, lengths) {
      guard item.replies.indices.contains(judge) else { continue }
      var values: [Double] = []
      for reply in item.replies[judge] {
        health.replies += 1
        switch reply {
        case .failed(let outcome, _): failures[outcome, default: 0] += 1
        case .graded(let grades):
          for grade in grades {
            guard let value = grade.score.value else {
              health.unscored += 1
              continue
            }
            health.grades += 1
            if grade.isFromOdds { health.gradesFromOdds += 1 }
            counts[Int((value * 4).rounded()), default: 0] += 1
            values.append(value)
          }
        }
      }
      if let mean = values.mean { means.append((mean, Double(length))) }
      for dimension in item.dimensions(of: judge) {
        let samples = item.values(of: dimension)[judge]
        if samples.count > 1 { differences.append(abs(samples[0] - samples[1])) }
      }
    }
    health.failures = failures.keys.sorted().map { ($0, failures[$0] ?? 0) }
    health.commonestShare =
      health.grades > 0 ? Double(counts.values.max() ?? 0) / Double(health.grades) : nil
    health.lengthCorrelation = Correlation.spearman(means.map(\.0), means.map(\.1))
    health.sampleDifference = differences.mean
    return health
  }
}

/// A way for a draft to be bad on purpose.
package enum PlantedFlaw: String, Sendable, Hashable, CaseIterable {
  case duplicate, leakedAnswer, truncatedAnswer, wrongKey, offTopic, wrongLanguage, malformedJSON

  /// Whether rules can see it in the text, or beside the other items.
  package var isVisibleToRules: Bool { self != .wrongKey }
}

/// Which drafts the offline writer spoils, and how: for tests and demonstrations of the other stages.
package struct FlawPlan: Sendable, Hashable {
  /// The share of first drafts that are spoiled, 0…1.
  package var rate: Double
  /// The flaws to choose from; those that a kind of question cannot have are passed over.
  package var kinds: [PlantedFlaw]
  /// The probability that a revision is spoiled in the same way again.
  package var stubbornness: Double

  package static let none = FlawPlan(rate: 0, kinds: [])

  package init(
    rate: Double, kinds: [PlantedFlaw] = PlantedFlaw.allCases, stubbornness: Double = 0.25
  ) {
    self.rate = rate
    self.kinds = kinds
    self.stubbornness = stubbornness
  }

  /// The flaw to plant for a request, drawn from what the request says alone.
  func kind(for request: GeneratorRequest, _ draft: Draft) -> PlantedFlaw? {
    let possible = kinds.filter { Self.canHave($0, request, draft) }
    guard rate > 0, !possible.isEmpty else { return nil }
    let key =
      "\(request.cell)/\(request.kind.rawValue)/\(request.language)/"
      + "\(request.topic.joined(separator: "/"))/\(request.angle)"
    var first = SplitMix64(seed: ("flaw/" + key).stableHash)
    guard first.unit() < rate else { return nil }
    let kind = first.pick(possible)
    guard request.round > 0 else { return kind }
    var later = SplitMix64(seed: "flaw/\(request.round)/\(key)".stableHash)
    return later.unit() < stubbornness ? kind : nil
  }

  private static func canHave(
    _ kind: PlantedFlaw, _ request: GeneratorRequest, _ draft: Draft
  ) -> Bool {
    switch kind {
    case .wrongKey: !draft.choices.isEmpty
    // A copy of a question that stands nowhere yet would be the first of its kind.
    case .duplicate: !request.avoid.isEmpty
    case .leakedAnswer: request.kind != .trueFalse
    case .truncatedAnswer: draft.answer.unicodeScalars.count >= 40
    case .offTopic, .wrongLanguage, .malformedJSON: true
    }
  }
}

/// Rules that find flaws in one item and score it: what the offline critic and judge go by.
package protocol ItemRules: Sendable {
  func flaws(of draft: Draft, in context: ItemContext) -> [Flaw]
  func scores(of draft: Draft, flaws: [Flaw], in context: ItemContext) -> Scores
}

/// The rules of `Scoring`.
package struct InspectionRules: ItemRules {
  private let inspector = ItemInspector(settings: .drafts)
  private let scorer = RuleScorer()

  package init() {}

  package func flaws(of draft: Draft, in context: ItemContext) -> [Flaw] {
    inspector.flaws(of: draft, in: context)
  }

  package func scores(of draft: Draft, flaws: [Flaw], in context: ItemContext) -> Scores {
    scorer.scores(of: draft, flaws: flaws, in: context)
  }
}

/// The rules of `Scoring`, as the offline critic and judge go by them.
package struct InspectionRules: ItemRules {
  private let inspector = ItemInspector()
  private let scorer = RuleScorer()

  package init() {}

  package func flaws(of draft: Draft, in context: RuleContext) -> [Flaw] {
    inspector.flaws(of: draft, in: item(context))
  }

  package func scores(of draft: Draft, flaws: [Flaw], in context: RuleContext) -> Scores {
    scorer.scores(of: draft, flaws: flaws, in: item(context))
  }

  private func item(_ context: RuleContext) -> ItemContext {
    ItemContext(
      kind: context.kind, language: context.language, topic: context.topic, level: context.level,
      topicTerms: context.topicTerms, passage: context.passage)
  }
}

/// Says what is wrong with a draft, by rules. It says the same of the same draft, so that a simulator, which sees few
/// drafts many times, may keep what it said.
package protocol DraftInspector: Sendable {
  func flaws(of draft: Draft, in context: ItemContext) -> [Flaw]

  /// The question made ready to be compared with others.
  func probe(of question: String, language: LanguageTag) -> DuplicateIndex.Probe
}

/// Scores a draft by rules: the same draft always the same.
package protocol DraftScorer: Sendable {
  /// - Parameter flaws: what was found in the draft; some lower a score.
  func scores(of draft: Draft, flaws: [Flaw], in context: ItemContext) -> Scores
}

extension ItemInspector: DraftInspector {
  package func probe(of question: String, language: LanguageTag) -> DuplicateIndex.Probe {
    DuplicateIndex.Probe(question, language: language)
  }
}

extension RuleScorer: DraftScorer {}

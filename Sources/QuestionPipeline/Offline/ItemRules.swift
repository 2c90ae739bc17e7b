/// Rules that find flaws in one item and score it: what the offline critic and judge go by.
package protocol ItemRules: Sendable {
  func flaws(of draft: Draft, in context: RuleContext) -> [Flaw]
  func scores(of draft: Draft, flaws: [Flaw], in context: RuleContext) -> Scores
}

/// What rules need to know about an item beside its text.
package struct RuleContext: Sendable, Hashable {
  package var kind: QuestionKind
  package var language: LanguageTag
  package var topic: [String]
  package var level: BloomLevel?
  /// Words that a question on the topic may be expected to use; empty where nobody knows.
  package var topicTerms: [String]
  /// What the item was to ask about; nil where the request does not say.
  package var angle: String?
  /// The text that the item is to be grounded in.
  package var passage: String?

  package init(
    kind: QuestionKind, language: LanguageTag, topic: [String], level: BloomLevel?,
    topicTerms: [String] = [], angle: String? = nil, passage: String? = nil
  ) {
    self.kind = kind
    self.language = language
    self.topic = topic
    self.level = level
    self.topicTerms = topicTerms
    self.angle = angle
    self.passage = passage
  }
}

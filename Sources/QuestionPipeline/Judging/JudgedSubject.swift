/// An item before the judges, of our own run or of a set that somebody brought.
package struct JudgedSubject: Sendable {
  /// The cell's ordinal, or a number that an item of a set goes by: part of the journal's key.
  package var key: Int
  package var topic: [String]
  package var kind: QuestionKind
  package var language: LanguageTag
  package var level: BloomLevel?
  package var draft: Draft
  package var flaws: [Flaw]
  package var passage: Passage?
  /// Why its documents do not answer it, where it was planned so.
  package var unanswerable: Unanswerable?

  package init(
    key: Int, topic: [String], kind: QuestionKind, language: LanguageTag, level: BloomLevel?,
    draft: Draft, flaws: [Flaw], passage: Passage?
  ) {
    self.key = key
    self.topic = topic
    self.kind = kind
    self.language = language
    self.level = level
    self.draft = draft
    self.flaws = flaws
    self.passage = passage
  }
}

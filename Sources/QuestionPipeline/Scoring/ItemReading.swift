/// What the report of a set says of an item's texts, read once where the rules look at them anyway.
package struct ItemReading: Sendable, Hashable {
  /// Of the answer alone.
  package let depth: DepthCues
  package let level: LevelEstimate

  init(_ subject: InspectedDraft) {
    depth = DepthCues(subject.answer.allTokens)
    level = subject.level
  }
}

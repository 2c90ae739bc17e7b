/// Why the documents do not answer a question that was planned so.
package enum Unanswerable: String, Sendable, Hashable, CaseIterable {
  /// It asks for what no passage states of a thing that one of them speaks of.
  case notStated
  /// It takes for granted what a passage says otherwise.
  case falsePremise
}

extension QuestionKind {
  /// Whether the answer can be that the documents do not say so. A gap, a statement to judge and a list of options
  /// each have an answer whatever the documents say.
  package var canBeUnanswerable: Bool { self == .open }
}

extension Brief {
  /// The share of a kind's cells that are to be unanswerable, so that all kinds together come to the share asked for.
  package func unanswerableShare(of kind: QuestionKind) -> Double {
    guard let unanswerable, kind.canBeUnanswerable else { return 0 }
    let fitting = kinds.count(where: \.canBeUnanswerable)
    return min(1, unanswerable * Double(kinds.count) / Double(max(1, fitting)))
  }

  /// How many items are to be unanswerable: the share asked for to the nearest whole item, but one at least.
  package var unanswerableCount: Int {
    guard let unanswerable, unanswerable > 0 else { return 0 }
    return max(1, Int((unanswerable * Double(count)).rounded()))
  }
}

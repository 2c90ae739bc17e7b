/// What can be asked about a passage.
struct DocumentOffer: Sendable, Hashable {
  /// What its answer rests on.
  enum Basis: Sendable, Hashable {
    case fact(DocumentFact)
    case table(TableQuestion)
    case bridge(PassageBridge)
  }

  var basis: Basis
  var levels: [BloomLevel]
  var difficulty: Int
  var angle: String

  /// Whether an earlier question told the sentence that this one would ask about.
  func isTold(in questions: [String]) -> Bool {
    guard case .fact(let fact) = basis else { return false }
    return questions.contains { Text.contains($0, fact.sentence.shown) }
  }
}

/// Holds a solver's answer in free words against the reference, as `AnswerScorer` scores answers.
///
/// Against the whole answer and against its key points, whichever it comes nearer to: a solver that gives the points in
/// other words has answered. It is evidence over many answers and little about one.
package struct ReferenceGrader: AnswerGrader {
  package init() {}

  package func agreements(
    of answers: [String], with draft: Draft, language: LanguageTag
  ) -> [Double?] {
    guard !answers.isEmpty else { return [] }
    let scorer = AnswerScorer(
      references: [draft.answer, draft.keyPoints.joined(separator: "; ")], question: draft.question)
    // A solver often says the same again.
    var known: [String: Double?] = [:]
    return answers.map { answer in
      if let agreement = known[answer] { return agreement }
      let agreement = scorer.score(answer)?.value
      known[answer] = .some(agreement)
      return agreement
    }
  }
}

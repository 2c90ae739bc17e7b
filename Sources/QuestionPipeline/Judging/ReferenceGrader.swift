/// Holds a solver's answer in free words against the reference, as `AnswerScorer` scores answers.
///
/// Against the whole answer and against its key points, whichever it comes nearer to: a solver that gives the points in
/// other words has answered. It is evidence over many answers and little about one.
package struct ReferenceGrader: AnswerGrader {
  package init() {}

  package func agreement(of answer: String, with draft: Draft, language: LanguageTag) -> Double? {
    AnswerScorer(
      references: [draft.answer, draft.keyPoints.joined(separator: "; ")], question: draft.question
    ).score(answer)?.value
  }
}

/// Says how far an answer in free words agrees with a reference.
package protocol AnswerGrader: Sendable {
  /// 0 to 1; nil where nothing can be said.
  func agreement(of answer: String, with draft: Draft, language: LanguageTag) -> Double?
}

/// What a solver answered without seeing the reference.
struct SolverAnswer: Sendable {
  var answer: String?
  var choice: Int?
  /// Why it did not answer.
  var unknown: String?
  /// "rules" where the offline pack answered.
  var by: String?

  init(_ reader: JSONReader) throws {
    unknown = try reader.optional("unknown")?.string()
    answer = unknown == nil ? try reader.optional("answer")?.string() : nil
    choice = try reader.optional("choice")?.int()
    by = try reader.optional("by")?.string()
  }

  /// 1 where it answers as the reference does, 0 where it does not or gave up; nil where that cannot be told.
  ///
  /// What the pack does not know is no evidence against an item: it knows its own sentences alone.
  func agreement(with subject: JudgedSubject, grader: (any AnswerGrader)?) -> Double? {
    let draft = subject.draft
    if let choice, draft.choices.indices.contains(choice) {
      return draft.choices[choice].isCorrect ? 1 : 0
    }
    guard by != "rules" else { return nil }
    if unknown != nil { return 0 }
    guard draft.choices.isEmpty, subject.kind != .coding, let answer, !answer.isEmpty else {
      return nil
    }
    return grader?.agreement(of: answer, with: draft, language: subject.language)
  }
}

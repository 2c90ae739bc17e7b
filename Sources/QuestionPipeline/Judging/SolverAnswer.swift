/// Says how far an answer in free words agrees with a reference.
package protocol AnswerGrader: Sendable {
  /// For each of some answers to the same question 0 to 1, or nil where nothing can be said.
  func agreements(of answers: [String], with draft: Draft, language: LanguageTag) -> [Double?]
}

extension AnswerGrader {
  /// The same for one answer.
  package func agreement(of answer: String, with draft: Draft, language: LanguageTag) -> Double? {
    agreements(of: [answer], with: draft, language: language)[0]
  }
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

  /// What the samples' answers tell of their agreement with the reference, those that tell nothing left out: 1 where one
  /// answers as the reference does, 0 where it does not or gave up.
  static func agreements(
    of answers: [SolverAnswer], with subject: JudgedSubject, grader: (any AnswerGrader)?
  ) -> [Double] {
    let free = answers.compactMap { $0.freeText(on: subject) }
    var graded =
      (grader?.agreements(of: free, with: subject.draft, language: subject.language)
      ?? [])[...]
    return answers.compactMap { answer in
      answer.freeText(on: subject) == nil
        ? answer.agreement(with: subject) : graded.popFirst() ?? nil
    }
  }

  /// Of an answer that needs no grader; nil where it tells nothing.
  ///
  /// What the pack does not know is no evidence against an item: it knows its own sentences alone.
  private func agreement(with subject: JudgedSubject) -> Double? {
    if let choice = chosen(of: subject) { return choice.isCorrect ? 1 : 0 }
    return by != "rules" && unknown != nil ? 0 : nil
  }

  /// The answer where a grader has to hold it against the reference.
  private func freeText(on subject: JudgedSubject) -> String? {
    guard chosen(of: subject) == nil, by != "rules", unknown == nil, subject.draft.choices.isEmpty,
      subject.kind != .coding, let answer, !answer.isEmpty
    else { return nil }
    return answer
  }

  private func chosen(of subject: JudgedSubject) -> Choice? {
    guard let choice, subject.draft.choices.indices.contains(choice) else { return nil }
    return subject.draft.choices[choice]
  }
}

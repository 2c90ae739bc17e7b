import QuestionPipeline

extension Item {
  /// The question, followed by choices that the form has no other place for.
  func question(as form: QuizForm) -> String {
    guard form == .essay, !draft.choices.isEmpty else { return draft.question }
    return ([draft.question, ""] + draft.choices.map { "- \($0.text)" }).joined(separator: "\n")
  }

  /// The answer, followed by the code that solves the task.
  var answerWithSolution: String {
    guard let code = draft.code else { return draft.answer }
    return [draft.answer, code.fenced].filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  /// The question, followed by its choices with their letters.
  var questionWithChoices: String {
    guard !draft.choices.isEmpty else { return draft.question }
    let choices = draft.choices.enumerated().map {
      "\(Choice.letter(at: $0.offset)). \($0.element.text)"
    }
    return ([draft.question, ""] + choices).joined(separator: "\n")
  }

  /// What a right answer says: the answer with its code, or the next best that the item holds; never empty.
  var reference: String {
    let right = draft.choices.filter(\.isCorrect).map(\.text)
    let candidates = [
      answerWithSolution, right.joined(separator: "\n"), draft.keyPoints.joined(separator: "\n"),
      draft.question,
    ]
    return candidates.first { $0.contains { !$0.isWhitespace } } ?? "?"
  }
}

extension CodeTask {
  /// The solution between fences that it does not hold itself.
  var fenced: String { Self.fenced(solution, language: language) }

  /// The tests likewise.
  var fencedTests: String { Self.fenced(tests, language: language) }

  private static func fenced(_ code: String, language: String) -> String {
    var fence = "```"
    while code.contains(fence) { fence += "`" }
    return "\(fence)\(language)\n\(code)\(code.hasSuffix("\n") ? "" : "\n")\(fence)"
  }
}

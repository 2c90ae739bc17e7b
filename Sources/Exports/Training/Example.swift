import QuestionPipeline

/// An item as something to learn from: what is asked, and what a model should say.
struct Example {
  /// The question as it stands.
  let question: String
  /// The choices, lettered, one a line; empty where they are true and false alone.
  let choices: String
  /// The answer as it stands, behind the letter of the right choice; the solution below it where it does not show it.
  let reply: String

  static let carried: Set<ItemField> = [.answer, .choices, .solution]

  /// Choices that go without saying where something is true or false.
  private static let truths: Set<String> = ["true", "false", "正确", "错误", "对", "错"]

  /// Nil where there is nothing to say.
  init?(_ item: Item) {
    let draft = item.draft
    let isLettered =
      !draft.choices.allSatisfy { Self.truths.contains($0.text.lowercased()) }
    question = draft.question
    choices =
      isLettered
      ? draft.choices.enumerated().map { "\(Choice.letter(at: $0.offset)). \($0.element.text)" }
        .joined(separator: "\n") : ""
    let correct = draft.choices.indices.filter { draft.choices[$0].isCorrect }
    let texts = correct.map { draft.choices[$0].text }
    var parts: [String] = []
    if isLettered, !correct.isEmpty {
      parts = correct.map { "\(Choice.letter(at: $0)). \(draft.choices[$0].text)" }
      if ![texts.joined(separator: "; "), texts.joined(separator: "\n")].contains(draft.answer) {
        parts.append(draft.answer)
      }
    } else {
      parts = [draft.answer.isBlank ? texts.joined(separator: "; ") : draft.answer]
    }
    if let code = draft.code, !code.solution.isBlank, !draft.answer.contains(code.solution) {
      parts.append(code.fenced)
    }
    reply = parts.filter { !$0.isBlank }.joined(separator: "\n\n")
    if reply.isEmpty { return nil }
  }

  /// The question with its choices, as one message.
  var prompt: String { choices.isEmpty ? question : question + "\n\n" + choices }

  /// The examples of a set, and what is to be said of items that make none.
  static func examples(of set: ExportSet) -> (
    examples: [(item: Item, example: Example)], remarks: [String]
  ) {
    var remarks = Remarks()
    let examples = set.items.compactMap { item -> (item: Item, example: Example)? in
      guard let example = Example(item) else {
        remarks.add("left out, as there is no answer to learn")
        return nil
      }
      return (item, example)
    }
    return (examples, remarks.sentences)
  }
}

import QuestionPipeline

/// How quiz programs put an item: what they grade by themselves, and essays for the rest.
enum QuizForm: Hashable {
  case essay
  case truth(Bool)
  /// - Parameter isSingle: whether exactly one is right.
  case choice(isSingle: Bool)
  /// Any of the answers is right.
  case gap(answers: [String])

  init(_ item: Item) {
    let choices = item.draft.choices
    let right = choices.count { $0.isCorrect }
    if choices.count >= 2, right >= 1 {
      let truths = choices.map { AnswerLetters.truth($0.text) }
      if choices.count == 2, right == 1, truths.allSatisfy({ $0?.rest == "" }),
        truths[0]?.isTrue != truths[1]?.isTrue
      {
        self = .truth(truths[choices[0].isCorrect ? 0 : 1]?.isTrue ?? false)
      } else {
        self = .choice(isSingle: right == 1)
      }
    } else if item.kind == .cloze, choices.isEmpty, !item.draft.answer.isEmpty {
      self = .gap(answers: ClozeAnswers.all(of: item.draft))
    } else {
      self = .essay
    }
  }

  /// What is said of items whose kind the form does not show.
  func remark(for item: Item) -> String? {
    guard self == .essay else { return nil }
    return switch item.kind {
    case .coding: "coding items as essays: nothing there runs their code"
    case .multipleChoice, .trueFalse: "items without a right choice among others as essays"
    case .cloze: "clozes without an answer as essays"
    case .open, .scenario, .interview: nil
    }
  }
}

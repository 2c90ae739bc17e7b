import QuestionPipeline

extension Draft {
  /// - Parameter cell: what the draft was to be, where it comes from a run.
  init(_ draft: QuestionPipeline.Draft, cell: Cell) {
    self.init(
      draft, topic: cell.topicPath, kind: cell.square.kind, language: cell.square.language,
      level: cell.square.level, difficulty: cell.square.difficulty)
  }

  init(
    _ draft: QuestionPipeline.Draft, topic: [String], kind: QuestionPipeline.QuestionKind,
    language: LanguageTag, level: BloomLevel?, difficulty: Int?
  ) {
    self.init(
      question: draft.question, answer: draft.answer, kind: QuestionKind(kind),
      language: language.tag, topic: topic)
    self.level = level.map { Level($0) }
    self.difficulty = difficulty
    keyPoints = draft.keyPoints
    mistakes = draft.mistakes
    followUps = draft.followUps.map {
      FollowUp($0.question, probes: $0.probes, strong: $0.strong, weak: $0.weak)
    }
    choices = draft.choices.map { Choice($0.text, isCorrect: $0.isCorrect, why: $0.why) }
    code = draft.code.map {
      Code(
        language: $0.language, solution: $0.solution, tests: $0.tests,
        isChecked: $0.checked == "ran")
    }
    sources = draft.sources.map {
      Citation(
        document: $0.document, quote: $0.quote,
        range: $0.start >= 0 && $0.end >= $0.start ? $0.start..<$0.end : nil)
    }
  }

  /// Without what a cell or an item says of it.
  var content: QuestionPipeline.Draft {
    var draft = QuestionPipeline.Draft(question: question, answer: answer)
    draft.keyPoints = keyPoints
    draft.mistakes = mistakes
    draft.followUps = followUps.map {
      QuestionPipeline.FollowUp(
        question: $0.question, probes: $0.probes, strong: $0.strong, weak: $0.weak)
    }
    draft.choices = choices.map {
      QuestionPipeline.Choice(text: $0.text, isCorrect: $0.isCorrect, why: $0.why)
    }
    draft.code = code.map {
      CodeTask(
        language: $0.language, solution: $0.solution, tests: $0.tests,
        checked: $0.isChecked ? "ran" : "no")
    }
    draft.sources = sources.map {
      QuestionPipeline.Citation(
        document: $0.document, quote: $0.quote, start: $0.range?.lowerBound ?? -1,
        end: $0.range?.upperBound ?? -1)
    }
    return draft
  }
}

import QuestionPipeline

/// The form of a question.
public enum QuestionKind: String, Sendable, Hashable, CaseIterable {
  case open, multipleChoice, trueFalse, cloze, coding, scenario, interview

  var own: QuestionPipeline.QuestionKind { QuestionPipeline.QuestionKind(rawValue: rawValue)! }

  init(_ own: QuestionPipeline.QuestionKind) { self = QuestionKind(rawValue: own.rawValue)! }
}

/// A level of Bloom's taxonomy (revised), lowest first: what answering asks of the learner.
public enum Level: String, Sendable, Hashable, CaseIterable {
  case remember, understand, apply, analyze, evaluate, create

  var own: BloomLevel { BloomLevel(rawValue: rawValue)! }

  init(_ own: BloomLevel) { self = Level(rawValue: own.rawValue)! }
}

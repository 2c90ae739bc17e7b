import QuestionPipeline

/// A question of a set, with its identifier, its scores and what is wrong with it.
public struct Item: Sendable, Hashable, Identifiable {
  /// All that the set's files say of it.
  let whole: QuestionPipeline.Item

  init(_ whole: QuestionPipeline.Item) { self.whole = whole }

  /// An item of your own, as to have it judged; its identifier follows from topic, kind, language and question.
  /// Throws: ``VivaError`` where the language is no BCP 47 tag or the difficulty lies outside 1…5.
  public init(_ draft: Draft) throws(VivaError) {
    let language = try LanguageTag(checked: draft.language)
    if let difficulty = draft.difficulty, !(1...5).contains(difficulty) {
      throw VivaError(.invalidInput, "difficulty \(difficulty) lies outside 1…5")
    }
    let kind = draft.kind.own
    var item = QuestionPipeline.Item(
      id: QuestionIdentity.id(
        topic: draft.topic, kind: kind, language: language, question: draft.question),
      cell: nil, topic: draft.topic, kind: kind, language: language, draft: draft.content)
    item.level = draft.level?.own
    item.difficulty = draft.difficulty
    whole = item
  }

  /// A hash of topic, kind, language and question; unique in its set.
  public var id: String { whole.id }

  /// Question, answer and all that goes with them.
  public var draft: Draft {
    Draft(
      whole.draft, topic: whole.topic, kind: whole.kind, language: whole.language,
      level: whole.level, difficulty: whole.difficulty)
  }

  /// The draft's.
  public var question: String { whole.draft.question }

  /// The draft's: the reference answer.
  public var answer: String { whole.draft.answer }

  /// By dimension: those of the rubric, the rules' own, and those of your scorers.
  public var scores: [String: Score] {
    Dictionary(
      whole.scores.entries.map { ($0.name, Score($0.score)) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The weighted mean of what the rubric could score, 0 where it has an error; nil where nothing was scored.
  public var score: Double? { whole.score }

  /// What rules and critic found and nobody mended.
  public var flaws: [Flaw] { whole.flaws.map { Flaw($0) } }

  /// The item as `items.jsonl` has it.
  public var json: String { JSONWriter.text(whole.json) }
}

extension LanguageTag {
  init(checked text: String) throws(VivaError) {
    guard let tag = LanguageTag(text) else {
      throw VivaError(
        .invalidInput, "'\(text)' is no BCP 47 language tag, such as en or zh-Hans")
    }
    self = tag
  }
}

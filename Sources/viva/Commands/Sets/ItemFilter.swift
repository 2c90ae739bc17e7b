import QuestionPipeline

/// Which items of a set are wanted.
struct ItemFilter: Sendable {
  static let search = Option.repeated(
    "search", "text", ValueType.text,
    "Only items that hold this text, in whatever case, in their question, answer or another part. Repeatable: all of them."
  )
  static let topic = Option.optional(
    "topic", "topic", ValueType.text, "Only items of a topic whose name holds this.")
  static let kinds = Option.list(
    "kinds", "kind,…", ValueType<QuestionKind>.name("kind"), "Only items of these kinds.")
  static let languages = Option.list(
    "languages", "tag,…", .language, "Only items in these languages.")
  static let levels = Option.list(
    "levels", "level,…", ValueType<BloomLevel>.name("level"), "Only items of these levels.")
  static let difficulty = Option.list(
    "difficulty", "n,…", ValueType.number(1...5), "Only items of these difficulties.")
  static let flaw = Option.optional(
    "flaw", "name", ValueType.text, "Only items with this flaw, by its name or the beginning of it."
  )
  static let below = Option.optional(
    "below", "score", ValueType.share, "Only items that score less than this.")

  static let section = CommandSpec.Section(
    "Which items", search.spec, topic.spec, kinds.spec, languages.spec, levels.spec,
    difficulty.spec, flaw.spec, below.spec)

  private let words: [String]
  private let topic: String?
  private let kinds: [QuestionKind]?
  private let languages: [LanguageTag]?
  private let levels: [BloomLevel]?
  private let difficulty: [Int]?
  private let flaw: String?
  private let below: Double?

  init(_ arguments: Arguments) {
    words = arguments[Self.search].map { $0.lowercased() }
    topic = arguments[Self.topic]?.lowercased()
    kinds = arguments[Self.kinds]
    languages = arguments[Self.languages]
    levels = arguments[Self.levels]
    difficulty = arguments[Self.difficulty]
    flaw = arguments[Self.flaw]
    below = arguments[Self.below]
  }

  func takes(_ item: Item) -> Bool {
    if let kinds, !kinds.contains(item.kind) { return false }
    if let languages, !languages.contains(item.language) { return false }
    if let levels, !(item.level.map(levels.contains) ?? false) { return false }
    if let difficulty, !(item.difficulty.map(difficulty.contains) ?? false) { return false }
    if let below, !(item.score.map { $0 < below } ?? false) { return false }
    if let flaw, !item.flaws.contains(where: { $0.name.hasPrefix(flaw) }) { return false }
    if let topic, !item.topic.contains(where: { $0.lowercased().contains(topic) }) { return false }
    guard !words.isEmpty else { return true }
    let text = Self.text(of: item).lowercased()
    return words.allSatisfy { text.contains($0) }
  }

  /// All that an item says to its readers.
  private static func text(of item: Item) -> String {
    let draft = item.draft
    var parts = [item.id, draft.question, draft.answer] + draft.keyPoints + draft.mistakes
    for choice in draft.choices { parts += [choice.text, choice.why ?? ""] }
    for further in draft.followUps {
      parts += [further.question, further.probes, further.strong, further.weak]
    }
    if let code = draft.code { parts += [code.solution, code.tests] }
    for source in draft.sources { parts += [source.document, source.quote] }
    return parts.joined(separator: "\n")
  }
}

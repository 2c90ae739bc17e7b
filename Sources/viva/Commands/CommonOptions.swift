import QuestionPipeline

/// Options that several commands have.
enum CommonOptions {
  static let out = Option.optional(
    "out", "folder", ValueType.folder, standard: "Outputs/<name of the topics>",
    "The folder of the set. Where it holds the same run, that one goes on; a larger count extends it."
  )
  static let config = Option.optional(
    "config", "file", ValueType.file,
    "A JSON5 file whose settings override the defaults; 'viva config show' lists them.")
  static let home = Option.optional(
    "home", "folder", ValueType.folder,
    "A folder whose Config/ and Prompts/ are used before the built-in ones.")
  static let knowledge = Option.repeated(
    "knowledge", "path", ValueType.file,
    "A further knowledge pack for the offline backend: a JSON5 file, or a folder of them. "
      + "Repeatable.")
  static let json = Option.flag("json", "Print the result as one JSON object.")
  static let quiet = Option.flag("quiet", "Print no progress and no notices.")
  static let seed = Option.optional(
    "seed", "n", ValueType.number(0...9_007_199_254_740_991), standard: "1",
    "The number that all chance is drawn from.")
  static let concurrency = Option.optional(
    "concurrency", "n", ValueType.number(1...4096), standard: "64",
    "Cells worked on at once. It changes how long a run takes, never what it writes.")
  static let memory = Option.optional(
    "memory", "file|none", ValueType.file, standard: "none",
    "A SQLite file of earlier runs, whose questions are not asked again.")
}

/// Options that say what is asked for.
enum BriefOptions {
  static let topic = Option.repeated(
    "topic", "topic", ValueType.text,
    "A subject to ask about; offline, one of 'viva knowledge list' or one that the sources speak of. Repeatable."
  ).inUsage(.expected)
  static let topics = Option.optional(
    "topics", "file", ValueType.file,
    "A text file with a topic a line; blank lines and lines that begin with # are passed over.")
  static let source = Option.repeated(
    "source", "path", ValueType.file,
    "A document to ask about (Markdown, text, HTML, PDF, DOCX, EPUB, notebooks, source code, CSV), a "
      + "folder of them, a pattern such as 'notes/**/*.md', or - for standard input. Repeatable.")
  static let count = Option.one(
    "count", "n", ValueType.number(1...10_000_000), default: 20, "Items wanted."
  ).inUsage()
  static let kinds = Option.list(
    "kinds", "kind,…", ValueType<QuestionKind>.name("kind"), standard: "open",
    "Forms of question: \(names(QuestionKind.self)).")
  static let languages = Option.list(
    "languages", "tag,…", .language, standard: "en; with sources, theirs",
    "Languages of the items, by BCP 47: en, zh (which means zh-Hans).")
  static let levels = Option.list(
    "levels", "level,…", ValueType<BloomLevel>.name("level"), standard: "those that fit the kind",
    "Levels of Bloom's taxonomy: \(names(BloomLevel.self)).")
  static let difficulty = Option.list(
    "difficulty", "n,…", ValueType.number(1...5), standard: "those that fit the level",
    "Difficulties from 1 (easiest) to 5.")
  static let audience = Option.optional(
    "audience", "text|file", ValueType.file,
    "Role and seniority, or a file with a CV or a job description.")

  static let unanswerable = Option.optional(
    "unanswerable", "share", ValueType.share,
    "With --source: the share of items, from 0 to 1, that the documents do not answer or that take "
      + "for granted what they say otherwise. They are open questions, labelled, and their answer says so."
  )

  static let section = CommandSpec.Section(
    "What is asked for", topic.spec, topics.spec, source.spec, count.spec, kinds.spec,
    languages.spec, levels.spec, difficulty.spec, audience.spec, unanswerable.spec)

  private static func names<T: CaseIterable & RawRepresentable>(_ type: T.Type) -> String
  where T.RawValue == String { T.allCases.map(\.rawValue).joined(separator: ", ") }
}

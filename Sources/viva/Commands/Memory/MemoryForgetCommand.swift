import QuestionPipeline

/// `viva memory forget`: removes questions from a memory for good.
struct MemoryForgetCommand: Command {
  private static let id = Option.repeated(
    "id", "id", ValueType.text, "A question by its identifier. Repeatable.")
  private static let set = Option.repeated(
    "set", "name|no", ValueType.text,
    "A set by its name or its number, as 'viva memory show' lists them. Repeatable.")
  private static let topic = Option.repeated(
    "topic", "topic", ValueType.text, "All on a topic. Repeatable.")
  private static let languages = Option.list(
    "languages", "tag,…", .language, "All in these languages.")
  private static let document = Option.repeated(
    "document", "name", ValueType.text,
    "A document's passages and the questions that cite it. Repeatable.")
  private static let all = Option.flag("all", "Everything.")
  private static let dryRun = Option.flag("dry-run", "Say what would be forgotten, and leave it.")

  static let spec = CommandSpec(
    "memory forget", "Remove questions and passages from a memory for good",
    sections: [
      CommandSpec.Section(
        "What is forgotten", id.spec, set.spec, topic.spec, languages.spec, document.spec, all.spec),
      CommandSpec.Section("Options", dryRun.spec, CommonOptions.json.spec), MemoryFile.section,
    ],
    notes: [
      CommandSpec.Note(
        "What it does",
        "Where several of these are given, what all of them fit is forgotten. It is gone from",
        "the file itself; sets that were written stay as they are. A run that was begun with it",
        "and is not finished will say so and stop. It stays forgotten: neither a run nor an import",
        "brings it back. Passages go with '--document' and '--all', and with '--set' where no",
        "other set's run read their document; a new run that is given a document keeps it again."),
      CommandSpec.Note(
        "With --json", "an object: accepted and refused, the cells forgotten; and passages."),
      CommandSpec.Note(
        "Examples", "viva memory forget --set draft-1 --memory interviews.sqlite",
        "viva memory forget --topic Python --languages zh --dry-run --memory interviews.sqlite"),
    ])

  private let memory: LongTermMemory
  private let choice: MemoryChoice
  private let isDry: Bool
  private let isJSON: Bool
  private let console: Console

  init(_ arguments: Arguments, in workplace: Workplace) async throws {
    console = workplace.console
    isDry = arguments[Self.dryRun]
    isJSON = arguments[CommonOptions.json]
    var choice = MemoryChoice()
    choice.ids = arguments[Self.id]
    choice.sets = arguments[Self.set]
    choice.topics = arguments[Self.topic]
    choice.languages = arguments[Self.languages] ?? []
    choice.documents = arguments[Self.document]
    if choice == MemoryChoice(), !arguments[Self.all] {
      throw arguments.usageError(
        "Nothing is chosen: give '--id', '--set', '--topic', '--languages' or '--document', or '--all'."
      )
    }
    if choice != MemoryChoice(), arguments[Self.all] {
      throw arguments.usageError("'--all' cannot be given beside what limits it.")
    }
    self.choice = choice
    (memory, _, _) = try await MemoryFile.open(arguments)
  }

  func run() async throws -> ExitCode {
    let chosen = try await memory.count(choice)
    let isEmpty = chosen == LongTermMemory.Chosen()
    if !isDry, !isEmpty { try await memory.forget(choice) }
    if isJSON {
      console.print(
        JSONWriter.text(
          [
            "accepted": .integer(chosen.accepted), "refused": .integer(chosen.refused),
            "passages": .integer(chosen.passages),
          ], indent: 2))
    } else if isEmpty {
      console.print("The memory holds nothing of that.")
    } else {
      let passages = chosen.passages > 0 ? ", \(chosen.passages) passages" : ""
      console.print(
        "\(isDry ? "Would forget" : "Forgot") \(chosen.accepted) questions and \(chosen.refused) refused "
          + "drafts\(passages).")
    }
    return .done
  }
}

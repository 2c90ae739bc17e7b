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
  private static let all = Option.flag("all", "Everything.")
  private static let dryRun = Option.flag("dry-run", "Say what would be forgotten, and leave it.")

  static let spec = CommandSpec(
    "memory forget", "Remove questions from a memory for good",
    sections: [
      CommandSpec.Section(
        "What is forgotten", id.spec, set.spec, topic.spec, languages.spec, all.spec),
      CommandSpec.Section("Options", dryRun.spec, CommonOptions.json.spec), MemoryFile.section,
    ],
    notes: [
      CommandSpec.Note(
        "What it does",
        "Where several of these are given, what all of them fit is forgotten. It is gone from",
        "the file itself; sets that were written stay as they are. A run that was begun with it",
        "and is not finished will say so and stop. It stays forgotten: neither a run nor an import",
        "brings it back."),
      CommandSpec.Note("With --json", "an object: accepted and refused, the cells forgotten."),
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
    if choice == MemoryChoice(), !arguments[Self.all] {
      throw arguments.usageError(
        "Nothing is chosen: give '--id', '--set', '--topic' or '--languages', or '--all'.")
    }
    if choice != MemoryChoice(), arguments[Self.all] {
      throw arguments.usageError("'--all' cannot be given beside what limits it.")
    }
    self.choice = choice
    (memory, _, _) = try await MemoryFile.open(arguments)
  }

  func run() async throws -> ExitCode {
    let count = try await memory.count(choice)
    if !isDry, count.accepted + count.refused > 0 { try await memory.forget(choice) }
    if isJSON {
      console.print(
        JSONWriter.text(
          ["accepted": .integer(count.accepted), "refused": .integer(count.refused)], indent: 2))
    } else if count.accepted + count.refused == 0 {
      console.print("The memory holds nothing of that.")
    } else {
      console.print(
        "\(isDry ? "Would forget" : "Forgot") \(count.accepted) questions and \(count.refused) refused "
          + "drafts.")
    }
    return .done
  }
}

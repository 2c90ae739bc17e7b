import QuestionPipeline

/// `viva journal prune`: makes a journal smaller without losing a reply.
struct JournalPruneCommand: Command {
  static let spec = CommandSpec(
    "journal prune", "Drop the texts of requests from a journal and give their space back",
    positionals: [JournalFile.positional],
    sections: [CommandSpec.Section("Options", CommonOptions.json.spec)],
    notes: [
      CommandSpec.Note(
        "What stays", "All replies, waves and traces: the run can be resumed, extended and",
        "replayed as before. What 'journal show --key' tells of messages is gone.")
    ])

  private let console: Console
  private let isJSON: Bool
  private let file: String
  private let lock: FolderLock

  init(_ arguments: Arguments, in workplace: Workplace) async throws {
    console = workplace.console
    isJSON = arguments[CommonOptions.json]
    file = try JournalFile.path(arguments.positionals[0])
    lock = try FolderLock(folder: FileSystem.parent(of: file))
  }

  func run() async throws -> ExitCode {
    defer { withExtendedLifetime(lock) {} }
    let journal = try await Journal(file: file)
    let before = try await journal.fileSize()
    try await journal.pruneTexts()
    let after = try await journal.fileSize()
    if isJSON {
      console.print(
        JSONWriter.text(["before": .integer(before), "after": .integer(after)], indent: 2))
    } else {
      console.print("\(before) bytes before, \(after) after.")
    }
    return .done
  }
}

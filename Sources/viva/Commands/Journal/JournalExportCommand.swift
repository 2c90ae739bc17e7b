import QuestionPipeline

/// `viva journal export`: requests and replies as lines of JSON.
struct JournalExportCommand: Command {
  static let spec = CommandSpec(
    "journal export", "Print every request with its reply, a line of JSON each",
    positionals: [JournalFile.positional],
    notes: [
      CommandSpec.Note(
        "Each line", "is what 'viva journal show --key KEY --json' prints: key, role, cell,",
        "sample, attempt, model, outcome, usage, wire, messages, schema, content."),
      CommandSpec.Note("Examples", "viva journal export Outputs/transformers > replies.jsonl"),
    ])

  private let console: Console
  private let journal: Journal

  init(_ arguments: Arguments, in workplace: Workplace) async throws {
    console = workplace.console
    journal = try await JournalFile.open(arguments.positionals[0])
  }

  func run() async throws -> ExitCode {
    try await journal.replies { kept in
      console.print(JSONWriter.text(try await JournalShowCommand.json(kept, journal)))
    }
    return .done
  }
}

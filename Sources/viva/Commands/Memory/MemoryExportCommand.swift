import QuestionPipeline

/// `viva memory export`: a memory as lines of JSON.
struct MemoryExportCommand: Command {
  static let spec = CommandSpec(
    "memory export", "Print a memory as lines of JSON",
    sections: [MemoryFile.section],
    notes: [
      CommandSpec.Note(
        "Each line",
        "but the first holds a cell: writer, run, set, ordinal, accepted, and cell, with its",
        "item or its refused draft and its critiques; or a document with its passages, and the",
        "readers that brought it. The first says whose memory it is."),
      CommandSpec.Note(
        "Examples", "viva memory export --memory interviews.sqlite > interviews.jsonl",
        "viva memory import interviews.jsonl --memory other.sqlite"),
    ])

  private let memory: LongTermMemory
  private let console: Console

  init(_ arguments: Arguments, in workplace: Workplace) async throws {
    console = workplace.console
    (memory, _, _) = try await MemoryFile.open(arguments)
  }

  func run() async throws -> ExitCode {
    let console = console
    try await memory.export { console.print(JSONWriter.text($0)) }
    return .done
  }
}

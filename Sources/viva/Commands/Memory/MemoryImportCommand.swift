import QuestionPipeline

/// `viva memory import`: takes an exported memory into another.
struct MemoryImportCommand: Command {
  static let spec = CommandSpec(
    "memory import", "Take an exported memory into another, or into a new one",
    positionals: [
      CommandSpec.Positional("file", "What 'viva memory export' printed.")
    ],
    sections: [
      CommandSpec.Section("Options", CommonOptions.json.spec), MemoryFile.section,
    ],
    notes: [
      CommandSpec.Note(
        "What it does",
        "Each cell is taken in once, however often it is given; what was forgotten here stays",
        "forgotten. A memory that is not there yet is made. A file with a wrong line changes",
        "nothing."),
      CommandSpec.Note("With --json", "an object: added, and known (there already, or forgotten)."),
      CommandSpec.Note(
        "Examples", "viva memory import interviews.jsonl --memory other.sqlite"),
    ])

  private let memory: LongTermMemory
  private let cells: [JSONReader]
  private let file: String
  private let isJSON: Bool
  private let console: Console

  init(_ arguments: Arguments, in workplace: Workplace) async throws {
    console = workplace.console
    isJSON = arguments[CommonOptions.json]
    file = arguments.positionals[0]
    let memory = try MemoryFile.named(arguments).file
    cells = try Self.cells(of: file)
    self.memory = try await LongTermMemory(
      file: memory, freshIdentifier: String(UInt64.random(in: .min ... .max), radix: 36))
  }

  /// All lines but the first. Throws: `FileError`, or `ConfigurationError` that names the line.
  private static func cells(of file: String) throws -> [JSONReader] {
    let lines = JSONLines.split(try FileSystem.read(file))
    var cells: [JSONReader] = []
    for (index, line) in lines.enumerated() {
      do {
        let reader = JSONReader(try JSONParser.parse(line.text, .json))
        if index > 0 {
          try LongTermMemory.check(reader)
          cells.append(reader)
        } else if try reader.int("format") != 1 {
          throw reader.invalid("has a format that this version does not know")
        }
      } catch {
        throw ConfigurationError(source: "\(file):\(line.number)", detail: "\(error)")
      }
    }
    guard !lines.isEmpty else {
      throw ConfigurationError(source: file, detail: "is empty; an exported memory was expected")
    }
    return cells
  }

  func run() async throws -> ExitCode {
    let result = try await memory.takeIn(cells)
    if isJSON {
      console.print(
        JSONWriter.text(
          ["added": .integer(result.added), "known": .integer(result.known)], indent: 2))
    } else {
      console.print(
        "Took in \(result.added) cells; \(result.known) were there already or are forgotten.")
    }
    return .done
  }
}

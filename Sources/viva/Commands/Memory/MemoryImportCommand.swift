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
        "Each cell and each version of a document is taken in once, however often it is given;",
        "what was forgotten here stays forgotten. A memory that is not there yet is made. A file",
        "with a wrong line changes nothing."),
      CommandSpec.Note(
        "With --json",
        "an object: added, and known (there already, or forgotten), of cells; documents",
        "and knownDocuments, of versions of documents."),
      CommandSpec.Note(
        "Examples", "viva memory import interviews.jsonl --memory other.sqlite"),
    ])

  private let memory: LongTermMemory
  private let lines: [JSONReader]
  private let file: String
  private let isJSON: Bool
  private let console: Console

  init(_ arguments: Arguments, in workplace: Workplace) async throws {
    console = workplace.console
    isJSON = arguments[CommonOptions.json]
    file = arguments.positionals[0]
    let memory = try MemoryFile.named(arguments).file
    lines = try Self.lines(of: file)
    self.memory = try await LongTermMemory(
      file: memory, freshIdentifier: String(UInt64.random(in: .min ... .max), radix: 36))
  }

  /// All lines but the first. Throws: `FileError`, or `ConfigurationError` that names the line.
  private static func lines(of file: String) throws -> [JSONReader] {
    let split = JSONLines.split(try FileSystem.read(file))
    var lines: [JSONReader] = []
    for (index, line) in split.enumerated() {
      do {
        let reader = JSONReader(try JSONParser.parse(line.text, .json))
        if index > 0 {
          try LongTermMemory.check(reader)
          lines.append(reader)
        } else if try !LongTermMemory.formats.contains(reader.int("format")) {
          throw reader.invalid("has a format that this version does not know")
        }
      } catch {
        throw ConfigurationError(source: "\(file):\(line.number)", detail: "\(error)")
      }
    }
    guard !split.isEmpty else {
      throw ConfigurationError(source: file, detail: "is empty; an exported memory was expected")
    }
    return lines
  }

  func run() async throws -> ExitCode {
    let result = try await memory.takeIn(lines)
    if isJSON {
      console.print(
        JSONWriter.text(
          [
            "added": .integer(result.added), "known": .integer(result.known),
            "documents": .integer(result.documents),
            "knownDocuments": .integer(result.knownDocuments),
          ], indent: 2))
    } else {
      console.print(
        "Took in \(result.added) cells; \(result.known) were there already or are forgotten.")
      if result.documents + result.knownDocuments > 0 {
        console.print(
          "Took in \(result.documents) documents; \(result.knownDocuments) were there already or are "
            + "forgotten.")
      }
    }
    return .done
  }
}

import QuestionPipeline

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// `viva init`: gives the user a configuration and prompts to change.
struct InitCommand: Command {
  private static let knowledge = Option.flag(
    "with-knowledge", "Also write the offline writer's knowledge pack, to be changed or cut down.")

  static let spec = CommandSpec(
    "init", "Write a configuration and prompts of your own, with comments, to begin from",
    positionals: [
      CommandSpec.Positional(
        "folder", "Where they go: a new folder, or one without Config/ and Prompts/.",
        completion: .folder)
    ],
    sections: [CommandSpec.Section("Options", knowledge.spec, CommonOptions.json.spec)],
    notes: [
      CommandSpec.Note(
        "What is written",
        "Config/viva.json5      every setting with its meaning; a memory is set to the folder's memory.sqlite",
        "Config/Rubrics/        what judges score", "Config/Prices.json5    what tokens cost",
        "Prompts/               what each stage asks its model, in English and Chinese"),
      CommandSpec.Note(
        "To use it", "viva generate --home <folder> --topic Transformers",
        "A file that is taken out again falls back to the one built into the program."),
    ])

  private let folder: String
  private let files: [DefaultFile]
  private let isJSON: Bool
  private let console: Console

  init(_ arguments: Arguments, in workplace: Workplace) throws {
    console = workplace.console
    isJSON = arguments[CommonOptions.json]
    folder = ResultFolder.unslashed(arguments.positionals[0])
    for part in ["Config", "Prompts"] where FileSystem.exists("\(folder)/\(part)") {
      throw ConfigurationError(
        source: "\(folder)/\(part)", detail: "is there already; nothing was written")
    }
    let withKnowledge = arguments[Self.knowledge]
    files = DefaultFiles.builtIn.files.filter {
      ($0.path.hasPrefix("Config/") || $0.path.hasPrefix("Prompts/"))
        && (withKnowledge || !$0.path.hasPrefix("Config/Knowledge/"))
    }
  }

  func run() throws -> ExitCode {
    try FileSystem.makeFolder(folder)
    let home = Self.absolute(folder)
    for file in files {
      let path = "\(folder)/\(file.path)"
      try FileSystem.makeFolder(FileSystem.parent(of: path))
      let bytes = file.bytes
      try FileSystem.write(
        file.path == "Config/viva.json5" ? Self.withMemory(bytes, home) : bytes, to: path)
    }
    if isJSON {
      console.print(
        JSONWriter.text(
          ["folder": .string(folder), "files": .strings(files.map(\.path))], indent: 2))
    } else {
      console.print("\(files.count) files: \(folder)/Config, \(folder)/Prompts")
      console.print("Use them: viva generate --home \(folder) --topic Transformers")
    }
    return .done
  }

  /// The defaults with a memory: the one setting that a user of their own folder would want otherwise.
  private static func withMemory(_ bytes: [UInt8], _ home: String) throws -> [UInt8] {
    let text = String(decoding: bytes, as: UTF8.self)
    let memory = JSONWriter.text(.string(home + "/memory.sqlite"))
    let changed = text.replacing(
      "\n    path: null,", with: "\n    path: \(memory),", maxReplacements: 1)
    guard changed != text else {
      throw ConfigurationError(source: "Config/viva.json5", detail: "has no memory.path to set")
    }
    return Array(changed.utf8)
  }

  /// The path from the root, whatever folder a later command is called in.
  private static func absolute(_ path: String) -> String {
    guard let found = realpath(path, nil) else { return path }
    defer { free(found) }
    return String(cString: found)
  }
}

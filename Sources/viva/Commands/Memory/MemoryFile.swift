import QuestionPipeline

/// The memory that a command is to work with: that of `--memory`, or the configuration's.
enum MemoryFile {
  static let option = Option.optional(
    "memory", "file", ValueType.file, standard: "memory.path of the configuration",
    "The memory: a SQLite file that runs with --memory write.")

  static let section = CommandSpec.Section(
    "Which memory", option.spec, CommonOptions.config.spec, CommonOptions.home.spec)

  /// The file's name and the settings of recall. Throws: `UsageError` where none is named.
  static func named(_ arguments: Arguments) throws -> (file: String, settings: Settings.Memory) {
    let memory = try Workbench(arguments).settings.memory
    guard let file = memory.path else {
      throw arguments.usageError(
        "No memory is named: give '--memory FILE', or set memory.path in the configuration.")
    }
    return (file, memory)
  }

  /// Throws: `UsageError`, `FileError` where there is no such file, or `StorageError`.
  static func open(_ arguments: Arguments) async throws -> (
    memory: LongTermMemory, file: String, settings: Settings.Memory
  ) {
    let (file, settings) = try named(arguments)
    return (try await LongTermMemory.existing(file), file, settings)
  }
}

import QuestionPipeline

/// The settings, prompts and rubric that a command works with, read and checked.
struct Workbench: Sendable {
  let files: DefaultFiles
  let settings: Settings
  /// All settings, as the defaults and what overrides them give them together.
  let merged: JSONValue
  let layers: [Layer]
  let prompts: PromptLibrary
  let rubric: Rubric
  let rubricHash: String

  /// Settings of one origin.
  struct Layer: Sendable {
    /// The file or the option.
    var name: String
    var bytes: [UInt8]
  }

  /// Throws: `ConfigurationError` or `FileError`.
  init(_ arguments: Arguments) throws {
    var defaults = "built in"
    var files = DefaultFiles.builtIn
    if let home = arguments[CommonOptions.home] {
      let found = try DefaultFiles(home: home)
      if found["Config/viva.json5"] != nil { defaults = home + "/Config/viva.json5" }
      files = files.overlaid(with: found)
    }
    var layers: [Layer] = []
    if let path = arguments[CommonOptions.config] {
      layers.append(Layer(name: path, bytes: try FileSystem.read(path, limit: 1 << 20)))
    }
    layers += Self.layers(arguments)
    (settings, merged) = try ConfigurationReader.settingsAndValue(
      files, overrides: layers.map { ($0.name, $0.bytes) })
    self.layers =
      [Layer(name: defaults, bytes: files["Config/viva.json5"] ?? [])] + layers
    prompts = try PromptLibrary(files)
    rubric = try ConfigurationReader.rubric(settings.evaluator.rubric, files)
    rubricHash = SHA256.hex(files["Config/Rubrics/\(settings.evaluator.rubric).json5"] ?? [])
    self.files = files
  }

  /// What options say of settings, a layer each.
  private static func layers(_ arguments: Arguments) -> [Layer] {
    var layers: [Layer] = []
    func add(_ option: OptionSpec, _ value: JSONValue) {
      layers.append(Layer(name: "--\(option.name)", bytes: JSONWriter.bytes(value)))
    }
    if let seed = arguments[CommonOptions.seed] {
      add(CommonOptions.seed.spec, ["seed": .integer(seed)])
    }
    if let concurrency = arguments[CommonOptions.concurrency] {
      add(CommonOptions.concurrency.spec, ["concurrency": .integer(concurrency)])
    }
    if let memory = arguments[CommonOptions.memory] {
      let path: JSONValue = memory == "none" ? .null : .string(memory)
      add(CommonOptions.memory.spec, ["memory": ["path": path]])
    }
    for setting in BudgetOptions.settings(arguments) { add(setting.option, setting.value) }
    return layers
  }
}

extension DefaultFiles {
  /// The files below `Config/` and `Prompts/` of a folder. Throws `FileError`.
  init(home: String) throws {
    guard FileSystem.isFolder(home) else {
      throw FileError(code: .notFolder, path: home, detail: "is no folder; --home needs one")
    }
    var files: [(path: String, bytes: [UInt8])] = []
    for part in ["Config", "Prompts"] where FileSystem.isFolder(home + "/" + part) {
      try Self.collect(home, part, into: &files)
    }
    guard !files.isEmpty else {
      throw FileError(
        code: .notFound, path: home, detail: "has no file in Config/ or Prompts/")
    }
    self.init(files: files)
  }

  private static func collect(
    _ home: String, _ folder: String, into files: inout [(path: String, bytes: [UInt8])]
  ) throws {
    for name in try FileSystem.names(in: home + "/" + folder) where !name.hasPrefix(".") {
      let path = folder + "/" + name
      if FileSystem.isFolder(home + "/" + path) {
        try collect(home, path, into: &files)
      } else if name.hasSuffix(".json5") || name.hasSuffix(".md") {
        files.append((path, try FileSystem.read(home + "/" + path, limit: 16 << 20)))
      }
    }
  }
}

import QuestionPipeline
import SQLiteStorage

/// Where replies come from.
enum Backend: String, Sendable, CaseIterable { case offline, endpoint, replay }

enum ModelOptions {
  static let backend = Option.optional(
    "backend", "backend", ValueType<Backend>.name("backend"),
    standard: "offline; endpoint where one is named",
    "What answers: offline (written from the knowledge pack and the sources, without a network), "
      + "endpoint (any OpenAI-compatible server), or replay (the replies that a journal holds)."
  ).inUsage()
  static let journal = Option.optional(
    "journal", "file", ValueType.file,
    "The journal.sqlite of an earlier run: for --backend replay the only source of replies; for an "
      + "endpoint, its good ones are used again before anything is asked.")
  static let judges = Option.list(
    "judges", "name,…", ValueType.text,
    "Endpoints of the configuration that judge, one judge each; they need other models.")
}

/// The models, and what the run's identity must know of it.
struct ChosenModel: Sendable {
  var cast: ModelCast
  /// "offline"; a replay names the backend that its journal was made by.
  var backend: String
  /// Hash of the knowledge pack.
  var knowledge: String?
  /// The pack, where the offline backend writes from it.
  var pack: KnowledgePack?
  /// What the models cost: by the endpoints that they stand behind, or when the run was made that a replay repeats.
  var prices: RunPrices?
  /// Measures and bounds what is spent, where anything is.
  var gate: SpendingGate?
  /// The gates of its endpoints.
  var endpoints: [EndpointGate] = []
  /// What traces say of them.
  var places: [TracedEndpoint] = []
  /// The run that a replay can repeat, and the journal that it stands in.
  var recorded: (run: RunIdentity, journal: String)?

  /// Throws: `ConfigurationError` where a replay was asked for another run than the one recorded.
  func check(_ identity: RunIdentity) throws {
    guard let recorded else { return }
    let differences = recorded.run.differences(to: identity)
    guard differences.isEmpty else {
      throw ConfigurationError(
        source: recorded.journal,
        detail: "holds a run with other settings, and a replay knows no other:\n  "
          + differences.joined(separator: "\n  "))
    }
  }
}

/// Makes the model that the options ask for.
enum ModelFactory {
  /// Throws: `UsageError`, `FileError`, `StorageError`, `KnowledgeError` or `ConfigurationError`.
  /// - Parameter recalls: whether what the memory holds may be recalled by meaning.
  static func model(
    _ arguments: Arguments, _ bench: Workbench, _ workplace: Workplace, recalls: Bool = false
  ) async throws -> ChosenModel {
    let journal = arguments[ModelOptions.journal]
    let backend = try backend(arguments)
    if backend != .endpoint {
      for option in EndpointOptions.section.options where !arguments.words(of: option).isEmpty {
        throw arguments.usageError("'--\(option.name)' needs '--backend endpoint'.")
      }
    }
    switch backend {
    case .endpoint:
      var plan = try CastPlan(arguments, bench.settings)
      if recalls { try plan.recall(arguments, bench.settings) }
      var chosen = try EndpointFactory.models(
        plan, bench, workplace, isQuiet: arguments[CommonOptions.quiet])
      if let journal {
        let earlier = try await JournalFile.open(journal)
        chosen.cast = chosen.cast.map { ReusingModel($0, earlier: earlier) }
      }
      return chosen
    case .replay:
      guard let journal else {
        throw arguments.usageError("'--backend replay' needs '\(ModelOptions.journal.spec.form)'.")
      }
      return try await replay(journal)
    case .offline:
      guard journal == nil else {
        throw arguments.usageError("'--journal' needs '--backend replay' or an endpoint.")
      }
      return try offline(arguments, bench)
    }
  }

  /// What was asked for; an endpoint only where one is named: a key that happens to be there spends nothing.
  private static func backend(_ arguments: Arguments) throws -> Backend {
    if let backend = arguments[ModelOptions.backend] { return backend }
    return EndpointOptions.names(arguments) ? .endpoint : .offline
  }

  /// The models that judge a set which is there already.
  static func judges(
    _ arguments: Arguments, _ bench: Workbench, _ workplace: Workplace
  ) async throws -> ChosenModel {
    if let names = arguments[ModelOptions.judges] {
      if let backend = arguments[ModelOptions.backend], backend != .endpoint {
        throw arguments.usageError("'--judges' needs '--backend endpoint'.")
      }
      return try EndpointFactory.models(
        CastPlan(judges: names, arguments, bench.settings), bench, workplace,
        isQuiet: arguments[CommonOptions.quiet])
    }
    switch try backend(arguments) {
    case .offline: return try offline(arguments, bench)
    case .endpoint: return try await model(arguments, bench, workplace)
    case .replay:
      throw arguments.usageError("'evaluate' has no '--backend replay': it keeps its own journal.")
    }
  }

  /// The offline writer over the built-in pack and those of `--knowledge`.
  static func offline(_ arguments: Arguments, _ bench: Workbench) throws -> ChosenModel {
    let offline = try offlineBackend(arguments, bench)
    return ChosenModel(
      cast: ModelCast(offline.model), backend: OfflineBackend.name, knowledge: offline.hash,
      pack: offline.pack)
  }

  /// The writer itself, its pack and the pack's hash.
  static func offlineBackend(_ arguments: Arguments, _ bench: Workbench) throws -> OfflineBackend {
    try OfflineBackend(
      knowledge: try knowledgeFiles(arguments, bench), bench.settings.offline)
  }

  /// Of the built-in pack and of those that `--knowledge` names.
  static func knowledgeFiles(_ arguments: Arguments, _ bench: Workbench) throws -> [(
    name: String, bytes: [UInt8]
  )] {
    var files = OfflineBackend.knowledge(bench.files)
    for path in arguments[CommonOptions.knowledge] { files += try knowledge(path) }
    return files
  }

  /// A file, or all that end in .json5 in a folder and the folders within, in the order of their paths.
  private static func knowledge(_ path: String) throws -> [(name: String, bytes: [UInt8])] {
    guard FileSystem.isFolder(path) else { return [(path, try FileSystem.read(path))] }
    let files = try packFiles(in: path, depth: 0)
    guard !files.isEmpty else {
      throw FileError(code: .notFound, path: path, detail: "holds no .json5 file")
    }
    return files
  }

  private static func packFiles(in folder: String, depth: Int) throws -> [(
    name: String, bytes: [UInt8]
  )] {
    var files: [(name: String, bytes: [UInt8])] = []
    for name in try FileSystem.names(in: folder) where !name.hasPrefix(".") {
      let path = "\(folder)/\(name)"
      if FileSystem.isFolder(path) {
        if depth < 3 { files += try packFiles(in: path, depth: depth + 1) }
      } else if name.hasSuffix(".json5") {
        files.append((path, try FileSystem.read(path)))
      }
    }
    return files
  }

  private static func replay(_ file: String) async throws -> ChosenModel {
    guard !FileSystem.isFolder(file) else {
      throw FileError(
        code: .isFolder, path: file, detail: "is a folder; its journal.sqlite was expected")
    }
    guard FileSystem.exists(file) else {
      throw FileError(code: .notFound, path: file, detail: "there is no such file or folder")
    }
    let journal = try await Journal(file: file, mode: .readOnly)
    guard let text = try await journal.meta("identity"),
      let identity = try? JSONParser.parse(text), let models = identity["model"],
      let cast = ModelCast(json: models, make: { ReplayModel(name: $0, journal: journal) }),
      let backend = identity["backend"]?.stringValue
    else {
      throw ConfigurationError(source: file, detail: "is not the journal of a run")
    }
    let prices = try await journal.meta("prices").map {
      try RunPrices(JSONReader(JSONParser.parse($0)))
    }
    return ChosenModel(
      cast: cast, backend: backend,
      knowledge: identity["knowledge"]?.stringValue, prices: prices,
      recorded: (RunIdentity(json: identity), file))
  }
}

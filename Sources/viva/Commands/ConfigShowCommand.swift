import QuestionPipeline

/// `viva config show`: every setting, and where its value comes from.
struct ConfigShowCommand: Command {
  static let spec = CommandSpec(
    "config show", "Show every setting and where its value comes from",
    sections: [
      CommandSpec.Section(
        "What overrides the defaults", CommonOptions.config.spec, CommonOptions.home.spec,
        CommonOptions.seed.spec, CommonOptions.concurrency.spec, CommonOptions.memory.spec),
      CommandSpec.Section("Output", CommonOptions.json.spec),
    ],
    notes: [
      CommandSpec.Note(
        "With --json",
        "an object of settings by their path: {\"seed\": {\"value\": 1, \"from\": \"…\"}}")
    ])

  private struct Setting: Sendable {
    var path: String
    var value: JSONValue
    var origin: String
  }

  private let settings: [Setting]
  private let isJSON: Bool
  private let console: Console

  init(_ arguments: Arguments, in workplace: Workplace) async throws {
    console = workplace.console
    isJSON = arguments[CommonOptions.json]
    let bench = try Workbench(arguments)
    let layers = try bench.layers.map {
      (name: $0.name, leaves: Self.leaves(try JSONParser.parse($0.bytes, .json5)))
    }
    settings = Self.leaves(bench.merged).map { path, value in
      // An override that empties an object names none of its leaves: the last layer that names this one counts.
      let origin = layers.last { $0.leaves.contains { $0.path == path } }?.name ?? ""
      return Setting(path: path, value: value, origin: origin)
    }
  }

  func run() async throws -> ExitCode {
    if isJSON {
      let members = settings.map { setting -> (key: String, value: JSONValue) in
        (setting.path, ["value": setting.value, "from": .string(setting.origin)])
      }
      console.print(JSONWriter.text(.object(JSONObject(members)), indent: 2))
    } else {
      let rows = settings.map { [$0.path, JSONWriter.text($0.value), $0.origin] }
      for row in TextTable.rows(["Setting", "Value", "From"], rows) { console.print(row) }
    }
    return .done
  }

  /// What is no object, by its path: "evaluator.rubric".
  private static func leaves(_ value: JSONValue, _ path: String = "") -> [(
    path: String, value: JSONValue
  )] {
    guard case .object(let object) = value, !object.isEmpty else { return [(path, value)] }
    return object.members.flatMap { member in
      leaves(member.value, path.isEmpty ? member.key : "\(path).\(member.key)")
    }
  }
}

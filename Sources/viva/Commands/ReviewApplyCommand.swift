import QuestionPipeline

/// `viva review apply`: makes a new set of an old one and a person's decisions on its items.
struct ReviewApplyCommand: Command {
  private static let set = Option.optional(
    "set", "set", ValueType.file, standard: "the set among Outputs/ that the file names",
    "The set that was reviewed: its folder, its items.jsonl, or the list that was evaluated. "
      + "It is never changed.")
  private static let out = Option.optional(
    "out", "folder", ValueType.folder, standard: "<the set>-reviewed",
    "Where the new set goes.")
  private static let dryRun = Option.flag(
    "dry-run", "Check the decisions and say what they come to; write nothing.")

  static let spec = CommandSpec(
    "review apply", "Make a new set of a set and the decisions downloaded from its report",
    positionals: [
      CommandSpec.Positional("file", "The file that the report's page gave out.")
    ],
    sections: [
      CommandSpec.Section(
        "Options", set.spec, out.spec, dryRun.spec, CommonOptions.config.spec,
        CommonOptions.home.spec, CommonOptions.json.spec)
    ],
    notes: [
      CommandSpec.Note(
        "What is written",
        "items.jsonl: accepted, edited and undecided items; those decided on say by whom and when.",
        "review.json: the decisions, refused items whole, and edited items as they were before.",
        "report.html, report.md and report.json of the new set."),
      CommandSpec.Note(
        "Edited items", "lose their scores, which spoke of another text; 'viva evaluate' on the",
        "new set scores them again. A new question gives an item a new identifier."),
      CommandSpec.Note("With --json", "The counts are printed as one JSON object."),
    ])

  private let path: String
  private let decisions: DecisionFile
  private let source: String
  private let folder: String
  private let target: NewSet
  private let reviewed: ReviewedSet
  private let earlier: JSONValue?
  private let bench: Workbench
  private let isDry: Bool
  private let isJSON: Bool
  private let console: Console

  init(_ arguments: Arguments, in workplace: Workplace) async throws {
    console = workplace.console
    isDry = arguments[Self.dryRun]
    isJSON = arguments[CommonOptions.json]
    bench = try Workbench(arguments)
    path = arguments.positionals[0]
    decisions = try DecisionFile(FileSystem.read(path, limit: 1 << 28), path: path)
    source = try arguments[Self.set] ?? Self.find(decisions, from: path)
    let found = try SetReader.read(source)
    reviewed = try ReviewedSet(found.items, decisions, path: path)
    let home = FileSystem.isFolder(source) ? source : FileSystem.parent(of: source)
    let last = home + "/review.json"
    earlier = FileSystem.exists(last) ? try JSONParser.parse(FileSystem.read(last)) : nil
    folder = arguments[Self.out] ?? ResultFolder.stem(of: source) + "-reviewed"
    target = NewSet(folder: folder, record: "review.json")
    if !isDry { try target.check(against: [home]) }
  }

  /// The set among those at hand that the decisions name. Throws: `ConfigurationError`.
  private static func find(_ decisions: DecisionFile, from path: String) throws -> String {
    var folders = [FileSystem.parent(of: path)]
    if FileSystem.isFolder("Outputs") {
      folders += try FileSystem.names(in: "Outputs").sorted().map { "Outputs/\($0)" }
    }
    for folder in folders where FileSystem.exists(folder + "/items.jsonl") {
      if let found = try? SetReader.read(folder), found.items.fingerprint == decisions.set {
        return folder
      }
    }
    throw ConfigurationError(
      source: path,
      detail: "no set beside it or in Outputs/ is the one that was reviewed; name it with --set, "
        + "or the list that was evaluated")
  }

  func run() async throws -> ExitCode {
    if !isDry { try target.write(reviewed.items, how: reviewed.record(earlier: earlier), bench) }
    tell()
    return .done
  }

  private func tell() {
    let (accepted, refused) = (reviewed.accepted, reviewed.refused.count)
    let (edited, open) = (reviewed.edited.count, reviewed.open)
    if isJSON {
      var object = JSONObject()
      object["set"] = .string(source)
      if !isDry { object["out"] = .string(folder) }
      object["by"] = .string(decisions.by)
      object["accepted"] = .integer(accepted)
      object["refused"] = .integer(refused)
      object["edited"] = .integer(edited)
      object["open"] = .integer(open)
      object["items"] = .integer(reviewed.items.count)
      console.print(JSONWriter.text(.object(object), indent: 2))
      return
    }
    console.print(
      "\(source), reviewed by \(decisions.by): \(accepted) accepted, \(refused) refused, "
        + "\(edited) edited, \(open) left open.")
    guard !isDry else { return }
    console.print("\(reviewed.items.count) items: \(folder)/items.jsonl")
    console.print("Report: \(folder)/report.html")
    if edited > 0 { console.print("Score the edited items again: viva evaluate \(folder)") }
  }
}

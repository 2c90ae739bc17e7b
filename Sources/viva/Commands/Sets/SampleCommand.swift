import QuestionPipeline
import SetTools

/// `viva sample`: draws some items of a set.
struct SampleCommand: Command {
  private static let count = Option.required(
    "count", "n", ValueType.number(1...Int.max), "Items to draw.")
  private static let by = TraitOption.by("What keeps its shares")
  private static let out = Option.optional(
    "out", "folder", ValueType.folder, standard: "<the set>-sample", "Where the new set goes.")

  static let spec = CommandSpec(
    "sample", "Draw some items of a set, so that kinds, languages and topics keep their shares",
    positionals: [
      CommandSpec.Positional("set", "The folder of a set, or any list that 'evaluate' reads.")
    ],
    sections: [
      ItemFilter.section,
      CommandSpec.Section(
        "Options", count.spec, by.spec, CommonOptions.seed.spec, out.spec,
        CommonOptions.config.spec, CommonOptions.home.spec, CommonOptions.json.spec),
    ],
    notes: [
      CommandSpec.Note(
        "What is written",
        "items.jsonl, the report of the new set, and sample.json, which says how it was drawn."),
      CommandSpec.Note("Examples", "viva sample Outputs/rag --count 30 --by kind,level --seed 7"),
    ])

  private let path: String
  private let total: Int
  private let chosen: [Item]
  private let traits: [ItemTrait]
  private let target: NewSet
  private let bench: Workbench
  private let wanted: Int
  private let isJSON: Bool
  private let console: Console

  init(_ arguments: Arguments, in workplace: Workplace) throws {
    console = workplace.console
    isJSON = arguments[CommonOptions.json]
    bench = try Workbench(arguments)
    path = arguments.positionals[0]
    wanted = arguments[Self.count]
    traits = arguments[Self.by] ?? TraitOption.standard
    let filter = ItemFilter(arguments)
    let items = try SetReader.read(path).items.filter(filter.takes)
    guard !items.isEmpty else {
      throw ConfigurationError(source: path, detail: "has no item that fits the choice")
    }
    total = items.count
    chosen = SetSample.draw(wanted, of: items, by: traits, seed: bench.settings.seed)
    target = NewSet(
      folder: arguments[Self.out] ?? ResultFolder.stem(of: path) + "-sample", record: "sample.json")
    try target.check(against: [path])
  }

  func run() throws -> ExitCode {
    var how = JSONObject()
    how["set"] = .string(path)
    how["of"] = .integer(total)
    how["items"] = .integer(chosen.count)
    how["by"] = .strings(traits.map(\.rawValue))
    how["seed"] = .integer(Int(bench.settings.seed))
    try target.write(chosen, how: .object(how), bench)
    if isJSON {
      how["out"] = .string(target.folder)
      console.print(JSONWriter.text(.object(how), indent: 2))
    } else {
      console.print("\(chosen.count) of \(total) items: \(target.folder)/items.jsonl")
    }
    guard chosen.count < wanted else { return .done }
    console.note("Only \(chosen.count) items fit the choice; \(wanted) were asked for.")
    return .short
  }
}

import QuestionPipeline
import SetTools

/// `viva merge`: makes one set of several.
struct MergeCommand: Command {
  private static let out = Option.optional(
    "out", "folder", ValueType.folder, standard: "<the first set>-merged",
    "Where the new set goes.")

  static let spec = CommandSpec(
    "merge", "Make one set of several, without questions that repeat each other",
    positionals: [
      CommandSpec.Positional(
        "set", "Folders of sets, or lists that 'evaluate' reads; at least two.", arity: .several)
    ],
    sections: [
      CommandSpec.Section(
        "Options", out.spec, CommonOptions.config.spec, CommonOptions.home.spec,
        CommonOptions.json.spec)
    ],
    notes: [
      CommandSpec.Note(
        "What is written",
        "items.jsonl: the items of all sets in their order; of near-duplicates the earliest stays.",
        "merge.json: the sets, and every item that was dropped, whole, with what it repeats.",
        "report.html, report.md and report.json of the new set."),
      CommandSpec.Note(
        "Identifiers",
        "stay as they were; of different items with one identifier the later gets -2, -3 …"),
      CommandSpec.Note("Examples", "viva merge Outputs/rag Outputs/rag-2 --out Outputs/rag-all"),
    ])

  private let sets: [(path: String, items: [Item])]
  private let target: NewSet
  private let bench: Workbench
  private let isJSON: Bool
  private let console: Console

  init(_ arguments: Arguments, in workplace: Workplace) throws {
    console = workplace.console
    isJSON = arguments[CommonOptions.json]
    bench = try Workbench(arguments)
    guard arguments.positionals.count > 1 else {
      throw arguments.usageError("Two sets at least make a third; one was given.")
    }
    sets = try arguments.positionals.map { ($0, try SetReader.read($0).items) }
    target = NewSet(
      folder: arguments[Self.out] ?? ResultFolder.stem(of: arguments.positionals[0]) + "-merged",
      record: "merge.json")
    try target.check(against: arguments.positionals)
  }

  func run() throws -> ExitCode {
    let merge = SetMerge(sets.map(\.items), thresholds: bench.settings.duplicates)
    try target.write(merge.items, how: record(of: merge), bench)
    let kept = sets.indices.map { place in merge.origins.count { $0 == place } }
    if isJSON {
      var object = JSONObject()
      object["out"] = .string(target.folder)
      object["items"] = .integer(merge.items.count)
      object["dropped"] = .integer(merge.dropped.count)
      object["sets"] = .array(
        zip(sets, kept).map { set, kept in
          [
            "set": .string(set.path), "items": .integer(set.items.count), "kept": .integer(kept),
          ]
        })
      console.print(JSONWriter.text(.object(object), indent: 2))
      return .done
    }
    for (set, kept) in zip(sets, kept) {
      console.print("\(set.path): \(kept) of \(set.items.count) items")
    }
    console.print("\(merge.items.count) items: \(target.folder)/items.jsonl")
    if !merge.dropped.isEmpty {
      console.print("\(merge.dropped.count) repeated others: \(target.folder)/merge.json")
    }
    console.print("Report: \(target.folder)/report.html")
    return .done
  }

  private func record(of merge: SetMerge) -> JSONValue {
    [
      "sets": .array(
        sets.map {
          [
            "set": .string($0.path), "items": .integer($0.items.count),
            "fingerprint": .string($0.items.fingerprint),
          ]
        }),
      "dropped": .array(
        merge.dropped.map {
          [
            "set": .string(sets[$0.origin].path), "repeats": .string($0.repeats),
            "similarity": .number($0.similarity), "item": $0.item.json,
          ]
        }),
    ]
  }
}

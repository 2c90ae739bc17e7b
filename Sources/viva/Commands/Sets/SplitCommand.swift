import QuestionPipeline
import SetTools

/// `viva split`: cuts a set into parts for training and testing.
struct SplitCommand: Command {
  private static let test = Option.one(
    "test", "share", ValueType.share, default: 0.2, "The share of the items to test on.")
  private static let validation = Option.one(
    "validation", "share", ValueType.share, default: 0,
    "The share of the items to choose models by; 0 makes no such part.")
  private static let by = TraitOption.by("What keeps its shares in each part")
  private static let sharedDocuments = Option.flag(
    "shared-documents", "Let items from one document stand in different parts.")
  private static let out = Option.optional(
    "out", "folder", ValueType.folder, standard: "<the set>-split", "Where the parts go.")

  static let spec = CommandSpec(
    "split", "Cut a set into train and test, so that neither gives away the other",
    positionals: [
      CommandSpec.Positional("set", "The folder of a set, or any list that 'evaluate' reads.")
    ],
    sections: [
      CommandSpec.Section(
        "Options", test.spec, validation.spec, by.spec, sharedDocuments.spec,
        CommonOptions.seed.spec, out.spec, CommonOptions.config.spec, CommonOptions.home.spec,
        CommonOptions.json.spec)
    ],
    notes: [
      CommandSpec.Note(
        "What stays together",
        "Items whose questions are alike (from 'duplicates.candidate' of the configuration on), and",
        "items from the same document. So a part can miss its share; the command says by how much."),
      CommandSpec.Note(
        "What is written",
        "train/items.jsonl, test/items.jsonl, with --validation also validation/items.jsonl;",
        "split.json: sizes, and which items were tied together."),
      CommandSpec.Note("Examples", "viva split Outputs/rag --test 0.2 --validation 0.1 --seed 7"),
    ])

  private static let record = "split.json"

  private let path: String
  private let items: [Item]
  private let split: SetSplit
  private let shares: [SetSplit.Share]
  private let traits: [ItemTrait]
  private let folder: String
  private let bench: Workbench
  private let isJSON: Bool
  private let console: Console

  init(_ arguments: Arguments, in workplace: Workplace) throws {
    console = workplace.console
    isJSON = arguments[CommonOptions.json]
    bench = try Workbench(arguments)
    path = arguments.positionals[0]
    traits = arguments[Self.by] ?? TraitOption.standard
    let bindsDocuments = !arguments[Self.sharedDocuments]
    let (test, validation) = (arguments[Self.test], arguments[Self.validation])
    guard test > 0, test + validation < 1 else {
      throw arguments.usageError(
        "'--test' must be more than 0, and with '--validation' less than 1: the rest is for training."
      )
    }
    shares =
      [SetSplit.Share("train", 1 - test - validation)]
      + (validation > 0 ? [SetSplit.Share("validation", validation)] : [])
      + [SetSplit.Share("test", test)]
    items = try SetReader.read(path).items
    split = SetSplit(
      items, into: shares, by: traits, seed: bench.settings.seed,
      thresholds: bench.settings.duplicates, bindsDocuments: bindsDocuments)
    let empty = split.parts.filter(\.items.isEmpty)
    guard empty.isEmpty else {
      let largest = split.bundles.first?.count ?? 1
      let why =
        largest == 1
        ? "it has \(items.count) items in all"
        : "\(largest) of its \(items.count) items are tied together"
          + (bindsDocuments ? " ('--shared-documents' ties only questions that are alike)" : "")
      throw ConfigurationError(
        source: path,
        detail: "cannot be cut: nothing is left for "
          + "\(empty.map(\.name).joined(separator: " and ")); \(why)")
    }
    folder = arguments[Self.out] ?? ResultFolder.stem(of: path) + "-split"
    try ResultFolder.check(
      folder, for: shares.map(\.name), madeBy: Self.record, of: [path])
    guard try Self.holdsPartsAlone(folder) else {
      throw ConfigurationError(
        source: folder, detail: "holds other files; choose a new folder with --out")
    }
  }

  /// Whether the folders of an earlier split's parts hold nothing else.
  private static func holdsPartsAlone(_ folder: String) throws -> Bool {
    guard FileSystem.exists(folder) else { return true }
    let names = try FileSystem.names(in: folder)
    return try names.filter { $0 != record && !$0.hasPrefix(".") }.allSatisfy {
      try FileSystem.names(in: "\(folder)/\($0)") == ["items.jsonl"]
    }
  }

  func run() throws -> ExitCode {
    try FileSystem.makeFolder(folder)
    let lock = try FolderLock(folder: folder)
    defer { withExtendedLifetime(lock) {} }
    for part in split.parts {
      try FileSystem.makeFolder("\(folder)/\(part.name)")
      try FileSystem.write(
        JSONWriter.lines(part.items.lazy.map(\.json)), to: "\(folder)/\(part.name)/items.jsonl")
    }
    let how = record(of: split)
    try FileSystem.write(
      JSONWriter.bytes(how, indent: 2) + [0x0A], to: folder + "/" + Self.record)
    if isJSON {
      console.print(JSONWriter.text(how, indent: 2))
      return .done
    }
    for (part, share) in zip(split.parts, shares) {
      let got = Double(part.items.count) / Double(items.count)
      let missed =
        abs(got - share.share) > 0.02 ? " (\((share.share * 100).fixed(0)) % asked for)" : ""
      console.print(
        "\(part.name): \(part.items.count) items, \((got * 100).fixed(0)) %\(missed): "
          + "\(folder)/\(part.name)/items.jsonl")
    }
    let tied = split.bundles.reduce(0) { $0 + $1.count }
    if tied > 0 {
      console.print(
        "\(tied) items stay together in \(split.bundles.count) bundles: \(folder)/\(Self.record)")
    }
    return .done
  }

  private func record(of split: SetSplit) -> JSONValue {
    [
      "set": .string(path), "fingerprint": .string(items.fingerprint),
      "by": .strings(traits.map(\.rawValue)), "seed": .integer(Int(bench.settings.seed)),
      "parts": .array(
        zip(split.parts, shares).map { part, share in
          [
            "name": .string(part.name), "items": .integer(part.items.count),
            "share": .number((Double(part.items.count) / Double(items.count)).roundedScore),
            "asked": .number(share.share.roundedScore),
          ]
        }),
      "together": .array(split.bundles.map { .strings($0.map { items[$0].id }) }),
    ]
  }
}

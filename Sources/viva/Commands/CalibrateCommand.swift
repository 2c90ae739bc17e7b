import QuestionPipeline

/// `viva calibrate`: holds the scores of a set against people's labels.
struct CalibrateCommand: Command {
  private static let labels = Option.optional(
    "labels", "file", ValueType.file,
    "What people said: JSONL or a JSON list, for each item {\"id\": …, \"labels\": {\"clarity\": 4, …}}; "
      + "\"question\" may stand for the id, a list [4, 5] for several raters."
  ).inUsage(.expected)
  private static let set = Option.optional(
    "set", "path", ValueType.file, standard: "the scores that stand beside the labels",
    "The labelled set: a folder that 'evaluate' or 'generate' wrote, or a file of items with scores."
  ).inUsage()
  private static let scale = Option.optional(
    "scale", "low-high", ValueType.scale, standard: "1-5", "The lowest and the highest label.")
  private static let out = Option.optional(
    "out", "file", ValueType.file, standard: CalibrationOptions.place,
    "Where the calibration is kept; what it holds of other judges and dimensions stays.")
  private static let dryRun = Option.flag("dry-run", "Show the figures and keep nothing.")

  static let spec = CommandSpec(
    "calibrate", "Hold a set's scores against people's labels, and keep what they teach",
    sections: [
      CommandSpec.Section("What is compared", labels.spec, set.spec, scale.spec),
      CommandSpec.Section(
        "What comes of it", out.spec, dryRun.spec, CommonOptions.seed.spec, CommonOptions.json.spec,
        CommonOptions.quiet.spec),
    ],
    notes: [
      CommandSpec.Note(
        "What it does",
        "For each dimension and judge: how the scores go with the labels (Pearson's r with its 95%",
        "interval, Spearman's rho, mean error, bias), before and after an isotonic curve from scores to",
        "labels. 'After' is cross-validated: each item by curves that never saw its label. A curve is",
        "kept where it lowers that error and is not flat, as it is where scores and labels have another",
        "order. 'evaluate' puts later scores of the same judges through it, counts several judges by their",
        "r, and says so; '--calibration none' leaves it out."),
      CommandSpec.Note(
        "With --json",
        "one object: matched, unmatched (lines), entries (judge, dimension, labels, before, after, curve),",
        "raters (alpha by dimension), unscored (dimension, why), file."),
      CommandSpec.Note(
        "Examples", "viva calibrate --labels labels.jsonl --set Outputs/rust-evaluation",
        "viva calibrate --labels labelled-items.jsonl --scale 1-3 --out team.json"),
    ])

  private let result: Calibrator.Result
  private let rows: Int
  private let file: String?
  private let isJSON: Bool
  private let isQuiet: Bool
  private let console: Console

  init(_ arguments: Arguments, in workplace: Workplace) async throws {
    console = workplace.console
    isJSON = arguments[CommonOptions.json]
    isQuiet = arguments[CommonOptions.quiet]
    guard let path = arguments[Self.labels] else {
      throw arguments.usageError("'calibrate' needs '\(Self.labels.spec.form)'.")
    }
    let labels = try HumanLabels(
      try FileSystem.read(path), name: path, scale: arguments[Self.scale])
    var items: [Item]?
    if let set = arguments[Self.set] {
      items = try ComparedSet(path: set, price: { _ in nil }).items
      try CalibrationOptions.refuseCalibrated(set)
    } else if labels.rows.allSatisfy({ $0.scores == nil }) {
      throw arguments.usageError(
        "The rows of \(path) have no 'scores'; name the scored set with '\(Self.set.spec.form)'.")
    }
    rows = labels.rows.count
    result = Calibrator(labels: labels, seed: UInt64(arguments[CommonOptions.seed] ?? 1))
      .calibrate(items)
    guard result.matched > 0 else {
      throw ConfigurationError(
        source: path,
        detail: "none of its \(rows) rows names an item of \(arguments[Self.set] ?? "the file") "
          + "by id or question")
    }
    guard !result.calibration.entries.isEmpty else {
      let why = result.unscored.map { "\($0.dimension): \($0.why)" }.joined(separator: "; ")
      throw ConfigurationError(
        source: path, detail: "no labelled dimension has a score (\(why))")
    }
    if arguments[Self.dryRun] {
      file = nil
    } else if let out = arguments[Self.out] ?? CalibrationOptions.standardFile(workplace) {
      file = out
      // What is there already must be a calibration, found out before anything is written.
      if FileSystem.exists(out) { _ = try CalibrationFile.read(out) }
    } else {
      throw arguments.usageError("There is no home folder to keep it in; name a file with '--out'.")
    }
  }

  func run() async throws -> ExitCode {
    if let file { _ = try CalibrationFile.add(result.calibration, to: file) }
    if isJSON {
      console.print(JSONWriter.text(json, indent: 2))
    } else {
      for line in CalibrationTable.lines(result, rows: rows) { console.print(line) }
      if let file { console.print("Kept in \(file); 'viva evaluate' uses it from now on.") }
    }
    if !isQuiet, !result.unmatched.isEmpty {
      let lines = result.unmatched.prefix(5).map(String.init).joined(separator: ", ")
      console.note(
        "Notice: no item for \(result.unmatched.count) of \(rows) rows (line \(lines)"
          + (result.unmatched.count > 5 ? ", …" : "") + ").")
    }
    return .done
  }

  private var json: JSONValue {
    var object = JSONObject()
    object["matched"] = .integer(result.matched)
    object["unmatched"] = .array(result.unmatched.map(JSONValue.integer))
    object["entries"] = result.calibration.json["entries"]
    object["raters"] = .object(
      JSONObject(result.ceilings.map { ($0.dimension, ["alpha": .number($0.alpha)]) }))
    object["unscored"] = .array(
      result.unscored.map { ["dimension": .string($0.dimension), "why": .string($0.why)] })
    object["file"] = file.map(JSONValue.string) ?? .null
    return .object(object)
  }
}

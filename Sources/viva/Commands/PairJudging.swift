import QuestionPipeline

/// The part of 'compare' that asks judges which of two items is the better one.
struct PairJudging: Sendable {
  static let labels = Option.optional(
    "labels", "file", ValueType.file,
    "Which item people found better, as JSON lines {\"a\": id, \"b\": id, \"better\": \"a\"}: some thirty tell good "
      + "judges from bad ones.")
  static let out = Option.optional(
    "out", "folder", ValueType.folder, standard: "Outputs/<a>-and-<b>-pairs",
    "Where the verdicts and the journal of the replies go.")

  private let pairing: ItemPairing
  private let people: PairLabels?
  private let bench: Workbench
  private let chosen: ChosenModel
  private let budget: RunBudget
  private let folder: String
  private let isQuiet: Bool
  private let workplace: Workplace

  /// Nil where no judge is named. Throws what is wrong with options and files, before anything is asked.
  init?(
    _ arguments: Arguments, _ bench: Workbench, _ workplace: Workplace, _ a: ComparedSet,
    _ b: ComparedSet
  ) async throws {
    guard arguments[ModelOptions.judges] != nil || EndpointOptions.names(arguments) else {
      for spec in [Self.labels.spec, Self.out.spec] + EndpointOptions.section.options
        + BudgetOptions.section.options where !arguments.words(of: spec).isEmpty
      {
        throw arguments.usageError(
          "'--\(spec.name)' needs judges: '--judges', '--endpoint', '--base-url' or '--model'.")
      }
      return nil
    }
    self.bench = bench
    self.workplace = workplace
    isQuiet = arguments[CommonOptions.quiet]
    chosen = try await ModelFactory.judges(arguments, bench, workplace)
    let prices = try bench.prices(chosen)
    budget = RunBudget(limit: bench.settings.budget, prices: prices, gate: chosen.gate)
    if !isQuiet, let notice = prices.notice { workplace.console.note("Notice: \(notice).") }
    pairing = ItemPairing(a.items, b.items)
    guard !pairing.pairs.isEmpty else {
      throw ConfigurationError(
        source: "\(a.path) and \(b.path)",
        detail: pairing.identical > 0
          ? "hold the same items: there is nothing to choose between"
          : "have no two items of one question, nor of one topic, kind and language")
    }
    people = try arguments[Self.labels].map { try PairLabels(FileSystem.read($0), name: $0) }
    if let people, !isQuiet {
      let unused = people.count - people.places(among: pairing.pairs).count
      if unused > 0 {
        workplace.console.note(
          "Notice: \(unused) of \(people.count) labels are ties or name no pair that is judged.")
      }
    }
    folder =
      arguments[Self.out]
      ?? "Outputs/\(ResultFolder.name(of: a.path))-and-\(ResultFolder.name(of: b.path))-pairs"
    try ResultFolder.check(folder, for: ["comparison.json"])
  }

  /// What the judges said, as it is shown.
  struct Outcome: Sendable {
    var json: JSONValue
    var lines: [String]
    /// Why not all pairs were judged.
    var note: String?
    var code: ExitCode
  }

  /// Asks, and writes the comparison with all verdicts to the folder.
  func run(_ comparison: SetComparison) async throws -> Outcome {
    if !FileSystem.exists(folder) { try FileSystem.makeFolder(folder) }
    let lock = try FolderLock(folder: folder)
    defer { withExtendedLifetime(lock) {} }
    let printer =
      isQuiet
      ? nil
      : CountPrinter(
        wanted: pairing.pairs.count, things: "pairs", console: workplace.console,
        clock: workplace.clock)
    defer { printer?.finish() }
    let journal = try await Journal(file: folder + "/journal.sqlite")
    budget.gate?.resume(
      kept: try await journal.usage().spending(at: budget.prices), lost: .nothing)
    let run = PairRun(
      pairs: pairing.pairs, cast: chosen.cast, journal: journal, prompts: bench.prompts,
      settings: bench.settings, clock: workplace.clock, interruption: workplace.interruption,
      drains: { printer?.drains($0, atMost: $1) }, finished: { printer?.advance() })
    let (judged, ending) = try await run.judge()
    printer?.finish()
    let labels = people?.places(among: judged.map(\.pair)) ?? [:]
    let preference = PairPreference(
      judged, judges: chosen.cast.judges.map(\.name), labels: labels, seed: bench.settings.seed)
    let part = ending.part(judged.count, of: pairing.pairs.count, folder: folder)
    var object = preference.json
    object["identical"] = .integer(pairing.identical)
    object["unpaired"] = [
      "a": .integer(pairing.unpaired.a), "b": .integer(pairing.unpaired.b),
    ]
    object["ending"] = part.map { .string($0.ending) }
    var file = comparison.json.objectValue ?? JSONObject()
    var pairs = object
    pairs["decisions"] = preference.decisionsJSON
    file["pairs"] = .object(pairs)
    try FileSystem.write(
      Array((JSONWriter.text(.object(file), indent: 2) + "\n").utf8),
      to: folder + "/comparison.json")
    return Outcome(
      json: .object(object), lines: PairText.lines(preference, pairing, folder: folder),
      note: part?.note, code: part?.code ?? (preference.lead == nil ? .short : .done))
  }
}

extension WorkEnding {
  /// What is said of pairs that were not all judged; nil where they were.
  fileprivate func part(_ done: Int, of count: Int, folder: String) -> (
    ending: String, note: String, code: ExitCode
  )? {
    let judged = "\(done) of \(count) pairs were judged"
    let goesOn = "The replies so far are kept in \(folder); the same command goes on from here."
    switch self {
    case .whole: return nil
    case .interrupted:
      return ("interrupted; \(judged)", "Interrupted; \(judged).\n\(goesOn)", .interrupted)
    case .stopped(let error) where error.code == .overBudget:
      return (
        "\(error.detail); \(judged)",
        "The comparison ended short: \(error.detail); \(judged).\n\(goesOn)", .short
      )
    case .stopped(let error):
      return ("stopped: \(error); \(judged)", "Error: \(error)\n\(judged).\n\(goesOn)", .failed)
    }
  }
}

import QuestionPipeline

/// `viva evaluate`: scores a set that is there already.
struct EvaluateCommand: Command {
  private static let out = Option.optional(
    "out", "folder", ValueType.folder, standard: "Outputs/<name of the input>-evaluation",
    "Where the report goes; the input is never changed.")
  private static let failUnder = Option.optional(
    "fail-under", "score", ValueType.share, "Exit with 4 where the set's score lies below it."
  ).inUsage()
  private static let junit = Option.optional(
    "junit", "file", ValueType.file,
    "Also write what was found as a JUnit file: items to drop are failures, unread lines errors.")
  private static let summary = Option.optional(
    "summary", "file", ValueType.file,
    "Add a short report in Markdown to the end of this file, such as $GITHUB_STEP_SUMMARY.")
  private static let dryRun = Option.flag(
    "dry-run",
    "Show what was read of the input and what would be asked; ask nothing and write nothing."
  ).inUsage()
  private static let map = Option.list(
    "map", "part=field,…", ValueType.field, standard: "guessed from names and contents",
    "Which fields of a table or of JSON records hold the parts of an item: question=prompt,answer=completion. Parts: "
      + ItemPart.allCases.map(\.rawValue).joined(separator: ", ") + ".")

  static let spec = CommandSpec(
    "evaluate", "Score the items of a set and write its quality report",
    positionals: [
      CommandSpec.Positional(
        "input",
        "The folder of a set that Viva wrote, or a file: JSON lines or JSON (records, Alpaca, ShareGPT, OpenAI chat), "
          + "CSV or TSV, Moodle GIFT, or questions as people list them in Markdown or plain text.")
    ],
    sections: [
      CommandSpec.Section("How it is read", map.spec, dryRun.spec),
      CommandSpec.Section(
        "How it is scored", ModelOptions.backend.spec, ModelOptions.judges.spec,
        CalibrationOptions.calibration.spec, CommonOptions.knowledge.spec, CommonOptions.seed.spec,
        CommonOptions.concurrency.spec,
        CommonOptions.config.spec, CommonOptions.home.spec),
      EndpointOptions.section, BudgetOptions.section,
      CommandSpec.Section(
        "What comes of it", out.spec, failUnder.spec, junit.spec, summary.spec,
        CommonOptions.json.spec,
        CommonOptions.quiet.spec),
    ],
    notes: [
      CommandSpec.Note("With --json", "report.json is printed as well as written."),
      CommandSpec.Note(
        "Examples", "viva evaluate Outputs/transformers",
        "viva evaluate items.jsonl --fail-under 0.7 --json",
        "viva evaluate pasted.md --dry-run",
        "viva evaluate quiz.csv --map question=prompt,answer=completion",
        "viva evaluate Outputs/transformers --endpoint openai --model gpt-4.1-mini",
        "viva evaluate set.jsonl --fail-under 0.8 --junit viva.xml --summary $GITHUB_STEP_SUMMARY"),
    ])

  /// What was read; where it is to be evaluated, `items` has its items.
  private let found: FoundSet
  private let items: HandOver<[Item]>
  private let bench: Workbench
  private let chosen: ChosenModel
  private let budget: RunBudget
  private let calibration: (calibration: Calibration, file: String)?
  private let folder: String
  private let sender: TraceSender?
  private let arguments: Arguments
  private let workplace: Workplace

  init(_ arguments: Arguments, in workplace: Workplace) async throws {
    self.arguments = arguments
    self.workplace = workplace
    let input = arguments.positionals[0]
    bench = try Workbench(arguments)
    chosen = try await ModelFactory.judges(arguments, bench, workplace)
    let prices = try bench.prices(chosen)
    budget = RunBudget(limit: bench.settings.budget, prices: prices, gate: chosen.gate)
    if chosen.backend == Backend.endpoint.rawValue {
      try budget.check(bench.settings)
      if !arguments[CommonOptions.quiet], let notice = prices.notice {
        workplace.console.note("Notice: \(notice).")
      }
    }
    var found = try SetReader.read(input, mapping: FieldChoice.table(arguments[Self.map]))
    calibration = try CalibrationOptions.read(arguments, workplace)
    folder = arguments[Self.out] ?? "Outputs/\(ResultFolder.name(of: input))-evaluation"
    if !arguments[Self.dryRun] {
      try ResultFolder.check(folder, for: ["report.json", "report.md", "report.html"])
    }
    for file in [arguments[Self.junit], arguments[Self.summary]].compactMap(\.self) {
      try Self.check(file, spares: input)
    }
    if !arguments[CommonOptions.quiet], !arguments[Self.dryRun] {
      for notice in EvaluateInput(path: input, found: found).notices {
        workplace.console.note("Notice: \(notice).")
      }
    }
    items = HandOver(found.items)
    if !arguments[Self.dryRun] { found.items = [] }
    self.found = found
    sender = arguments[Self.dryRun] ? nil : TraceSender(arguments, workplace)
  }

  func run() async throws -> ExitCode {
    if arguments[Self.dryRun] { return tellPlan() }
    let console = workplace.console
    let items = items.take()
    let count = items.count
    let printer =
      arguments[CommonOptions.quiet]
      ? nil
      : CountPrinter(wanted: items.count, console: console, clock: workplace.clock)
    let through = Counter()
    if !FileSystem.exists(folder) { try FileSystem.makeFolder(folder) }
    let lock = try FolderLock(folder: folder)
    defer { withExtendedLifetime(lock) {} }
    defer { printer?.finish() }
    // What rules say costs nothing; what an endpoint says is kept before it is used.
    let journal =
      chosen.backend == Backend.endpoint.rawValue
      ? try await Journal(file: folder + "/journal.sqlite") : nil
    if let journal, let gate = budget.gate {
      gate.resume(kept: try await journal.usage().spending(at: budget.prices), lost: .nothing)
    }
    let traced = sender?.start(subject(items), endpoints: chosen.places)
    let evaluation = EvaluationRun(
      items: consume items, cast: chosen.cast, journal: journal, prompts: bench.prompts,
      rubric: bench.rubric, settings: bench.settings, clock: workplace.clock,
      interruption: workplace.interruption,
      drains: { printer?.drains($0, atMost: $1) }, tracer: traced?.tracer,
      finished: { [advances = workplace.advances] in
        printer?.advance()
        advances?(through.next(), count)
      })
    let similarity = evaluation.similarity
    let outcome: EvaluationRun.Outcome
    do {
      outcome = try await (consume evaluation).judge(by: calibration?.calibration)
    } catch {
      await traced?.finish("failed", error: error)
      throw error
    }
    await traced?.finish(outcome, requested: count)
    printer?.finish()
    let part = PartialEvaluation(outcome, of: count, folder: folder)
    if let part, outcome.items.isEmpty {
      console.note(part.note)
      return part.code
    }
    var contents = SetContents(items: outcome.items)
    contents.readings = outcome.readings
    contents.judging = outcome.judging
    contents.calibratedScores = calibration.map { $0.calibration.reach(outcome.items) } ?? 0
    contents.ending = part?.ending
    // Of some of the items, it is found anew.
    contents.similarity = part == nil ? similarity : nil
    contents.name = FileSystem.name(of: arguments.positionals[0])
    contents.backend = chosen.backend
    contents.model = chosen.cast.judges[0].name
    let report = SetReport(
      contents, rubric: bench.rubric, seed: bench.settings.seed,
      thresholds: bench.settings.duplicates,
      lines: found.lines.map { lines in outcome.places.map { lines[$0] } }, unread: found.unread)
    _ = try SetPublisher(folder: folder, rubric: bench.rubric).publish(report, contents)
    try writeForBuilds(report)
    tellCalibration(contents.calibratedScores)
    if let judging = contents.judging, !arguments[CommonOptions.quiet] {
      for line in JudgingText.lines(judging) { console.note(line) }
    }
    let code = tell(report)
    if let part {
      console.note(part.note)
      return part.code
    }
    guard chosen.backend == Backend.endpoint.rawValue, let why = Self.unusableJudges(contents.items)
    else { return code }
    // A figure that stands on rules alone must not pass for one that judges gave.
    console.note("No reply of the judges could be used: \(why).")
    return code == .gateFailed ? code : .short
  }

  /// What a trace of it is of: the same items, judged with the same seed.
  private func subject(_ items: [Item]) -> RunTracer.Subject {
    var hash = SHA256()
    for item in items { hash.update(Array((item.id + "\n").utf8)) }
    return RunTracer.Subject(
      name: "evaluate", run: "e-" + hash.finish().prefix(12), seed: bench.settings.seed,
      backend: chosen.backend)
  }

  /// A file for build servers takes the place of nothing that is read. Throws: `FileError` or `ConfigurationError`.
  private static func check(_ file: String, spares input: String) throws {
    guard !FileSystem.isFolder(file) else {
      throw FileError(code: .isFolder, path: file, detail: "is a folder; a file was expected")
    }
    let items = FileSystem.isFolder(input) ? input + "/items.jsonl" : input
    guard !FileSystem.exists(file) || !FileSystem.isSame(file, items) else {
      throw ConfigurationError(source: file, detail: "is what is evaluated; it is never changed")
    }
  }

  /// What build servers read.
  private func writeForBuilds(_ report: SetReport) throws {
    let name = FileSystem.name(of: ResultFolder.stem(of: arguments.positionals[0]))
    let limit = arguments[Self.failUnder]
    if let file = arguments[Self.junit] {
      let junit = JUnitReport(report: report, name: name, limit: limit)
      try FileSystem.makeFolder(FileSystem.parent(of: file))
      try FileSystem.write(Array(junit.text.utf8), to: file)
    }
    if let file = arguments[Self.summary] {
      let summary = GateSummary(report: report, name: name, limit: limit)
      try FileSystem.makeFolder(FileSystem.parent(of: file))
      try FileSystem.append(Array(summary.text.utf8), to: file)
    }
  }

  private func tellCalibration(_ scores: Int) {
    guard let calibration, scores > 0, !arguments[CommonOptions.quiet] else { return }
    workplace.console.note(
      "Notice: \(scores) \(scores == 1 ? "score was" : "scores were") put on the scale of people's "
        + "labels by \(calibration.file); --calibration none leaves them as they were.")
  }

  /// What was wrong with the judges' replies, where none of them scored anything.
  private static func unusableJudges(_ items: [Item]) -> String? {
    var reason: String?
    for item in items {
      for (_, score) in item.scores.entries {
        switch score {
        case .scored(_, _, _, let by): if by != "rules" { return nil }
        case .unscored(let why): if why.hasPrefix("the judge's reply") { reason = reason ?? why }
        }
      }
    }
    return reason
  }

  private func tellPlan() -> ExitCode {
    let console = workplace.console
    let asked = bench.settings.evaluator
    // The offline judge is asked once an item: rules say the same every time.
    let judged =
      chosen.backend == Backend.offline.rawValue ? 1 : chosen.cast.judges.count * asked.samples
    let requests = found.items.count * (judged + asked.solverSamples)
    let input = EvaluateInput(path: arguments.positionals[0], found: found)
    if arguments[CommonOptions.json] {
      var object = input.json
      object["requests"] = .integer(requests)
      object["out"] = .string(folder)
      console.print(JSONWriter.text(.object(object), indent: 2))
    } else {
      for line in input.text { console.print(line) }
      console.print(
        "\(found.items.count) items, \(requests) requests to the \(chosen.backend) backend; "
          + "the report would go to \(folder).")
    }
    return .done
  }

  private func tell(_ report: SetReport) -> ExitCode {
    let console = workplace.console
    if arguments[CommonOptions.json] {
      console.print(JSONWriter.text(report.json, indent: 2))
    } else {
      console.print(
        "\(report.items.count) items: \(report.count(.keep)) to keep, \(report.count(.fix)) to fix, "
          + "\(report.count(.drop)) to drop.")
      console.print(report.verdict)
      console.print("Report: \(folder)/report.html")
    }
    guard let limit = arguments[Self.failUnder] else { return .done }
    guard let score = report.score?.value else {
      console.note("The set has no score, so --fail-under \(limit) fails.")
      return .gateFailed
    }
    guard score < limit else { return .done }
    console.note("The set's score \(JSONWriter.text(of: score)) lies below \(limit).")
    return .gateFailed
  }
}

extension TracedRun {
  fileprivate func finish(_ outcome: EvaluationRun.Outcome, requested: Int) async {
    let counts = [("requested", requested), ("judged", outcome.items.count)]
    switch outcome.ending {
    case .whole: await finish("met", counts: counts)
    case .interrupted: await finish("interrupted", counts: counts)
    case .stopped(let error): await finish("failed", counts: counts, error: error)
    }
  }
}

import QuestionPipeline
import SQLiteStorage

/// `viva generate`: writes a question set, or goes on with one.
struct GenerateCommand: Command {
  private static let plan = Option.optional(
    "plan", "file", ValueType.file,
    "Squares to fill, as 'viva plan --json' prints them; takes the place of what is asked for.")
  private static let allowRepeats = Option.flag(
    "allow-repeats", "Let questions come again that the memory holds from earlier runs.")

  static let spec = CommandSpec(
    "generate", "Write a question set on topics or from documents",
    sections: [
      BriefOptions.section,
      CommandSpec.Section(
        "How it is written", ModelOptions.backend.spec, ModelOptions.journal.spec,
        CommonOptions.knowledge.spec, CommonOptions.seed.spec, CommonOptions.concurrency.spec,
        CommonOptions.memory.spec, allowRepeats.spec, plan.spec, CommonOptions.config.spec,
        CommonOptions.home.spec),
      EndpointOptions.section,
      BudgetOptions.section,
      CommandSpec.Section(
        "Where it goes", CommonOptions.out.spec, CommonOptions.json.spec, CommonOptions.quiet.spec),
    ],
    notes: [
      CommandSpec.Note(
        "With --json, the members of the object",
        "set          the folder", "requested    items asked for",
        "accepted     items in items.jsonl", "refused      places whose last draft was refused",
        "notAttempted places that got no draft", "reasons      refused cells by reason",
        "ending       \"met\", \"interrupted\", or why the run stopped",
        "report       the page to open", "files        all files written, by name",
        "memory       of the plan's squares, how many had a question before and have one after"),
      CommandSpec.Note(
        "Examples", "viva generate --topic Transformers --count 50 --kinds open,multipleChoice",
        "viva generate --topic Python --languages en,zh --seed 7 --out Outputs/python",
        "viva generate --source notes/ --kinds open,cloze",
        "viva generate --topic Rust --endpoint ollama --model qwen3:8b --count 100"),
    ])

  private let run: PipelineRun
  private let brief: Brief
  private let folder: String
  private let isJSON: Bool
  private let isQuiet: Bool
  private let workplace: Workplace
  private let printer: ProgressPrinter?
  private let sender: TraceSender?
  private let endpoints: [TracedEndpoint]
  private let identity: RunIdentity
  private let seed: UInt64
  private let backend: String

  init(_ arguments: Arguments, in workplace: Workplace) async throws {
    self.workplace = workplace
    isJSON = arguments[CommonOptions.json]
    isQuiet = arguments[CommonOptions.quiet]
    let bench = try Workbench(arguments)
    var asked: AskedBrief
    if let path = arguments[Self.plan] {
      for option in BriefOptions.section.options where !arguments.words(of: option).isEmpty {
        throw arguments.usageError("'--\(option.name)' cannot be given beside '--plan'.")
      }
      asked = try AskedBrief(plan: path)
    } else {
      asked = try AskedBrief(arguments, bench.settings.documents)
    }
    let chosen = try await ModelFactory.model(arguments, bench, workplace, recalls: true)
    if let pack = chosen.pack { try TopicCheck.check(&asked, pack: pack) }
    if chosen.backend == Backend.offline.rawValue { asked.tellBarrenDocuments() }
    brief = asked.brief
    folder = arguments[CommonOptions.out] ?? "Outputs/" + Slug.of(brief.topics)
    if chosen.backend == Backend.offline.rawValue, bench.settings.roles != EndpointRoles() {
      asked.notices.append(
        "the 'roles' of the configuration play no part offline; '--backend endpoint' asks them")
    }
    if chosen.backend == Backend.offline.rawValue, bench.settings.memory.path != nil,
      bench.settings.memory.embeddings != nil
    {
      asked.notices.append(
        "'memory.embeddings' of the configuration plays no part offline; 'viva memory embed' gives "
          + "the memory its vectors")
    }
    if !isQuiet { for notice in asked.notices { workplace.console.note("Notice: \(notice).") } }

    let settings = bench.settings
    let prices = try bench.prices(chosen)
    if !isQuiet, let notice = prices.notice { workplace.console.note("Notice: \(notice).") }
    let clock = workplace.clock
    printer =
      isQuiet
      ? nil
      : ProgressPrinter(
        title: FileSystem.name(of: folder), wanted: brief.count, console: workplace.console,
        clock: clock, gate: chosen.gate, endpoints: chosen.endpoints)
    let memory = settings.memory.path
    let allowsRepeats = arguments[Self.allowRepeats]
    let identity = RunIdentity(
      brief: brief, settings: settings, backend: chosen.backend, models: chosen.cast,
      prompts: bench.prompts, rubricHash: bench.rubricHash, knowledge: chosen.knowledge,
      passages: asked.passages, usesMemory: memory != nil, allowsRepeats: allowsRepeats)
    try chosen.check(identity)
    var request = RunRequest(
      brief: brief, settings: settings, prompts: bench.prompts, rubric: bench.rubric,
      passages: asked.passages, cast: chosen.cast, backend: chosen.backend, folder: folder,
      memoryFile: memory,
      freshIdentifier: String(UInt64.random(in: .min ... .max), radix: 36),
      allowsRepeats: allowsRepeats,
      identity: identity, clock: clock,
      progress: printer as (any ProgressSink)?
        ?? CellCount.heard(by: workplace.advances, of: brief.count))
    request.budget = RunBudget(limit: settings.budget, prices: prices, gate: chosen.gate)
    request.endpoints = chosen.endpoints
    request.interruption = workplace.interruption
    request.intake = asked.intake
    run = try await PipelineRun(request)
    sender = TraceSender(arguments, workplace)
    endpoints = chosen.places
    self.identity = identity
    seed = settings.seed
    backend = chosen.backend
  }

  func run() async throws -> ExitCode {
    let before = try await run.committed()
    printer?.resumed(accepted: before.accepted, refused: before.refused)
    let outcome: RunOutcome
    let traced = sender?.start(
      RunTracer.Subject(
        name: "generate", run: identity.run, seed: seed, backend: backend,
        before: before.accepted + before.refused), endpoints: endpoints)
    let drawing = printer.map { printer in
      Task { await printer.keepDrawing(workplace.clock) }
    }
    defer { drawing?.cancel() }
    do {
      outcome = try await run.traced(by: traced?.tracer).execute()
    } catch {
      await traced?.finish("failed", error: error)
      printer?.finish()
      throw Stopped(error: error, folder: folder)
    }
    printer?.finish()
    tell(outcome)
    await traced?.finish(outcome, requested: brief.count)
    switch outcome.ending {
    case .met: return .done
    case .short, .spent: return .short
    case .interrupted: return .interrupted
    case .failed: return .failed
    }
  }

  // MARK: Results

  private func tell(_ outcome: RunOutcome) {
    let console = workplace.console
    let ledger = outcome.contents.ledger
    let places = ledger?.places
    let accepted = places?.accepted ?? outcome.contents.items.count
    if isJSON {
      console.print(JSONWriter.text(json(outcome), indent: 2))
    } else {
      var line = "\(accepted) of \(brief.count) items accepted"
      if let reasons = ledger?.reasons, !reasons.isEmpty {
        let count = reasons.reduce(0) { $0 + $1.count }
        let list = reasons.map { "\($0.name) \($0.count)" }.joined(separator: ", ")
        line += "; \(count) \(count == 1 ? "draft" : "drafts") refused (\(list))"
      }
      console.print(line + ".")
      if let memory = outcome.contents.memory {
        console.print(
          "Memory: \(memory.before) of the plan's \(memory.squares) squares had a question before, "
            + "\(memory.after) have one now.")
      }
      console.print("Report: \(folder)/report.html")
    }
    switch outcome.ending {
    case .met: break
    case .short(let why): console.note("The run ended short: \(why).")
    case .spent(let why):
      console.note("The run ended short: \(why). The same command with a larger one goes on.")
    case .interrupted:
      console.note("Interrupted; the same command goes on from here.")
    case .failed(let error): console.note("Error: \(Stopped(error: error, folder: folder))")
    }
  }

  /// An error after which the run can go on.
  private struct Stopped: Error, CustomStringConvertible {
    var error: any Error
    var folder: String
    var description: String {
      if let advice = (error as? StorageError)?.journalAdvice { return "\(error)\n\(advice)" }
      return
        "\(error)\nWhat was committed is in \(folder); the same command goes on from here."
    }
  }

  private func json(_ outcome: RunOutcome) -> JSONValue {
    let ledger = outcome.contents.ledger
    let summary: JSONValue = [
      "set": .string(folder), "requested": .integer(brief.count),
      "accepted": .integer(ledger?.places.accepted ?? outcome.contents.items.count),
      "refused": .integer(ledger?.places.refused ?? 0),
      "notAttempted": .integer(ledger?.places.notAttempted ?? 0),
      "reasons": ledger?.json["reasons"] ?? [:],
      "ending": .string(outcome.contents.ending ?? "met"),
      "report": .string("\(folder)/report.html"), "files": .strings(outcome.files),
      "usage": .array(outcome.contents.usage.map(\.json)),
    ]
    guard var object = summary.objectValue else { return summary }
    object["memory"] = outcome.contents.memory?.json
    object["cost"] = outcome.contents.cost?.json
    return .object(object)
  }
}

extension TracedRun {
  fileprivate func finish(_ outcome: RunOutcome, requested: Int) async {
    let places = outcome.contents.ledger?.places
    let counts = [
      ("requested", requested), ("accepted", places?.accepted ?? outcome.contents.items.count),
      ("refused", places?.refused ?? 0), ("notAttempted", places?.notAttempted ?? 0),
    ]
    switch outcome.ending {
    case .met: await finish("met", counts: counts)
    case .short: await finish("short", counts: counts)
    case .spent: await finish("spent", counts: counts)
    case .interrupted: await finish("interrupted", counts: counts)
    case .failed(let error): await finish("failed", counts: counts, error: error)
    }
  }
}

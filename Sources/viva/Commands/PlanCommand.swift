import QuestionPipeline

/// `viva plan`: what `generate` would ask for, without a model.
struct PlanCommand: Command {
  static let spec = CommandSpec(
    "plan",
    "Show the squares, calls, tokens, cost and time of a set; nothing is asked and nothing written",
    sections: [
      BriefOptions.section,
      CommandSpec.Section(
        "How it would be written", ModelOptions.backend.spec, ModelOptions.journal.spec,
        CommonOptions.knowledge.spec, CommonOptions.seed.spec, CommonOptions.concurrency.spec,
        CommonOptions.config.spec, CommonOptions.home.spec),
      EndpointOptions.section,
      CommandSpec.Section("Output", CommonOptions.json.spec, CommonOptions.quiet.spec),
    ],
    notes: [
      CommandSpec.Note(
        "With --json",
        "the plan as one object: brief, squares, calls by role, cells by wave, cost, time and unmet.",
        "Squares may be edited, dropped and added, and an angle (null while none is planned) may be",
        "written in; 'viva generate --plan FILE' fills them. Money counts in thousand-millionths of a",
        "US dollar; most is what everything going wrong would take, null where replies have no cap.",
        "time has the seconds expected (null where nobody measured how fast the models answer, which",
        "--journal of an earlier run tells), secondsByRates that rate limits take by themselves,",
        "cellsAtOnce, and measuredReplies that it rests on. unmet: what was asked for and is in no cell."
      ),
      CommandSpec.Note(
        "Examples", "viva plan --topic Transformers --count 200 --kinds open,scenario",
        "viva plan --topic RAG --json > plan.json"),
    ])

  private let preview: PlanPreview
  private let time: PlanTime
  private let concurrency: Int
  /// Whether models are asked that may cost something.
  private let isPaid: Bool
  /// Whether an endpoint is asked, which takes time.
  private let isAsked: Bool
  private let isJSON: Bool
  private let console: Console

  init(_ arguments: Arguments, in workplace: Workplace) async throws {
    console = workplace.console
    isJSON = arguments[CommonOptions.json]
    let bench = try Workbench(arguments)
    var asked = try AskedBrief(arguments, bench.settings.documents)
    let chosen = try await ModelFactory.model(arguments, bench, workplace, recalls: true)
    if let pack = chosen.pack { try TopicCheck.check(&asked, pack: pack) }
    if chosen.backend == Backend.offline.rawValue { asked.tellBarrenDocuments() }
    if !arguments[CommonOptions.quiet] {
      for notice in asked.notices { console.note("Notice: \(notice).") }
    }
    concurrency = bench.settings.concurrency
    preview = PlanPreview(
      asked.brief, settings: bench.settings, prompts: bench.prompts, rubric: bench.rubric,
      passages: asked.passages, isJudgedByRules: chosen.backend == Backend.offline.rawValue,
      cast: chosen.cast, prices: try bench.prices(chosen))
    isPaid = chosen.backend != Backend.offline.rawValue
    // A replay asks nobody.
    isAsked = chosen.backend == Backend.endpoint.rawValue && chosen.recorded == nil
    let loads = isAsked ? try CastPlan(arguments, bench.settings).loads : []
    var latencies: [PlanTime.Latency] = []
    if isAsked, let journal = arguments[ModelOptions.journal] {
      latencies = try await JournalFile.open(journal).latencies(of: chosen.cast)
    }
    time = PlanTime(preview, latencies: latencies, loads: loads, concurrency: concurrency)
  }

  func run() async throws -> ExitCode {
    if isJSON {
      console.print(JSONWriter.text(preview.json(time), indent: 2))
      return .done
    }
    let (cells, waves) = (preview.squares.count, preview.waves.count)
    console.print(
      "\(cells) \(cells == 1 ? "cell" : "cells") in \(waves) \(waves == 1 ? "wave" : "waves")")
    console.print("")
    for row in squareRows() { console.print(row) }
    console.print("")
    for row in callRows() { console.print(row) }
    console.print("")
    console.print("Estimates for drafts that pass at once; each revision and refusal adds to them.")
    for line in costLines() { console.print(line) }
    if isAsked { console.print(timeLine) }
    let unanswerable = preview.brief.unanswerableCount
    if unanswerable > 0 {
      console.print(
        "To be unanswerable by the documents, or of a false premise: \(unanswerable) of the items.")
    }
    if !preview.unmet.isEmpty {
      console.print("Asked for and in no cell: " + preview.unmet.joined(separator: "; ") + ".")
    }
    if preview.widest < concurrency {
      console.print(
        "At most \(preview.widest) cells are worked on at once, fewer than --concurrency "
          + "\(concurrency).")
    }
    return .done
  }

  /// Squares by topic, language and kind, with their levels.
  private func squareRows() -> [String] {
    struct Key: Hashable {
      var topic: String
      var language: String
      var kind: String
    }
    var order: [Key] = []
    var levels: [Key: [BloomLevel]] = [:]
    for planned in preview.squares {
      let square = planned.square
      let key = Key(
        topic: square.topic, language: square.language.tag, kind: square.kind.rawValue)
      if levels[key] == nil { order.append(key) }
      levels[key, default: []].append(square.level)
    }
    let rows = order.map { key in
      let found = levels[key] ?? []
      let counts = BloomLevel.allCases.compactMap { level -> String? in
        let count = found.count { $0 == level }
        return count > 0 ? "\(level.rawValue) \(count)" : nil
      }
      return [
        key.topic, key.language, key.kind, String(found.count), counts.joined(separator: ", "),
      ]
    }
    return TextTable.rows(
      ["Topic", "Language", "Kind", "Cells", "Levels"], rows, numbers: [3])
  }

  private func callRows() -> [String] {
    func row(_ name: String, _ calls: [PlanPreview.Calls]) -> [String] {
      func sum(_ value: (PlanPreview.Calls) -> Int) -> Int { calls.reduce(0) { $0 + value($1) } }
      let numbers = [
        sum(\.requests), sum(\.promptTokens), sum(\.cachedTokens), sum(\.completionTokens),
      ]
      return [name] + numbers.map(String.init)
        + (isPaid ? [preview.hasPrices ? Money.short(sum(\.cost)) : "unknown"] : [])
    }
    let rows = preview.calls.map { row($0.role.rawValue, [$0]) } + [row("all", preview.calls)]
    return TextTable.rows(
      ["Role", "Calls", "Prompt tokens", "Of these cached", "Reply tokens"]
        + (isPaid ? ["Cost"] : []), rows, numbers: [1, 2, 3, 4, 5])
  }

  /// How long it would take, and what that rests on.
  private var timeLine: String {
    let rates = time.byRates.map {
      "the rate limits of \($0.endpoint) take \(Pace.time($0.seconds))"
    }
    guard let expected = time.expected else {
      return "Time: unknown, since nobody has measured how fast the models answer ("
        + "--journal of an earlier run with them tells)"
        + (rates.map { "; \($0) by themselves." } ?? ".")
    }
    return "Time: about \(Pace.time(expected)) with \(time.width) "
      + "\(time.width == 1 ? "cell" : "cells") at once, by \(time.replies) measured replies"
      + (rates.map { "; \($0)." } ?? ".")
  }

  /// The worst case, and what is not known of the cost.
  private func costLines() -> [String] {
    let most = preview.most
    var parts = ["\(most.requests) calls"]
    if preview.hasReplyCap {
      parts.append("\(most.tokens) tokens")
      if isPaid, preview.hasPrices { parts.append(Money.short(most.cost)) }
    }
    var lines = [
      "If every reply failed and every draft came back, they would take "
        + parts.joined(separator: ", ") + "."
    ]
    if !preview.hasReplyCap {
      lines.append("How many tokens that is cannot be said: 'maxReplyTokens' is null.")
    }
    if let notice = preview.prices.notice {
      lines.append(notice.prefix(1).uppercased() + notice.dropFirst() + ".")
    }
    return lines
  }
}

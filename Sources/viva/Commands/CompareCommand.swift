import QuestionPipeline

/// `viva compare`: which of two sets is better, what drifted, and whether it is noise.
struct CompareCommand: Command {
  static let spec = CommandSpec(
    "compare", "Compare two sets: which scores higher, is it noise, what drifted",
    positionals: [
      CommandSpec.Positional(
        "a", "The folder of a set or of an evaluation, or a file of items with scores.",
        completion: .folder),
      CommandSpec.Positional("b", "The other one; differences are b less a.", completion: .folder),
    ],
    sections: [
      CommandSpec.Section(
        "Options", CommonOptions.seed.spec, CommonOptions.config.spec, CommonOptions.home.spec,
        CommonOptions.json.spec),
      CommandSpec.Section(
        "Pairs before judges", ModelOptions.judges.spec, PairJudging.labels.spec,
        PairJudging.out.spec, CommonOptions.concurrency.spec, CommonOptions.quiet.spec),
      EndpointOptions.section, BudgetOptions.section,
    ],
    notes: [
      CommandSpec.Note(
        "Pairs before judges",
        "Where judges are named (--judges, or --model, --base-url, --endpoint), they see items side by",
        "side and say which is better: the same question in both sets, else items of one topic, kind and",
        "language, and of one level while there are, in the order of the sets. Each pair is shown in both",
        "orders; a judge whose winner changes with the order leans nowhere, and a pair counts only where",
        "a judge answered both. Verdicts are weighed by constancy and labels, never by a bare majority.",
        "The folder keeps comparison.json with every verdict, and the replies, so that the same command",
        "asks nothing twice; another --seed asks anew."),
      CommandSpec.Note(
        "What is told",
        "Items that stand in both sets (by question, else by Viva's id) are compared in pairs where they",
        "are at least half of the smaller set; else the sets are compared as two samples. 'By chance' is",
        "how often shuffling the sides gives a difference as large, in pairs of six topics or more whole",
        "topics at a time: what is above 5% may be noise. 'adjusted' allows for having looked at several",
        "scores (Holm). KS is the largest gap between the two distributions, PSI the population stability",
        "index (by habit below 0.1 is stable, above 0.25 shifted; small sets exceed both by chance).",
        "Latency and tokens by stage come from trace.jsonl, cost from Config/Prices.json5."),
      CommandSpec.Note(
        "With --json",
        "one object: winner (a, b, neither, unscored), a, b, sharedItems, scores (name, means,",
        "difference, paired, n, p, adjustedP, ks, psi, judges), mix, refusals, stages; with judges also",
        "pairs (winner, wins, shareOfB, p, judges with flips and weights)."),
      CommandSpec.Note(
        "Examples", "viva compare Outputs/rust Outputs/rust-2",
        "viva compare Outputs/rust-evaluation Outputs/rust-2-evaluation --json",
        "viva compare Outputs/rust Outputs/rust-2 --model gpt-4.1-mini --max-cost 1"),
    ])

  private let comparison: SetComparison
  /// What judges are to say of pairs; nil where none are named.
  private let judging: PairJudging?
  private let isJSON: Bool
  private let console: Console

  init(_ arguments: Arguments, in workplace: Workplace) async throws {
    console = workplace.console
    isJSON = arguments[CommonOptions.json]
    let bench = try Workbench(arguments)
    let book = try PriceBook(bench.files).overlaid(with: bench.settings.prices)
    func price(_ model: String) -> Price? { model == "offline" ? .free : book.price(of: model) }
    let paths = arguments.positionals
    let (a, b) = (
      try ComparedSet(path: paths[0], price: price), try ComparedSet(path: paths[1], price: price)
    )
    judging = try await PairJudging(arguments, bench, workplace, a, b)
    comparison = SetComparison(a, b, seed: bench.settings.seed)
  }

  func run() async throws -> ExitCode {
    let judged = try await judging?.run(comparison)
    if isJSON {
      var object = comparison.json.objectValue ?? JSONObject()
      object["pairs"] = judged?.json
      console.print(JSONWriter.text(.object(object), indent: 2))
    } else {
      for line in ComparisonText.lines(comparison) { console.print(line) }
      for line in judged?.lines ?? [] { console.print(line) }
    }
    if let note = judged?.note { console.note(note) }
    return judged?.code ?? .done
  }
}

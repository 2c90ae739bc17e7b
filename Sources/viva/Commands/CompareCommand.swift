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
        CommonOptions.json.spec)
    ],
    notes: [
      CommandSpec.Note(
        "What is told",
        "Items that stand in both sets (by id, else by their question) are compared in pairs where they",
        "are at least half of the smaller set; else the sets are compared as two samples. 'By chance' is",
        "how often shuffling the sides gives a difference as large, whole topics at a time in pairs: what",
        "is above 5% may be noise. 'adjusted' allows for having looked at several scores (Holm). KS is",
        "the largest gap between the two distributions, PSI the population stability index (by habit",
        "below 0.1 is stable, above 0.25 shifted; small sets exceed both by chance). Latency and tokens",
        "by stage come from trace.jsonl, cost from Config/Prices.json5."),
      CommandSpec.Note(
        "With --json",
        "one object: winner (a, b, neither, unscored), a, b, sharedItems, scores (name, means,",
        "difference, paired, n, p, adjustedP, ks, psi, judges), mix, refusals, stages."),
      CommandSpec.Note(
        "Examples", "viva compare Outputs/rust Outputs/rust-2",
        "viva compare Outputs/rust-evaluation Outputs/rust-2-evaluation --json"),
    ])

  private let comparison: SetComparison
  private let isJSON: Bool
  private let console: Console

  init(_ arguments: Arguments, in workplace: Workplace) async throws {
    console = workplace.console
    isJSON = arguments[CommonOptions.json]
    let bench = try Workbench(arguments)
    let book = try PriceBook(bench.files).overlaid(with: bench.settings.prices)
    func price(_ model: String) -> Price? { model == "offline" ? .free : book.price(of: model) }
    let paths = arguments.positionals
    comparison = SetComparison(
      try ComparedSet(path: paths[0], price: price), try ComparedSet(path: paths[1], price: price),
      seed: bench.settings.seed)
  }

  func run() async throws -> ExitCode {
    if isJSON {
      console.print(JSONWriter.text(comparison.json, indent: 2))
    } else {
      for line in ComparisonText.lines(comparison) { console.print(line) }
    }
    return .done
  }
}

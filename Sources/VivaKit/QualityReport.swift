import QuestionPipeline

/// What is to be said of a set: how good it is, and what to do with each item.
public struct QualityReport: Sendable {
  /// What to do with an item: `drop` has an error, `fix` a warning or a low score.
  public enum Advice: String, Sendable, Hashable, CaseIterable { case keep, fix, drop }

  /// An item, what to do with it, and why.
  public struct Entry: Sendable, Hashable {
    /// With the scores and flaws that the report is of.
    public let item: Item
    public let advice: Advice
    /// Names of flaws, "low-score", or "low-" and a dimension.
    public let reasons: [String]
  }

  private let report: SetReport
  private let contents: SetContents
  private let rubric: Rubric

  init(
    _ contents: SetContents, _ basis: ReportBasis, lines: [Int]? = nil,
    unread: [SetReport.Unread] = []
  ) {
    self.contents = contents
    rubric = basis.rubric
    report = SetReport(
      contents, rubric: basis.rubric, seed: basis.seed, thresholds: basis.thresholds, lines: lines,
      unread: unread)
  }

  /// In plain words: how usable the set is, how good, what is missing, and what nobody looked at.
  public var verdict: String { report.verdict }

  /// The mean score of the items; nil where nothing was scored.
  public var score: Double? { report.score?.value }

  /// The 95% interval of the mean.
  public var interval: ClosedRange<Double>? {
    report.score.map { min($0.low, $0.high)...max($0.low, $0.high) }
  }

  /// In the set's order.
  public var entries: [Entry] {
    report.items.map {
      Entry(
        item: Item($0.item), advice: Advice(rawValue: $0.advice.rawValue) ?? .fix,
        reasons: $0.reasons)
    }
  }

  /// The mean of each dimension in which any item was scored, your scorers' included.
  public var means: [String: Double] {
    var means: [String: Double] = [:]
    for summary in report.summaries { means[summary.name] = summary.mean?.value }
    return means
  }

  /// How many cells were refused for each reason.
  public var refusals: [String: Int] {
    Dictionary(
      contents.ledger?.reasons.map { ($0.name, $0.count) } ?? [],
      uniquingKeysWith: { first, _ in first })
  }

  /// Why an evaluation did not reach all items; nil where it did.
  public var ending: String? { contents.ending }

  /// `report.json`, whose schema is beside the sources.
  public var json: String { JSONWriter.text(report.json, indent: 2) }

  /// `report.md`: tables as GitHub shows them.
  public var markdown: String { MarkdownReport.text(report, contents) }

  /// `report.html`: one page that loads nothing.
  public var html: String { HTMLReport.text(report, contents) }

  /// Writes `report.json`, `report.md` and `report.html`.
  func publish(in folder: String) throws {
    _ = try SetPublisher(folder: folder, rubric: rubric).publish(report, contents)
  }
}

/// What a report stands on beside the set.
struct ReportBasis: Sendable {
  var rubric: Rubric
  var seed: UInt64
  var thresholds: DuplicateThresholds

  init(rubric: Rubric, seed: UInt64, thresholds: DuplicateThresholds) {
    self.rubric = rubric
    self.seed = seed
    self.thresholds = thresholds
  }

  init(_ bench: Workbench) {
    self.init(
      rubric: bench.rubric, seed: bench.settings.seed, thresholds: bench.settings.duplicates)
  }
}

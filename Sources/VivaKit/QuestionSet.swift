import QuestionPipeline

/// Questions with their answers: a set that was generated, read, or put together by you.
public struct QuestionSet: Sendable {
  /// In the set's order. Take some out or add others: reports are of what is here.
  public var items: [Item]
  /// The cells of the run that came to nothing; empty for sets that no run wrote.
  public let refusals: [Refusal]
  /// Nil for sets that no run wrote.
  public let ending: Ending?
  /// What there is to be told: lines that could not be read, topics that mean the same, documents left out.
  public let notices: [String]

  /// All but the items.
  private let contents: SetContents
  private let basis: ReportBasis
  /// The line of each item in the file that it was read from, by identifier.
  private let lines: [String: Int]
  private let unread: [SetReport.Unread]

  /// How a run ended.
  public enum Ending: Sendable, Hashable {
    /// All that was asked for is there.
    case complete
    /// Something is missing, and why: nothing new could be had, or the budget is spent.
    case short(String)
    /// The task was cancelled; the same call goes on.
    case interrupted
  }

  /// A cell of the run that came to nothing.
  public struct Refusal: Sendable, Hashable {
    /// The first counts in the report's ledger.
    public let reasons: [String]
    /// The last draft; nil where none could be read.
    public let draft: Draft?
    /// What was wrong with it.
    public let flaws: [Flaw]
  }

  /// A set of your own. Throws: ``VivaError`` where two items have one identifier.
  public init(_ items: [Item]) throws(VivaError) {
    var seen: Set<String> = []
    if let double = items.first(where: { !seen.insert($0.id).inserted }) {
      throw VivaError(.invalidInput, "two items have the identifier \(double.id)")
    }
    let bench = try VivaError.checking { try Workbench() }
    self.init(SetContents(items: items.map(\.whole)), ReportBasis(bench))
  }

  /// Reads the folder of a set, or a list of questions in any form that `viva evaluate` reads: JSON lines, CSV, Moodle
  /// GIFT, Markdown, plain text.
  ///
  /// Throws: ``VivaError`` where nothing can be read.
  public init(reading path: String) throws(VivaError) {
    self = try VivaError.checking { try Self.read(path) }
  }

  private static func read(_ path: String) throws -> QuestionSet {
    let bench = try Workbench()
    if FileSystem.exists(path + "/manifest.json") {
      let written = try WrittenSet(folder: path)
      let basis = ReportBasis(
        rubric: try ConfigurationReader.rubric(written.rubric, bench.files), seed: written.seed,
        thresholds: written.thresholds)
      return QuestionSet(written.contents, basis)
    }
    let found = try SetReader.read(path)
    var contents = SetContents(items: found.items)
    contents.name = FileSystem.name(of: path)
    let lines = found.lines.map { zip(found.items, $0).map { ($0.id, $1) } } ?? []
    return QuestionSet(
      contents, ReportBasis(bench),
      notices: found.unread.map { "line \($0.line) is left out: \($0.why)" },
      lines: Dictionary(lines, uniquingKeysWith: { first, _ in first }), unread: found.unread)
  }

  init(
    _ contents: SetContents, _ basis: ReportBasis, notices: [String] = [],
    lines: [String: Int] = [:], unread: [SetReport.Unread] = []
  ) {
    items = contents.items.map { Item($0) }
    refusals = contents.refused.map { Refusal($0) }
    ending = contents.brief.map { _ in
      switch contents.ending {
      case nil: .complete
      case "interrupted": .interrupted
      case let why?: .short(why)
      }
    }
    var rest = contents
    rest.items = []
    self.contents = rest
    self.basis = basis
    self.notices = notices
    self.lines = lines
    self.unread = unread
  }

  /// What is to be said of the set, by the scores that its items have. Computed anew each time.
  public var report: QualityReport {
    var contents = contents
    contents.items = items.map(\.whole)
    return report(of: contents, basis)
  }

  /// Writes items and report into a folder, which `viva` and other programs read.
  ///
  /// Throws: ``VivaError`` where the folder holds anything but an earlier set that was written so.
  public func write(to folder: String) throws(VivaError) {
    try VivaError.checking {
      let place = try OutputFolder(
        folder, for: ["items.jsonl"] + OutputFolder.reports, hasJournal: false)
      defer { withExtendedLifetime(place) {} }
      let contents = SetContents(items: items.map(\.whole))
      try FileSystem.write(
        JSONWriter.lines(contents.items.lazy.map(\.json)), to: folder + "/items.jsonl")
      try report(of: contents, basis).publish(in: folder)
    }
  }

  /// The report of other contents that stand for this set's: its items with new scores.
  func report(of contents: SetContents, _ basis: ReportBasis) -> QualityReport {
    let places = contents.items.compactMap { lines[$0.id] }
    return QualityReport(
      contents, basis, lines: places.count == contents.items.count ? places : nil, unread: unread)
  }

  /// What the set is called where nothing in it says so.
  var name: String? { contents.name }
}

extension QuestionSet.Refusal {
  init(_ cell: RefusedCell) {
    reasons = cell.reasons
    draft = cell.draft.map { Draft($0, cell: cell.cell) }
    flaws = cell.verdict.flaws.map { Flaw($0) }
  }
}

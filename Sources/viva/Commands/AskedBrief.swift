import QuestionPipeline

/// What the options ask for, read and checked as far as it can be without a model.
struct AskedBrief: Sendable {
  var brief: Brief
  var passages: [Passage] = []
  /// What became of the files of `--source`.
  var intake = DocumentIntake()
  /// For standard error: what was dropped or passed over.
  var notices: [String] = []

  /// Throws: `UsageError`, `FileError` or `ConfigurationError`.
  init(_ arguments: Arguments, _ settings: Settings.Documents) throws {
    var topics = arguments[BriefOptions.topic].map(TextFile.trimmed)
    if let path = arguments[BriefOptions.topics] { topics += try Self.topics(path) }
    var sources: [String] = []
    let paths = arguments[BriefOptions.source]
    if !paths.isEmpty {
      let documents = try AskedDocuments(paths, settings)
      if !arguments.isGiven(anyOf: BriefOptions.topic, BriefOptions.topics) {
        topics += documents.topics
      }
      passages = documents.passages
      intake = documents.intake
      notices += intake.told
      sources = intake.records.map(\.name)
    }
    guard !topics.isEmpty else {
      throw arguments.usageError("Nothing to ask about: --topic, --topics or --source is missing.")
    }
    var audience: String?
    if let given = arguments[BriefOptions.audience] { audience = try Self.audience(given) }
    brief = Brief(
      topics: topics, sources: sources, count: arguments[BriefOptions.count],
      kinds: arguments[BriefOptions.kinds] ?? [.open],
      languages: arguments[BriefOptions.languages] ?? AskedDocuments.languages(of: passages),
      levels: arguments[BriefOptions.levels].map { $0.sorted() },
      difficulties: arguments[BriefOptions.difficulty].map { $0.sorted() }, audience: audience)
    brief.unanswerable = arguments[BriefOptions.unanswerable].flatMap { $0 > 0 ? $0 : nil }
    notices += brief.dropDoubledTopics(
      areGiven: arguments.isGiven(BriefOptions.topic) || arguments.isGiven(BriefOptions.topics))
    try checkLevels()
    try checkUnanswerable(arguments)
  }

  /// Tells of documents that the offline writer can ask nothing about: in the notices and in the record of the set.
  mutating func tellBarrenDocuments() {
    notices += BarrenDocuments.note(in: &intake, passages, of: brief)
  }

  /// The brief of an edited plan.
  init(plan path: String) throws {
    let bytes = try FileSystem.read(path, limit: 256 << 20)
    do {
      brief = try JSONParser.read(bytes, .json) { try PlanPreview.brief($0) }
    } catch {
      throw ConfigurationError(source: path, detail: "\(error)")
    }
    var angles: Set<String> = []
    for (index, square) in (brief.plan ?? []).enumerated() {
      if let angle = square.angle, !angles.insert(angle).inserted {
        throw ConfigurationError(
          source: path,
          detail: "squares[\(index)].angle: '\(angle)' is given twice; each cell needs its own")
      }
    }
    if !brief.sources.isEmpty {
      throw ConfigurationError(
        source: path, detail: "names documents; a plan over --source cannot be given back yet")
    }
  }

  private static func topics(_ path: String) throws -> [String] {
    let topics = TextFile.lines(of: try TextFile.read(path)).filter {
      !$0.isEmpty && !$0.hasPrefix("#")
    }
    guard !topics.isEmpty else {
      throw ConfigurationError(source: path, detail: "holds no topic; write one a line")
    }
    return topics
  }

  private static func audience(_ given: String) throws -> String {
    guard FileSystem.exists(given) else {
      if given.hasSuffix(".txt") || given.hasSuffix(".md") {
        throw FileError(code: .notFound, path: given, detail: "there is no such file or folder")
      }
      return given
    }
    let text = TextFile.trimmed(try TextFile.read(given))
    guard !text.isEmpty else {
      throw ConfigurationError(source: given, detail: "holds no text; --audience needs some")
    }
    return text
  }

  /// Questions without an answer need documents that do not give it, and kinds that can be without one.
  private func checkUnanswerable(_ arguments: Arguments) throws {
    guard let share = brief.unanswerable else { return }
    guard !brief.sources.isEmpty else {
      throw arguments.usageError(
        "'--unanswerable' asks for what documents do not say: it needs '--source'.")
    }
    let (fitting, others) = brief.kinds.partitioned(\.canBeUnanswerable)
    let most = Double(fitting.count) / Double(brief.kinds.count)
    guard !fitting.isEmpty, share <= most + 1e-9 else {
      let names = others.map(\.rawValue).joined(separator: ", ")
      throw arguments.usageError(
        "'--unanswerable \(JSONWriter.text(of: share))' is more than the kinds can hold: only open questions can be "
          + "unanswerable, not \(names); the most here is \(JSONWriter.text(of: most.roundedScore))."
      )
    }
  }

  /// Kinds reach only some levels: none at all is an error, some of the kinds without a level are told of.
  private mutating func checkLevels() throws {
    guard let levels = brief.levels else { return }
    let names = levels.map(\.rawValue).joined(separator: ", ")
    let (fitting, others) = brief.kinds.partitioned { !Set($0.levels).isDisjoint(with: levels) }
    guard !fitting.isEmpty else {
      let reach = brief.kinds.map {
        "\($0.rawValue) has \($0.levels.map(\.rawValue).joined(separator: ", "))"
      }
      throw ConfigurationError(
        source: "--levels",
        detail: "no kind asked for has the level \(names): \(reach.joined(separator: "; "))")
    }
    for kind in others { notices.append("kind \(kind.rawValue) has no question of level \(names)") }
  }
}

extension Array {
  /// Those of which the claim holds, and the others, in their order.
  fileprivate func partitioned(_ claim: (Element) -> Bool) -> ([Element], [Element]) {
    (filter(claim), filter { !claim($0) })
  }
}

extension Arguments {
  func isGiven<A, B>(anyOf first: Option<A>, _ second: Option<B>) -> Bool {
    isGiven(first) || isGiven(second)
  }
}

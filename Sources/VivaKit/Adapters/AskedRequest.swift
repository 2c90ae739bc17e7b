import QuestionPipeline

/// A request, read and checked: the brief and the documents' passages.
struct AskedRequest: Sendable {
  var brief: Brief
  private(set) var passages: [Passage] = []
  private(set) var intake = DocumentIntake()
  /// What was dropped or passed over.
  private(set) var notices: [String] = []

  /// - Parameter offline: the offline writer, where it is to answer.
  /// - Throws: ``VivaError`` or `FileError`.
  init(_ request: GenerationRequest, _ bench: Workbench, offline: OfflineBackend?) throws {
    var topics = request.topics
    if !request.sources.isEmpty {
      let documents = try AskedDocuments(request.sources, bench.settings.documents)
      if topics.isEmpty { topics = documents.topics }
      passages = documents.passages
      intake = documents.intake
      notices = intake.told
    }
    var languages: [LanguageTag] = []
    for language in request.languages { languages.append(try LanguageTag(checked: language)) }
    if languages.isEmpty { languages = AskedDocuments.languages(of: passages) }
    brief = Brief(
      topics: topics, sources: intake.records.map(\.name), count: request.count,
      kinds: Self.unique(request.kinds.map(\.own)), languages: Self.unique(languages),
      levels: request.levels.isEmpty ? nil : Self.unique(request.levels.map(\.own)).sorted(),
      difficulties: request.difficulties.isEmpty
        ? nil : Self.unique(request.difficulties).sorted(),
      audience: request.audience)
    notices += brief.dropDoubledTopics(areGiven: !request.topics.isEmpty)
    try check()
    guard let offline else { return }
    try check(against: offline.pack)
    notices += BarrenDocuments.note(in: &intake, passages, of: brief)
  }

  /// In the order of their first mention.
  private static func unique<Value: Hashable>(_ values: [Value]) -> [Value] {
    var seen: Set<Value> = []
    return values.filter { seen.insert($0).inserted }
  }

  private func check() throws(VivaError) {
    guard !brief.topics.isEmpty else {
      throw VivaError(.invalidInput, "nothing to ask about: the request has no topics or sources")
    }
    guard (1...1_000_000).contains(brief.count) else {
      throw VivaError(.invalidInput, "count \(brief.count) lies outside 1…1000000")
    }
    guard !brief.kinds.isEmpty else {
      throw VivaError(.invalidInput, "the request has no kinds of questions")
    }
    if let wrong = brief.difficulties?.first(where: { !(1...5).contains($0) }) {
      throw VivaError(.invalidInput, "difficulty \(wrong) lies outside 1…5")
    }
    if let levels = brief.levels,
      brief.kinds.allSatisfy({ Set($0.levels).isDisjoint(with: levels) })
    {
      throw VivaError(
        .invalidInput,
        "no kind asked for has the level \(levels.map(\.rawValue).joined(separator: ", "))")
    }
  }

  private mutating func check(against pack: KnowledgePack) throws(VivaError) {
    if let other = brief.languages.first(where: { Tongue($0) == nil }) {
      throw VivaError(
        .invalidInput, "the offline backend writes en and zh-Hans, not '\(other)'")
    }
    let survey = TopicSurvey(brief, passages: passages, pack: pack)
    guard survey.unknown.isEmpty else {
      let lines = survey.unknown.map { unknown in
        "topic '\(unknown.topic)' is unknown to the offline backend; nearest: "
          + unknown.nearest.map { "'\($0)'" }.joined(separator: ", ")
      }
      throw VivaError(.invalidInput, lines.joined(separator: "\n"))
    }
    notices += survey.notices
    brief.topics = survey.known
  }
}

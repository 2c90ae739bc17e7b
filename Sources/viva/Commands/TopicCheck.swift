import QuestionPipeline

/// Whether the offline writer has anything to say on what is asked for.
enum TopicCheck {
  /// Drops topics that mean the same to the pack. Throws: `ConfigurationError` that names the nearest known topics.
  static func check(_ asked: inout AskedBrief, pack: KnowledgePack) throws {
    for language in asked.brief.languages where Tongue(language) == nil {
      throw ConfigurationError(
        source: "--languages",
        detail: "the offline backend writes en and zh-Hans, not '\(language)'")
    }
    let survey = TopicSurvey(asked.brief, passages: asked.passages, pack: pack)
    guard survey.unknown.isEmpty else {
      let problems = survey.unknown.map { problem($0, hasSources: !asked.passages.isEmpty) }
      throw ConfigurationError(source: "", detail: problems.joined(separator: "\n"))
    }
    asked.notices += survey.notices
    asked.brief.topics = survey.known
  }

  private static func problem(_ unknown: TopicSurvey.Unknown, hasSources: Bool) -> String {
    let near = unknown.nearest.map { "'\($0)'" }.joined(separator: ", ")
    let places = hasSources ? "the knowledge pack and the sources" : "the knowledge pack"
    return
      "Topic '\(unknown.topic)' is unknown to \(places). Nearest: \(near). Offline, other topics need "
      + "documents (--source) or a pack of your own (--knowledge)."
  }
}

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
    var unknown: [String] = []
    var kept: [String] = []
    var seen: [(topic: KnowledgeTopic, name: String)] = []
    for name in asked.brief.topics {
      let topic = pack.topic(named: name)
      let isInSources = asked.passages.contains { $0.names(name) }
      if topic == nil, !isInSources {
        unknown.append(problem(name, pack, hasSources: !asked.passages.isEmpty))
        continue
      }
      if let topic, asked.brief.plan == nil {
        if let earlier = seen.first(where: { $0.topic == topic }) {
          asked.notices.append(
            "topic '\(name)' means the same as '\(earlier.name)' and counts once")
          continue
        }
        seen.append((topic, name))
      }
      if !asked.passages.isEmpty, !isInSources {
        let isAnyNamed = asked.brief.topics.contains { other in
          asked.passages.contains { $0.names(other) }
        }
        asked.notices.append(
          "no source mentions '\(name)'; "
            + (isAnyNamed
              ? "its questions come from the knowledge pack"
              : "every passage may be asked about for it"))
      }
      kept.append(name)
    }
    guard unknown.isEmpty else {
      throw ConfigurationError(source: "", detail: unknown.joined(separator: "\n"))
    }
    asked.brief.topics = kept
    if let audience = asked.brief.audience {
      let known = kept.compactMap { pack.topic(named: $0) }
      if !known.contains(where: { pack.isNamed(in: audience, topic: $0) }) {
        asked.notices.append(
          "the audience text names none of the concepts asked about; offline, only a role's seniority "
            + "and the concepts that a CV or job description names shape the questions")
      }
    }
  }

  private static func problem(_ name: String, _ pack: KnowledgePack, hasSources: Bool) -> String {
    let near = pack.nearestTopics(to: name).map { "'\($0)'" }.joined(separator: ", ")
    let places = hasSources ? "the knowledge pack and the sources" : "the knowledge pack"
    return "Topic '\(name)' is unknown to \(places). Nearest: \(near). Offline, other topics need "
      + "documents (--source) or a pack of your own (--knowledge)."
  }
}

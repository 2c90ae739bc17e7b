/// Which topics of a brief the offline writer has something to say on: from its pack, or from the documents given.
package struct TopicSurvey: Sendable {
  /// A topic of which neither the pack nor a document says a word.
  package struct Unknown: Sendable, Hashable {
    package var topic: String
    /// Topics of the pack that are spelt alike.
    package var nearest: [String]
  }

  /// Those that can be asked about, in their order; of two that mean the same to the pack, the first.
  package private(set) var known: [String] = []
  package private(set) var unknown: [Unknown] = []
  /// What to tell: topics that were dropped, or that no document mentions.
  package private(set) var notices: [String] = []

  package init(_ brief: Brief, passages: [Passage], pack: KnowledgePack) {
    var seen: [(topic: KnowledgeTopic, name: String)] = []
    // Most topics are documents' own titles: with many of both, no text needs to be searched for those.
    let titles = Set(passages.lazy.flatMap(\.titles).map { $0.lowercased() })
    let named = Set(
      brief.topics.filter { name in
        titles.contains(name.lowercased()) || passages.contains { $0.names(name) }
      })
    for name in brief.topics {
      let topic = pack.topic(named: name)
      if topic == nil, !named.contains(name) {
        unknown.append(Unknown(topic: name, nearest: pack.nearestTopics(to: name)))
        continue
      }
      if let topic, brief.plan == nil {
        if let earlier = seen.first(where: { $0.topic == topic }) {
          notices.append("topic '\(name)' means the same as '\(earlier.name)' and counts once")
          continue
        }
        seen.append((topic, name))
      }
      if !passages.isEmpty, !named.contains(name) {
        notices.append(
          "no source mentions '\(name)'; "
            + (named.isEmpty
              ? "every passage may be asked about for it"
              : "its questions come from the knowledge pack"))
      }
      known.append(name)
    }
    guard let audience = brief.audience else { return }
    let topics = known.compactMap { pack.topic(named: $0) }
    if !KnowledgePack.tellsSeniority(audience),
      !topics.contains(where: { pack.isNamed(in: audience, topic: $0) })
    {
      notices.append(
        "the audience text names none of the concepts asked about; offline, only a role's seniority "
          + "and the concepts that a CV or job description names shape the questions")
    }
  }
}

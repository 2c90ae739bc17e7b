/// What a draft was to be, which rules need to judge it.
package struct ItemContext: Sendable, Hashable {
  package var kind: QuestionKind
  package var language: LanguageTag
  package var topic: [String]
  package var level: BloomLevel?
  /// Words of which a question on the topic uses one; empty if that is not to be checked.
  package var topicTerms: [String]
  /// What exactly the item was to ask about; nil if that is not known.
  package var angle: String?
  /// The text that quotes must come from; nil if it is not at hand.
  package var passage: String?
  /// What stands above the passage: its headings, the name of its document.
  package var titles: [String]
  /// Where the passage is several: the text of each, all of which are to be quoted.
  package var hops: [String] = []
  /// Why the source is not to answer the item; nil for one that it answers.
  package var unanswerable: Unanswerable?

  package init(
    kind: QuestionKind, language: LanguageTag, topic: [String] = [], level: BloomLevel? = nil,
    topicTerms: [String] = [], angle: String? = nil, passage: String? = nil,
    titles: [String] = []
  ) {
    self.kind = kind
    self.language = language
    self.topic = topic
    self.level = level
    self.topicTerms = topicTerms
    self.angle = angle
    self.passage = passage
    self.titles = titles
  }
}

/// The limits that rules hold texts against.
package struct InspectorSettings: Sendable, Hashable {
  /// Consecutive words of the answer in the question that give it away; for Chinese, ideographs.
  package var leakWords = 9
  package var leakIdeographs = 18
  /// A key this many times as long as the longest wrong option shows itself.
  package var longestKeyRatio = 1.5
  /// The longest option over the shortest.
  package var unequalOptionsRatio = 3.0

  /// Whether numbers out of order and options that hold one another are flaws. In drafts they are not: the program
  /// shuffles options so that keys are spread evenly, and a writer who is sent back for it cannot mend it.
  package var comparesOptions = true

  package init() {}

  /// For drafts that are still to be revised.
  package static var drafts: InspectorSettings {
    var settings = InspectorSettings()
    settings.comparesOptions = false
    return settings
  }
}

package enum FlawName {
  package static let malformed = "malformed"
  static let exactDuplicate = "exact-duplicate"
  static let nearDuplicate = "near-duplicate"
}
package struct ItemContext {
  package init(
    kind: QuestionKind, language: LanguageTag, topic: [String], level: BloomLevel?,
    topicTerms: [String], passage: String?
  ) {}
}
package struct ItemInspector: Sendable {
  package init() {}
  func flaws(of d: Draft, in c: ItemContext) -> [Flaw] { [] }
}
package struct RuleScorer: Sendable {
  package init() {}
  func scores(of d: Draft, flaws: [Flaw], in c: ItemContext) -> Scores { Scores() }
}
package struct DuplicateIndex: Sendable {
  var threshold: Double
  init(threshold: Double) { self.threshold = threshold }
  mutating func add(id: String, question: String, language: LanguageTag) {}
  func nearest(to: String, language: LanguageTag) -> (id: String, similarity: Double)? { nil }
  func similar(to: String, language: LanguageTag, limit: Int) -> [(id: String, similarity: Double)]
  { [] }
}
enum QuestionIdentity {
  static func id(topic: [String], kind: QuestionKind, language: LanguageTag, question: String)
    -> String
  { "q-" + SHA256.hex(question).prefix(12) }
}

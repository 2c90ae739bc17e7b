/// What was asked for.
package struct Brief: Sendable, Hashable {
  package var topics: [String]
  /// Names of the documents given, in their order; their texts travel as `SourceDocument`.
  package var sources: [String]
  /// Items wanted, at least 1.
  package var count: Int
  package var kinds: [QuestionKind]
  package var languages: [LanguageTag]
  /// Levels wanted; nil leaves each kind its own.
  package var levels: [BloomLevel]?
  /// Difficulties wanted, 1 to 5; nil leaves each level its own.
  package var difficulties: [Int]?
  /// Role, seniority, or the text of a CV or job description.
  package var audience: String?
  /// The share of items, over 0 and up to 1, that the documents are not to answer; nil for none.
  package var unanswerable: Double?
  /// The squares to fill, one a place, where somebody edited a plan; nil leaves dealing to the blueprint.
  package var plan: [PlannedSquare]?

  package init(
    topics: [String], sources: [String] = [], count: Int = 20, kinds: [QuestionKind] = [.open],
    languages: [LanguageTag] = [.english], levels: [BloomLevel]? = nil,
    difficulties: [Int]? = nil, audience: String? = nil
  ) {
    self.topics = topics
    self.sources = sources
    self.count = count
    self.kinds = kinds
    self.languages = languages
    self.levels = levels
    self.difficulties = difficulties
    self.audience = audience
  }
}

extension Brief: JSONConvertible {
  package var json: JSONValue {
    var object = JSONObject()
    object["topics"] = .strings(topics)
    object["sources"] = .strings(sources)
    object["count"] = .integer(count)
    object["kinds"] = .strings(kinds.map(\.rawValue))
    object["languages"] = .strings(languages.map(\.tag))
    object["levels"] = levels.map { .strings($0.map(\.rawValue)) }
    object["difficulties"] = difficulties.map { .array($0.map(JSONValue.integer)) }
    object["audience"] = audience.map(JSONValue.string)
    object["unanswerable"] = unanswerable.map(JSONValue.number)
    object["plan"] = plan.map { .array($0.map(\.json)) }
    return .object(object)
  }

  package init(_ reader: JSONReader) throws {
    topics = try reader.strings("topics")
    sources = try reader.texts("sources")
    count = try reader.required("count").int(in: 1...10_000_000)
    kinds = try reader.array("kinds").map { try $0.choice(of: QuestionKind.self) }
    languages = try reader.array("languages").map { try $0.language() }
    levels = try reader.optional("levels")?.array().map { try $0.choice(of: BloomLevel.self) }
    difficulties = try reader.optional("difficulties")?.array().map { try $0.int(in: 1...5) }
    audience = try reader.optional("audience")?.string()
    unanswerable = try reader.optional("unanswerable")?.double(in: 0...1)
    plan = try reader.optional("plan").map { _ in try reader.list("plan") }
  }
}

extension JSONReader {
  package func language() throws -> LanguageTag {
    let text = try string()
    guard let tag = LanguageTag(text) else {
      throw invalid("'\(text)' is no BCP 47 language tag, such as en or zh-Hans")
    }
    return tag
  }
}

/// What a judge scores, and how much each part counts.
package struct Rubric: Sendable, Hashable {
  package var name: String
  package var dimensions: [Dimension]

  package struct Dimension: Sendable, Hashable {
    package var name: String
    /// Of the item's score, at least 0.
    package var weight: Double
    /// Whether rules measure it where no judge does.
    package var hasRules: Bool
    /// By the language of the prompts: "en", "zh".
    package var question: [String: String]
    package var anchors: [String: [String]]

    /// The dimension as a prompt of that language gives it.
    package func json(language: String) -> JSONValue {
      [
        "name": .string(name), "question": .string(question[language] ?? ""),
        "anchors": .strings(anchors[language] ?? []),
      ]
    }
  }

  package init(_ reader: JSONReader) throws {
    try reader.allowOnly(["name", "dimensions"])
    name = try reader.string("name")
    dimensions = try reader.array("dimensions").map { try Dimension($0) }
    guard !dimensions.isEmpty else { throw reader.invalid("a rubric has at least one dimension") }
    var seen: Set<String> = []
    for dimension in dimensions where !seen.insert(dimension.name).inserted {
      throw reader.invalid("dimension '\(dimension.name)' is there twice")
    }
  }
}

extension Rubric.Dimension {
  init(_ reader: JSONReader) throws {
    try reader.allowOnly(["name", "weight", "rules", "question", "anchors"])
    name = try reader.string("name")
    weight = try reader.required("weight").double(in: 0...100)
    hasRules = try reader.optional("rules")?.bool() ?? false
    question = [:]
    anchors = [:]
    for language in ["en", "zh"] {
      question[language] = try reader.required("question").string(language)
      anchors[language] = try reader.required("anchors").strings(language)
    }
  }
}

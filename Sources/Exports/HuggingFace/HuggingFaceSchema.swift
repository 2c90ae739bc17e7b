import QuestionPipeline

/// The one schema of all kinds: every record has every field, null or empty where an item has nothing, so that columns
/// have one type whichever records a reader happens to see first.
enum HuggingFaceSchema {
  indirect enum Kind: Sendable {
    case text, integer, number, flag
    case list(Kind)
    case structure([Field])
  }

  struct Field: Sendable {
    let name: String
    let kind: Kind
    /// What it holds, for the card; empty inside of structures.
    var meaning = ""
  }

  static let fields: [Field] = [
    Field(name: "id", kind: .text, meaning: "identifier, unique in the set"),
    Field(name: "cell", kind: .integer, meaning: "place in the plan it was made by"),
    Field(
      name: "topic", kind: .list(.text),
      meaning: "path of topics, from the general to the particular"),
    Field(
      name: "kind", kind: .text,
      meaning: "open, multipleChoice, trueFalse, cloze, coding, scenario or interview"),
    Field(name: "language", kind: .text, meaning: "BCP 47 tag"),
    Field(name: "audience", kind: .text, meaning: "whom it is meant for"),
    Field(name: "level", kind: .text, meaning: "Bloom's level"),
    Field(name: "difficulty", kind: .integer, meaning: "1 to 5"),
    Field(
      name: "unanswerable", kind: .text,
      meaning: "notStated or falsePremise where the documents do not answer it"),
    Field(name: "question", kind: .text, meaning: "what is asked"),
    Field(name: "answer", kind: .text, meaning: "the reference answer"),
    Field(name: "keyPoints", kind: .list(.text), meaning: "what an answer has to say"),
    Field(name: "mistakes", kind: .list(.text), meaning: "common mistakes"),
    Field(
      name: "followUps", kind: .list(texts("question", "probes", "strong", "weak")),
      meaning: "questions to ask next, with strong and weak answers"),
    Field(
      name: "choices",
      kind: .list(
        .structure([
          Field(name: "text", kind: .text), Field(name: "correct", kind: .flag),
          Field(name: "why", kind: .text),
        ])), meaning: "choices in their order"),
    Field(
      name: "code", kind: texts("language", "solution", "tests", "checked"),
      meaning: "solution and tests of a coding item"),
    Field(
      name: "sources",
      kind: .list(
        .structure([
          Field(name: "document", kind: .text), Field(name: "quote", kind: .text),
          Field(name: "start", kind: .integer), Field(name: "end", kind: .integer),
        ])), meaning: "quotes that carry the answer, with their place in Unicode scalars"),
    Field(
      name: "scores",
      kind: .list(
        .structure([
          Field(name: "name", kind: .text), Field(name: "value", kind: .number),
          Field(name: "low", kind: .number),
          Field(name: "high", kind: .number), Field(name: "by", kind: .text),
          Field(name: "unscored", kind: .text),
        ])), meaning: "scores from 0 to 1 by dimension, or why there is none"),
    Field(name: "score", kind: .number, meaning: "weighted mean of the scores"),
    Field(
      name: "flaws",
      kind: .list(
        .structure([
          Field(name: "name", kind: .text), Field(name: "evidence", kind: .text),
          Field(name: "with", kind: .list(.text)), Field(name: "severity", kind: .text),
          Field(name: "suggestion", kind: .text),
        ])), meaning: "flaws that were found and left"),
    Field(
      name: "made",
      kind: .structure([
        Field(name: "backend", kind: .text), Field(name: "model", kind: .text),
        Field(name: "seed", kind: .integer),
        Field(name: "drafts", kind: .integer), Field(name: "promptHash", kind: .text),
      ]), meaning: "how it was made"),
    Field(name: "review", kind: texts("decision", "by", "at"), meaning: "what a person decided"),
  ]

  private static func texts(_ names: String...) -> Kind {
    .structure(names.map { Field(name: $0, kind: .text) })
  }

  /// An item with every field of the schema.
  static func record(_ item: Item) -> JSONValue {
    guard var object = item.json.objectValue else { return .null }
    object["scores"] = .array(
      item.scores.entries.map { name, score in
        var entry = JSONObject([("name", .string(name))])
        for member in score.json.objectValue?.members ?? [] { entry[member.key] = member.value }
        return .object(entry)
      })
    return shaped(.object(object), .structure(fields))
  }

  /// The value with what it lacks: null for absent texts and numbers, no entries for absent lists.
  private static func shaped(_ value: JSONValue?, _ kind: Kind) -> JSONValue {
    switch kind {
    case .list(let element): return .array((value?.arrayValue ?? []).map { shaped($0, element) })
    case .structure(let fields):
      guard let object = value?.objectValue else { return .null }
      return .object(JSONObject(fields.map { ($0.name, shaped(object[$0.name], $0.kind)) }))
    case .text, .integer, .number, .flag: return value ?? .null
    }
  }

  /// The features of the card's front matter, each line indented by so many spaces more.
  static func features(_ fields: [Field] = fields, indent: Int = 2) -> [String] {
    let space = String(repeating: " ", count: indent)
    return fields.flatMap { ["\(space)- name: \($0.name)"] + type($0.kind, indent + 2) }
  }

  private static func type(_ kind: Kind, _ indent: Int) -> [String] {
    let space = String(repeating: " ", count: indent)
    switch kind {
    case .text: return [space + "dtype: string"]
    case .integer: return [space + "dtype: int64"]
    case .number: return [space + "dtype: float64"]
    case .flag: return [space + "dtype: bool"]
    case .structure(let fields): return [space + "struct:"] + features(fields, indent: indent)
    case .list(.structure(let fields)): return [space + "list:"] + features(fields, indent: indent)
    case .list(let element):
      let name = type(element, 0)[0].dropFirst("dtype: ".count)
      return [space + "list: " + name]
    }
  }
}

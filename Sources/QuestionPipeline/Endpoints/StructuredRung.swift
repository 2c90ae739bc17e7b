/// How a schema is put to an endpoint: a step of the ladder from the form that binds most to none at all.
///
/// The reply is held against the schema on every one of them: what was asked for was not thereby applied.
package enum StructuredRung: String, Sendable, Hashable, CaseIterable {
  /// `{"type": "json_schema", "json_schema": {"name", "strict": true, "schema"}}`
  case strictSchema = "json_schema_strict"
  /// The same without `strict`.
  case schema = "json_schema"
  /// `{"type": "json_object", "schema"}`, as llama.cpp and Fireworks have it.
  case objectWithSchema = "json_object_schema"
  /// `{"type": "json", "value"}`, as TGI has it.
  case grammar = "json"
  /// `{"type": "json_object"}`; the prompt tells the schema.
  case object = "json_object"
  /// The prompt tells the schema, and nothing else does.
  case prompt

  /// As people speak of it.
  package var words: String {
    switch self {
    case .strictSchema: "JSON schema, strict"
    case .schema: "JSON schema"
    case .objectWithSchema: "JSON object with a schema"
    case .grammar: "grammar"
    case .object: "JSON object, the schema in the prompt"
    case .prompt: "the prompt alone"
    }
  }

  /// The word under `type`; nil where nothing is sent.
  package var typeWord: String? {
    switch self {
    case .strictSchema, .schema: "json_schema"
    case .objectWithSchema, .object: "json_object"
    case .grammar: "json"
    case .prompt: nil
    }
  }

  /// Whether the endpoint sees no schema beside the messages.
  package var tellsSchemaInPrompt: Bool { self == .object || self == .prompt }

  /// What may be tried where this rung is not taken, the best first.
  private var below: [StructuredRung] {
    switch self {
    case .strictSchema: [.schema, .object, .prompt]
    case .schema, .objectWithSchema: [.object, .prompt]
    case .grammar, .object: [.prompt]
    case .prompt: []
    }
  }

  /// The next rung to try.
  ///
  /// - Parameters:
  ///   - only: the types that the endpoint says it takes; empty where it does not say.
  ///   - tried: rungs that it has refused already.
  package func next(only: [String], tried: Set<StructuredRung>) -> StructuredRung? {
    var order = below
    // An endpoint that names the schema as the one form it takes is believed even where less was tried first.
    if only.contains("json_schema"), typeWord != "json_schema" {
      order.insert(contentsOf: [.strictSchema, .schema], at: 0)
    }
    return order.first { rung in
      guard !tried.contains(rung) else { return false }
      guard !only.isEmpty, let word = rung.typeWord else { return true }
      return only.contains(word)
    }
  }
}

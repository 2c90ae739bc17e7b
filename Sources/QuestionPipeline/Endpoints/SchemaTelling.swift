import Synchronization

/// Puts a schema into words and forms that endpoints take.
enum SchemaTelling {
  /// Why an endpoint that checks strictly would not take a schema; nil where it would.
  ///
  /// Strict means: every object closed, every property required, no references and none of the keywords that only some
  /// servers know.
  static func objection(to schema: JSONValue) -> String? {
    guard case .object(let object) = schema else { return words(for: fault(in: schema)) }
    let kept = answers.withLock { answers in
      answers.first { $0.schema.sharesStorage(with: object) }.map(\.objection)
    }
    if let kept { return kept }
    let objection = words(for: fault(in: schema))
    answers.withLock { answers in
      if answers.count >= 16 { answers.removeFirst() }
      answers.append((object, objection))
    }
    return objection
  }

  /// For the latest schemas, which are those of the prompts: each stands in thousands of requests.
  private static let answers = Mutex<[(schema: JSONObject, objection: String?)]>([])

  private static func words(for fault: (path: String, words: String)?) -> String? {
    fault.map { ($0.path.isEmpty ? "the schema" : $0.path) + " " + $0.words }
  }

  /// The path is put together on the way back, since most schemas are sound.
  private static func fault(in schema: JSONValue) -> (path: String, words: String)? {
    guard case .object(let object) = schema else { return ("", "is no object") }
    var isClosed = false
    var type: JSONValue?
    var required: [JSONValue] = []
    var properties: [JSONObject.Member] = []
    for member in object.members {
      let value = member.value
      switch member.key {
      case "type": type = value
      case "additionalProperties": isClosed = value == .bool(false)
      case "required": required = value.arrayValue ?? []
      case "properties":
        guard case .object(let object) = value else { return ("", "has no properties") }
        properties = object.members
        for property in properties {
          if let found = fault(in: property.value) {
            return (property.key + (found.path.isEmpty ? "" : "." + found.path), found.words)
          }
        }
      case "items":
        if let found = fault(in: value) { return ("[]" + found.path, found.words) }
      case "anyOf":
        for alternative in value.arrayValue ?? [] {
          if let found = fault(in: alternative) { return found }
        }
      case "enum", "const", "description", "title", "minimum", "maximum", "minItems", "maxItems",
        "minLength":
        break
      default: return ("", "has '\(member.key)'")
      }
    }
    guard allows("object", type) else { return nil }
    guard isClosed else { return ("", "does not refuse further properties") }
    for property in properties where !required.contains(.string(property.key)) {
      return ("", "does not require '\(property.key)'")
    }
    return nil
  }

  private static func allows(_ type: String, _ value: JSONValue?) -> Bool {
    switch value {
    case .string(let name): name == type
    case .array(let names): names.contains(.string(type))
    default: false
    }
  }

  /// A name that all endpoints take: letters, digits, `_` and `-`, at most 64.
  static func name(_ name: String) -> String {
    let allowed = name.unicodeScalars.prefix(64).map { scalar -> Character in
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", "_", "-": Character(scalar)
      default: "_"
      }
    }
    return allowed.isEmpty ? "reply" : String(allowed)
  }

  /// What to say in the prompt where nothing else tells the endpoint the schema.
  static func words(for schema: JSONValue) -> String {
    """
    Reply with one JSON object and nothing else: no text before or after it, no code fence. It has to meet this JSON \
    Schema:
    \(JSONWriter.text(schema))
    Its form, with placeholders for the values:
    \(JSONWriter.text(example(of: schema)))
    """
  }

  /// A small value of the schema's form.
  static func example(of schema: JSONValue) -> JSONValue {
    if let constant = schema["const"] { return constant }
    if let first = schema["enum"]?.arrayValue?.first { return first }
    if let first = schema["anyOf"]?.arrayValue?.first { return example(of: first) }
    let type = schema["type"]?.stringValue ?? schema["type"]?.arrayValue?.first?.stringValue
    switch type {
    case "object":
      let members = schema["properties"]?.objectValue?.members ?? []
      return .object(JSONObject(members.map { ($0.key, example(of: $0.value)) }))
    case "array": return .array(schema["items"].map { [example(of: $0)] } ?? [])
    case "integer": return .integer(Int(schema["minimum"]?.doubleValue ?? 1))
    case "number": return .number(schema["minimum"]?.doubleValue ?? 1)
    case "boolean": return true
    case "null": return .null
    default: return "…"
    }
  }
}

/// The subset of JSON Schema that servers with strict structured output take.
enum StrictSchema {
  private static let keywords: Set<String> = [
    "type", "properties", "required", "additionalProperties", "items", "enum", "anyOf",
    "description",
  ]

  /// What such a server would refuse, with its path; nil if nothing.
  static func problem(in schema: JSONValue) -> String? {
    guard schema["type"] == "object" else { return "the root is not of type \"object\"" }
    return problem(in: schema, path: "")
  }

  private static func problem(in schema: JSONValue, path: String) -> String? {
    func at(_ detail: String) -> String { path.isEmpty ? detail : "\(path): \(detail)" }
    guard case .object(let object) = schema else { return at("is no object") }
    if let key = object.keys.first(where: { !keywords.contains($0) }) {
      return at("'\(key)' is not among \(keywords.sorted().joined(separator: ", "))")
    }
    if let alternatives = object["anyOf"]?.arrayValue {
      for (index, alternative) in alternatives.enumerated() {
        if let found = problem(in: alternative, path: "\(path).anyOf[\(index)]") { return found }
      }
      return nil
    }
    let types = object["type"]?.arrayValue ?? [object["type"] ?? .null]
    guard types.allSatisfy({ $0.stringValue != nil }) else { return at("has no type") }
    if types.contains("array") {
      guard let items = object["items"] else { return at("a list without 'items'") }
      return problem(in: items, path: "\(path)[]")
    }
    guard types.contains("object") else { return nil }
    guard object["additionalProperties"] == false else {
      return at("'additionalProperties' is not false")
    }
    let properties = object["properties"]?.objectValue ?? JSONObject()
    let required = Set(object["required"]?.arrayValue?.compactMap(\.stringValue) ?? [])
    if let name = properties.keys.first(where: { !required.contains($0) }) {
      return at("'\(name)' is not in 'required'; what may be absent is null instead")
    }
    if let name = required.subtracting(properties.keys).sorted().first {
      return at("'\(name)' is required and no property")
    }
    for property in properties.members {
      let below = path.isEmpty ? property.key : "\(path).\(property.key)"
      if let found = problem(in: property.value, path: below) { return found }
    }
    return nil
  }
}

/// The part of JSON Schema (2020-12) that our files and the replies of models need.
///
/// Known keywords: `type`, `properties`, `required`, `additionalProperties`, `items`, `enum`, `const`, `anyOf`,
/// `minimum`, `maximum`, `minItems`, `maxItems`, `minLength`, and `$ref` to `#` or `#/$defs/NAME`. A schema with any
/// other keyword that asserts something is refused, so that nothing counts as checked that is not.
package struct JSONSchema: Sendable {
  /// One place where a document does not meet its schema.
  package struct Violation: Error, Hashable, CustomStringConvertible {
    /// "items[3].scores.clarity"; empty for the document itself.
    package var path: String
    package var detail: String
    package var description: String { path.isEmpty ? detail : "\(path): \(detail)" }
  }

  let root: Node
  let definitions: [String: Node]

  /// Reads a schema. Throws `JSONError` that names the keyword.
  package init(_ schema: JSONValue) throws {
    let reader = JSONReader(schema)
    root = try Node(reader)
    var definitions: [String: Node] = [:]
    if schema["$defs"] != nil {
      for (name, node) in try reader.required("$defs").members() {
        definitions[name] = try Node(node)
      }
    }
    self.definitions = definitions
    try root.checkReferences(in: definitions)
    for name in definitions.keys.sorted() {
      try definitions[name]?.checkReferences(in: definitions)
    }
  }

  /// Where the document does not meet the schema, in the document's order; empty if it does.
  /// - Parameter limit: after which no more are looked for.
  package func violations(in document: JSONValue, limit: Int = 20) -> [Violation] {
    // Most documents meet their schemas: places are named for those alone that do not.
    if holds(document, root) { return [] }
    var check = Check(root: root, definitions: definitions, limit: limit)
    check.visit(document, root, path: "", hops: 0)
    return check.found
  }

  /// Whether a value meets a part of the schema.
  func holds(_ value: JSONValue, _ node: Node) -> Bool {
    var check = Check(root: root, definitions: definitions, limit: 1, namesPlaces: false)
    check.visit(value, node, path: "", hops: 0)
    return check.found.isEmpty
  }

  /// Throws the first `Violation`.
  package func validate(_ document: JSONValue) throws(Violation) {
    if let first = violations(in: document, limit: 1).first { throw first }
  }
}

extension JSONSchema {
  /// A schema below the root.
  enum Node: Sendable {
    case anything, nothing
    case rules(Rules)

    init(_ reader: JSONReader) throws {
      if let flag = reader.value.boolValue {
        self = flag ? .anything : .nothing
      } else {
        self = .rules(try Rules(reader))
      }
    }
  }

  enum TypeName: String, Sendable, CaseIterable {
    case null, boolean, integer, number, string, array, object
  }

  /// What one schema asks for. Walks go by many of them for each reply, so they are shared rather than copied.
  final class Rules: Sendable {
    let types: [TypeName]?
    let properties: [(name: String, node: Node)]
    let required: [String]
    let additional: Node?
    let items: Node?
    let allowed: [JSONValue]?
    let alternatives: [Node]?
    let minimum: Double?
    let maximum: Double?
    let minItems: Int?
    let maxItems: Int?
    let minLength: Int?
    let reference: Reference?

    init(_ reader: JSONReader) throws {
      try reader.allowOnly(Self.keywords)
      types = try reader.optional("type").map { type in
        let names = type.value.arrayValue == nil ? [type] : try type.array()
        return try names.map { try $0.choice(of: TypeName.self) }
      }
      properties =
        try reader.optional("properties")?.members().map { ($0.key, try Node($0.reader)) } ?? []
      required = try reader.texts("required")
      additional = try reader.optional("additionalProperties").map { try Node($0) }
      items = try reader.optional("items").map { try Node($0) }
      let listed = try reader.optional("enum")?.array().map(\.value)
      // A constant may be null, which readers take for absent.
      allowed = reader.value["const"].map { [$0] } ?? listed
      alternatives = try reader.optional("anyOf")?.array().map { try Node($0) }
      minimum = try reader.optional("minimum")?.double()
      maximum = try reader.optional("maximum")?.double()
      minItems = try reader.optional("minItems")?.int()
      maxItems = try reader.optional("maxItems")?.int()
      minLength = try reader.optional("minLength")?.int()
      reference = try reader.optional("$ref").map(Self.reference)
    }
  }

  enum Reference: Sendable, Hashable {
    case root
    case definition(String)
  }
}

extension JSONSchema.Rules {
  private static let keywords: Set<String> = [
    "type", "properties", "required", "additionalProperties", "items", "enum", "const", "anyOf",
    "minimum", "maximum", "minItems", "maxItems", "minLength", "$ref", "$defs", "$schema", "$id",
    "$comment", "title", "description", "default", "examples",
  ]

  private static func reference(_ place: JSONReader) throws -> JSONSchema.Reference {
    let text = try place.string()
    let prefix = "#/$defs/"
    if text == "#" { return .root }
    guard text.hasPrefix(prefix) else {
      throw place.invalid("'\(text)' is neither '#' nor a place below '\(prefix)'")
    }
    return .definition(String(text.dropFirst(prefix.count)))
  }
}

extension JSONSchema.Node {
  fileprivate func checkReferences(in definitions: [String: JSONSchema.Node]) throws {
    guard case .rules(let rules) = self else { return }
    if case .definition(let name) = rules.reference, definitions[name] == nil {
      throw JSONError(.invalidValue, path: "$ref", "there is no definition '\(name)'")
    }
    let below =
      rules.properties.map(\.node) + [rules.additional, rules.items].compactMap(\.self)
      + (rules.alternatives ?? [])
    for node in below { try node.checkReferences(in: definitions) }
  }
}

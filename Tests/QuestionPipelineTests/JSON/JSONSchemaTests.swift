import QuestionPipeline
import Testing

struct JSONSchemaTests {
  private func violations(_ document: String, _ schema: String) throws -> [String] {
    try JSONSchema(JSONParser.parse(schema)).violations(in: JSONParser.parse(document))
      .map(\.description)
  }

  @Test(arguments: [
    ("1", #"{"type": "string"}"#, "expected a string, found a whole number"),
    ("1.5", #"{"type": "integer"}"#, "expected a whole number, found a number"),
    ("true", #"{"type": ["string", "null"]}"#, "expected a string or null, found a Boolean"),
    ("-1", #"{"minimum": 0}"#, "-1 is below 0"), ("1.2", #"{"maximum": 1}"#, "1.2 is above 1"),
    (
      #""opne""#, #"{"enum": ["open", "cloze"]}"#,
      #""opne" is not one of "open", "cloze""#
    ),
    ("2", #"{"const": 1}"#, "2 is not one of 1"),
    ("[]", #"{"minItems": 1}"#, "has 0 entries, fewer than 1"),
    ("[1, 2]", #"{"maxItems": 1}"#, "has 2 entries, more than 1"),
    (#""""#, #"{"minLength": 1}"#, "is shorter than 1"),
    ("{}", #"{"required": ["a"]}"#, "a: is missing"),
    (
      #"{"a": {"b": [{}, {"c": 1}]}}"#,
      #"""
      {"properties": {"a": {"properties": {"b": {"items": {"properties": {"c": {"type": "string"}}}}}}}}
      """#,
      "a.b[1].c: expected a string, found a whole number"
    ),
    (
      #"{"questoin": 1}"#, #"{"properties": {"question": true}, "additionalProperties": false}"#,
      "questoin: unknown member; did you mean 'question'?"
    ),
    (
      #"{"x": 1}"#, #"{"additionalProperties": {"type": "string"}}"#,
      "x: expected a string, found a whole number"
    ), ("1", "false", "nothing is allowed here"),
    (
      "[]", #"{"anyOf": [{"type": "string"}, {"type": "null"}]}"#,
      "meets none of the 2 alternatives"
    ),
    (
      #"{"a": 1}"#,
      #"{"anyOf": [{"type": "null"}, {"properties": {"a": {"type": "string"}}}]}"#,
      "a: expected a string, found a whole number"
    ),
    (
      #"[{"v": 2}]"#,
      ##"{"items": {"$ref": "#/$defs/s"}, "$defs": {"s": {"properties": {"v": {"maximum": 1}}}}}"##,
      "[0].v: 2 is above 1"
    ),
    (
      #"{"next": {"next": 3}}"#, ##"{"type": "object", "properties": {"next": {"$ref": "#"}}}"##,
      "next.next: expected an object, found a whole number"
    ),
    (
      "1", ##"{"$ref": "#/$defs/a", "$defs": {"a": {"$ref": "#/$defs/a"}}}"##,
      "the schema refers to itself without end"
    ),
  ])
  func namesThePlaceAndTheFault(document: String, schema: String, message: String) throws {
    #expect(try violations(document, schema) == [message])
  }

  @Test(arguments: [
    ("1.0", #"{"type": "integer"}"#), ("1", #"{"type": "number"}"#),
    ("null", #"{"type": ["string", "null"]}"#), ("1.0", #"{"enum": [1]}"#),
    ("null", #"{"const": null}"#), (#"{"a": 1}"#, #"{"required": ["a"]}"#), ("[1]", "true"),
    ("\"text\"", #"{"minimum": 5, "required": ["a"], "minItems": 3}"#),
    ("3", #"{"anyOf": [{"type": "string"}, {"type": "integer"}]}"#),
    (#""深度""#, #"{"minLength": 2}"#),
  ])
  func acceptsWhatTheStandardAccepts(document: String, schema: String) throws {
    #expect(try violations(document, schema).isEmpty)
  }

  @Test(arguments: [
    (#"{"pattern": "a"}"#, "pattern: unknown key 'pattern'"),
    (#"{"type": "text"}"#, "type: unknown value 'text'"),
    (##"{"$ref": "#/$defs/a"}"##, "$ref: there is no definition 'a'"),
    (#"{"$ref": "other.json"}"#, "$ref: 'other.json' is neither '#'"),
    ("[]", "expected an object"),
  ])
  func refusesSchemasThatItWouldNotCheck(schema: String, message: String) {
    #expect {
      try JSONSchema(JSONParser.parse(schema))
    } throws: { "\($0)".hasPrefix(message) }
  }

  @Test func stopsAtItsLimit() throws {
    let schema = try JSONSchema(["items": ["type": "string"]])
    let document = JSONValue.array(Array(repeating: 1, count: 100))
    #expect(schema.violations(in: document, limit: 3).count == 3)
    #expect(throws: JSONSchema.Violation.self) { try schema.validate(document) }
  }
}

import QuestionPipeline
import Testing

struct ReplyCoercionTests {
  private func fit(_ value: JSONValue, _ schema: JSONValue) throws -> ReplyCoercion.Fitted {
    let schema = try JSONSchema(schema)
    let fitted = try ReplyCoercion.fit(value, to: schema)
    // Whether the rules were asked or found to be idle must not show.
    #expect(try ReplyCoercion.refit(value, to: schema) == fitted)
    if schema.isMetAsIs(by: value) { #expect(fitted == .init(value: value, count: 0)) }
    return fitted
  }

  private func problem(_ value: JSONValue, _ schema: JSONValue) throws -> String {
    try #require(throws: ReplyCoercion.Mismatch.self) { try fit(value, schema) }.description
  }

  @Test(
    arguments: [
      ("4", ["type": "integer"], 4), ("-4", ["type": "integer"], -4),
      ("4.0", ["type": "integer"], 4),
      ("0.5", ["type": "number"], 0.5), ("true", ["type": "boolean"], true),
      ("False", ["type": "boolean"], false), (.number(4), ["type": "integer"], 4),
      ("4", ["type": ["integer", "null"]], 4),
      ("x", ["type": "array", "items": ["type": "string"]], ["x"]),
      (["x"], ["type": "string"], "x"), ([["a": 1]], ["type": "object"], ["a": 1]),
      (["a": 1], ["type": "array", "items": ["type": "object"]], [["a": 1]]),
      ("WARNING", ["type": "string", "enum": ["warning", "error"]], "warning"),
      ("Warning", ["enum": ["warning", "error"]], "warning"),
      (
        ["a": 1, "b": 2],
        [
          "type": "object", "properties": ["a": ["type": "integer"]], "additionalProperties": false,
        ], ["a": 1]
      ),
      ("4", ["anyOf": [["type": "integer"], ["type": "null"]]], 4),
      ("4", ["$ref": "#/$defs/n", "$defs": ["n": ["type": "integer"]]], 4),
    ] as [(JSONValue, JSONValue, JSONValue)])
  func bringsDriftIntoFormAndCountsIt(value: JSONValue, schema: JSONValue, expected: JSONValue)
    throws
  {
    let fitted = try fit(value, schema)
    #expect(fitted.value == expected)
    #expect(fitted.count == 1)
  }

  @Test(
    arguments: [
      (4, ["type": "number"]), ("4", ["type": "string"]), ("4", ["type": ["string", "integer"]]),
      ("4", ["anyOf": [["type": "integer"], ["type": "string"]]]), (["x"], ["type": "array"]),
      (.number(4), ["type": "number"]), (["z": 1], ["type": "object"]),
      (nil, ["type": ["null", "array"]]),
    ] as [(JSONValue, JSONValue)])
  func changesNothingThatIsInForm(value: JSONValue, schema: JSONValue) throws {
    #expect(try fit(value, schema) == .init(value: value, count: 0))
  }

  @Test func setsMissingMembersThatMayBeNullWithoutCounting() throws {
    let schema: JSONValue = [
      "type": "object",
      "properties": ["a": ["type": ["string", "null"]], "b": ["type": "integer"]],
      "required": ["a", "b"], "additionalProperties": false,
    ]
    #expect(try fit(["b": 1], schema) == .init(value: ["b": 1, "a": nil], count: 0))
    #expect(try problem([:], schema) == "b: is missing")
  }

  @Test func countsEachChange() throws {
    let schema: JSONValue = [
      "type": "object",
      "properties": [
        "scores": ["type": "array", "items": ["type": "integer"]],
        "kind": ["type": "string", "enum": ["open", "cloze"]],
      ], "required": ["scores", "kind"], "additionalProperties": false,
    ]
    let fitted = try fit(["scores": ["1", 2, .number(3)], "kind": "Open", "x": 1, "y": 2], schema)
    #expect(fitted.value == ["scores": [1, 2, 3], "kind": "open"])
    #expect(fitted.count == 5)
  }

  @Test(
    arguments: [
      ("four", ["type": "integer"], "the reply: expected a whole number, found a string"),
      ("4.5", ["type": "integer"], "the reply: expected a whole number, found a string"),
      ("0x4", ["type": "integer"], "the reply: expected a whole number, found a string"),
      ("yes", ["type": "boolean"], "the reply: expected a Boolean, found a string"),
      (1, ["type": "boolean"], "the reply: expected a Boolean, found a whole number"),
      (4, ["type": "string"], "the reply: expected a string, found a whole number"),
      (["x", "y"], ["type": "string"], "the reply: expected a string, found a list"),
      (nil, ["type": "array"], "the reply: expected a list, found null"),
      ("opne", ["enum": ["open", "cloze"]], #"the reply: "opne" is not one of "open", "cloze""#),
      (
        ["flaws": [["name": "x", "severity": "bad"], ["severity": "error"]]],
        [
          "type": "object",
          "properties": [
            "flaws": [
              "type": "array",
              "items": [
                "type": "object",
                "properties": [
                  "name": ["type": "string"], "severity": ["type": "string", "enum": ["error"]],
                ], "required": ["name", "severity"],
              ],
            ]
          ],
        ],
        #"flaws[0].severity: "bad" is not one of "error"; flaws[1].name: is missing"#
      ),
    ] as [(JSONValue, JSONValue, String)])
  func saysWhereAReplyDoesNotFit(value: JSONValue, schema: JSONValue, text: String) throws {
    #expect(try problem(value, schema) == text)
  }

  @Test func choosesNoWordThatFitsTwice() throws {
    #expect(throws: ReplyCoercion.Mismatch.self) {
      try fit("AB", ["enum": ["ab", "Ab"]])
    }
  }

  @Test func endsWithASchemaThatRefersToItself() throws {
    #expect(throws: ReplyCoercion.Mismatch.self) { try fit(1, ["$ref": "#"]) }
    let tree: JSONValue = [
      "type": "object",
      "properties": [
        "n": ["type": "integer"], "below": ["type": "array", "items": ["$ref": "#"]],
      ],
    ]
    #expect(
      try fit(["n": "1", "below": [["n": "2", "below": []]]], tree)
        == .init(value: ["n": 1, "below": [["n": 2, "below": []]]], count: 2))
  }

  /// Values, and whether they meet this schema so that no rule has anything to do.
  private static let nullable: JSONValue = [
    "type": "object", "additionalProperties": false, "required": ["a", "b"],
    "properties": [
      "a": ["type": ["integer", "null"], "minimum": 1, "maximum": 5],
      "b": [
        "anyOf": [
          [
            "type": "object", "required": ["c"], "additionalProperties": false,
            "properties": ["c": ["type": ["string", "null"], "minLength": 2]],
          ], ["type": "null"],
        ]
      ],
      "d": ["type": "array", "minItems": 1, "maxItems": 2, "items": ["enum": ["x", "y"]]],
    ],
  ]

  @Test(
    arguments: [
      (["a": 1, "b": nil], true), (["b": ["c": "ok"], "a": nil, "d": ["x", "y"]], true),
      (["a": 1, "b": ["c": nil]], true), (["a": 6, "b": nil], false), (["a": 0, "b": nil], false),
      (["a": .number(4), "b": nil], false), (["a": "4", "b": nil], false), (["b": nil], false),
      (["a": 1, "b": [:]], false), (["a": 1, "b": ["c": "o"]], false),
      (["a": 1, "b": nil, "e": 1], false), (["a": 1, "b": nil, "d": []], false),
      (["a": 1, "b": nil, "d": ["x", "x", "x"]], false),
      (["a": 1, "b": nil, "d": ["X"]], false), (["a": 1, "b": nil, "d": "x"], false),
      ([], false), (nil, false),
    ] as [(JSONValue, Bool)])
  func isSureOfWhatMeetsASchemaAsItIs(value: JSONValue, isSure: Bool) throws {
    let schema = try JSONSchema(Self.nullable)
    #expect(schema.isMetAsIs(by: value) == isSure)
    let way = Result { try ReplyCoercion.fit(value, to: schema) }
    let long = Result { try ReplyCoercion.refit(value, to: schema) }
    #expect((try? way.get()) == (try? long.get()))
    if isSure { #expect(try long.get() == .init(value: value, count: 0)) }
  }

  @Test func isNeverSureBehindReferences() throws {
    let schema = try JSONSchema(["$defs": ["n": ["type": "integer"]], "$ref": "#/$defs/n"])
    #expect(!schema.isMetAsIs(by: 1))
    #expect(try ReplyCoercion.fit(1, to: schema) == .init(value: 1, count: 0))
  }

  @Test func readsASchemaOnce() throws {
    let cache = SchemaCache()
    let source: JSONValue = ["type": "integer"]
    _ = try cache.schema(source)
    _ = try cache.schema(["type": "integer"])
    _ = try cache.schema(source)
    _ = try cache.schema(["type": "string"])
    #expect(cache.count == 2)
    #expect(throws: JSONError.self) { try cache.schema(["pattern": "x"]) }
  }
}

import QuestionPipeline
import Testing

struct JSONParserTests {
  @Test func readsWhatItWrites() throws {
    let value: JSONValue = [
      "text": "a \"quote\"\n\t\\ 中文 😀 \u{7F}\u{1}",
      "numbers": [0, -1, 0.5, 1e300, 9_007_199_254_740_993],
      "empty": [[:], [], nil, true, false], "nested": ["a": ["b": ["c"]]],
    ]
    #expect(try JSONParser.parse(JSONWriter.text(value)) == value)
    #expect(try JSONParser.parse(JSONWriter.text(value, indent: 2)) == value)
  }

  @Test(
    arguments: [
      [0xFF], [0xC3], [0xC0, 0xAF], [0xED, 0xA0, 0x80],
      // What stands for these, once mended, is as long as they are.
      [0xF0, 0x9F, 0x98], [0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0xE4, 0xB8, 0x61],
    ] as [[UInt8]])
  func refusesBytesThatAreNoUTF8(_ bytes: [UInt8]) {
    #expect(throws: JSONError.self) { try JSONParser.parse([0x22] + bytes + [0x22]) }
  }

  @Test func readsJSON5() throws {
    let text = """
      \u{FEFF}// a comment
      { unquoted: 'single', "trailing": [1, 2,], /* another */ hex: 0xFF, plus: +1, point: .5, end: 5.,
        'line\\
      break': null, }
      """
    let value = try JSONParser.parse(text, .json5)
    #expect(
      value == [
        "unquoted": "single", "trailing": [1, 2], "hex": 255, "plus": 1, "point": 0.5, "end": 5.0,
        "linebreak": nil,
      ])
  }

  @Test(arguments: [
    ("{\"a\": 1,\n \"a\": 2}", "line 2: key 'a' is there twice"),
    ("[1, 2", "line 1: expected ',' or ']' in a list"),
    ("{\"a\" 1}", "line 1: expected ':' after key 'a'"),
    ("\n\n[1,]", "line 3: a comma before ']'"),
    ("\"a\nb\"", "line 1: a control character in a string; write it as an escape"),
    ("\"\\ud800\"", "line 1: half of a surrogate pair"),
    ("01", "line 1: a malformed number"),
    ("1e999", "line 1: a number that is malformed or out of range"),
    ("[] []", "line 1: text after the end of the value"),
    ("", "line 1: the text ends where a value was expected"),
    ("nul", "line 1: expected a value, found 'n'"),
  ])
  func namesTheLineAndTheProblem(text: String, message: String) {
    #expect {
      try JSONParser.parse(text)
    } throws: { "\($0)" == message }
  }

  /// Decimals of few digits are read another way than others.
  @Test(arguments: [
    "0.1", "-0.5", "1.25", "12345678901234.5", "123456789012345.6", "0.000000000000001",
    "0.30000000000000004",
    "5e-324", "1.7976931348623157e308", "2.5E3", "-1.0", "100.000",
  ])
  func readsTheNearestNumber(text: String) throws {
    #expect(try JSONParser.parse("[\(text)]") == [.number(try #require(Double(text)))])
    #expect(try JSONParser.parse(text) == .number(try #require(Double(text))))
  }

  @Test func aDecimalHasDigitsOnBothSidesOfItsPoint() {
    for text in ["1.", ".5", "-.5", "1.2.3", "01.5", "1.5x", "-"] {
      #expect(throws: JSONError.self) { try JSONParser.parse(text) }
    }
  }

  @Test func readsWhatIsSelectedAndPassesOverTheRest() throws {
    let text = #"""
      {"a": 1, "skipped": {"deep": ["}", "\"]", {"b": [2]}]}, "list": [{"keep": 1, "drop": [1]}, 7, {"keep": 2}],
       "text": "a \" b", "whole": {"x": [1, {"y": null}]}, "number": -1.5e3 , "last": true}
      """#
    #expect(
      try JSONParser.parse(
        text, only: ["list": ["keep": .whole], "whole": .whole, "last": .whole, "absent": .whole])
        == [
          "list": [["keep": 1], 7, ["keep": 2]], "whole": ["x": [1, ["y": nil]]], "last": true,
        ])
    let most = try JSONParser.parse(
      text, only: ["list": ["drop": .whole], "whole": ["y": .whole], "*": .whole])
    #expect(
      most.objectValue.map { Array($0.keys) }
        == ["a", "skipped", "list", "text", "whole", "number", "last"])
    #expect(most["whole"] == [:])
    #expect(try JSONParser.parse(text, only: .whole) == JSONParser.parse(text))
  }

  @Test func textThatEndsWithinWhatIsPassedOverIsAnError() {
    for text in ["{\"a\": [1", "{\"a\": \"b", "{\"a\": 1", "{\"a\": "] {
      #expect(throws: JSONError.self) { try JSONParser.parse(text, only: ["b": .whole]) }
    }
  }

  @Test func stopsAtItsDepthInsteadOfCrashing() {
    #expect {
      try JSONParser.parse(String(repeating: "[", count: 1_000_000))
    } throws: { ($0 as? JSONError)?.code == .tooDeep }
  }

  /// Keys of large objects are looked up in another way than those of small ones.
  @Test(arguments: [2, 7, 8, 9, 23, 24, 25, 40]) func aDoubledKeyIsFoundInObjectsOfAnySize(
    count: Int
  ) throws {
    let members = (0..<count).map { "\"k\($0)\":\($0)" }
    let object = try JSONParser.parse("{\(members.joined(separator: ","))}")
    #expect(object.objectValue?.keys == (0..<count).map { "k\($0)" })
    for double in [0, count / 2, count - 1] {
      #expect {
        try JSONParser.parse("{\(members.joined(separator: ",")),\"k\(double)\":0}")
      } throws: {
        ($0 as? JSONError)?.code == .duplicateKey
      }
    }
  }

  /// Strings are looked through several bytes at a time.
  @Test(arguments: 0..<20) func aStringEndsAtItsQuoteWhereverThatStands(length: Int) throws {
    let run = String(repeating: "é", count: length / 2) + String(repeating: "a", count: length % 2)
    for rest in ["", "\"", "\\", "\u{1}", "\u{7F}", "'", "\n\" and more", "\\\\\"\""] {
      let text = run + rest + run
      let value = try JSONParser.parse(JSONWriter.bytes([.string(text), .integer(1)]))
      #expect(value == [.string(text), .integer(1)])
    }
    for control in ["\u{0}", "\u{1F}", "\n"] {
      #expect(throws: JSONError.self) { try JSONParser.parse("\"\(run)\(control)\(run)\"") }
    }
    #expect(throws: JSONError.self) { try JSONParser.parse("\"\(run)") }
    let single = try JSONParser.parse(Array("'\(run)\"\(run)'".utf8), .json5)
    #expect(single == .string("\(run)\"\(run)"))
  }

  @Test func bytesThatAreNoUTF8AreAnErrorInStrings() {
    #expect(throws: JSONError.self) { try JSONParser.parse([0x22, 0xFF, 0x22]) }
  }

  @Test func errorsOfTypedReadingCarryTheirLine() {
    let text = "{\n  a: {\n    b: [\n      1,\n      'x',\n    ],\n  },\n}"
    #expect {
      try JSONParser.read(Array(text.utf8), .json5) { reader in
        try reader.required("a").array("b").map { try $0.int() }
      }
    } throws: { "\($0)" == "line 5: a.b[1]: expected a whole number, found a string" }
  }

  @Test func unknownKeysGetASuggestion() {
    #expect {
      try JSONParser.read(Array("{\n cuont: 1 }".utf8), .json5) {
        try $0.allowOnly(["count", "kind"])
      }
    } throws: { "\($0)" == "line 2: cuont: unknown key 'cuont'; did you mean 'count'?" }
  }

  /// Any bytes at all: an answer or an error, never a crash.
  @Test(arguments: 0..<200) func neverCrashesOnMutatedText(seed: Int) {
    var random = SplitMix64(seed: UInt64(seed))
    var bytes = Array("{\"a\": [1, -2.5e3, \"x\\u00e9\\n\", {\"b\": null}], \"c\": true}".utf8)
    for _ in 0..<(1 + random.below(4)) {
      bytes[random.below(bytes.count)] = UInt8(random.below(256))
    }
    for options in [JSONParser.Options.json, .json5] {
      if let value = try? JSONParser.parse(bytes, options) {
        // Whole numbers lose their fraction in writing, so texts are compared.
        let text = JSONWriter.bytes(value)
        #expect((try? JSONParser.parse(text)).map { JSONWriter.bytes($0) } == text)
      }
    }
  }

  @Test func theCanonicalFormSortsKeys() {
    #expect(
      JSONWriter.canonical(["b": 1, "a": ["d": 1.0, "c": 0.25]])
        == Array("{\"a\":{\"c\":0.25,\"d\":1},\"b\":1}".utf8))
  }
}

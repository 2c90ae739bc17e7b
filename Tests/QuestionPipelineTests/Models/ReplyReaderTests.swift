import QuestionPipeline
import Testing

/// Section 3 of the page on endpoints: the order in which JSON is looked for.
struct ReplyReaderTests {
  private let wanted: JSONValue = ["a": 1]

  @Test(
    arguments: [
      #"{"a":1}"#, "\u{FEFF} \n{\"a\": 1}\n", "```json\n{\"a\":1}\n```", "```\n{\"a\":1}\n```",
      "Sure! Here it is:\n\n```json\n{\"a\":1}\n```\nAnything else?",
      "The answer: {\"a\":1}. Good luck!",
      "```json\n{\"a\":1}", "  ```JSON\r\n{\"a\":1}\r\n  ```", "<think>{\"b\":2}</think>{\"a\":1}",
      "{\"b\":2} perhaps </think> {\"a\":1}", "{\"a\":1}\n{\"b\":2}", "{\"a\":1}{\"a\":2}",
      "In the set {x, y} and the list [1, 2] we find {\"a\":1}",
      "See [1] and use { to open: {\"a\":1}",
      "```python\nd = {\"a\": True}\n```\n```json\n{\"a\":1}\n```",
      "Not {\"b\": True} but {\"a\":1}",
      "{\"b\": [1}] then {\"a\":1}", "<|channel|>final<|message|>{\"a\":1}<|return|>",
    ])
  func findsTheObject(text: String) throws {
    #expect(try ReplyReader.find(in: text) == .init(value: wanted, mended: 0))
  }

  @Test(
    arguments: [
      (#"[{"a":1}]"#, [["a": 1]]), (#"Here: [{"a":1},{"a":2}] as asked"#, [["a": 1], ["a": 2]]),
      ("Numbers: [1, 2]", [1, 2]), ("[]", []),
    ] as [(String, JSONValue)])
  func findsAListWhereThereIsNoObjectBefore(text: String, expected: JSONValue) throws {
    #expect(try ReplyReader.json(in: text) == expected)
  }

  @Test(
    arguments: [
      #"so: {"a":"} { ```"}"#, #"so: {"a":"\"}"}"#, "so: {\"a\":\"```python\\n[1]\\n```\"}",
      #"so: {"a":{"b":["}"]}} and more }"#,
    ])
  func isNotMisledByBracketsInStrings(text: String) throws {
    let json = try JSONParser.prefix(Array(text.utf8)[4...]).value
    #expect(try ReplyReader.json(in: text) == json)
  }

  @Test(
    arguments: [
      (#"{"a":1,}"#, 1), ("x {\"a\":1 ,\n}", 1), ("```json\n{\"a\":1,\n}\n```", 1),
    ])
  func removesTrailingCommasOnlyWhereItMust(text: String, count: Int) throws {
    #expect(try ReplyReader.find(in: text) == .init(value: wanted, mended: count))
  }

  @Test func leavesCommasInStringsAlone() throws {
    #expect(
      try ReplyReader.find(in: #"{"a":["x,]",],}"#) == .init(value: ["a": ["x,]"]], mended: 2))
  }

  @Test func prefersWhatNeedsNoMending() throws {
    #expect(try ReplyReader.find(in: #"{"b":2,} or {"a":1}"#).value == wanted)
  }

  @Test(
    arguments: [
      (#"{"a":1"#, "the JSON ends before it is closed"),
      (#"{"a":[{"b":1},{"c":"#, "the JSON ends before it is closed"),
      ("```json\n{\"a\":{\"b\":1}\n```", "the JSON ends before it is closed"),
      (#"Here: {"a":"x"#, "the JSON ends before it is closed"),
      (#"{"a":1,"#, "the JSON ends before it is closed"),
      ("", "the reply is blank"), ("  \u{FEFF}", "the reply holds no JSON object"),
      ("\u{FEFF} \n", "the reply is blank"), ("I cannot help.", "the reply holds no JSON object"),
      ("<think>{\"a\":1}", "the reply ends within its reasoning"),
      (#"{"a": True}"#, "line 1: expected a value, found 'T'"),
      (#"{"a": NaN}"#, "line 1: expected a value, found 'N'"),
      (#"{"a": None}"#, "line 1: expected a value, found 'N'"),
      ("{'a': 1}", "the reply holds no JSON object"),
      ("{“a”: 1}", "the reply holds no JSON object"),
      (#"{"a": “x”}"#, "line 1: expected a value, found byte 226"),
      (#"{"a":1,"a":2}"#, "line 1: key 'a' is there twice"),
      (#"{"a":1,"a":1}"#, "line 1: key 'a' is there twice"),
      (#"{"a":[1}"#, "the brackets of the JSON do not match"),
    ])
  func neverGuesses(text: String, problem: String) throws {
    let error = try #require(throws: JSONError.self) { try ReplyReader.find(in: text) }
    #expect(error.description == problem)
  }

  @Test func stopsAtA128thLevel() throws {
    func nested(_ depth: Int) -> String {
      #"{"a":"# + String(repeating: "[", count: depth) + String(repeating: "]", count: depth) + "}"
    }
    _ = try ReplyReader.json(in: nested(127))
    for text in [nested(128), "so " + nested(200_000), String(repeating: "[", count: 1_000_000)] {
      #expect(throws: JSONError.self) { try ReplyReader.json(in: text) }
    }
    #expect(try ReplyReader.json(in: nested(500) + " or " + #"{"a":1}"#) == wanted)
  }

  @Test func readsOrRefusesAThousandFuzzedRepliesWithoutDelay() {
    let valid = [
      #"{"flaws":[{"name":"x","evidence":"“q” \"e\" \u4e16","severity":"warning","suggestion":null}],"by":null}"#,
      "Here:\n```json\n{\"a\": [1, 2.5e3, -4], \"b\": {\"c\": [true, false, null]}}\n```\nDone {ok}.",
      "<think>why {\"a\":1}</think>\n{\"question\": \"世界 😀?\", \"answer\": \"a, b; {c} [d]\"}",
    ]
    let splices: [[UInt8]] = [
      Array("{\"".utf8), Array("]".utf8), Array("}".utf8), Array("\"".utf8), Array("\\".utf8),
      Array("```\n".utf8), Array("</think>".utf8), Array("<think>".utf8), Array(",}".utf8), [0xFF],
      [0],
      Array("\\ud800".utf8), Array("1e999".utf8), Array("[[[[".utf8), Array("NaN".utf8),
    ]
    var random = SplitMix64(seed: 7)
    var read = 0
    let clock = ContinuousClock()
    let start = clock.now
    for round in 0..<1_000 {
      var bytes = Array(valid[round % valid.count].utf8)
      for _ in 0...Int(random.next() % 4) {
        let at = Int(random.next() % UInt64(bytes.count + 1))
        switch random.next() % 5 {
        case 0:
          bytes.insert(contentsOf: splices[Int(random.next() % UInt64(splices.count))], at: at)
        case 1 where at < bytes.count: bytes.remove(at: at)
        case 2 where at < bytes.count: bytes[at] = UInt8(truncatingIfNeeded: random.next())
        case 3 where bytes.count > 8:
          bytes.removeLast(min(bytes.count - 8, Int(random.next() % 20)))
        default: bytes.insert(contentsOf: bytes.prefix(at), at: bytes.count / 2)
        }
        if bytes.isEmpty { bytes = [0x7B] }
      }
      let text = String(decoding: bytes, as: UTF8.self)
      if let found = try? ReplyReader.find(in: text) {
        read += 1
        // What was read is JSON: it can be written and read again.
        let text = JSONWriter.text(found.value)
        let again = try? JSONParser.parse(text)
        #expect(again.map { JSONWriter.text($0) } == text)
      }
      _ = try? WireFixture.content(text)
      _ = try? WireFixture.reply(text)
    }
    #expect(read > 100)
    #expect(read < 900)
    #expect(clock.now - start < .seconds(20))
  }

  @Test(arguments: [
    "```json\n{\"a\": \n```\n", "```\n[1,\n", "{\"a\":\n", "```json\n{\"a\": [}\n```\n", "\"{\"",
    "{\"a\":1,\"a\":1,}\n", "</think>{\"", "```\n",
  ])
  func refusesAHundredThousandBrokenPiecesWithoutHanging(piece: String) {
    let text = "so: " + String(repeating: piece, count: 100_000)
    #expect(throws: JSONError.self) { try ReplyReader.find(in: text) }
  }

  @Test func looksForTheEndOfABlocksJSONNoFurtherThanTheBlock() throws {
    let text = "```json\n{\"a\":\n```\nOnce more:\n```json\n{\"a\":1}\n```\n}"
    #expect(try ReplyReader.find(in: text).value == wanted)
  }

  @Test func leavesReasoningToWhoeverTookItOutAlready() {
    let text = #"Use <b> or </think> like this: {"a":1} </think> {"b":2}"#
    #expect(try! ReplyReader.find(in: text, tags: []).value == wanted)
  }
}

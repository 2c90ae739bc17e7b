import HTTPTransport
import QuestionPipeline
import Testing

/// Probabilities of a reply's digits, as servers tell them.
struct TokenOddsTests {
  /// The JSON of one token with its alternatives.
  static func token(_ text: String, _ logarithm: Double = -0.1, _ others: [(String, Double)] = [])
    -> JSONValue
  {
    [
      "token": .string(text), "logprob": .number(logarithm),
      "bytes": .array(text.utf8.map { .integer(Int($0)) }),
      "top_logprobs": .array(
        others.map { ["token": .string($0.0), "logprob": .number($0.1), "bytes": .null] }),
    ]
  }

  static func body(_ content: String, _ tokens: [JSONValue]) -> String {
    JSONWriter.text([
      "choices": [
        [
          "message": ["content": .string(content)], "logprobs": ["content": .array(tokens)],
          "finish_reason": "stop",
        ]
      ]
    ])
  }

  private let grade = token("4", -0.223144, [("4", -0.223144), ("5", -1.609438), ("good", -6)])

  @Test func theDigitsOfAnAnswerBringTheirOdds() throws {
    let content = #"{"score": 4}"#
    let reply = try WireFixture.reply(
      Self.body(content, [Self.token(#"{"score"#), Self.token(#"": "#), grade, Self.token("}")]))
    #expect(reply.content == content)
    let odds = try #require(reply.odds.first)
    #expect(reply.odds.count == 1 && odds.offset == 10)
    #expect(odds.shares[4] == 0.8 && odds.shares[5] == 0.2 && odds.shares[3] == 0)
  }

  @Test func aTokenMayOpenWithABlankAndSoMayItsAlternatives() throws {
    let tokens = [
      Self.token("分："), Self.token(" 3", -0.7, [(" 3", -0.693147), ("3", -1.609438)]),
    ]
    let reply = try WireFixture.reply(Self.body("分： 3", tokens))
    #expect(reply.odds.map(\.offset) == [7])
    #expect(reply.odds.first?.shares[3] == 0.7)
  }

  @Test func aDigitThatWasDrawnAgainstTheOddsCountsToo() throws {
    let tokens = [Self.token("2", -2.302585, [("5", -0.105361)])]
    let shares = try WireFixture.reply(Self.body("2", tokens)).odds.first?.shares
    #expect(shares?[2] == 0.1 && shares?[5] == 0.9)
  }

  @Test func theTextOfATokenWithoutBytesIsItsOwn() throws {
    var plain = try #require(grade.objectValue)
    plain["bytes"] = nil
    let tokens: [JSONValue] = [["token": "é ", "logprob": -1], .object(plain)]
    #expect(try WireFixture.reply(Self.body("é 4", tokens)).odds.map(\.offset) == [3])
  }

  @Test func reasoningBeforeTheAnswerIsNotCounted() throws {
    let tokens = [
      Self.token("<think>"), Self.token("3", -0.1, [("3", -0.1)]), Self.token("</think>"), grade,
    ]
    let reply = try WireFixture.reply(Self.body("<think>3</think>4", tokens))
    #expect(reply.content == "4")
    #expect(reply.odds.map(\.offset) == [0] && reply.odds.first?.shares[4] == 0.8)
  }

  @Test func blanksThatTheAnswerLacksAndReasoningBesideItAreNoHindrance() throws {
    let blank = try WireFixture.reply(Self.body("4", [Self.token("\n"), grade]))
    #expect(blank.odds.map(\.offset) == [0])
    let beside = try WireFixture.reply(Self.body("4", [Self.token("I think 3."), grade]))
    #expect(beside.odds.map(\.offset) == [0] && beside.odds.first?.shares[4] == 0.8)
  }

  @Test(arguments: [
    // Tokens that are not the text that came.
    #"{"choices":[{"message":{"content":"5"},"logprobs":{"content":[{"token":"4","logprob":-0.1,"top_logprobs":[]}]},"finish_reason":"stop"}]}"#,
    // Another shape.
    #"{"choices":[{"message":{"content":"4"},"logprobs":{"tokens":["4"],"token_logprobs":[-0.1]},"finish_reason":"stop"}]}"#,
    #"{"choices":[{"message":{"content":"4"},"logprobs":{"content":null},"finish_reason":"stop"}]}"#,
    #"{"choices":[{"message":{"content":"4"},"logprobs":{"content":[null,7,{"token":4}]},"finish_reason":"stop"}]}"#,
    #"{"choices":[{"message":{"content":"4"},"logprobs":{"content":[{"token":"4","logprob":"x"}]},"finish_reason":"stop"}]}"#,
    #"{"choices":[{"message":{"content":"4"},"logprobs":null,"finish_reason":"stop"}]}"#,
  ])
  func whatCannotBeReadLeavesTheAnswerWithoutOdds(body: String) throws {
    let reply = try WireFixture.reply(body)
    #expect(reply.odds.isEmpty && reply.content.count == 1)
  }

  @Test func aStreamTellsThemPieceByPiece() throws {
    let tokens = [Self.token(#"{"score": "#), grade, Self.token("}")]
    let events = zip([#"{"score": "#, "4", "}"], tokens).map { text, token in
      JSONWriter.text([
        "choices": [
          ["delta": ["content": .string(text)], "logprobs": ["content": [token]]]
        ]
      ])
    }
    let end = #"{"choices":[{"delta":{},"finish_reason":"stop"}]}"#
    let body = (events + [end]).map { "data: \($0)\n\n" }.joined() + "data: [DONE]\n\n"
    var stream = StreamReader(WireFixture.reader(), head: WireFixture.head(), now: WireFixture.now)
    for byte in Array(body.utf8) { _ = [byte].withUnsafeBytes { stream.receive($0) } }
    let reply = try stream.finish()
    #expect(reply.content == #"{"score": 4}"#)
    #expect(reply.odds.map(\.offset) == [10] && reply.odds.first?.shares[5] == 0.2)
  }

  @Test func theyKeepTheirValuesInARecord() throws {
    var record = WireRecord(attempts: [], isStreamed: true)
    record.odds = [DigitOdds(offset: 31, shares: [0, 0, 0, 0.25, 0.5, 0, 0, 0, 0, 0])]
    let text = JSONWriter.text(record.json)
    #expect(text.contains(#""odds":[{"at":31,"3":0.25,"4":0.5}]"#))
    #expect(try WireRecord(JSONReader(JSONParser.parse(text))) == record)
  }
}

import HTTPTransport
import QuestionPipeline
import Testing

/// Section 6 of the page on endpoints: streaming.
struct StreamReaderTests {
  /// Reads a stream, cut into pieces of that many bytes.
  private func read(
    _ text: String, cutEvery size: Int = .max, limits: StreamReader.Limits = .init()
  ) throws -> WireReply {
    var stream = StreamReader(
      WireFixture.reader(), head: WireFixture.head(), limits: limits, now: WireFixture.now)
    let bytes = Array(text.utf8)
    var start = 0
    while start < bytes.count {
      let end = min(bytes.count, start + min(size, bytes.count))
      let goesOn = bytes[start..<end].withUnsafeBytes { stream.receive($0) }
      if !goesOn { break }
      start = end
    }
    return try stream.finish()
  }

  private func failure(_ text: String, cutEvery size: Int = .max) throws -> ModelError {
    try #require(throws: ModelError.self) { try read(text, cutEvery: size) }
  }

  private func chunk(_ content: String, finish: String? = nil) -> String {
    let finish = finish.map { "\"\($0)\"" } ?? "null"
    return
      #"data: {"model":"g","choices":[{"index":0,"delta":{"content":\#(JSONWriter.text(.string(content)))},"finish_reason":\#(finish)}]}"#
  }

  private var whole: String {
    [
      ": OPENROUTER PROCESSING", ":", "", "event: message", "id: 7", "retry: 100",
      #"data:{"choices":[{"delta":{"role":"assistant","content":""}}]}"#, "", chunk("Grüße, "), "",
      chunk("世界 😀"), "", chunk("", finish: "stop"), "",
      #"data: {"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":4}}"#, "",
      "data: [DONE]",
      "", "",
    ].joined(separator: "\n")
  }

  @Test(arguments: [1, 2, 3, 7, 64, .max], ["\n", "\r\n", "\r"])
  func readsAStreamCutAnywhereWithAnyLineEnd(size: Int, lineEnd: String) throws {
    let text = whole.split(separator: "\n", omittingEmptySubsequences: false).joined(
      separator: lineEnd)
    #expect(
      try read(text, cutEvery: size)
        == WireReply(
          content: "Grüße, 世界 😀", finish: .stop, finishWord: "stop",
          usage: TokenUsage(prompt: 3, completion: 4, isReported: true), model: "g"))
  }

  @Test func passesOverAByteOrderMark() throws {
    #expect(try read("\u{FEFF}" + whole, cutEvery: 1).content == "Grüße, 世界 😀")
  }

  @Test func joinsTheDataLinesOfAnEvent() throws {
    let text = """
      data: {"choices":[{"delta":
      data: {"content":"x"},
      data: "finish_reason":"stop"}]}


      """
    #expect(try read(text).content == "x")
  }

  @Test func joinsASurrogatePairSplitOverTwoChunks() throws {
    let text = """
      data: {"choices":[{"delta":{"content":"a\\ud83d"}}]}

      data: {"choices":[{"delta":{"content":"\\ude00b"},"finish_reason":"stop"}]}


      """
    #expect(try read(text).content == "a😀b")
  }

  @Test(arguments: ["", "\n", "\n\n", "\n\ndata: [DONE]", "\n\ndata: [DONE] trailing\n\n"])
  func needsNoEndMarkAfterAFinishReason(tail: String) throws {
    #expect(try read(chunk("x", finish: "stop") + tail).content == "x")
  }

  @Test(arguments: [1, .max])
  func tellsAStreamThatBrokeOffFromAWholeOne(size: Int) throws {
    let error = try failure(chunk("x") + "\n\n", cutEvery: size)
    #expect(error.code == .unavailable)
    #expect(error.mayBeBilled)
    #expect(error.repair == nil)
    #expect(error.detail == "the stream of local broke off before the answer was whole")
  }

  @Test func tellsAStreamThatEndsWithinAnEvent() throws {
    let error = try failure(chunk("x") + "\n\n" + chunk("yyy").dropLast(9))
    #expect(error.code == .unavailable)
    #expect(error.detail == "the stream of local broke off within an event")
  }

  @Test func keepsTheTextOfAStreamThatDoesNotSayWhyItEnds() throws {
    let reply = try read(chunk("x") + "\n\ndata: [DONE]\n\n")
    #expect(reply.content == "x")
    #expect(reply.finish == .other)
    #expect(reply.finishWord == nil)
    #expect(reply.notes == ["no finish reason"])
  }

  @Test func asksForAPlainReplyWhereAStreamEndsWithoutTextAndReason() throws {
    let error = try failure(chunk("") + "\n\ndata: [DONE]\n\n")
    #expect(error.code == .unavailable)
    #expect(error.repair == .neverStreams)
  }

  @Test(
    arguments: [
      #"data: {"choices":[],"prompt_filter_results":[]}"#, #"data: {"choices":null}"#,
      #"data: {"choices":[{"delta":null}]}"#, #"data: {"choices":[{"index":0}]}"#,
      #"data: {"id":"x"}"#, "data:", "data: ping",
    ])
  func passesOverEventsWithoutAnAnswer(event: String) throws {
    #expect(try read(event + "\n\n" + chunk("x", finish: "stop") + "\n\n").content == "x")
  }

  @Test func keepsTheLastUsage() throws {
    let text = """
      data: {"choices":[{"delta":{"content":"x"}}],"usage":{"prompt_tokens":3,"completion_tokens":1}}

      data: {"choices":[{"delta":{},"finish_reason":"stop"}],"usage":{"prompt_tokens":3,"completion_tokens":2}}

      data: {"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":9}}

      data: {"choices":[],"usage":null}

      data: [DONE]


      """
    #expect(try read(text).usage == TokenUsage(prompt: 3, completion: 9, isReported: true))
  }

  @Test(
    arguments: [
      #"{"choices":[{"delta":{},"finish_reason":"stop"}],"x_groq":{"usage":{"prompt_tokens":3,"completion_tokens":9}}}"#,
      #"{"choices":[{"delta":{},"finish_reason":"stop","usage":{"prompt_tokens":3,"completion_tokens":9}}]}"#,
    ])
  func findsUsageInOtherPlaces(event: String) throws {
    #expect(
      try read("data: \(event)\n\n").usage == TokenUsage(prompt: 3, completion: 9, isReported: true)
    )
  }

  @Test(
    arguments: [
      (#"{"error":{"message":"slow down","code":429}}"#, ModelError.Code.rateLimited),
      (
        #"{"error":{"message":"x","code":502},"choices":[{"delta":{},"finish_reason":"error"}]}"#,
        .unavailable
      ),
      (#"{"error":"Model is overloaded","error_type":"overloaded"}"#, .rateLimited),
      (#"{"object":"error","message":"prompt is too long","code":400}"#, .tooLong),
      (#"{"choices":[{"delta":{},"error":{"code":401,"message":"bad key"}}]}"#, .unauthorized),
    ])
  func readsAnErrorInTheMidstOfAStream(event: String, code: ModelError.Code) throws {
    let error = try failure(chunk("x") + "\n\ndata: \(event)\n\ndata: [DONE]\n\n")
    #expect(error.code == code)
    #expect(error.mayBeBilled)
  }

  @Test func readsAnErrorByTheNameOfItsEvent() throws {
    let error = try failure("event: error\ndata: {\"detail\":\"boom\"}\n\n")
    #expect(error.code == .unavailable)
    #expect(error.detail == "local answered 200: boom")
  }

  @Test(arguments: [1, .max])
  func readsPlainJSONUnderTheNameOfAStream(size: Int) throws {
    #expect(try read(WireFixture.body(#""content":"x""#), cutEvery: size).content == "x")
    let error = try failure(#"{"error":{"message":"no","code":429}}"#, cutEvery: size)
    #expect(error.code == .rateLimited)
  }

  @Test(arguments: ["", "\n\n", ": keep-alive\n\n"])
  func saysThatAStreamHeldNothing(text: String) throws {
    let error = try failure(text)
    #expect(error.code == .unavailable)
    #expect(!error.mayBeBilled || text.allSatisfy { $0.isWhitespace })
  }

  @Test func quotesAProxyThatSpeaksProse() throws {
    let error = try failure("upstream connect error or disconnect\n")
    #expect(error.detail == "local answered 200: upstream connect error or disconnect")
  }

  @Test func keepsReasoningThatComesFirstApart() throws {
    let text = """
      data: {"choices":[{"delta":{"reasoning_content":"so "}}]}

      data: {"choices":[{"delta":{"reasoning_content":"what"}}]}

      data: {"choices":[{"delta":{"content":"x"},"finish_reason":"stop"}]}


      """
    let reply = try read(text)
    #expect(reply.content == "x")
    #expect(reply.reasoning == "so what")
  }

  @Test func putsTheArgumentsOfAToolCallTogether() throws {
    let text = """
      data: {"choices":[{"delta":{"tool_calls":[{"index":0,"function":{"name":"f","arguments":""}}]}}]}

      data: {"choices":[{"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{\\"a\\""}}]}}]}

      data: {"choices":[{"delta":{"tool_calls":[{"index":0,"function":{"arguments":":1}"}}]}}]}

      data: {"choices":[{"delta":{"tool_calls":[{"index":1,"function":{"arguments":"no"}}]},"finish_reason":"tool_calls"}]}


      """
    #expect(try read(text).content == #"{"a":1}"#)
  }

  @Test func givesUpAnAnswerOfNothingButBlanks() throws {
    var stream = StreamReader(WireFixture.reader(), head: WireFixture.head())
    let piece = Array((chunk(String(repeating: " \n", count: 50)) + "\n\n").utf8)
    var count = 0
    while piece.withUnsafeBytes({ stream.receive($0) }) {
      count += 1
      try #require(count < 100)
    }
    #expect(count == 20)
    let error = try #require(throws: ModelError.self) { try stream.finish() }
    #expect(error.code == .invalidResponse)
    #expect(error.detail == "the model wrote more than 2000 blanks in a row")
  }

  @Test(arguments: [1, 100, .max])
  func givesUpALineThatIsTooLong(size: Int) throws {
    var limits = StreamReader.Limits()
    limits.line = 500
    let text = chunk(String(repeating: "x", count: 600), finish: "stop")
    let error = try #require(throws: ModelError.self) {
      try read(text, cutEvery: size, limits: limits)
    }
    #expect(error.code == .invalidResponse)
    #expect(error.mayBeBilled)
  }

  @Test func givesUpAnEventNestedTooDeep() throws {
    let deep = String(repeating: "[", count: 100_000)
    #expect(try failure("data: {\"x\":\(deep)\n\n").code == .unavailable)
  }

  @Test func countsATransferThatWasEndedAsBilledOnceTheAnswerHasBegun() {
    var stream = StreamReader(WireFixture.reader(), head: WireFixture.head())
    let ended = TransportError(.stopped, "no more was wanted of h")
    #expect(!stream.error(ended).mayBeBilled)
    _ = Array((chunk("x") + "\n\n").utf8).withUnsafeBytes { stream.receive($0) }
    #expect(stream.hasBegun)
    #expect(!stream.isComplete)
    #expect(stream.error(ended).mayBeBilled)
  }
}

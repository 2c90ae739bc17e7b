import HTTPTransport
import QuestionPipeline
import Testing

/// Section 4 of the page on endpoints: reading the answer.
struct WireReplyTests {
  @Test func readsAPlainCompletion() throws {
    let reply = try WireFixture.reply(
      #"{"id":"x","object":"chat.completion","created":1,"model":"gpt","choices":[{"index":0,"message":{"role":"assistant","content":"Hi \"there\"\n\u00e9 \ud83d\ude00","refusal":null},"logprobs":null,"finish_reason":"stop"}],"usage":{"prompt_tokens":5,"completion_tokens":7,"total_tokens":12}}"#
    )
    #expect(
      reply
        == WireReply(
          content: "Hi \"there\"\né 😀", finish: .stop, finishWord: "stop",
          usage: TokenUsage(prompt: 5, completion: 7, isReported: true), model: "gpt"))
  }

  @Test(
    arguments: [
      #""content":null"#, #""content":"""#, #""role":"assistant""#, #""content":[]"#,
      #""content":[{"type":"text","text":null}]"#, #""content":"  \n""#,
    ])
  func saysThatAnAnswerIsBlank(members: String) throws {
    let reply = try WireFixture.message(members)
    #expect(reply.content.allSatisfy { $0.isWhitespace })
    #expect(reply.notes == ["the answer is blank"])
  }

  @Test func joinsTextPartsAndKeepsThinkingPartsApart() throws {
    let reply = try WireFixture.message(
      #""content":[{"thinking":[{"text":"hm","type":"text"}],"type":"thinking"},{"type":"text","text":"a"},"b",{"type":"image_url","image_url":{"url":"x"}},{"text":"c"}]"#
    )
    #expect(reply.content == "abc")
    #expect(reply.reasoning == "hm")
  }

  @Test(
    arguments: [
      #""reasoning_content":"why""#, #""reasoning":"why""#,
      #""reasoning_details":[{"type":"reasoning.text","text":"why"}]"#,
      #""reasoning":"why","reasoning_content":"why","reasoning_details":[{"type":"reasoning.summary","summary":"why"}]"#,
    ])
  func readsReasoningFromItsFields(members: String) throws {
    let reply = try WireFixture.message(#""content":"answer","# + members)
    #expect(reply.content == "answer")
    #expect(reply.reasoning == "why")
  }

  @Test(
    arguments: [
      "<think>why</think>answer", "\n\n<think>why</think>\n\nanswer", "why</think>answer",
      "<thinking>why</thinking>answer", "<thought>why</thought> answer",
      "<reasoning>why</reasoning>answer", "<Think>why</Think>answer",
    ])
  func takesTaggedReasoningOutOfTheAnswer(text: String) throws {
    let reply = try WireFixture.content(text)
    #expect(reply.content == "answer")
    #expect(reply.reasoning == "why")
  }

  @Test func takesWhatFollowsTheLastClosingTag() throws {
    let reply = try WireFixture.content("one </think> two</think>answer")
    #expect(reply.content == "answer")
    #expect(reply.reasoning == "one </think> two")
  }

  @Test(arguments: ["length", "stop"])
  func findsNoAnswerInReasoningThatDoesNotEnd(finish: String) throws {
    let reply = try WireFixture.content("<think>why and", finish: "\"\(finish)\"")
    #expect(reply.content == "")
    #expect(reply.reasoning == "why and")
    #expect(reply.finishWord == finish)
    #expect(reply.notes == ["the reasoning does not end"])
  }

  @Test(
    arguments: [
      "The tag <think> opens reasoning.", #"{"answer": "Use <think> and </think>."}"#,
      #"[{"a": "</think>"}]"#, "`<think>x` is a tag",
    ])
  func leavesAnAnswerThatTalksOfTagsUntouched(text: String) throws {
    let reply = try WireFixture.content(text)
    #expect(reply.content == text)
    #expect(reply.reasoning == nil)
  }

  @Test func leavesAClosingTagWithinTheJSONThatFollowsReasoning() throws {
    let reply = try WireFixture.content(#"why</think>{"a": "ends with </think>, that is"}"#)
    #expect(reply.content == #"{"a": "ends with </think>, that is"}"#)
  }

  @Test func takesTheFinalChannelOfHarmonyLeftovers() throws {
    let reply = try WireFixture.content(
      "<|channel|>analysis<|message|>why<|end|><|start|>assistant<|channel|>final<|message|>answer<|return|>"
    )
    #expect(reply.content == "answer")
    #expect(reply.reasoning?.contains("why") == true)
  }

  @Test func reportsAnAnswerThatStandsInTheReasoningAlone() throws {
    let reply = try WireFixture.message(#""content":null,"reasoning":"{\"a\":1}""#)
    #expect(reply.content == "")
    #expect(reply.notes == ["answer only in the reasoning field"])
  }

  @Test func takesAnAnswerFromTheReasoningWhereAllowed() throws {
    let reply = try WireFixture.reply(
      WireFixture.body(#""content":null,"reasoning":"{\"a\":1}""#), takesAnswerFromReasoning: true)
    #expect(reply.content == #"{"a":1}"#)
    #expect(reply.reasoning == nil)
    #expect(reply.notes == ["the answer was taken from the reasoning field"])
  }

  @Test func takesNoAnswerFromReasoningThatWasCutOff() throws {
    let reply = try WireFixture.reply(
      WireFixture.body(#""content":"","reasoning":"so far""#, finish: #""length""#),
      takesAnswerFromReasoning: true)
    #expect(reply.content == "")
    #expect(reply.finish == .length)
  }

  @Test(arguments: [#""{\"a\":1}""#, #"{"a":1}"#])
  func acceptsTheArgumentsOfAToolCallWhereTheContentIsEmpty(arguments: String) throws {
    let reply = try WireFixture.message(
      #""content":null,"tool_calls":[{"id":"1","type":"function","function":{"name":"f","arguments":\#(arguments)}},{"function":{"arguments":"no"}}]"#,
      finish: #""tool_calls""#)
    #expect(reply.content == #"{"a":1}"#)
    #expect(reply.finish == .stop)
    #expect(reply.notes == ["the answer stands in a tool call"])
  }

  @Test func prefersContentToAToolCall() throws {
    let reply = try WireFixture.message(
      #""content":"x","tool_calls":[{"function":{"arguments":"{}"}}]"#)
    #expect(reply.content == "x")
  }

  @Test func keepsARefusalApart() throws {
    let reply = try WireFixture.message(#""content":null,"refusal":"I cannot.""#)
    #expect(reply.refusal == "I cannot.")
    #expect(reply.content == "")
  }

  @Test(
    arguments: [
      ("stop", FinishReason.stop), ("eos_token", .stop), ("stop_sequence", .stop),
      ("tool_calls", .stop), ("length", .length), ("content_filter", .contentFilter),
    ])
  func knowsTheWordsForTheEnd(word: String, reason: FinishReason) throws {
    let reply = try WireFixture.content("x", finish: "\"\(word)\"")
    #expect(reply.finish == reason)
    #expect(reply.finishWord == word)
    #expect(reply.notes.isEmpty)
  }

  @Test func takesNoFinishReasonWithTextForAStop() throws {
    let reply = try WireFixture.content("x", finish: "null")
    #expect(reply.finish == .stop)
    #expect(reply.finishWord == nil)
  }

  @Test func keepsAnUnknownFinishReasonAndSaysSo() throws {
    let reply = try WireFixture.content("x", finish: #""weary""#)
    #expect(reply.finish == .other)
    #expect(reply.finishWord == "weary")
    #expect(reply.notes == ["unknown finish reason 'weary'"])
  }

  @Test(arguments: ["error", "abort"])
  func retriesAnAnswerThatTheServerGaveUp(word: String) throws {
    let error = try WireFixture.failure(
      WireFixture.body(#""content":"half""#, finish: "\"\(word)\""))
    #expect(error.code == .unavailable)
    #expect(error.mayBeBilled)
  }

  @Test(
    arguments: [
      (#"{"error":{"message":"no","code":429}}"#, ModelError.Code.rateLimited, 429),
      (#"{"error":{"message":"no","code":"503"}}"#, .unavailable, 503),
      (#"{"error":{"message":"Insufficient credits","code":402}}"#, .noCredit, 402),
      (#"{"error":{"message":"boom"},"choices":[]}"#, .unavailable, 200),
      (#"{"choices":null}"#, .unavailable, 200), (#"{"choices":[]}"#, .unavailable, 200),
      (#""model crashed""#, .unavailable, 200), ("", .unavailable, 200),
      (" \n ", .unavailable, 200),
      (#"{"choices":[{"message":{"content":"cut o"#, .unavailable, 200),
      ("<!doctype html><title>Web UI</title>", .invalidRequest, 200),
    ])
  func takesASuccessWithoutAChoiceForAnError(
    body: String, code: ModelError.Code, status: Int
  ) throws {
    let error = try WireFixture.failure(body)
    #expect(error.code == code)
    #expect(error.status == status)
  }

  @Test func acceptsBlankLinesAndAByteOrderMarkBeforeTheBody() throws {
    #expect(
      try WireFixture.reply("\u{FEFF}\n\n \r\n" + WireFixture.body(#""content":"x""#)).content
        == "x")
    #expect(try WireFixture.reply("\n\n" + WireFixture.body(#""content":"x""#)).content == "x")
  }

  @Test func needsNothingButAChoice() throws {
    let reply = try WireFixture.reply(
      #"{"created":1.5,"id":null,"choices":[{"message":{"content":"x"}}]}"#)
    #expect(reply.content == "x")
    #expect(reply.model == nil)
    #expect(reply.usage == nil)
  }

  @Test func refusesBodiesNestedWithoutEnd() throws {
    let deep = String(repeating: "[", count: 1_000_000)
    #expect(try WireFixture.failure(#"{"x":\#(deep)"#).code == .unavailable)
    #expect(try WireFixture.failure(deep).code == .unavailable)
  }

  @Test(
    arguments: [
      ("null", nil), ("{}", nil), (#"{"prompt_tokens":0,"completion_tokens":0}"#, nil),
      (#"{"prompt_tokens":9,"completion_tokens":null}"#, nil),
      (#"{"prompt_tokens":-5,"completion_tokens":1e300}"#, nil),
      (
        #"{"prompt_tokens":9,"completion_tokens":null,"total_tokens":12}"#,
        TokenUsage(prompt: 9, completion: 3, isReported: true)
      ),
      (
        #"{"prompt_tokens":9,"completion_tokens":3,"total_tokens":20}"#,
        TokenUsage(prompt: 9, completion: 11, isReported: true, reasoning: 8)
      ),
      (
        #"{"prompt_tokens":9,"completion_tokens":3,"prompt_tokens_details":{"cached_tokens":4},"completion_tokens_details":{"reasoning_tokens":2}}"#,
        TokenUsage(prompt: 9, completion: 3, isReported: true, cached: 4, reasoning: 2)
      ),
      (
        #"{"prompt_tokens":9,"completion_tokens":3,"prompt_cache_hit_tokens":5,"prompt_cache_miss_tokens":4,"prompt_tokens_details":{"cached_tokens":5}}"#,
        TokenUsage(prompt: 9, completion: 3, isReported: true, cached: 5)
      ),
      (
        #"{"completion_tokens":3,"prompt_cache_hit_tokens":5,"prompt_cache_miss_tokens":4}"#,
        TokenUsage(prompt: 9, completion: 3, isReported: true, cached: 5)
      ),
      (
        #"{"prompt_tokens":9,"completion_tokens":3,"cached_tokens":4,"reasoning_tokens":1}"#,
        TokenUsage(prompt: 9, completion: 3, isReported: true, cached: 4, reasoning: 1)
      ),
      (
        #"{"prompt_tokens":9,"completion_tokens":3,"cost":0.0001425}"#,
        TokenUsage(prompt: 9, completion: 3, isReported: true, cost: 142_500)
      ),
    ] as [(String, TokenUsage?)])
  func readsUsageInAllItsDialects(usage: String, expected: TokenUsage?) throws {
    #expect(try WireFixture.message(#""content":"x""#, usage: usage).usage == expected)
  }

  @Test func readsAStreamThatComesUnasked() throws {
    let reply = try WireFixture.reply(
      "data: {\"choices\":[{\"delta\":{\"content\":\"x\"},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n"
    )
    #expect(reply.content == "x")
  }
}

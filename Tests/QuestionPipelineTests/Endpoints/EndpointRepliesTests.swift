import HTTPTransport
import QuestionPipeline
import TestSupport
import Testing

/// Answers of every dialect, over a real connection.
struct EndpointRepliesTests {
  private typealias Bench = EndpointBench

  private func reply(_ body: String, delivery: EndpointProfile.Delivery = .plain) async throws
    -> ChatReply
  {
    try await Bench.model(at: LoopbackServer(.json(body)), delivery: delivery)
      .respond(to: Bench.request())
  }

  private func failure(_ answer: LoopbackAnswer) async throws -> ModelError {
    try await Bench.model(at: LoopbackServer(answer)).failure()
  }

  @Test func plainAnswersComeWholeWithUsageAndTheServersModel() async throws {
    let server = LoopbackServer(.json(Bench.completion(Bench.good)))
    let reply = try await Bench.model(at: server).respond(to: Bench.request())
    #expect(reply.content == Bench.good && reply.finishReason == .stop && reply.model == "m-2")
    #expect(reply.usage == TokenUsage(prompt: 11, completion: 7, isReported: true))
    let wire = try #require(reply.wire)
    #expect(wire.rung == "json_schema_strict" && !wire.isStreamed && wire.notes.isEmpty)
    #expect(wire.attempts.count == 1 && wire.attempts[0].status == 200)
    #expect(wire.attempts[0].failure == nil && wire.attempts[0].endpoint == "local")
    let request = try #require(server.requests.first)
    #expect(wire.attempts[0].body == SHA256.hex(request.body))
    #expect(request.method == "POST" && request.target == "/v1/chat/completions")
    #expect(request["content-type"] == "application/json")
    #expect(request.json["model"] == "m")
  }

  @Test func usageThatIsMissingIsEstimatedAndSaidSo() async throws {
    let body = #"{"choices": [{"message": {"content": "four words to count"}}]}"#
    let reply = try await reply(body)
    #expect(!reply.usage.isReported && reply.usage.completion == 4 && reply.usage.prompt > 5)
    #expect(reply.model == "m")
  }

  @Test(arguments: ["null", "[]"])
  func choicesNullOrEmptyAreAFaultOfTheServer(choices: String) async throws {
    let error = try await failure(.json(#"{"id": "x", "choices": \#(choices)}"#))
    #expect(error.code == .unavailable && error.fault == .server && error.mayBeBilled)
  }

  @Test(arguments: [
    "null", #""""#, #"" \n\t \u00a0 ""#, "[]", #"[{"type": "text", "text": null}]"#,
  ])
  func contentNullOrBlankIsNoAnswer(content: String) async throws {
    let error = try await failure(
      .json(Bench.completion(message: #"{"role": "assistant", "content": \#(content)}"#)))
    #expect(error.code == .invalidResponse && error.fault == .reply && error.mayBeBilled)
    #expect(error.wire?.attempts.map(\.status) == [200])
  }

  @Test func contentInPartsIsJoinedWithoutThoughts() async throws {
    let parts =
      #"[{"type": "thinking", "thinking": "hm"}, {"type": "text", "text": "4"}, {"type": "text", "text": "2"}]"#
    let reply = try await reply(Bench.completion(message: #"{"content": \#(parts)}"#))
    #expect(reply.content == "42")
  }

  @Test(arguments: [
    #"{"content": "42", "reasoning": "hm"}"#, #"{"content": "42", "reasoning_content": "hm"}"#,
    #"{"content": "<think>hm</think>\n\n42"}"#, #"{"content": "hm\nhm</think>42"}"#,
    #"{"content": "<thinking>hm</thinking>42"}"#,
  ])
  func reasoningIsKeptApartFromTheAnswer(message: String) async throws {
    let reply = try await reply(Bench.completion(message: message))
    #expect(reply.content.trimmed == "42")
  }

  @Test func reasoningWhoseOpeningTagIsMissingStaysOutOfTheAnswer() async throws {
    let reply = try await reply(Bench.completion("hm\nhm</think>\n" + Bench.good))
    #expect(reply.content == Bench.good)
  }

  @Test func reasoningWithoutItsEndIsATruncatedAnswer() async throws {
    let reply = try await reply(
      Bench.completion("<think>on and on", finish: #""length""#))
    #expect(reply.finishReason == .length && reply.content.trimmed.isEmpty)
  }

  @Test func anAnswerInTheReasoningAloneIsTakenOnlyIfAskedFor() async throws {
    let server = LoopbackServer(
      .json(Bench.completion(message: #"{"content": null, "reasoning": "42"}"#)))
    let error = try await Bench.model(at: server).failure()
    #expect(error.code == .invalidResponse && error.detail.contains("takesAnswerFromReasoning"))
    var profile = Bench.profile(server.url + "/v1")
    profile.takesAnswerFromReasoning = true
    #expect(
      try await Bench.model(profile, server: server).respond(to: Bench.request()).content == "42")
  }

  @Test(arguments: [
    ("null", FinishReason.stop), (#""eos_token""#, .stop), (#""length""#, .length),
    (#""content_filter""#, .contentFilter), (#""strange""#, .other),
  ])
  func finishReasonsOfAllDialectsAreUnderstood(word: String, reason: FinishReason) async throws {
    let reply = try await reply(Bench.completion("42", finish: word))
    #expect(reply.finishReason == reason && reply.content == "42")
  }

  @Test(arguments: [#""error""#, #""abort""#])
  func anAnswerThatEndedInAnErrorIsAFaultOfTheServer(word: String) async throws {
    let error = try await failure(.json(Bench.completion("4", finish: word)))
    #expect(error.fault == .server)
  }

  @Test func aRefusalIsAnOutcomeOfItsOwn() async throws {
    let error = try await failure(
      .json(Bench.completion(message: #"{"content": null, "refusal": "I will not."}"#)))
    #expect(error.code == .refused && error.fault == .reply)
    #expect(error.detail == "the model declined: I will not.")
  }

  @Test(arguments: [
    "```json\n\(EndpointBench.good)\n```",
    "Sure! Here it is:\n\(EndpointBench.good)\nAnything else?",
    "\(EndpointBench.good)\n{\"answer\": \"second\"}", "\u{FEFF} \(EndpointBench.good)",
  ])
  func jsonIsFoundInFencesProseAndBesideASecondObject(content: String) async throws {
    let reply = try await reply(Bench.completion(content))
    #expect(try ReplyReader.json(in: reply.content) == JSONParser.parse(Bench.good))
  }

  @Test func truncatedJSONIsNotMendedIntoData() async throws {
    let reply = try await reply(
      Bench.completion(#"{"answer": "4"#, finish: #""length""#))
    #expect(reply.finishReason == .length && reply.content == #"{"answer": "4"#)
    #expect(throws: JSONError.self) { try ReplyReader.json(in: reply.content) }
  }

  @Test func aSchemaThatWasSilentlyIgnoredIsFoundOutHere() async throws {
    let reply = try await reply(Bench.completion(#"{"answer": "42", "grade": "fine"}"#))
    let problems = try JSONSchema(Bench.schema).violations(
      in: ReplyReader.json(in: reply.content))
    #expect(problems.map(\.path) == ["grade"])
  }

  @Test func blankLinesBeforeTheBodyAreNoProgressAndNoHarm() async throws {
    let body = String(repeating: "\n", count: 400) + " \r\n" + Bench.completion("42")
    #expect(try await reply(body).content == "42")
    #expect(try await reply(body, delivery: .stream).content == "42")
  }

  @Test func http10AnswersEndWithTheConnection() async throws {
    let server = LoopbackServer(.http10(Bench.completion("42")))
    #expect(try await Bench.model(at: server).respond(to: Bench.request()).content == "42")
  }

  @Test func compressedAnswersAreUnpacked() async throws {
    let server = LoopbackServer(.gzip(Array(Bench.completion("42").utf8)))
    #expect(try await Bench.model(at: server).respond(to: Bench.request()).content == "42")
  }

  @Test func anArgumentOfAToolCallIsTakenForTheAnswer() async throws {
    let call = #"[{"function": {"name": "answer", "arguments": "{\"a\": 1}"}}]"#
    let reply = try await reply(
      Bench.completion(
        message: #"{"content": "", "tool_calls": \#(call)}"#, finish: #""tool_calls""#))
    #expect(reply.content == #"{"a": 1}"#)
  }

  @Test(arguments: [(400, 3), (4096, 100), (4000, 96)])
  func aPromptThatTheServerCutIsSaidSo(prompt: Int, completion: Int) async throws {
    let body =
      #"{"choices": [{"message": {"content": "42"}, "finish_reason": "stop"}], "usage": {"prompt_tokens": \#(prompt), "completion_tokens": \#(completion)}}"#
    let model = try Bench.model(at: LoopbackServer(.json(body)))
    let long = Bench.request(String(repeating: "word ", count: 8000))
    let notes = try #require(try await model.respond(to: long).wire?.notes)
    #expect(notes.count == 1 && notes[0].hasPrefix("the server may have truncated the prompt"))
    #expect(try await model.respond(to: Bench.request()).wire?.notes == [])
  }
}

extension String {
  fileprivate var trimmed: String {
    var text = Substring(self)
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}

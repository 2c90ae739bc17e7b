import QuestionPipeline
import Testing

struct RequestBodyTests {
  private func body(
    _ request: ChatRequest, _ abilities: EndpointAbilities = EndpointAbilities(streams: .never),
    server: String? = nil, _ change: (inout EndpointProfile) -> Void = { _ in }
  ) -> RequestBody {
    var profile = EndpointBench.profile("https://h/v1")
    change(&profile)
    return RequestBody(
      request, profile: profile, server: KnownServer.row(named: server, host: "h"),
      abilities: abilities)
  }

  private func text(_ body: RequestBody) -> String { String(decoding: body.bytes, as: UTF8.self) }

  private let plain = ChatRequest(
    messages: [ChatMessage(.user, "Hi")], schema: .null, schemaName: "", role: .critic, cell: 0)

  @Test func sendsTheModelTheMessagesAndNothingElse() {
    #expect(text(body(plain)) == #"{"model":"m","messages":[{"role":"user","content":"Hi"}]}"#)
  }

  @Test func sendsWhatWasSet() {
    var request = EndpointBench.request("Hi", temperature: 0.5, cap: 300)
    request.schema = [
      "type": "object", "properties": [:], "required": [], "additionalProperties": false,
    ]
    let body = body(request, EndpointAbilities())
    #expect(
      text(body)
        == #"{"model":"m","messages":[{"role":"system","content":"You answer in JSON."},"#
        + #"{"role":"user","content":"Hi"}],"max_tokens":300,"temperature":0.5,"response_format":"#
        + #"{"type":"json_schema","json_schema":{"name":"answer","strict":true,"schema":"#
        + #"{"type":"object","properties":{},"required":[],"additionalProperties":false}}},"#
        + #""stream":true,"stream_options":{"include_usage":true}}"#)
    #expect(body.notes.isEmpty)
  }

  @Test(arguments: [
    "", "plain", "quote \" backslash \\ slash /", "lines\n\r\ttabs\u{8}\u{C}\u{0}\u{1F}\u{7F}",
    "中文，表情👩‍🚀。é e\u{301}", String(repeating: "a\"", count: 40), "1234567\"", "12345678\\9",
    "\u{2028}\u{2029}\u{FFFD}",
  ])
  func textsComeThroughTheBytesUnchanged(text: String) throws {
    var request = plain
    request.messages[0].content = text
    let json = try JSONParser.parse(body(request).bytes)
    #expect(json["messages"]?.arrayValue?.first?["content"]?.stringValue == text)
  }

  @Test(arguments: [
    (
      StructuredRung.strictSchema,
      #"{"type":"json_schema","json_schema":{"name":"answer","strict":true,"schema":S}}"#
    ),
    (.schema, #"{"type":"json_schema","json_schema":{"name":"answer","schema":S}}"#),
    (.objectWithSchema, #"{"type":"json_object","schema":S}"#),
    (.grammar, #"{"type":"json","value":S}"#), (.object, #"{"type":"json_object"}"#),
    (.prompt, ""),
  ])
  func eachRungSpellsTheSchemaItsOwnWay(rung: StructuredRung, expected: String) throws {
    let schema = JSONWriter.text(EndpointBench.schema)
    let request = EndpointBench.request()
    let body = body(request, EndpointAbilities(rung: rung, streams: .never))
    let json = try JSONParser.parse(body.bytes)
    let sent = json["response_format"].map { JSONWriter.text($0) } ?? ""
    #expect(sent == expected.replacing("S", with: schema))
    let system = try #require(json["messages"]?.arrayValue?.first?["content"]?.stringValue)
    #expect(system.contains(schema) == (rung == .object || rung == .prompt))
    #expect(system.contains("JSON") && system.hasPrefix("You answer in JSON."))
    #expect(body.rung == rung)
  }

  @Test func whatTellsTheSchemaHoldsAnExampleOfItsForm() throws {
    let body = body(EndpointBench.request(), EndpointAbilities(rung: .prompt, streams: .never))
    #expect(text(body).contains(#"{\"answer\":\"…\",\"grade\":\"good\"}"#))
  }

  @Test func theLogicalMessagesStayAsTheyAre() {
    let request = EndpointBench.request()
    let before = request.journalKeyText
    _ = body(request, EndpointAbilities(rung: .prompt, foldsSystem: true))
    #expect(request.journalKeyText == before)
  }

  @Test func aSchemaThatStrictServersRefuseIsSentWithoutStrictAndSaidSo() {
    var request = EndpointBench.request()
    request.schema = ["type": "object", "properties": ["a": ["type": "string"]], "required": ["a"]]
    let body = body(request)
    #expect(body.rung == .schema)
    #expect(!text(body).contains("strict"))
    #expect(
      body.notes == [
        "schema 'answer' sent without strict: the schema does not refuse further properties"
      ])
  }

  @Test(arguments: [
    ("a b/c", "a_b_c"), ("", "reply"),
    (String(repeating: "x", count: 80), String(repeating: "x", count: 64)),
    ("题目", "__"),
  ])
  func namesOfSchemasUseTheLettersThatAllTake(name: String, sent: String) throws {
    var request = EndpointBench.request()
    request.schemaName = name
    let json = try JSONParser.parse(body(request).bytes)
    #expect(json["response_format"]?["json_schema"]?["name"] == .string(sent))
  }

  @Test func severalSystemTextsBecomeOneInFront() throws {
    var request = plain
    request.messages = [
      ChatMessage(.system, "A"), ChatMessage(.user, "Q"), ChatMessage(.user, "R"),
      ChatMessage(.system, "B"),
    ]
    let json = try JSONParser.parse(body(request).bytes)
    #expect(
      json["messages"] == [
        ["role": "system", "content": "A\n\nB"], ["role": "user", "content": "Q\n\nR"],
      ])
  }

  @Test func theSystemOpensTheUsersMessageWhereThereIsNoSuchRole() throws {
    let json = try JSONParser.parse(
      body(EndpointBench.request("Q"), EndpointAbilities(foldsSystem: true, streams: .never)).bytes)
    #expect(json["messages"] == [["role": "user", "content": "You answer in JSON.\n\nQ"]])
  }

  @Test func whatWasDroppedIsNotSentAndSaidSo() {
    let request = EndpointBench.request(temperature: 0.5)
    let body = body(request, EndpointAbilities(dropped: ["seed", "temperature"], streams: .never)) {
      $0.extraBody = JSONObject([("seed", 5), ("top_p", 0.9)])
    }
    #expect(!text(body).contains("temperature") && !text(body).contains("seed"))
    #expect(text(body).hasSuffix(#","top_p":0.9}"#))
    #expect(
      body.notes == ["temperature 0.5 not applied: not taken", "seed not applied: not taken"])
  }

  @Test func membersOfTheUsersOwnReplaceOursAndStandOnce() throws {
    let body = body(EndpointBench.request(temperature: 1, cap: 5)) {
      $0.extraBody = JSONObject([("temperature", 0.1), ("max_completion_tokens", 9)])
    }
    let json = try JSONParser.parse(body.bytes)
    #expect(json["temperature"] == 0.1 && json["max_tokens"] == nil)
    #expect(json["max_completion_tokens"] == 9)
  }

  @Test(arguments: [
    ("openai", EndpointProfile.Thinking.low, #""reasoning_effort":"low""#),
    ("openai", .off, #""reasoning_effort":"none""#),
    ("deepseek", .off, #""thinking":{"type":"disabled"}"#),
    ("dashscope", .off, #""enable_thinking":false"#),
    ("vllm", .off, #""chat_template_kwargs":{"enable_thinking":false}"#),
    ("openrouter", .high, #""reasoning":{"effort":"high"}"#),
    ("openrouter", .off, #""reasoning":{"enabled":false}"#),
  ])
  func thinkingIsAskedForAsTheServiceHasIt(
    server: String, thinking: EndpointProfile.Thinking, expected: String
  ) {
    let body = body(plain, server: server) { $0.thinking = thinking }
    #expect(text(body).contains(expected))
    #expect(body.notes.isEmpty)
  }

  @Test func thinkingIsNotGuessedAt() {
    let body = body(plain) { $0.thinking = .off }
    #expect(text(body) == #"{"model":"m","messages":[{"role":"user","content":"Hi"}]}"#)
    #expect(body.notes == ["thinking 'off' not applied: not known how to ask for it"])
  }

  @Test(arguments: [
    ("api.openai.com", "gpt-5-mini", EndpointAbilities.Cap.maxCompletionTokens),
    ("api.openai.com", "o4-mini", .maxCompletionTokens), ("api.openai.com", "gpt-4o", .maxTokens),
    ("api.openai.com", "omni", .maxTokens), ("api.together.xyz", "openai/gpt-5", .maxTokens),
    ("localhost", "gpt-5", .maxTokens),
  ])
  func theCapIsNamedByHostAndModel(host: String, model: String, cap: EndpointAbilities.Cap) {
    #expect(KnownServer.row(named: nil, host: host).abilities(of: model).cap == cap)
  }

  @Test func settingsComeBeforeWhatIsKnownOfTheHost() {
    var profile = EndpointBench.profile("https://api.deepseek.com")
    profile.rung = "json_schema"
    profile.cap = .maxCompletionTokens
    let start = EndpointAbilities(
      profile: profile, server: KnownServer.row(named: nil, host: "api.deepseek.com"))
    #expect(start.rung == .schema && start.cap == .maxCompletionTokens && start.streams == .never)
  }
}

extension ChatRequest {
  /// All that a journal key covers of the messages.
  fileprivate var journalKeyText: String {
    JSONWriter.text(.array(messages.map(\.json))) + JSONWriter.text(schema)
  }
}

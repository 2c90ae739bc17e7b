import QuestionPipeline
import Testing

struct EndpointProfileTests {
  private func read(_ text: String, name: String = "mine") throws -> EndpointProfile {
    try JSONParser.read(Array(text.utf8), .json5) { try EndpointProfile($0, name: name) }
  }

  @Test func everyMemberIsRead() throws {
    let profile = try read(
      """
      { baseURL: "https://h/openai", model: "m:free", server: "azure", deployment: "d", apiVersion: "1",
        key: { environment: "MY_KEY" }, authField: "api-key", authPrefix: "",
        extraFields: { "HTTP-Referer": "https://x" }, extraBody: { top_p: 0.5 }, delivery: "plain",
        rung: "json_object", cap: "max_completion_tokens", thinking: "low",
        takesAnswerFromReasoning: true, reasoningTags: ["t"],
        timeouts: { connect: 0.5, idle: 20, total: 90 }, replyLimit: 2, caFile: "ca.pem",
        allowsInsecureHTTP: true, attempts: 3, patience: 60,
        rates: { requestsPerMinute: 1, inputTokensPerMinute: 2, outputTokensPerMinute: 3, inFlight: 4 } }
      """)
    var expected = EndpointProfile(name: "mine", baseURL: "https://h/openai", model: "m:free")
    expected.server = "azure"
    expected.deployment = "d"
    expected.apiVersion = "1"
    expected.key = .environment("MY_KEY")
    expected.authField = "api-key"
    expected.authPrefix = ""
    expected.extraFields = [.init(name: "HTTP-Referer", value: "https://x")]
    expected.extraBody = JSONObject([("top_p", 0.5)])
    expected.delivery = .plain
    expected.rung = "json_object"
    expected.cap = .maxCompletionTokens
    expected.thinking = .low
    expected.takesAnswerFromReasoning = true
    expected.reasoningTags = ["t"]
    expected.connectTimeout = .milliseconds(500)
    expected.idleTimeout = .seconds(20)
    expected.totalTimeout = .seconds(90)
    expected.replyLimit = 2 << 20
    expected.caFile = "ca.pem"
    expected.allowsInsecureHTTP = true
    expected.attempts = 3
    expected.patience = .seconds(60)
    expected.rates = .init(
      requestsPerMinute: 1, inputTokensPerMinute: 2, outputTokensPerMinute: 3, inFlight: 4)
    #expect(profile == expected)
  }

  @Test func whatIsLeftOutOrNullKeepsItsDefault() throws {
    let expected = EndpointProfile(name: "mine", baseURL: "", model: "")
    #expect(try read("{}") == expected)
    #expect(
      try read("{ baseURL: null, key: null, rung: null, rates: null, model: null }") == expected)
  }

  @Test(arguments: [
    ("{ baseUrl: 'x' }", "line 1: baseUrl: unknown key 'baseUrl'; did you mean 'baseURL'?"),
    (
      "{\n baseURL: 'host/v1' }",
      "line 2: baseURL: has no 'https://' or 'http://' in front; expected a URL such as https://api.example.com/v1"
    ),
    (
      "{ rung: 'json_shema' }",
      "line 1: rung: unknown value 'json_shema'; did you mean 'json_schema'? Known: json_schema_strict, json_schema, json_object_schema, json, json_object, prompt"
    ),
    ("{ timeouts: { idle: 0 } }", "line 1: timeouts.idle: 0.0 is not between 1.0 and 7200.0"),
    ("{ attempts: 0 }", "line 1: attempts: 0 is not between 1 and 20"),
    (
      "{ key: { environment: 'A', file: 'b' } }",
      "line 1: key: expected either 'environment' or 'file'; null takes away what a template says"
    ),
    (
      "{ extraBody: { stream: false } }",
      "line 1: extraBody.stream: is written by the program itself"
    ),
    (
      "{ extraBody: { max_tokens: 9 } }",
      "line 1: extraBody.max_tokens: is written by the program itself; set 'maxReplyTokens'"
    ),
    (
      "{ extraBody: { max_completion_tokens: 9 } }",
      "line 1: extraBody.max_completion_tokens: is written by the program itself; set 'maxReplyTokens'"
    ),
    (
      "{ extraFields: { 'Content-Type': 'x' } }",
      "line 1: extraFields.Content-Type: is set by the program itself"
    ),
    (
      "{ extraFields: { 'A B': 'x' } }",
      "line 1: extraFields.A B: the name is none of a header field"
    ),
    (
      "{ extraFields: { X: 'a\\nb' } }",
      "line 1: extraFields.X: holds a character that header fields do not take"
    ),
  ])
  func errorsNameTheMemberAndWhatWasExpected(text: String, message: String) {
    #expect {
      try read(text)
    } throws: { "\($0)" == message }
  }

  @Test(arguments: [
    "{ key: 'sk-secret-0123456789abcdef' }", "{ apiKey: 'hunter2' }", "{ token: 'hunter2' }",
    "{ key: { environment: 'sk-secret-0123456789abcdef' } }",
    "{ key: { environment: 'gsk_hunter2abcdefghijkl' } }",
    "{ key: { file: 'sk-secret-0123456789abcdef' } }",
    "{ extraFields: { Authorization: 'Bearer hunter2' } }",
    "{ extraFields: { 'X-API-Key': 'hunter2' } }",
    "{ extraFields: { 'X-Other': 'sk-secret-0123456789abcdef' } }",
    "{ authPrefix: 'Bearer hunter2abcdefghijkl' }", "{ baseURL: 'https://h/v1?api_key=hunter2' }",
    "{ baseURL: 'https://hunter2@h/v1' }",
  ])
  func aKeyInTheTextIsRefusedWithAdviceAndNotRepeated(text: String) {
    #expect {
      try read(text)
    } throws: {
      let message = "\($0)"
      return message.contains("key") || message.contains("prefix")
        ? !message.contains("hunter2") && !message.contains("secret") : false
    }
  }

  @Test(arguments: ["", "a/b", "a b", "../x", String(repeating: "x", count: 65)])
  func namesOfEndpointsAreWords(name: String) {
    #expect(throws: JSONError.self) { try read("{}", name: name) }
  }
}

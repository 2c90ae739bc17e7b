import QuestionPipeline
import TestSupport
import Testing

@testable import viva

struct ChatServiceTests {
  private let clock = SteppingClock()

  private func reply(
    _ body: String, method: String = "POST", path: String = "/v1/chat/completions",
    type: String? = "application/json"
  ) throws -> (status: Int, reply: OutgoingReply, json: JSONValue) {
    let service = ChatService(
      model: try ServedWriter.shared.get(), time: CalendarTime(start: 1000, clock: clock))
    let reply = service.reply(
      to: IncomingRequest(method: method, path: path, contentType: type, body: Array(body.utf8)))
    guard case .whole(let bytes) = reply.body else { return (reply.status, reply, nil) }
    return (reply.status, reply, try JSONParser.parse(bytes))
  }

  /// A request with one message, and further members.
  private func ask(_ content: String = ServedWriter.planner, _ members: String = "") -> String {
    "{\"model\": \"m\", \"messages\": [{\"role\": \"user\", \"content\": "
      + "\(JSONWriter.text(.string(content)))}]\(members.isEmpty ? "" : ", \(members)")}"
  }

  @Test func aCompletionHasTheFormOfOpenAIsAPI() throws {
    clock.advance(by: .seconds(5))
    let json = try reply(ask(ServedWriter.planner, "\"temperature\": 0.5")).json
    #expect(
      json.objectValue?.keys == [
        "id", "object", "created", "model", "system_fingerprint", "choices", "usage",
      ])
    #expect(json["object"] == "chat.completion" && json["created"] == 1005 && json["model"] == "m")
    let choice = try #require(json["choices"]?.arrayValue?.first)
    #expect(choice["finish_reason"] == "stop" && choice["message"]?["role"] == "assistant")
    let content = try #require(choice["message"]?["content"]?.stringValue)
    #expect(try JSONParser.parse(content)["angles"]?.arrayValue?.count == 2)
    let usage = try #require(json["usage"])
    #expect(usage["prompt_tokens"]?.intValue == TokenEstimate.tokens(in: ServedWriter.planner))
    #expect(usage["completion_tokens"]?.intValue == TokenEstimate.tokens(in: content))
    #expect(
      usage["total_tokens"]?.intValue
        == TokenEstimate.tokens(in: content) + TokenEstimate.tokens(in: ServedWriter.planner))
  }

  @Test func theSameRequestGetsTheSameIdAndAnotherAnother() throws {
    let first = try reply(ask()).json["id"]
    #expect(try reply(ask()).json["id"] == first)
    #expect(try reply(ask(ServedWriter.planner, "\"seed\": 1")).json["id"] != first)
  }

  @Test(arguments: [
    "\"temperature\": 1.5, \"top_p\": 0.1, \"seed\": 7, \"max_tokens\": 100000",
    "\"response_format\": {\"type\": \"json_object\"}, \"user\": \"u\", \"n\": 1, \"stop\": null",
    "\"response_format\": {\"type\": \"json_schema\", \"json_schema\": {\"name\": \"a\", "
      + "\"strict\": true, \"schema\": {\"type\": \"object\"}}}",
    "\"max_completion_tokens\": 100000, \"store\": false, \"logprobs\": false, \"metadata\": {}",
  ])
  func nothingButTheMessagesDecides(members: String) throws {
    let plain = try reply(ask()).json["choices"]
    #expect(try reply(ask(ServedWriter.planner, members)).json["choices"] == plain)
    let other = ask(ServedWriter.planner, members).replacing("\"m\"", with: "\"a/b:c d\"")
    let json = try reply(other).json
    #expect(json["choices"] == plain && json["model"] == "a/b:c d")
    let parts = ask().replacing(
      "\"content\": \(JSONWriter.text(.string(ServedWriter.planner)))",
      with: "\"content\": [{\"type\": \"text\", \"text\": "
        + "\(JSONWriter.text(.string(ServedWriter.planner)))}]")
    #expect(try reply(parts).json["choices"] == plain)
  }

  @Test func aCorrectionTurnIsAnsweredAsTheFirstRequestWas() throws {
    func messages(_ turns: JSONValue...) -> String {
      JSONWriter.text(["model": "m", "messages": .array(turns)])
    }
    let ask: JSONValue = ["role": "user", "content": .string(ServedWriter.planner)]
    let bad: JSONValue = ["role": "assistant", "content": "Sure! ```json\n{\"angles\": 3}\n```"]
    let again: JSONValue = [
      "role": "user",
      "content": .string("It could not be used: angles is no list.\n\n" + ServedWriter.planner),
    ]
    let content = try reply(messages(ask, bad, again)).json["choices"]
    let first = try reply(messages(ask)).json["choices"]
    #expect(content == first)
    #expect(
      try reply(messages(["role": "developer", "content": "x"], ask)).json["choices"] == first)
  }

  @Test(arguments: [
    "Hello!", "", "Who are you?\n\n```json\n{\"a\": 1}\n```", "```json\n{\"stage\": ",
    "```json\n{\"stage\": \"poet\"}\n```", "```json\n[1]\n```", "你好，你是谁？",
  ])
  func messagesThatAreNotOursAreToldWhatThisIs(content: String) throws {
    let (status, _, json) = try reply(ask(content))
    #expect(status == 200)
    let answer = try #require(
      json["choices"]?.arrayValue?.first?["message"]?["content"]?.stringValue)
    let reason = try #require(try JSONParser.parse(answer)["unknown"]?.stringValue)
    #expect(reason.contains(content.hasPrefix("你") ? "离线后端" : "offline backend"))
  }

  @Test func aBlockOfOursWithAFaultIsRefusedByName() throws {
    let faulty = ServedWriter.planner.replacing("\"kind\":\"open\"", with: "\"kind\":\"opne\"")
    let (status, _, json) = try reply(ask(faulty))
    #expect(status == 400 && json["error"]?["param"] == "messages")
    #expect(json["error"]?["message"]?.stringValue?.contains("kind") == true)
  }

  @Test func theCapEndsAReplyAndStopTextsDo() throws {
    let whole = try #require(
      try reply(ask()).json["choices"]?.arrayValue?.first?["message"]?["content"]?.stringValue)
    for name in ["max_tokens", "max_completion_tokens"] {
      let choice = try #require(
        try reply(ask(ServedWriter.planner, "\"\(name)\": 10")).json["choices"]?.arrayValue?.first)
      let content = try #require(choice["message"]?["content"]?.stringValue)
      #expect(choice["finish_reason"] == "length")
      #expect(whole.hasPrefix(content) && TokenEstimate.tokens(in: content) == 10)
    }
    let stopped = try #require(
      try reply(ask(ServedWriter.planner, "\"stop\": [\"never\", \"\\\"angle\\\"\", \"square\"]"))
        .json["choices"]?.arrayValue?.first)
    #expect(stopped["message"]?["content"] == "{\"angles\":[{\"")
    #expect(stopped["finish_reason"] == "stop")
  }

  @Test(arguments: [
    ("\"n\": 2", "n", "unsupported_value"), ("\"n\": \"1\"", "n", "invalid_type"),
    ("\"stream\": \"yes\"", "stream", "invalid_type"),
    ("\"stream_options\": {\"include_usage\": true}", "stream_options", "invalid_value"),
    (
      "\"stream\": true, \"stream_options\": {\"usage\": true}", "stream_options.usage",
      "unknown_parameter"
    ),
    ("\"temperature\": \"hot\"", "temperature", "invalid_type"),
    ("\"temperature\": 2.1", "temperature", "invalid_value"),
    ("\"top_p\": -1", "top_p", "invalid_value"), ("\"seed\": 1.5", "seed", "invalid_type"),
    ("\"max_tokens\": 0", "max_tokens", "invalid_value"),
    ("\"max_tokens\": 5, \"max_completion_tokens\": 5", "max_tokens", "invalid_value"),
    ("\"stop\": []", "stop", "invalid_value"), ("\"stop\": \"\"", "stop", "invalid_value"),
    ("\"stop\": [1]", "stop[0]", "invalid_type"),
    ("\"stop\": [\"a\", \"b\", \"c\", \"d\", \"e\"]", "stop", "invalid_value"),
    ("\"response_format\": \"json\"", "response_format", "invalid_type"),
    ("\"response_format\": {\"type\": \"xml\"}", "response_format.type", "invalid_value"),
    (
      "\"response_format\": {\"type\": \"json_schema\"}", "response_format.json_schema",
      "missing_required_parameter"
    ),
    (
      "\"response_format\": {\"type\": \"json_schema\", \"json_schema\": {\"name\": \"a b\"}}",
      "response_format.json_schema.name", "invalid_value"
    ),
    ("\"tools\": []", "tools", "unsupported_parameter"),
    ("\"logprobs\": true", "logprobs", "unsupported_parameter"),
    ("\"store\": true", "store", "unsupported_parameter"),
    ("\"reasoning_effort\": \"low\"", "reasoning_effort", "unsupported_parameter"),
    ("\"temprature\": 1", "temprature", "unknown_parameter"),
    ("\"guided_json\": {}", "guided_json", "unknown_parameter"),
  ])
  func parametersThatCannotBeHonouredAreRefusedByName(
    members: String, parameter: String, code: String
  ) throws {
    let (status, _, json) = try reply(ask(ServedWriter.planner, members))
    #expect(status == 400)
    let error = try #require(json["error"])
    #expect(error.objectValue?.keys == ["message", "type", "param", "code"])
    #expect(error["type"] == "invalid_request_error")
    #expect(error["param"]?.stringValue == parameter && error["code"]?.stringValue == code)
  }

  @Test(arguments: [
    ("{\"messages\": [{\"role\": \"user\", \"content\": \"x\"}]}", "model"),
    ("{\"model\": null, \"messages\": [{\"role\": \"user\", \"content\": \"x\"}]}", "model"),
    ("{\"model\": \" \", \"messages\": [{\"role\": \"user\", \"content\": \"x\"}]}", "model"),
    ("{\"model\": \"m\"}", "messages"), ("{\"model\": \"m\", \"messages\": []}", "messages"),
    ("{\"model\": \"m\", \"messages\": \"hi\"}", "messages"),
    ("{\"model\": \"m\", \"messages\": [\"hi\"]}", "messages[0]"),
    ("{\"model\": \"m\", \"messages\": [{\"content\": \"x\"}]}", "messages[0].role"),
    ("{\"model\": \"m\", \"messages\": [{\"role\": \"user\"}]}", "messages[0].content"),
    (
      "{\"model\": \"m\", \"messages\": [{\"role\": \"user\", \"content\": 1}]}",
      "messages[0].content"
    ),
    (
      "{\"model\": \"m\", \"messages\": [{\"role\": \"tool\", \"content\": \"x\"}]}",
      "messages[0].role"
    ),
    (
      "{\"model\": \"m\", \"messages\": [{\"role\": \"user\", \"content\": [{\"type\": "
        + "\"image_url\"}]}]}", "messages[0].content[0].type"
    ),
    (
      "{\"model\": \"m\", \"messages\": [{\"role\": \"user\", \"content\": \"x\", \"cell\": 1}]}",
      "messages[0].cell"
    ),
  ])
  func messagesOfAWrongFormAreRefusedByTheirPlace(body: String, parameter: String) throws {
    let (status, _, json) = try reply(body)
    #expect(status == 400)
    #expect(json["error"]?["param"]?.stringValue == parameter)
  }

  @Test(arguments: [
    "", "{", "[]", "null", "{\"model\": \"m\", \"model\": \"n\"}", "{\"a\": \u{1}}", "hello",
    String(repeating: "[", count: 100_000),
  ])
  func bodiesThatAreNoJSONObjectAreRefused(body: String) throws {
    let (status, _, json) = try reply(body)
    #expect(status == 400 && json["error"]?["message"]?.stringValue?.isEmpty == false)
  }

  @Test func bytesThatAreNoTextAreRefused() throws {
    let service = ChatService(
      model: try ServedWriter.shared.get(), time: CalendarTime(start: 0, clock: clock))
    let request = IncomingRequest(
      method: "POST", path: "/v1/chat/completions", contentType: "application/json",
      body: Array("{\"model\": \"".utf8) + [0xC3, 0x28, 0xFF] + Array("\"}".utf8))
    #expect(service.reply(to: request).status == 400)
  }

  @Test(arguments: [
    ("GET", "/v1/models", 200), ("HEAD", "/models", 200), ("GET", "/health", 200),
    ("POST", "/v1/models", 405), ("DELETE", "/health", 405), ("OPTIONS", "/v1/models", 405),
    ("GET", "/v1/chat/completions", 405), ("PUT", "/chat/completions", 405),
    ("GET", "/", 404), ("POST", "/v1/v1/chat/completions", 404), ("GET", "/v1/models/", 404),
    ("POST", "/v1/embeddings", 404), ("POST", "/v1/completions", 404),
    ("GET", "/v1/../v1/models", 404),
  ])
  func onlyItsOwnURLsAreAnswered(method: String, path: String, expected: Int) throws {
    let (status, found, json) = try reply("", method: method, path: path)
    #expect(status == expected)
    if status == 404 { #expect(json["error"]?["code"] == "unknown_url") }
    if status == 405 { #expect(found.headers.contains { $0.name == "Allow" }) }
  }

  @Test func theModelsAreOneNamedOffline() throws {
    let json = try reply("", method: "GET", path: "/v1/models").json
    #expect(json["object"] == "list")
    #expect(json["data"]?.arrayValue?.map { $0["id"] } == ["offline"])
  }

  @Test(arguments: [
    (nil, 415), ("text/plain", 415), ("application/x-www-form-urlencoded", 415),
    ("application/json; charset=latin1", 415), ("application/json", 200),
    ("Application/JSON; charset=\"UTF-8\"", 200), ("application/json;charset=utf-8", 200),
  ])
  func bodiesMustSayThatTheyAreJSON(type: String?, expected: Int) throws {
    #expect(try reply(ask(), type: type).status == expected)
  }

  // MARK: Streams

  private func events(_ members: String, _ content: String = ServedWriter.planner) throws
    -> [JSONValue]
  {
    let body = try reply(ask(content, members)).reply.body
    guard case .pieces(let pieces) = body else {
      Issue.record("the reply is no stream")
      return []
    }
    let texts = pieces.map { String(decoding: $0, as: UTF8.self) }
    #expect(texts.allSatisfy { $0.hasPrefix("data: ") && $0.hasSuffix("\n\n") })
    #expect(texts.last == "data: [DONE]\n\n")
    return try texts.dropLast().map { try JSONParser.parse(String($0.dropFirst(6))) }
  }

  @Test func aStreamTellsTheSameInParts() throws {
    let whole = try reply(ask("你好")).json["choices"]?.arrayValue?.first
    let events = try events("\"stream\": true", "你好")
    let choices = events.map { $0["choices"]?.arrayValue?.first ?? .null }
    #expect(choices.first?["delta"] == ["role": "assistant", "content": ""])
    #expect(choices.last?["finish_reason"] == "stop" && choices.last?["delta"] == [:])
    #expect(choices.dropLast().allSatisfy { $0["finish_reason"] == .null })
    let parts = choices.compactMap { $0["delta"]?["content"]?.stringValue }
    #expect(parts.count > 5)
    #expect(parts.joined() == whole?["message"]?["content"]?.stringValue)
    #expect(events.allSatisfy { $0["usage"] == nil && $0["id"] == events[0]["id"] })
  }

  @Test func theUsageEndsAStreamOnRequest() throws {
    let events = try events("\"stream\": true, \"stream_options\": {\"include_usage\": true}")
    #expect(events.dropLast().allSatisfy { $0["usage"] == .null })
    #expect(events.last?["choices"] == [])
    #expect(events.last?["usage"] == (try reply(ask()).json["usage"]))
  }

  @Test func aStreamThatIsCutSaysSo() throws {
    let events = try events("\"stream\": true, \"max_tokens\": 3")
    #expect(events.last?["choices"]?.arrayValue?.first?["finish_reason"] == "length")
  }

  @Test func refusalsOfStreamsAreOrdinaryReplies() throws {
    #expect(try reply(ask(ServedWriter.planner, "\"stream\": true, \"n\": 3")).status == 400)
  }
}

/// The offline writer as it is served, and a request that it knows.
enum ServedWriter {
  static let shared = Result {
    OfflineModel(knowledge: try ShippedPack.shared.get(), rules: InspectionRules())
  }

  static let planner =
    "Plan.\n\n```json\n{\"stage\":\"planner\",\"topic\":\"Transformers\",\"language\":\"en\","
    + "\"kind\":\"open\",\"chunk\":0,\"squares\":[{\"square\":0,\"level\":\"understand\","
    + "\"difficulty\":2},{\"square\":1,\"level\":\"analyze\",\"difficulty\":3}]}\n```"
}

extension String {
  /// With each place of one text taken by another.
  func replacing(_ old: String, with new: String) -> String {
    var result = ""
    var rest = self[...]
    while !rest.isEmpty {
      if rest.hasPrefix(old) {
        result += new
        rest = rest.dropFirst(old.count)
      } else {
        result.append(rest.removeFirst())
      }
    }
    return result
  }
}

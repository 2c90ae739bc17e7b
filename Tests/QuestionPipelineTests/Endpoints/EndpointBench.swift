import HTTPTransport
import QuestionPipeline
import TestSupport
import Testing

/// Models in front of loopback servers, and what such servers say.
enum EndpointBench {
  /// A transport that keeps the server of a test alive.
  struct BoundTransport: Transport {
    private let server: LoopbackServer
    private let transport: CurlTransport

    init(_ server: LoopbackServer) throws {
      self.server = server
      transport = try CurlTransport()
    }

    func send(_ request: HTTPRequest, to receiver: (any BodyReceiver)?) async throws -> HTTPResponse
    {
      try await transport.send(request, to: receiver)
    }
  }

  /// A key that no text but a header field may hold.
  static let key = "sk-marker-5f0d9b7c3a-do-not-print"

  static let now: @Sendable () -> UnixTime = { UnixTime(1_800_000_000) }

  static func cache(_ path: String? = nil) -> AbilityCache { AbilityCache(path: path, now: now) }

  static func profile(
    _ base: String, model: String = "m", delivery: EndpointProfile.Delivery = .plain
  ) -> EndpointProfile {
    var profile = EndpointProfile(name: "local", baseURL: base, model: model)
    profile.delivery = delivery
    return profile
  }

  static func key(_ text: String, for profile: EndpointProfile) throws -> EndpointKey {
    var asking = profile
    asking.key = .environment("VIVA_TEST_KEY")
    let url = try EndpointURL(profile.baseURL)
    return try #require(try EndpointKey.find(for: asking, url: url) { _ in text })
  }

  /// A model over a real transport.
  static func model(
    _ profile: EndpointProfile, key: String? = nil, cache: AbilityCache = cache(),
    transport: (any Transport)? = nil, server: LoopbackServer? = nil
  ) throws -> ChatCompletionsModel {
    let bound = try server.map { try BoundTransport($0) }
    return try ChatCompletionsModel(
      profile: profile, key: try key.map { try self.key($0, for: profile) },
      transport: transport ?? bound ?? CurlTransport(), cache: cache, clock: MonotonicClock(),
      now: now)
  }

  /// A model that gets its answers whole, from the server's `/v1`.
  static func model(
    at server: LoopbackServer, key: String? = nil, cache: AbilityCache = cache(),
    delivery: EndpointProfile.Delivery = .plain
  ) throws -> ChatCompletionsModel {
    try model(
      profile(server.url + "/v1", delivery: delivery), key: key, cache: cache, server: server)
  }

  static let schema: JSONValue = [
    "type": "object",
    "properties": [
      "answer": ["type": "string"], "grade": ["type": "string", "enum": ["good", "bad"]],
    ],
    "required": ["answer", "grade"], "additionalProperties": false,
  ]

  static let good = #"{"answer": "42", "grade": "good"}"#

  static func request(
    _ question: String = "What is it?", temperature: Double? = nil, cap: Int? = nil,
    schema: JSONValue = schema, cell: Int = 0
  ) -> ChatRequest {
    ChatRequest(
      messages: [ChatMessage(.system, "You answer in JSON."), ChatMessage(.user, question)],
      schema: schema, schemaName: "answer", temperature: temperature, maxReplyTokens: cap,
      role: .generator, cell: cell)
  }

  /// A completion with that message; both are JSON.
  static func completion(message: String, finish: String = #""stop""#) -> String {
    #"{"id": "c1", "object": "chat.completion", "model": "m-2", "choices": [{"index": 0, "message": \#(message), "#
      + #""finish_reason": \#(finish)}], "usage": {"prompt_tokens": 11, "completion_tokens": 7, "total_tokens": 18}}"#
  }

  static func completion(_ content: String, finish: String = #""stop""#) -> String {
    let text = JSONWriter.text(.string(content))
    return completion(message: #"{"role": "assistant", "content": \#(text)}"#, finish: finish)
  }

  /// An event with a piece of the answer.
  static func delta(_ text: String, finish: String = "null") -> String {
    let content = JSONWriter.text(.string(text))
    return
      #"{"model": "m-2", "choices": [{"index": 0, "delta": {"content": \#(content)}, "finish_reason": \#(finish)}]}"#
  }

  static let usageEvent =
    #"{"model": "m-2", "choices": [], "usage": {"prompt_tokens": 11, "completion_tokens": 7}}"#

  static func error(_ status: Int, _ message: String, code: String? = nil, param: String? = nil)
    -> LoopbackAnswer
  {
    var error = JSONObject()
    error["message"] = .string(message)
    error["type"] = "invalid_request_error"
    error["param"] = param.map(JSONValue.string)
    error["code"] = code.map(JSONValue.string)
    return .json(status, JSONWriter.text(["error": .object(error)]))
  }
}

extension ChatCompletionsModel {
  /// The error of a request that has to fail.
  func failure(_ request: ChatRequest = EndpointBench.request()) async throws -> ModelError {
    do {
      let reply = try await respond(to: request)
      throw Unexpected(reply: reply.content)
    } catch let error as ModelError {
      return error
    }
  }

  struct Unexpected: Error { var reply: String }
}

extension LoopbackRequest {
  var json: JSONValue { (try? JSONParser.parse(body)) ?? .null }
}

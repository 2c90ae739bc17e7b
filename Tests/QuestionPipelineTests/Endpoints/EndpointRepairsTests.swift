import HTTPTransport
import QuestionPipeline
import Synchronization
import TestSupport
import Testing

/// Requests that are turned down over a parameter, changed once, and remembered.
struct EndpointRepairsTests {
  private typealias Bench = EndpointBench

  /// A server that turns requests down as it likes and answers the rest.
  private static func server(
    _ objection: @escaping @Sendable (JSONValue) -> LoopbackAnswer?
  ) -> LoopbackServer {
    LoopbackServer { request in
      objection(request.json) ?? .json(EndpointBench.completion(EndpointBench.good))
    }
  }

  @Test func theCapIsRenamedOnceAndRemembered() async throws {
    let server = Self.server { body in
      body["max_tokens"] == nil
        ? nil
        : Bench.error(
          400,
          "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
          code: "unsupported_parameter", param: "max_tokens")
    }
    let folder = TemporaryDirectory()
    let path = folder.file("abilities.json")
    let model = try Bench.model(at: server, cache: Bench.cache(path))
    let reply = try await model.respond(to: Bench.request(cap: 99))
    #expect(server.requests.map { $0.json["max_tokens"] } == [99, nil])
    #expect(server.requests.last?.json["max_completion_tokens"] == 99)
    #expect(reply.wire?.attempts.map(\.status) == [400, 200])
    #expect(reply.wire?.attempts.map(\.failure) == ["wants max_completion_tokens", nil])
    #expect(reply.wire?.notes == ["the cap is called max_completion_tokens"])
    _ = try await model.respond(to: Bench.request(cap: 98))
    _ = try await Bench.model(at: server, cache: Bench.cache(path)).respond(
      to: Bench.request(cap: 97))
    #expect(server.requests.count == 4)
  }

  @Test func aTemperatureThatIsNotTakenIsDroppedOnceAndSaidSoEachTime() async throws {
    let server = Self.server { body in
      body["temperature"] == nil
        ? nil
        : Bench.error(
          400,
          "Unsupported value: 'temperature' does not support 0.7 with this model. Only the default (1) value is supported.",
          code: "unsupported_value", param: "temperature")
    }
    let model = try Bench.model(at: server)
    let first = try await model.respond(to: Bench.request(temperature: 0.7))
    let second = try await model.respond(to: Bench.request(temperature: 0.7))
    #expect(server.requests.map { $0.json["temperature"] } == [0.7, nil, nil])
    #expect(first.wire?.notes.contains("temperature 0.7 not applied: not taken") == true)
    #expect(second.wire?.notes == ["temperature 0.7 not applied: not taken"])
    #expect(second.wire?.attempts.count == 1)
  }

  @Test func theLadderIsWalkedDownOnceAndRemembered() async throws {
    let server = Self.server { body in
      switch body["response_format"]?["type"]?.stringValue {
      case "json_schema"?:
        Bench.error(
          400, "response_format type 'json_schema' is not supported", param: "response_format")
      case "json_object"?:
        Bench.error(400, "response_format is not supported by this model", param: "response_format")
      default: nil
      }
    }
    let model = try Bench.model(at: server)
    let reply = try await model.respond(to: Bench.request())
    #expect(reply.wire?.rung == "prompt")
    #expect(server.requests.first?.json["response_format"]?["json_schema"]?["strict"] == true)
    #expect(server.requests.last?.text.contains("JSON Schema") == true)
    let walked = server.requests.count
    #expect(walked == 4)
    _ = try await model.respond(to: Bench.request())
    #expect(server.requests.count == walked + 1)
  }

  @Test func lmStudiosWordsSkipTheRungThatItDoesNotTake() async throws {
    let server = Self.server { body in
      let format = body["response_format"]
      if format?["type"] == "json_object" {
        return .json(400, #"{"error": "'response_format.type' must be 'json_schema' or 'text'"}"#)
      }
      return nil
    }
    var profile = Bench.profile(server.url + "/v1")
    profile.rung = "json_object"
    let reply = try await Bench.model(profile, server: server).respond(to: Bench.request())
    #expect(reply.wire?.rung == "json_schema_strict" && server.requests.count == 2)
  }

  @Test func aMissingSystemRoleIsMadeUpForOnce() async throws {
    let server = Self.server { body in
      body["messages"]?.arrayValue?.first?["role"] == "system"
        ? Bench.error(400, "System role not supported") : nil
    }
    let model = try Bench.model(at: server)
    _ = try await model.respond(to: Bench.request("Q"))
    _ = try await model.respond(to: Bench.request("R"))
    #expect(server.requests.count == 3)
    #expect(
      server.requests.last?.json["messages"] == [
        ["role": "user", "content": "You answer in JSON.\n\nR"]
      ])
  }

  @Test func streamOptionsThatAreUnknownAreLeftOut() async throws {
    let server = LoopbackServer { request in
      request.json["stream_options"] != nil
        ? Bench.error(400, "Unrecognized request argument supplied: stream_options")
        : .sse([Bench.delta("42", finish: #""stop""#)])
    }
    let model = try Bench.model(at: server, delivery: .auto)
    #expect(try await model.respond(to: Bench.request()).content == "42")
    #expect(try await model.respond(to: Bench.request()).content == "42")
    #expect(server.requests.count == 3)
  }

  @Test func aServerThatOnlyStreamsGetsStreams() async throws {
    let server = LoopbackServer { request in
      request.json["stream"] == true
        ? .sse([Bench.delta("42", finish: #""stop""#)])
        : Bench.error(400, "parameter.enable_thinking must be set to false for non-streaming calls")
    }
    let model = try Bench.model(at: server, delivery: .plain)
    let reply = try await model.respond(to: Bench.request())
    #expect(reply.content == "42" && reply.wire?.isStreamed == true)
    #expect(reply.wire?.notes == ["answers in streams only"])
  }

  @Test func aServerThatNeverStreamsGetsPlainRequests() async throws {
    let server = LoopbackServer { request in
      request.json["stream"] == true
        ? Bench.error(400, "streaming is not supported", param: "stream")
        : .json(Bench.completion("42"))
    }
    let model = try Bench.model(at: server, delivery: .auto)
    #expect(try await model.respond(to: Bench.request()).wire?.isStreamed == false)
    #expect(model.abilities.streams == .never)
  }

  @Test func severalParametersAreDealtWithOneAfterTheOther() async throws {
    let server = Self.server { body in
      if body["max_tokens"] != nil {
        return Bench.error(
          400, "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.",
          code: "unsupported_parameter", param: "max_tokens")
      }
      if body["temperature"] != nil {
        return Bench.error(
          400, "Unsupported parameter: temperature", code: "unsupported_parameter",
          param: "temperature")
      }
      return body["top_p"] == nil
        ? nil
        : Bench.error(
          400, "Unsupported parameter: top_p", code: "unsupported_parameter", param: "top_p")
    }
    var profile = Bench.profile(server.url + "/v1")
    profile.extraBody = JSONObject([("top_p", 0.9)])
    let reply = try await Bench.model(profile, server: server).respond(
      to: Bench.request(temperature: 0.5, cap: 10))
    #expect(reply.wire?.attempts.count == 4)
  }

  @Test func aServerThatRefusesBothNamesOfTheCapIsNotAskedForEver() async throws {
    let server = Self.server { body in
      let name = body["max_tokens"] == nil ? "max_completion_tokens" : "max_tokens"
      return Bench.error(
        400, "Unsupported parameter: '\(name)'", code: "unsupported_parameter", param: name)
    }
    let model = try Bench.model(at: server)
    let error = try await model.failure(Bench.request(cap: 10))
    #expect(error.code == .invalidRequest && server.requests.count == 2)
    #expect(error.wire?.attempts.count == 2)
    #expect(model.abilities.cap == .maxTokens, "what did not help is forgotten")
  }

  @Test func aServerThatObjectsToEverythingIsGivenUp() async throws {
    let server = LoopbackServer { request in
      let name = "made_up_\(request.before)"
      return Bench.error(
        400, "Unsupported parameter: '\(name)'", code: "unsupported_parameter", param: name)
    }
    var profile = Bench.profile(server.url + "/v1")
    profile.extraBody = JSONObject((0..<20).map { ("made_up_\($0)", true) })
    let error = try await Bench.model(profile, server: server).failure()
    #expect(error.code == .invalidRequest)
    #expect(server.requests.count == EndpointAbilities.Changes.limit + 1)
  }

  @Test(arguments: ["temperature", "made_up", "max_tokens", "stream_options", "response_format"])
  func whatIsNotInTheRequestIsNotTakenOut(name: String) async throws {
    let server = LoopbackServer(
      Bench.error(
        400, "Unsupported parameter: '\(name)'", code: "unsupported_parameter", param: name))
    let model = try Bench.model(at: server)
    let start = model.abilities
    let error = try await model.failure(Bench.request(schema: .null))
    #expect(error.code == .invalidRequest && server.requests.count == 1)
    #expect(model.abilities == start)
  }

  @Test func theCrashOfAServerTeachesNothing() async throws {
    let server = LoopbackServer(
      Bench.error(500, "'NoneType' object does not support item assignment"))
    let model = try Bench.model(at: server)
    let start = model.abilities
    let error = try await model.failure()
    #expect(error.fault == .server && server.requests.count == 1 && model.abilities == start)
  }

  @Test(arguments: [(401, "invalid_api_key"), (429, "insufficient_quota")])
  func whatWasLearnedOutlivesAnErrorThatHasNothingToDoWithIt(
    status: Int, code: String
  ) async throws {
    let server = LoopbackServer { request in
      request.json["temperature"] != nil
        ? Bench.error(
          400, "Unsupported parameter: temperature", code: "unsupported_parameter",
          param: "temperature") : Bench.error(status, "no", code: code)
    }
    let model = try Bench.model(at: server)
    #expect(try await model.failure(Bench.request(temperature: 1)).fault == .caller)
    #expect(model.abilities.dropped == ["temperature"])
  }

  @Test func streamsThatDoNotSayWhyTheyEndCostNoSecondRequest() async throws {
    let server = LoopbackServer { request in
      request.json["stream"] == true
        ? .sse([Bench.delta(Bench.good)]) : .json(Bench.completion(Bench.good))
    }
    let model = try Bench.model(at: server, delivery: .auto)
    let first = try await model.respond(to: Bench.request())
    #expect(first.content == Bench.good && first.finishReason == .other)
    #expect(first.wire?.notes == ["no finish reason"] && server.requests.count == 1)
    let second = try await model.respond(to: Bench.request())
    #expect(second.wire?.isStreamed == false && second.finishReason == .stop)
  }

  @Test(arguments: [504, 524])
  func aGatewayThatGivesUpOnAPlainReplyIsStreamedTo(status: Int) async throws {
    let server = LoopbackServer { request in
      request.json["stream"] == true ? .sse([Bench.delta(Bench.good)]) : .json(status, "{}")
    }
    let model = try Bench.model(at: server, delivery: .auto)
    _ = try await model.respond(to: Bench.request())
    #expect(try await model.failure().fault == .server)
    for _ in 0..<2 {
      #expect(try await model.respond(to: Bench.request()).wire?.isStreamed == true)
    }
  }

  @Test func rememberedAbilitiesThatA400ContradictsAreRenewed() async throws {
    let folder = TemporaryDirectory()
    let path = folder.file("abilities.json")
    let refusesSchemas = Mutex(true)
    let server = Self.server { body in
      let type = body["response_format"]?["type"]?.stringValue
      let refused = refusesSchemas.withLock { $0 } ? "json_schema" : nil
      guard type == refused || type == nil else { return nil }
      return Bench.error(400, "response_format \(type ?? "missing") is not supported")
    }
    let first = try Bench.model(at: server, cache: Bench.cache(path))
    #expect(try await first.respond(to: Bench.request()).wire?.rung == "json_object")
    // Another server takes the place of the first, and wants what that one refused.
    refusesSchemas.withLock { $0 = false }
    let picky = LoopbackServer { request in
      request.json["response_format"]?["type"] == "json_schema"
        ? .json(Bench.completion(Bench.good))
        : Bench.error(400, "response_format must be 'json_schema'")
    }
    let cache = Bench.cache(path)
    let entry = try #require(cache.entries.first)
    let moved = SharedAbilities(start: entry.start, remembered: entry.abilities)
    #expect(moved.current.abilities.rung == .object)
    let model = try Bench.model(at: picky, cache: Self.cache(entry, for: picky, folder))
    #expect(model.abilities.rung == .object)
    let reply = try await model.respond(to: Bench.request())
    #expect(reply.wire?.rung == "json_schema_strict" && picky.requests.count == 2)
    #expect(reply.wire?.notes == ["what was known of the endpoint held no longer"])
  }

  /// A cache that knows of one server what was learned of another.
  private static func cache(
    _ entry: AbilityCache.Entry, for server: LoopbackServer, _ folder: TemporaryDirectory
  ) throws -> AbilityCache {
    var entry = entry
    entry.base = server.url + "/v1"
    let path = folder.file("moved.json")
    let document: JSONValue = ["version": 1, "entries": [entry.json]]
    try FileSystem.write(JSONWriter.bytes(document), to: path)
    return EndpointBench.cache(path)
  }

  @Test func requestsThatMeetTheSame400AtTheStartWalkTheLadderOnce() async throws {
    let gate = LoopbackGate()
    let server = LoopbackServer { request in
      let body = request.json
      if body["response_format"]?["type"] == "json_schema" {
        // All of the first wave are there before the first is turned down.
        return [
          .wait(gate),
          .status(400, [HTTPField("Content-Length", "39")]),
          .text(#"{"error": "json_schema not supported."}"#),
        ]
      }
      if body["response_format"] != nil { return Bench.error(400, "response_format not supported") }
      return .json(Bench.completion(Bench.good))
    }
    let model = try Bench.model(at: server)
    let wave = 40
    try await withThrowingTaskGroup(of: ChatReply.self) { group in
      for cell in 0..<wave {
        group.addTask { try await model.respond(to: EndpointBench.request(cell: cell)) }
      }
      await server.untilRequests(wave)
      gate.open()
      for try await reply in group { #expect(reply.wire?.rung == "prompt") }
    }
    // Each was turned down once; one of them alone went on to find the way.
    #expect(server.requests.count == wave + 2 + wave)
  }

  @Test func anExplorerThatFailsLetsTheOthersGoOn() async throws {
    let server = LoopbackServer { request in
      if request.json["temperature"] != nil {
        return Bench.error(
          400, "Unsupported parameter: temperature", code: "unsupported_parameter",
          param: "temperature")
      }
      return request.before < 3 ? .json(500, "{}") : .json(Bench.completion(Bench.good))
    }
    let model = try Bench.model(at: server)
    #expect(try await model.failure(Bench.request(temperature: 1)).fault == .server)
    #expect(try await model.failure(Bench.request(temperature: 1)).fault == .server)
    #expect(try await model.respond(to: Bench.request(temperature: 1)).content == Bench.good)
  }
}

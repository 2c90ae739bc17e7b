import HTTPTransport
import QuestionPipeline
import TestSupport
import Testing

/// Keys reach their own endpoint and nothing else.
struct EndpointKeySafetyTests {
  private typealias Bench = EndpointBench

  @Test func withoutAKeyThereIsNoFieldForIt() async throws {
    let server = LoopbackServer(.json(Bench.completion("42")))
    _ = try await Bench.model(at: server).respond(to: Bench.request())
    let names = try #require(server.requests.first).fields.map { $0.name.lowercased() }
    #expect(!names.contains("authorization") && !names.contains("api-key"))
  }

  @Test func aKeyGoesIntoOneFieldOnce() async throws {
    let server = LoopbackServer(.json(Bench.completion("42")))
    _ = try await Bench.model(at: server, key: Bench.key).respond(to: Bench.request())
    let request = try #require(server.requests.first)
    #expect(
      request.fields.filter { $0.value.contains(Bench.key) }
        == [HTTPField("Authorization", "Bearer " + Bench.key)])
    #expect(!request.text.contains(Bench.key) && !request.target.contains(Bench.key))
  }

  @Test func theFieldAndItsPrefixCanBeOthers() async throws {
    let server = LoopbackServer(.json(Bench.completion("42")))
    var profile = Bench.profile(server.url + "/v1")
    profile.authField = "api-key"
    profile.authPrefix = ""
    profile.extraFields = [.init(name: "X-Title", value: "Viva")]
    _ = try await Bench.model(profile, key: Bench.key, server: server).respond(to: Bench.request())
    let request = try #require(server.requests.first)
    #expect(request["api-key"] == Bench.key && request["authorization"] == nil)
    #expect(request["x-title"] == "Viva")
  }

  /// Two endpoints in one process, with keys of their own, over one transport and one cache.
  @Test func keysAndAnswersOfTwoEndpointsNeverCross() async throws {
    let count = 2000
    func server(_ name: String) -> LoopbackServer {
      LoopbackServer { request in
        let question = request.json["messages"]?.arrayValue?.last?["content"]?.stringValue ?? ""
        return .json(EndpointBench.completion("\(name) \(question)"))
      }
    }
    let servers = [server("one"), server("two")]
    let transport = try CurlTransport(maxConnections: 64)
    let cache = Bench.cache()
    let keys = ["sk-first-0123456789abcdef", "sk-second-fedcba9876543210"]
    let models = try servers.indices.map { index in
      var profile = Bench.profile(
        servers[index].url + "/v1", delivery: index == 0 ? .plain : .auto)
      profile.name = "endpoint\(index)"
      return try Bench.model(profile, key: keys[index], cache: cache, transport: transport)
    }
    let crossed = try await withThrowingTaskGroup(of: Bool.self) { group in
      var crossed = 0
      for number in 0..<2 * count {
        if number >= 64 { crossed += try await group.next() == true ? 1 : 0 }
        group.addTask {
          let reply = try await models[number % 2].respond(to: EndpointBench.request("\(number)"))
          return reply.content != "\(number % 2 == 0 ? "one" : "two") \(number)"
            || reply.wire?.attempts.map(\.endpoint) != ["endpoint\(number % 2)"]
        }
      }
      for try await isCrossed in group { crossed += isCrossed ? 1 : 0 }
      return crossed
    }
    #expect(crossed == 0)
    for index in servers.indices {
      let requests = servers[index].requests
      #expect(requests.count == count)
      #expect(Set(requests.map { $0["authorization"] ?? "none" }) == ["Bearer " + keys[index]])
      #expect(!requests.contains { "\($0.fields) \($0.text)".contains(keys[1 - index]) })
    }
  }

  /// A server that returns the key in every place that it can.
  @Test func aMarkerKeyIsInNothingThatLeavesTheModel() async throws {
    let key = Bench.key
    let folder = TemporaryDirectory()
    let path = folder.file("abilities.json")
    let echo = "you sent Bearer \(key)"
    let answers: [LoopbackAnswer] = [
      .json(401, #"{"error": {"message": "\#(echo)", "code": "\#(key)"}}"#),
      .json(
        400,
        #"{"error": {"message": "Unsupported parameter: '\#(key)'", "param": "\#(key)", "code": "unsupported_parameter"}}"#
      ),
      .json(
        400,
        #"{"error": {"message": "Unsupported parameter: '\#(key)'", "param": "\#(key)", "code": "unsupported_parameter"}}"#
      ),
      .json(500, echo), .text(418, echo), .html(404, "<title>\(echo)</title>"),
      .redirect(to: "https://other.example/?key=\(key)"),
      .json(404, #"{"error": {"message": "model \#(key) not found", "code": "model_not_found"}}"#),
      .json(#"{"data": [{"id": "\#(key)"}]}"#),
      .json(
        400,
        #"{"error": {"message": "x", "code": "json_validate_failed", "failed_generation": "\#(echo)"}}"#
      ),
      .json(
        #"{"model": "\#(key)", "choices": [{"message": {"content": "\#(echo)"}, "finish_reason": "\#(key)"}]}"#
      ),
      .json(#"{"choices": [{"message": {"content": null, "refusal": "\#(echo)"}}]}"#),
      .json(#"{"error": "\#(echo)"}"#), .json(#"{"choices": "\#(key)"}"#), .text(key),
      .sse([#"{"error": {"message": "\#(echo)"}}"#]), .text(429, echo),
      .json(200, Bench.completion("42")),
    ]
    let server = LoopbackServer { answers[min($0.before, answers.count - 1)] }
    let cache = Bench.cache(path)
    let model = try Bench.model(at: server, key: key, cache: cache)
    var seen: [String] = []
    while server.requests.count < answers.count {
      do {
        let reply = try await model.respond(to: Bench.request(temperature: 0.5))
        seen.append(reply.content + reply.model + "\(reply)")
        seen.append(reply.wire.map { JSONWriter.text($0.json) } ?? "")
      } catch let error as ModelError {
        seen.append("\(error) \(String(reflecting: error))")
        seen.append(error.wire.map { JSONWriter.text($0.json) } ?? "")
      }
    }
    #expect(seen.count > 20)
    for text in seen { #expect(!text.contains("marker-5f0d"), "\(text)") }
    #expect(seen.contains { $0.contains("[key]") }, "the echoes did arrive")
    for name in try FileSystem.names(in: folder.path) {
      let text = String(decoding: try FileSystem.read(folder.file(name)), as: UTF8.self)
      #expect(!text.contains("marker-5f0d"))
    }
    #expect(server.requests.allSatisfy { !$0.text.contains("marker-5f0d") })
  }
}

import HTTPTransport
import QuestionPipeline
import TestSupport
import Testing

/// What endpoints say when they do not answer, over a real connection.
struct EndpointErrorsTests {
  private typealias Bench = EndpointBench

  private func failure(_ answer: LoopbackAnswer) async throws -> (ModelError, requests: Int) {
    let server = LoopbackServer(answer)
    let error = try await Bench.model(at: server).failure()
    return (error, server.requests.count)
  }

  @Test(arguments: [
    #"{"error": {"message": "slow down", "type": "t", "param": null, "code": "rate_limit_exceeded"}}"#,
    #"{"error": {"message": "slow down", "code": 429}}"#, #"{"error": "slow down"}"#,
    #"{"error": "slow down", "error_type": "overloaded"}"#,
    #"{"object": "error", "message": "slow down", "type": "t", "code": 429}"#,
    #"[{"error": {"code": 429, "message": "slow down", "status": "RESOURCE_EXHAUSTED"}}]"#,
    #"{"error": {"message": "{\"error\": {\"message\": \"slow down\", \"code\": 429}}"}}"#,
    #"{"detail": "{\"error\": {\"message\": \"slow down\"}}"}"#, #"{"detail": "slow down"}"#,
    #"{"detail": [{"loc": ["body"], "msg": "slow down", "type": "t"}]}"#,
    #"{"code": "Throttling", "message": "slow down"}"#,
    #"{"error": {"code": "1302", "message": "slow down"}}"#,
    "slow down", "<html><head><title>slow down</title></head></html>",
  ])
  func everyShapeOfAnErrorIsReadForItsMessage(body: String) async throws {
    let (error, requests) = try await failure(.json(429, body))
    #expect(error.code == .rateLimited && error.status == 429)
    #expect(error.detail.contains("slow down"), "\(error.detail)")
    #expect(requests == 1 && error.wire?.attempts.map(\.failure) == ["rateLimited"])
  }

  @Test func anEmptyErrorNamesTheEndpointAndTheStatus() async throws {
    let (error, _) = try await failure(.text(503, ""))
    #expect(error.detail.hasPrefix("local answered 503") && error.fault != .caller)
  }

  @Test(arguments: [
    ("retry-after-ms", "1500", 1.5), ("Retry-After", "7", 7), ("Retry-After", "2.5", 2.5),
    ("Retry-After", "Fri, 15 Jan 2027 08:00:30 GMT", 30),
    ("x-ratelimit-reset-requests", "1m2s", 62), ("x-ratelimit-reset-tokens", "450ms", 0.45),
  ])
  func aLimitOfTheRateComesWithItsWait(name: String, value: String, seconds: Double) async throws {
    let (error, _) = try await failure(
      .json(429, #"{"error": {"message": "busy"}}"#, [HTTPField(name, value)]))
    #expect(error.code == .rateLimited && error.fault == .capacity)
    let wait = try #require(error.retryAfter)
    #expect(abs(wait.milliseconds - seconds * 1000) < 600, "\(wait)")
  }

  @Test func theWaitIsReadFromTheMessageToo() async throws {
    let (error, _) = try await failure(
      .json(429, #"{"error": {"message": "Rate limit reached. Please try again in 6.5s."}}"#))
    #expect(error.retryAfter == .milliseconds(6500))
  }

  @Test(arguments: [
    (429, "insufficient_quota", "You exceeded your current quota"),
    (402, "payment_required", "Insufficient Balance"),
    (400, "Arrearage", "Access denied, account overdue"),
  ])
  func aQuotaThatIsUsedUpStopsTheRunAndIsNotTriedAgain(
    status: Int, code: String, message: String
  ) async throws {
    let server = LoopbackServer(Bench.error(status, message, code: code))
    let error = try await Bench.model(at: server).failure()
    #expect(error.code == .noCredit && error.fault == .caller && server.requests.count == 1)
  }

  @Test(arguments: [true, false])
  func a401NamesTheHostAndWhetherAKeyWasSent(hasKey: Bool) async throws {
    let server = LoopbackServer(
      Bench.error(401, "Incorrect API key provided: \(Bench.key)", code: "invalid_api_key"))
    var profile = Bench.profile(server.url + "/v1")
    profile.key = .environment("MY_KEY")
    let error = try await Bench.model(profile, key: hasKey ? Bench.key : nil, server: server)
      .failure()
    #expect(error.code == .unauthorized && error.fault == .caller)
    #expect(
      error.detail.hasSuffix(
        hasKey
          ? "(host 127.0.0.1; a key was sent, from the environment variable MY_KEY)"
          : "(host 127.0.0.1; no key was sent: the environment variable MY_KEY is not set, or blank)"
      ))
    #expect(!error.detail.contains("marker"))
  }

  @Test func anErrorUnderTheStatusOfASuccessIsAnError() async throws {
    let (error, _) = try await failure(
      .json(200, #"{"error": {"message": "Provider returned error", "code": 429}}"#))
    #expect(error.code == .rateLimited)
    let (other, _) = try await failure(.json(200, #"{"error": {"message": "down", "code": 502}}"#))
    #expect(other.code == .unavailable)
  }

  @Test(arguments: ["", "/"])
  func aBaseWithoutItsVersionIsSaidSoBeforeAnythingElseIsSent(slash: String) async throws {
    let server = LoopbackServer(.html(404, "<html><title>404 Not Found</title></html>"))
    let error = try await Bench.model(Bench.profile(server.url + slash), server: server).failure()
    #expect(error.code == .invalidRequest && error.fault == .caller)
    #expect(error.detail.contains("/v1") && error.detail.contains(server.url), "\(error.detail)")
    #expect(error.detail.contains("(the URL tried: \(server.url)/chat/completions)"))
    #expect(server.requests.map(\.target) == ["/chat/completions"])
  }

  @Test func aTrailingSlashMakesNoDifference() async throws {
    let server = LoopbackServer(.json(Bench.completion("42")))
    _ = try await Bench.model(Bench.profile(server.url + "/v1/"), server: server).respond(
      to: Bench.request())
    #expect(server.requests.map(\.target) == ["/v1/chat/completions"])
  }

  @Test(arguments: [EndpointProfile.Delivery.plain, .stream])
  func aWebPageUnderTheStatusOfASuccessIsAWrongBase(
    delivery: EndpointProfile.Delivery
  ) async throws {
    let server = LoopbackServer(.html(200, "<!doctype html><html><title>Web UI</title></html>"))
    let error = try await Bench.model(Bench.profile(server.url, delivery: delivery), server: server)
      .failure()
    #expect(error.code == .invalidRequest && error.detail.contains("/v1"), "\(error.detail)")
    #expect(server.requests.count == 1)
  }

  @Test func aModelThatIsNotThereComesWithThoseThatAre() async throws {
    let server = LoopbackServer { request in
      request.method == "GET"
        ? .json(#"{"data": [{"id": "qwen3:8b"}, {"id": "llama3.1"}]}"#)
        : EndpointBench.error(404, "model 'llama3.2' not found", code: "model_not_found")
    }
    let model = try Bench.model(
      Bench.profile(server.url + "/v1", model: "llama3.2"), server: server)
    let error = try await model.failure()
    #expect(error.code == .unknownModel && error.fault == .caller)
    #expect(
      error.detail.hasSuffix(
        "; did you mean 'llama3.1'? the endpoint lists qwen3:8b, llama3.1"), "\(error.detail)")
    #expect(try await model.failure().detail == error.detail)
    #expect(server.requests.filter { $0.method == "GET" }.count == 1)
  }

  @Test func aListOfModelsThatIsMissingChangesNothing() async throws {
    let server = LoopbackServer(Bench.error(404, "model 'm' not found", code: "model_not_found"))
    #expect(try await Bench.model(at: server).failure().code == .unknownModel)
  }

  @Test(arguments: [
    (400, "content_filter"), (400, "data_inspection_failed"), (400, "content_policy_violation"),
  ])
  func aFilterThatAnswersWithAnErrorIsAnOutcome(status: Int, code: String) async throws {
    let (error, requests) = try await failure(
      Bench.error(status, "The response was filtered", code: code))
    #expect(error.code == .filtered && error.fault == .reply && requests == 1)
  }

  @Test func aPromptThatDoesNotFitIsAnOutcome() async throws {
    let (error, requests) = try await failure(
      Bench.error(
        400, "This model's maximum context length is 8192 tokens", code: "context_length_exceeded"))
    #expect(error.code == .tooLong && error.fault == .reply && requests == 1)
  }

  @Test func whatGroqsModelWroteIsTakenForItsAnswer() async throws {
    let text = JSONWriter.text(.string(Bench.good + " and more"))
    let server = LoopbackServer(
      .json(
        400,
        #"{"error": {"message": "Failed to validate JSON", "code": "json_validate_failed", "failed_generation": \#(text)}}"#
      ))
    let reply = try await Bench.model(at: server).respond(to: Bench.request())
    #expect(reply.content == Bench.good + " and more" && !reply.usage.isReported)
    #expect(try ReplyReader.json(in: reply.content)["grade"] == "good")
    #expect(reply.wire?.attempts.map(\.status) == [400])
    #expect(reply.wire?.notes == ["the endpoint found the reply invalid"])
  }

  @Test func terminalEscapesOfAServerDoNotLeave() async throws {
    let (error, _) = try await failure(
      .json(500, #"{"error": {"message": "a\u001b]8;;http://x\u0007b\u009b31m"}}"#))
    #expect(!error.detail.unicodeScalars.contains { $0.properties.generalCategory == .control })
  }

  /// A model behind a gate on a clock of its own, over a real connection.
  private func retrying(_ server: LoopbackServer) throws -> RetryingModel {
    let gate = EndpointGate(
      endpoint: "local", model: "m", settings: GateSettings(), clock: SteppingClock())
    return RetryingModel(try Bench.model(at: server), gate: gate, seed: RunSeed(value: 1))
  }

  @Test(arguments: [[], [HTTPField("Retry-After", "20")]])
  func insufficientQuotaIsNotRetried(fields: [HTTPField]) async throws {
    let server = LoopbackServer(
      .json(
        429,
        #"{"error": {"message": "You exceeded your current quota", "type": "insufficient_quota", "param": null, "code": "insufficient_quota"}}"#,
        fields))
    let model = try retrying(server)
    let error = try await #require(throws: ModelError.self) {
      _ = try await model.respond(to: Bench.request())
    }
    #expect(error.code == .noCredit && error.stopsTheRun)
    #expect(server.requests.count == 1 && error.wire?.attempts.count == 1)
  }

  @Test func aServerThatWantsNoOtherTryGetsNone() async throws {
    let server = LoopbackServer(
      .json(
        429, #"{"error": {"message": "slow down"}}"#,
        [HTTPField("Retry-After", "1"), HTTPField("x-should-retry", "false")]))
    let model = try retrying(server)
    let error = try await #require(throws: ModelError.self) {
      _ = try await model.respond(to: Bench.request())
    }
    #expect(error.code == .rateLimited && error.stopsTheRun && server.requests.count == 1)
  }

  @Test func nothingOfAServerReachesTheTerminalByAnotherWay() async throws {
    let hostile = #"a\u001b]8;;http://x\u0007b\u009b31m\u202e\r\nc"#
    let refused = LoopbackServer(
      .json(Bench.completion(message: #"{"content": null, "refusal": "\#(hostile)"}"#)))
    let error = try await Bench.model(at: refused).failure()
    #expect(error.code == .refused && error.detail == "the model declined: ab31m c")
    let name = hostile + String(repeating: "x", count: 500)
    let body = Bench.completion("42").split(separator: #""m-2""#).joined(separator: "\"\(name)\"")
    let model = try await Bench.model(at: LoopbackServer(.json(body))).respond(to: Bench.request())
      .model
    #expect(model.hasPrefix("ab31m cxxx") && model.unicodeScalars.count == 120)
  }
}

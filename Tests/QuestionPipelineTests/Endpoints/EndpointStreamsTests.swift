import HTTPTransport
import QuestionPipeline
import TestSupport
import Testing

/// Streamed answers, over a real connection.
struct EndpointStreamsTests {
  private typealias Bench = EndpointBench
  private static let events = [
    EndpointBench.delta("4"), EndpointBench.delta("2", finish: #""stop""#),
    EndpointBench.usageEvent,
  ]

  private func reply(_ answer: LoopbackAnswer) async throws -> ChatReply {
    try await Bench.model(at: LoopbackServer(answer), delivery: .auto).respond(to: Bench.request())
  }

  private func failure(_ answer: LoopbackAnswer) async throws -> ModelError {
    try await Bench.model(at: LoopbackServer(answer), delivery: .auto).failure()
  }

  @Test func streamsAreAskedForByDefaultAndPutTogether() async throws {
    let server = LoopbackServer(.sse(Self.events))
    let reply = try await Bench.model(at: server, delivery: .auto).respond(to: Bench.request())
    #expect(reply.content == "42" && reply.finishReason == .stop && reply.model == "m-2")
    #expect(reply.usage == TokenUsage(prompt: 11, completion: 7, isReported: true))
    #expect(reply.wire?.isStreamed == true && reply.wire?.notes == [])
    let body = try #require(server.requests.first?.json)
    #expect(body["stream"] == true && body["stream_options"] == ["include_usage": true])
  }

  @Test func commentsAndCarriageReturnsAreSteppedOver() async throws {
    let pieces = [
      ": OPENROUTER PROCESSING\r\n\r\n", "event: message\r\nid: 1\r\n",
      "data: \(Bench.delta("4"))\r\n\r\n", ":\n\n",
      "data:\(Bench.delta("2", finish: #""stop""#))\r\r",
      "data: [DONE]\r\n\r\n",
    ]
    #expect(try await reply(.rawSSE(pieces)).content == "42")
  }

  @Test func aByteAtATimeComesToTheSame() async throws {
    let reply = try await reply(LoopbackAnswer.sse(Self.events).inPieces(of: 1))
    #expect(reply.content == "42" && reply.usage.isReported)
  }

  @Test(arguments: 1...8)
  func aSignThatIsSplitBetweenPiecesStaysWhole(size: Int) async throws {
    let sign = "👩‍🚀中é"
    let event = #"{"choices": [{"delta": {"content": "\#(sign)"}, "finish_reason": "stop"}]}"#
    let answer = LoopbackAnswer.sse([event]).inPieces(of: size)
    #expect(try await reply(answer).content == sign)
  }

  @Test func aStreamWithoutItsEndMarkIsWholeIfAReasonWasGiven() async throws {
    let reply = try await reply(.sse(Self.events, done: false))
    #expect(reply.content == "42" && reply.usage.isReported)
  }

  @Test func aStreamThatEndsWithoutAReasonIsBrokenOff() async throws {
    let error = try await failure(.sse([Bench.delta("4"), Bench.delta("2")], done: false))
    #expect(error.fault == .server && error.mayBeBilled)
    #expect(error.wire?.isStreamed == true && error.wire?.attempts.count == 1)
  }

  @Test func aStreamThatIsCutWithinItsJSONIsBrokenOff() async throws {
    let whole = Bench.delta("42")
    let error = try await failure(
      .rawSSE(["data: \(Bench.delta("4"))\n\n", "data: \(whole.prefix(30))"]))
    #expect(error.fault == .server && error.mayBeBilled)
  }

  @Test func aConnectionThatBreaksWithinAStreamIsAFaultOfTheServer() async throws {
    let head = LoopbackAnswer.Step.status(
      200,
      [HTTPField("Content-Type", "text/event-stream"), HTTPField("Transfer-Encoding", "chunked")])
    let error = try await failure([head, .chunk("data: \(Bench.delta("4"))\n\n"), .flush, .reset])
    #expect(error.fault == .server && error.status == 200)
  }

  @Test(arguments: [
    #"{"error": {"message": "Overloaded", "code": 429}}"#,
    #"{"id": "x", "choices": [{"delta": {"content": ""}, "finish_reason": "error"}], "error": {"message": "Overloaded", "code": 429}}"#,
    #"{"error": "Overloaded", "error_type": "overloaded"}"#,
  ])
  func anErrorWithinAStreamIsThatError(event: String) async throws {
    let error = try await failure(.sse([Bench.delta("4"), event]))
    #expect(error.code == .rateLimited && error.mayBeBilled, "\(error)")
  }

  @Test func usageOfSeveralEventsCountsOnce() async throws {
    let first =
      #"{"choices": [{"delta": {"content": "42"}}], "usage": {"prompt_tokens": 11, "completion_tokens": 3}}"#
    let last =
      #"{"choices": [{"delta": {}, "finish_reason": "stop"}], "usage": {"prompt_tokens": 11, "completion_tokens": 7}}"#
    #expect(try await reply(.sse([first, last])).usage.completion == 7)
  }

  @Test func eventsWithoutChoicesAreSteppedOver() async throws {
    let events = [
      #"{"choices": [], "prompt_filter_results": []}"#, #"{"choices": null}"#,
      #"{"choices": [{"delta": null}]}"#, #"{"choices": [{"content_filter_results": {}}]}"#,
    ]
    #expect(try await reply(.sse(events + Self.events)).content == "42")
  }

  @Test(arguments: ["application/json", "text/event-stream"])
  func plainJSONInPlaceOfAStreamIsRead(type: String) async throws {
    let answer = LoopbackAnswer.whole(type: type, Array(Bench.completion("42").utf8))
    #expect(try await reply(answer).content == "42")
  }

  @Test func aPlainRequestThatIsAnsweredInAStreamIsRead() async throws {
    let server = LoopbackServer(.sse(Self.events))
    #expect(try await Bench.model(at: server).respond(to: Bench.request()).content == "42")
  }

  @Test func reasoningPiecesStayOutOfTheAnswer() async throws {
    let thought = #"{"choices": [{"delta": {"reasoning_content": "hm"}}]}"#
    #expect(try await reply(.sse([thought] + Self.events)).content == "42")
  }

  @Test func endlessBlanksAreCutShort() async throws {
    let blanks = Array(repeating: Bench.delta(String(repeating: " ", count: 500)), count: 2000)
    let server = LoopbackServer(.sse(blanks))
    let error = try await Bench.model(at: server, delivery: .auto).failure()
    #expect(error.mayBeBilled && error.fault != .caller)
    #expect(server.bytesSent < 1 << 21)
  }

  @Test func aCancelledStreamEndsAtOnce() async throws {
    let head = LoopbackAnswer.Step.status(
      200,
      [HTTPField("Content-Type", "text/event-stream"), HTTPField("Transfer-Encoding", "chunked")])
    let server = LoopbackServer([
      head, .chunk("data: \(Bench.delta("4"))\n\n"), .waitUntilClientLeaves,
    ])
    let model = try Bench.model(at: server, delivery: .auto)
    let task = Task { try await model.respond(to: EndpointBench.request()) }
    await server.untilRequests(1)
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    await server.untilDepartures(1)
  }

  @Test func anErrorMidStreamIsTriedAgainAndBothTriesAreKept() async throws {
    let server = LoopbackServer { request in
      request.before == 0
        ? .sse([Bench.delta("4"), #"{"error": {"message": "down", "code": 502}}"#], done: false)
        : .sse(Self.events)
    }
    let gate = EndpointGate(
      endpoint: "local", model: "m", settings: GateSettings(), clock: SteppingClock())
    let model = RetryingModel(
      try Bench.model(at: server, delivery: .auto), gate: gate, seed: RunSeed(value: 1))
    let reply = try await model.respond(to: Bench.request())
    #expect(reply.content == "42" && server.requests.count == 2)
    #expect(reply.wire?.attempts.map(\.failure) == ["unavailable", nil])
  }

  @Test func reasoningWhoseOpeningTagIsMissingStaysOutOfAStreamedAnswer() async throws {
    let events = [
      Bench.delta("h"), Bench.delta("m</thi"), Bench.delta("nk>\n"),
      Bench.delta(Bench.good, finish: #""stop""#),
    ]
    #expect(try await reply(.sse(events)).content == Bench.good)
  }
}

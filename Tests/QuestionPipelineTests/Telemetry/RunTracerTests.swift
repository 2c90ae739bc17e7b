import Synchronization
import TestSupport
import Testing

@testable import QuestionPipeline

struct RunTracerTests {
  private let folder = TemporaryDirectory()

  /// Keeps the spans of a run.
  private final class Shelf: Sendable {
    private let kept = Mutex<[Span]>([])
    var spans: [Span] { kept.withLock { $0 } }
    func keep(_ span: Span) { kept.withLock { $0.append(span) } }
  }

  private func tracer(
    _ shelf: Shelf, seed: UInt64 = 1, before: Int = 0, clock: any WallClock = MonotonicClock(),
    endpoints: [TracedEndpoint] = [], at time: UnixTime = UnixTime(1_700_000_000)
  ) -> RunTracer {
    RunTracer(
      RunTracer.Subject(
        name: "generate", run: "r-1", seed: seed, backend: "offline", before: before),
      endpoints: endpoints, clock: clock, time: time, keep: shelf.keep)
  }

  private func spans(of model: any LanguageModel, in name: String, seed: UInt64 = 1) async throws
    -> [Span]
  {
    let shelf = Shelf()
    let tracer = tracer(shelf, seed: seed)
    let fixture = try RunFixture(
      brief: Brief(topics: ["parts"], count: 20, kinds: [.open]), model: model)
    let run = try await PipelineRun(fixture.request(folder: folder.file(name)))
    _ = try await run.traced(by: tracer).execute()
    tracer.end("met", counts: [("accepted", 20)])
    return shelf.spans
  }

  @Test func theSameRunAnotherTimeIsAnotherTrace() throws {
    let shelf = Shelf()
    for time in [UnixTime(1_700_000_000), UnixTime(1_700_000_060)] {
      tracer(shelf, clock: SteppingClock(), at: time).end("met", counts: [])
    }
    for time in [UnixTime(1_700_000_000)] {
      tracer(shelf, clock: SteppingClock(), at: time).end("met", counts: [])
    }
    let spans = shelf.spans
    try #require(spans.count == 3)
    #expect(spans[0].trace != spans[1].trace && spans[0].id != spans[1].id)
    #expect(spans[0].trace == spans[2].trace && spans[0].id == spans[2].id)
  }

  @Test func eachSpanStandsWithinItsParent() async throws {
    let spans = try await spans(of: StandInWriter(), in: "a")
    let byID = Dictionary(uniqueKeysWithValues: spans.map { ($0.id, $0) })
    let root = try #require(spans.last)
    #expect(root.name == "invoke_workflow generate")
    #expect(root["viva.items.accepted"] == .integer(20))
    for span in spans.dropLast() {
      let parent = try #require(span.parent.flatMap { byID[$0] }, "\(span.name)")
      #expect(parent.start <= span.start && span.end <= parent.end, "\(span.name)")
      let expected: Set<String> =
        switch span.name {
        case "cell", "invoke_agent planner": ["invoke_workflow generate"]
        case "invoke_agent generator", "invoke_agent critic", "invoke_agent evaluator": ["cell"]
        default:
          ["planner", "generator", "critic", "evaluator"].reduce(into: []) {
            $0.insert("invoke_agent \($1)")
          }
        }
      #expect(expected.contains(parent.name), "\(span.name) in \(parent.name)")
      #expect(span.trace == root.trace && span.trace.utf8.count == 32 && span.id.utf8.count == 16)
    }
    #expect(spans.count { $0.name == "cell" } == 20)
    #expect(Set(spans.map(\.name)).count == 7)
  }

  @Test func idsFollowFromTheRunAndItsSeed() async throws {
    func ids(_ name: String, seed: UInt64) async throws -> Set<String> {
      Set(try await spans(of: StandInWriter(), in: name, seed: seed).map { $0.trace + $0.id })
    }
    let first = try await ids("a", seed: 1)
    #expect(try await ids("b", seed: 1) == first)
    #expect(try await ids("c", seed: 2).isDisjoint(with: first))
  }

  @Test func noTextOfAQuestionIsTold() async throws {
    let spans = try await spans(of: StandInWriter(), in: "a")
    let told = String(
      decoding: SpanBatch(resource: [], spans: spans).bytes, as: UTF8.self)
    let items = String(
      decoding: try FileSystem.read(folder.file("a") + "/items.jsonl"), as: UTF8.self)
    for line in items.split(separator: "\n") {
      let question = try #require(try JSONParser.parse(String(line))["question"]?.stringValue)
      #expect(!told.contains(question))
    }
  }

  @Test func aCallTellsItsModelItsTokensAndTheTimesOfItsAttempts() async throws {
    var profile = EndpointProfile(
      name: "near", baseURL: "https://api.mistral.ai/v1", model: "small")
    profile.key = nil
    let shelf = Shelf()
    let clock = SteppingClock()
    let tracer = tracer(shelf, clock: clock, endpoints: [try TracedEndpoint(profile)])
    let model = ScriptedModel(name: "small+1234") { _, _ in
      clock.advance(by: .milliseconds(100))
      var reply = ChatReply.text(#"{"a": 1}"#)
      reply.wire = WireRecord(attempts: [
        WireRecord.Attempt(
          endpoint: "near", body: "b", status: 503, failure: "unavailable", took: 20, waited: 5),
        WireRecord.Attempt(endpoint: "near", body: "b", status: 200, took: 40, waited: 30),
      ])
      return reply
    }
    let desk = ModelDesk(cast: ModelCast(model), journal: nil, attempts: 1)
    _ = try await tracer.judging("q-1", at: 0) { try await ask(desk) }

    let call = try #require(shelf.spans.first { $0.kind == .client })
    #expect(call.name == "chat small")
    #expect(call["gen_ai.provider.name"] == .text("mistral_ai"))
    #expect(call["gen_ai.response.model"] == .text("scripted"))
    #expect(call["gen_ai.usage.input_tokens"] == .integer(10))
    #expect(call["gen_ai.usage.output_tokens"] == .integer(5))
    #expect(call["gen_ai.response.finish_reasons"] == .texts(["stop"]))
    #expect(call["server.address"] == .text("api.mistral.ai"))
    #expect(call["server.port"] == .integer(443))
    #expect(call.start == 1_700_000_000_000_000_000 && call.end - call.start == 100_000_000)
    #expect(call.error == nil)
    let sent = shelf.spans.filter { $0.name == "POST" }
    #expect(sent.map(\.parent) == [call.id, call.id])
    #expect(sent.map { ($0.start - call.start) / 1_000_000 } == [5, 55])
    #expect(sent.map { ($0.end - call.start) / 1_000_000 } == [25, 95])
    #expect(sent.map(\.error) == ["503", nil])
    #expect(sent[1]["http.request.resend_count"] == .integer(1))
  }

  @Test func aCallThatFailsSaysWhyInAWord() async throws {
    let shelf = Shelf()
    let model = ScriptedModel { _, _ in
      throw ModelError(code: .noCredit, model: "m", detail: "marker-key")
    }
    let desk = ModelDesk(cast: ModelCast(model), journal: nil, attempts: 1)
    let tracer = tracer(shelf)
    await #expect(throws: ModelError.self) {
      try await tracer.judging("q-1", at: 0) { try await ask(desk) }
    }
    #expect(shelf.spans.map(\.error) == ["noCredit", "noCredit"])
    let told = String(
      decoding: SpanBatch(resource: [], spans: shelf.spans).bytes, as: UTF8.self)
    #expect(told.contains(#""status":{"code":2}"#) && !told.contains("marker-key"))
  }

  private func ask(_ desk: ModelDesk) async throws {
    _ = try await desk.ask(.judge) { _, _ in
      ChatRequest(
        messages: [ChatMessage(.user, "hi")],
        schema: ["type": "object"], schemaName: "any", role: .judge, cell: 1)
    } read: {
      try $0.int("a")
    }
  }

  @Test func cellsThatAreOpenEndWithTheRun() throws {
    let shelf = Shelf()
    let clock = SteppingClock()
    let tracer = tracer(shelf, clock: clock)
    let square = Square(
      topic: "parts", kind: .open, level: .apply, difficulty: 2, language: .english)
    let cell = Cell(ordinal: 4, place: 4, square: square, subtopic: nil, angle: "secret")
    tracer.passed(WritingTask(wave: 0, cell: cell, history: CellHistory()))
    clock.advance(by: .seconds(2))
    tracer.end("interrupted")
    tracer.end("failed")
    #expect(shelf.spans.map(\.name) == ["cell", "invoke_workflow generate"])
    #expect(shelf.spans[0]["viva.verdict"] == .text("unfinished"))
    #expect(shelf.spans[1]["viva.ending"] == .text("interrupted"))
    #expect(shelf.spans.allSatisfy { $0.end - $0.start == 2_000_000_000 })
  }
}

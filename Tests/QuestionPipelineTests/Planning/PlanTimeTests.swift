import QuestionPipeline
import TestSupport
import Testing

struct PlanTimeTests {
  private let folder = TemporaryDirectory()
  private let latencies = ModelRole.allCases.map {
    PlanTime.Latency(role: $0, seconds: 2, replies: 5)
  }

  private func preview(_ brief: Brief) throws -> PlanPreview {
    let fixture = try RunFixture(brief: brief, model: StandInWriter())
    let request = try fixture.request(folder: folder.file("set"))
    return PlanPreview(
      brief, settings: request.settings, prompts: request.prompts, rubric: request.rubric,
      isJudgedByRules: false, cast: request.cast, prices: request.budget.prices)
  }

  private func load(_ rates: EndpointProfile.Rates) -> PlanTime.Load {
    PlanTime.Load(
      endpoint: "near", rates: rates, shares: ModelRole.allCases.map { ($0, 1) })
  }

  @Test func isUnknownWhereAPartWasNeverMeasured() throws {
    let preview = try preview(Brief(topics: ["parts"], count: 40, kinds: [.open]))
    let time = PlanTime(preview, latencies: [], loads: [], concurrency: 4)
    #expect(time.expected == nil && time.byRates == nil && time.replies == 0)
    let partly = PlanTime(
      preview, latencies: latencies.filter { $0.role != .critic }, loads: [], concurrency: 4)
    #expect(partly.expected == nil)
  }

  @Test func vectorsTakeNoTimeOfTheirOwn() throws {
    var preview = try preview(Brief(topics: ["parts"], count: 40, kinds: [.open]))
    let parts = latencies.filter { $0.role != .embedder }
    let time = PlanTime(preview, latencies: parts, loads: [], concurrency: 4)
    var vectors = try #require(preview.calls.first)
    vectors.role = .embedder
    preview.calls.append(vectors)
    #expect(
      PlanTime(preview, latencies: parts, loads: [], concurrency: 4).expected == time.expected)
  }

  @Test func sharesTheRequestsAmongThePlaces() throws {
    let preview = try preview(Brief(topics: ["parts"], count: 40, kinds: [.open]))
    func seconds(_ concurrency: Int, inFlight: Int? = nil) -> Double? {
      PlanTime(
        preview, latencies: latencies,
        loads: [load(EndpointProfile.Rates(inFlight: inFlight))], concurrency: concurrency
      ).expected
    }
    let all = Double(preview.requests) * 2
    #expect(seconds(1) == all)
    #expect(seconds(4) == all / 4)
    #expect(seconds(4, inFlight: 2) == all / 2)
  }

  @Test func waitsForTheWavesAndThePartsOfACellHoweverManyWorkAtOnce() throws {
    let preview = try preview(Brief(topics: ["parts"], count: 200, kinds: [.open]))
    let time = PlanTime(preview, latencies: latencies, loads: [], concurrency: 4096)
    #expect(preview.waves.count == 4)
    #expect(time.width == preview.widest)
    #expect(time.expected == 20.0)
  }

  @Test func isNoShorterThanTheRateLimitsAllow() throws {
    let preview = try preview(Brief(topics: ["parts"], count: 40, kinds: [.open]))
    let requests = PlanTime(
      preview, latencies: [], loads: [load(.init(requestsPerMinute: 60))], concurrency: 64)
    #expect(requests.byRates?.seconds == Double(preview.requests))
    #expect(requests.byRates?.endpoint == "near")
    #expect(requests.expected == nil)
    let tokens = preview.calls.reduce(0) { $0 + $1.promptTokens }
    let measured = PlanTime(
      preview, latencies: latencies, loads: [load(.init(inputTokensPerMinute: 60))],
      concurrency: 64)
    #expect(measured.expected == Double(tokens))
    #expect(measured.replies == 25)
  }

  @Test func namesWhatStandsInNoSquare() throws {
    #expect(try preview(Brief(topics: ["parts"], count: 40, kinds: [.open])).unmet == [])
    let brief = Brief(
      topics: ["parts", "queues"], count: 1, kinds: [.open, .cloze], languages: [.english])
    let unmet = try preview(brief).unmet
    #expect(unmet.contains { $0.hasPrefix("topic ") })
    #expect(unmet.contains { $0.hasPrefix("kind ") })
    #expect(!unmet.contains { $0.hasPrefix("language ") })
  }

  @Test func aJournalKnowsHowLongGoodRepliesOfTheSameModelsTook() async throws {
    let journal = try await Journal(file: folder.file("journal.sqlite"))
    let rows: [(role: ModelRole, model: String, took: Double, outcome: ReplyOutcome)] = [
      (.critic, "m", 1000, .good), (.critic, "m", 2000, .good), (.critic, "other", 9000, .good),
      (.judge, "m", 4000, .good), (.generator, "m", 5000, .invalid),
    ]
    for (number, row) in rows.enumerated() {
      let request = ChatRequest(
        messages: [], schema: ["type": "object"], schemaName: "any", role: row.role, cell: number)
      var reply = ChatReply.text("{}")
      reply.wire = WireRecord(attempts: [
        .init(endpoint: "e", body: "b", status: 500, failure: "unavailable", took: 7),
        .init(endpoint: "e", body: "b", status: 200, took: row.took),
      ])
      try await journal.record(
        JournalEntry(
          key: request.journalKey(model: row.model), outcome: row.outcome, reply: reply,
          detail: nil, wire: reply.wire), of: request, model: row.model)
    }
    let cast = ModelCast(ScriptedModel(name: "m", texts: "{}"))
    #expect(
      try await journal.latencies(of: cast) == [
        PlanTime.Latency(role: .critic, seconds: 1.5, replies: 2),
        PlanTime.Latency(role: .judge, seconds: 4, replies: 1),
      ])
  }
}

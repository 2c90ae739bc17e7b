import QuestionPipeline
import SQLiteStorage
import Synchronization
import TestSupport
import Testing

/// What runs tell of the requests that they made.
struct UsageReportTests {
  private let folder = TemporaryDirectory()
  private let brief = Brief(topics: ["parts"], count: 6, kinds: [.open])

  /// Adds what an endpoint adds: a record of the wire, cached tokens, a reported cost.
  private struct Wired: LanguageModel {
    let model: any LanguageModel
    let took: Double
    var name: String { model.name }

    func respond(to request: ChatRequest) async throws -> ChatReply {
      var reply = try await model.respond(to: request)
      reply.usage = TokenUsage(
        prompt: 1_000, completion: 100, isReported: true, cached: 250, cost: 700)
      reply.wire = WireRecord(attempts: [
        WireRecord.Attempt(
          endpoint: "e", body: "b", status: 503, failure: "overloaded", took: took),
        WireRecord.Attempt(endpoint: "e", body: "b", status: 200, took: took, waited: 2 * took),
      ])
      return reply
    }
  }

  private func request(_ model: any LanguageModel, into name: String, price: JSONValue?) throws
    -> RunRequest
  {
    var request = try RunFixture(brief: brief, model: model).request(folder: folder.file(name))
    request.backend = "endpoint"
    let book = try PriceBook(JSONReader(price.map { ["stand-in": $0] } ?? [:]))
    let prices = RunPrices(of: [model.name], book: book)
    request.budget = RunBudget(
      limit: Budget(), prices: prices, gate: SpendingGate(limit: Budget(), prices: prices))
    return request
  }

  private func document(_ path: String) throws -> JSONReader {
    JSONReader(try JSONParser.parse(FileSystem.read(folder.file(path))))
  }

  @Test func whatWentOverTheWireStandsUnderWallAlone() async throws {
    for (name, took) in [("a", 10.0), ("b", 20.0)] {
      let model = Wired(model: StandInWriter(), took: took)
      _ = try await PipelineRun(request(model, into: name, price: nil)).execute()
    }
    #expect(try timelessFiles(folder.file("a")) == timelessFiles(folder.file("b")))
    let rows = try String(
      decoding: FileSystem.read(folder.file("a/trace.jsonl")), as: UTF8.self
    ).split(separator: "\n").map { try JSONParser.parse(String($0)) }
    let calls = rows.filter { $0["calls"] != nil }
    #expect(!calls.isEmpty)
    for row in calls {
      let made = row["calls"]?.arrayValue ?? []
      #expect(made.allSatisfy { $0["wire"] == nil })
      let wires = row["wall"]?["calls"]?.arrayValue ?? []
      #expect(wires.map { $0["key"] } == made.map { $0["key"] })
      #expect(wires.allSatisfy { $0["wire"]?["attempts"]?.arrayValue?.count == 2 })
    }
    let timing = try document("a/timing.json").required("wire")
    #expect(try timing.int("attempts") == 2 * timing.int("requests"))
    #expect(try timing.int("retries") == timing.int("requests"))
    #expect(try timing.double("longestWaitMilliseconds") == 20)
    #expect(try timing.required("failures").int("overloaded") == timing.int("requests"))
    #expect(try timing.required("latencyMilliseconds").double("median") == 10)
    let billed = try document("a/timing.json").required("billed")
    #expect(try billed.int("reportedNanoDollars") == 700 * billed.int("replies"))
  }

  @Test func reportsTellWhatEachRoleTookAndWhatTheSetCost() async throws {
    // The writer's third cell comes right only at its third attempt.
    let model = StandInWriter { role, inputs in
      try role == .generator && inputs.int("cell") == 3 && inputs.int("attempt") < 2
        ? "no JSON" : nil
    }
    let price: JSONValue = ["input": 2, "cachedInput": 1, "output": 10]
    let outcome = try await PipelineRun(
      request(Wired(model: model, took: 1), into: "a", price: price)
    ).execute()
    let usage = try #require(outcome.contents.usage.first { $0.role == "generator" })
    #expect(usage.requests == 8)
    #expect((usage.corrections, usage.freshSamples) == (1, 1))
    #expect(usage.outcomes.map(\.name) == ["good", "invalid"])
    #expect(usage.outcomes.map(\.count) == [6, 2])
    #expect((usage.promptTokens, usage.cachedTokens) == (8_000, 2_000))
    // Nothing of the others was wrong.
    #expect(outcome.contents.usage.allSatisfy { $0.role == "generator" || $0.corrections == 0 })
    let requests = outcome.contents.usage.reduce(0) { $0 + $1.requests }
    let cost = try #require(outcome.contents.cost)
    // 750 tokens at 2 dollars a million, 250 at 1, 100 at 10.
    #expect(cost.total == requests * (1_500_000 + 250_000 + 1_000_000))
    #expect(cost.perItem == (cost.total + 5) / 6)
    #expect(cost.cachedShare == 0.25)
    #expect(cost.unknown == [])
    let page = String(decoding: try FileSystem.read(folder.file("a/report.md")), as: UTF8.self)
    #expect(page.contains("- Cost at list price: "))
    #expect(page.contains("- Input from caches: 25\\.0 %"))
    #expect(page.contains("| corrections | fresh samples | replies |"))
    #expect(page.contains("| good 6, invalid 2 |"))
    #expect(
      try FileSchema.report.schema().violations(in: document("a/report.json").value).isEmpty)
    #expect(
      try FileSchema.manifest.schema().violations(in: document("a/manifest.json").value).isEmpty)
    // A report that is made again from the files says the same.
    let written = try WrittenSet(folder: folder.file("a"))
    #expect(written.contents.cost == cost)
    #expect(written.contents.usage == outcome.contents.usage)
  }

  @Test func aModelWithoutAPriceIsNamedAndNotCounted() async throws {
    let outcome = try await PipelineRun(
      request(Wired(model: StandInWriter(), took: 1), into: "a", price: nil)
    ).execute()
    #expect(outcome.contents.cost?.unknown == ["stand-in"])
    #expect(outcome.contents.cost?.total == 0)
    for name in ["report.md", "report.html"] {
      let page = String(decoding: try FileSystem.read(folder.file("a/\(name)")), as: UTF8.self)
      #expect(page.contains("Price unknown"))
      #expect(!page.contains("Cost at list price"))
    }
  }

  @Test func theGateKnowsWhatEarlierInvocationsSpent() async throws {
    let model = Wired(model: StandInWriter(), took: 1)
    let first = try request(model, into: "a", price: ["input": 0, "output": 0])
    let gate = try #require(first.budget.gate)
    var gated = first
    gated.cast = ModelCast(
      RetryingModel(
        model,
        gate: EndpointGate(
          endpoint: "here", model: model.name, settings: GateSettings(), clock: SteppingClock()),
        spending: gate, seed: RunSeed(value: 1)))
    let outcome = try await PipelineRun(gated).execute()
    let requests = outcome.contents.usage.reduce(0) { $0 + $1.requests }
    #expect(
      gate.spent == Spending(requests: requests, tokens: 1_100 * requests, cost: 700 * requests))
    let second = try request(model, into: "a", price: ["input": 0, "output": 0])
    _ = try await PipelineRun(second)
    #expect(second.budget.gate?.spent == gate.spent)
    // A replay reports at the prices of the run.
    let journal = try await Journal(file: folder.file("a/journal.sqlite"), mode: .readOnly)
    let text = try #require(try await journal.meta("prices"))
    #expect(try RunPrices(JSONReader(JSONParser.parse(text))) == first.budget.prices)
  }

  @Test func talliesAddUpByRoleAndModelAndReadBack() throws {
    func call(_ role: ModelRole, _ model: String, cached: Int = 0) -> ModelCall {
      ModelCall(
        key: "k", role: role, model: model, sample: 0, attempt: 0, outcome: .good,
        usage: TokenUsage(prompt: 10, completion: 5, isReported: true, cached: cached),
        isFreshSample: model == "b", coercions: 2)
    }
    let calls = [
      call(.judge, "b"), call(.planner, "a", cached: 4), call(.judge, "a"), call(.judge, "b"),
    ]
    let tally = UsageTally(calls)
    #expect(
      tally.entries.map { "\($0.role) \($0.model) \($0.requests)" } == [
        "planner a 1", "judge a 1", "judge b 2",
      ])
    #expect(tally.entries[2].freshSamples == 2 && tally.entries[2].coercions == 4)
    #expect(tally == UsageTally(calls.reversed()))
    #expect(try UsageTally(JSONReader(tally.json)) == tally)
    #expect(tally.of(.planner).entries.map(\.cachedTokens) == [4])
    #expect(tally.spending(at: RunPrices(free: ["a", "b"])) == Spending(requests: 4, tokens: 60))
  }
}

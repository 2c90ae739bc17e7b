import HTTPTransport
import QuestionPipeline
import Synchronization
import TestSupport
import Testing

/// Whole runs against an endpoint whose writer lies about half of what it is asked, whose critic and judge praise
/// everything, and whose planner now and then names passages that there are not.
struct LyingEndpointTests {
  /// What the endpoint says, by stage.
  private final class Liar: Sendable {
    let samples: GroundingSamples
    /// Whether entries of even or of odd number are lied about.
    let parity: Int
    private let taken = Mutex<Set<Int>>([])

    init(_ samples: GroundingSamples, parity: Int) {
      (self.samples, self.parity) = (samples, parity)
    }

    func isLie(_ entry: Int) -> Bool { entry % 2 == parity }

    func answer(_ request: LoopbackRequest) -> LoopbackAnswer {
      guard let reply = try? reply(to: request) else { return .json(400, "{}") }
      let content = JSONWriter.text(.string(JSONWriter.text(reply)))
      return .json(
        #"{"id": "c", "object": "chat.completion", "model": "liar", "choices": [{"index": 0, "message": "#
          + #"{"role": "assistant", "content": \#(content)}, "finish_reason": "stop"}], "#
          + #""usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}}"#)
    }

    private func reply(to request: LoopbackRequest) throws -> JSONValue {
      let inputs = JSONReader(.object(try request.promptInputs()))
      switch try inputs.string("stage") {
      case "planner": return try angles(inputs)
      case "generator": return try draft(inputs)
      case "critic": return ["flaws": [], "by": .null]
      case "judge":
        return [
          "scores": .array(
            try inputs.array("dimensions").map {
              ["name": .string(try $0.string("name")), "reason": "Splendid.", "score": 5]
            }), "by": .null,
        ]
      default: return ["answer": "", "unknown": "I forgot"]
      }
    }

    private func angles(_ inputs: JSONReader) throws -> JSONValue {
      let offered = Set(try inputs.array("passages").map { try $0.string("id") })
      let squares = try inputs.array("squares").map { try $0.int("square") }
      let found = taken.withLock { taken in
        let found = samples.entries.indices.filter {
          samples.entries[$0].kind == .open && offered.contains(samples.entries[$0].passage.id)
            && !taken.contains($0)
        }.prefix(squares.count)
        taken.formUnion(found)
        return found
      }
      return [
        "angles": .array(
          zip(squares, found).map { square, entry in
            let entry = (number: entry, samples.entries[entry])
            return [
              "square": .integer(square), "subtopic": .null,
              "angle": .string(entry.1.draft.question),
              "passage": .string(entry.number % 5 == 0 ? "p-nowhere" : entry.1.passage.id),
            ]
          }), "by": .null,
      ]
    }

    private func draft(_ inputs: JSONReader) throws -> JSONValue {
      let angle = try inputs.string("angle")
      guard
        let entry = samples.entries.firstIndex(where: { angle == $0.draft.question })
      else { return ["unknown": "never heard of it"] }
      guard isLie(entry) else { return samples.entries[entry].draft.json }
      let lies = samples.lies(about: entry)
      let round = try inputs.optional("flaws")?.array().count ?? 0
      return lies[(entry / 2 + round) % lies.count].draft.json
    }
  }

  @Test(arguments: [0, 1]) func noLieIsAcceptedAndHonestItemsAre(parity: Int) async throws {
    let samples = try GroundingSamples()
    let liar = Liar(samples, parity: parity)
    let server = LoopbackServer { liar.answer($0) }
    defer { server.stop() }
    var profile = EndpointProfile(name: "local", baseURL: server.url + "/v1", model: "liar")
    profile.delivery = .plain
    let now: @Sendable () -> UnixTime = { UnixTime(1_800_000_000) }
    let model = try ChatCompletionsModel(
      profile: profile, key: nil, transport: CurlTransport(),
      cache: AbilityCache(path: nil, now: now), clock: MonotonicClock(), now: now)
    let open = samples.entries.indices.filter { samples.entries[$0].kind == .open }
    var fixture = try RunFixture(
      brief: Brief(
        topics: ["A manual that no passage names"], count: open.count, kinds: [.open],
        languages: [.english, .chinese]),
      model: model)
    fixture.passages = samples.passages
    fixture.settings.planner.retireAfter = 20
    fixture.settings.evaluator.samples = 1
    fixture.settings.evaluator.solverSamples = 0
    let folder = TemporaryDirectory()
    let contents = try await fixture.run(folder: folder.file("a")).contents

    var honest: Set<Int> = []
    for item in contents.items {
      let entry = try #require(
        open.first { samples.entries[$0].draft.question == item.draft.question })
      #expect(!liar.isLie(entry), "accepted: \(item.draft.question) \(item.draft.answer)")
      #expect(item.draft.answer == samples.entries[entry].draft.answer)
      let source = try #require(item.draft.sources.first)
      #expect(source.document == samples.entries[entry].passage.document)
      #expect(source.start >= 0 && source.quote == samples.entries[entry].draft.sources[0].quote)
      honest.insert(entry)
    }
    var lies = 0
    for cell in contents.refused {
      let question = cell.draft?.question ?? ""
      let names = Set(cell.verdict.flaws.map(\.name))
      if names.isDisjoint(with: GroundingSamples.names) {
        Issue.record("refused for something else: \(question) \(cell.verdict.flaws)")
      } else {
        lies += 1
      }
      #expect(cell.verdict.flaws.allSatisfy { !$0.evidence.isEmpty }, "\(question)")
    }
    let all = open.filter { !liar.isLie($0) }.count
    print(
      "lying endpoint \(parity): \(honest.count) of \(all) honest items accepted, "
        + "\(server.requests.count) requests, \(contents.refused.count) cells refused, \(lies) for what their source does not say, "
        + "\(contents.ledger?.reasons ?? [])")
    #expect(contents.items.count == honest.count)
    #expect(Double(all - honest.count) <= max(1, 0.02 * Double(all)))
    #expect(contents.refused.count >= open.count - all)
  }
}

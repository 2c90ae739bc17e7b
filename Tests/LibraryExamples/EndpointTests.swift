import QuestionPipeline
import TestSupport
import Testing
import VivaKit

@testable import viva

struct EndpointTests {
  private let folder = TemporaryDirectory()
  private let request = GenerationRequest(topics: ["RAG"], count: 6)

  private func generate(_ backend: VivaKit.Backend, in name: String) async throws -> QuestionSet {
    try await VivaKit.Generator(backend).generate(request, in: folder.file(name))
  }

  @Test func anEndpointWritesWhatTheOfflineWriterBehindItWrites() async throws {
    let (lines, told) = AsyncStream<String>.makeStream()
    let interruption = Interruption()
    let server = Viva(
      Workplace(
        console: Console(write: { told.yield($0) }, writeError: { _ in }),
        interruption: interruption))
    async let code = server.run(["serve", "--port", "0", "--json"])
    var url: String?
    for await line in lines {
      url = try JSONParser.parse(line)["url"]?.stringValue
      break
    }
    let served: QuestionSet
    do {
      served = try await generate(.endpoint(url: #require(url), model: "offline"), in: "served")
    } catch {
      interruption.trigger()
      _ = await code
      throw error
    }
    interruption.trigger()
    _ = await code

    let offline = try await generate(.offline, in: "offline")
    #expect(served.items.map(\.question) == offline.items.map(\.question))
    #expect(served.items.allSatisfy { $0.json.contains(#""backend":"endpoint""#) })
  }

  @Test func theKeyGoesToTheEndpointAndIntoNoMessage() async throws {
    let server = LoopbackServer(.json(401, #"{"error": {"message": "no such key"}}"#))
    let error = await #expect(throws: VivaError.self) {
      try await generate(.endpoint(url: server.url, model: "m", key: "sk-secret"), in: "set")
    }
    #expect(error?.code == .model)
    #expect(server.requests.first?["Authorization"] == "Bearer sk-secret")
    #expect(error?.description.contains("no such key") == true)
    #expect(error?.description.contains("sk-secret") == false)
  }
}

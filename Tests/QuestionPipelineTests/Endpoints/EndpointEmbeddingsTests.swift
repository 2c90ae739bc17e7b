import HTTPTransport
import QuestionPipeline
import TestSupport
import Testing

/// Vectors over a real connection.
struct EndpointEmbeddingsTests {
  private typealias Bench = EndpointBench

  private func model(_ server: LoopbackServer, dimensions: Int? = nil, batch: Int = 64) throws
    -> EmbeddingsModel
  {
    try EmbeddingsModel(
      profile: Bench.profile(server.url + "/v1", model: "e"), key: nil,
      transport: EndpointBench.BoundTransport(server),
      dimensions: dimensions, batch: batch, clock: MonotonicClock(), now: Bench.now)
  }

  /// Vectors that tell the length of each text apart: (3, 4 × length), not yet of length 1.
  private static func answer(_ request: LoopbackRequest) -> LoopbackAnswer {
    let texts = request.json["input"]?.arrayValue?.compactMap(\.stringValue) ?? []
    let rows = texts.enumerated().map { index, text in
      #"{"index": \#(index), "embedding": [3, \#(4 * text.utf8.count)]}"#
    }
    return .json(
      #"{"data": [\#(rows.reversed().joined(separator: ", "))], "usage": {"prompt_tokens": \#(texts.count)}}"#
    )
  }

  @Test func vectorsAreOfLengthOneAndInTheOrderOfTheTexts() async throws {
    let server = LoopbackServer { Self.answer($0) }
    let reply = try await model(server).vectors(for: ["a", "aa"])
    #expect(reply.vectors[0] == [0.6, 0.8])
    #expect(abs(reply.vectors[1][1] / reply.vectors[1][0] - 8.0 / 3) < 1e-5)
    #expect(reply.usage == TokenUsage(prompt: 2, completion: 0, isReported: true))
    let request = try #require(server.requests.first)
    #expect(request.target == "/v1/embeddings")
    #expect(request.text == #"{"model":"e","input":["a","aa"],"encoding_format":"float"}"#)
  }

  @Test func base64AndAShuffledIndexAreUnderstood() async throws {
    // [0, 2] and [3, 4] as little-endian floats.
    let body =
      #"{"data": [{"index": 1, "embedding": "AABAQAAAgEA="}, {"index": 0, "embedding": "AAAAAAAAAEA="}]}"#
    let reply = try await model(LoopbackServer(.json(body))).vectors(for: ["a", "b"])
    #expect(reply.vectors == [[0, 1], [0.6, 0.8]])
    #expect(!reply.usage.isReported)
  }

  @Test(arguments: [413, 422, 400])
  func batchesThatAreTooLargeAreHalvedAndTheSizeIsRemembered(status: Int) async throws {
    let server = LoopbackServer { request in
      (request.json["input"]?.arrayValue?.count ?? 0) > 10
        ? .json(
          status,
          #"{"error": {"message": "batch size is invalid, it should not be larger than 10"}}"#)
        : Self.answer(request)
    }
    let texts = (1...50).map { String(repeating: "a", count: $0) }
    let model = try model(server)
    let reply = try await model.vectors(for: texts)
    #expect(reply.vectors.count == 50)
    for (index, vector) in reply.vectors.enumerated() {
      #expect(abs(vector[1] / vector[0] - Float(4 * (index + 1)) / 3) < 1e-3)
    }
    let walked = server.requests.count
    _ = try await model.vectors(for: Array(texts.prefix(6)))
    #expect(server.requests.count == walked + 1)
  }

  @Test func aSingleTextThatIsTooLargeIsAnError() async throws {
    let server = LoopbackServer(.json(413, #"{"error": "too large"}"#))
    await #expect(throws: ModelError.self) { try await model(server).vectors(for: ["a", "b"]) }
    #expect(server.requests.count == 2)
  }

  @Test func aFormatThatIsNotTakenIsLeftOut() async throws {
    let server = LoopbackServer { request in
      request.json["encoding_format"] != nil
        ? EndpointBench.error(
          400, "Unsupported parameter: encoding_format", code: "unsupported_parameter",
          param: "encoding_format") : Self.answer(request)
    }
    #expect(try await model(server).vectors(for: ["a"]).vectors == [[0.6, 0.8]])
  }

  @Test func dimensionsAreSentOnlyIfSetAndThenExpected() async throws {
    let server = LoopbackServer { Self.answer($0) }
    _ = try await model(server, dimensions: 2).vectors(for: ["a"])
    #expect(server.requests.first?.json["dimensions"] == 2)
    await #expect(throws: ModelError.self) {
      try await model(server, dimensions: 3).vectors(for: ["a"])
    }
  }

  @Test(arguments: [
    #"{"data": [{"index": 0, "embedding": [0, 0]}]}"#, #"{"data": []}"#,
    #"{"data": [{"index": 0, "embedding": [1, null]}]}"#,
    #"{"data": [{"index": 7, "embedding": [1, 1]}]}"#,
    #"{"error": "down"}"#, "",
  ])
  func whatIsNoVectorIsAnError(body: String) async throws {
    await #expect(throws: ModelError.self) {
      try await model(LoopbackServer(.json(body))).vectors(for: ["a"])
    }
  }

  @Test func noTextsNeedNoRequest() async throws {
    let server = LoopbackServer { Self.answer($0) }
    #expect(try await model(server).vectors(for: []).vectors.isEmpty && server.requests.isEmpty)
  }
}

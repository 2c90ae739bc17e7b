import QuestionPipeline
import Testing

/// Section 8 of the page on endpoints: embeddings.
struct EmbeddingsReaderTests {
  private func read(_ body: String, count: Int) throws -> EmbeddingsReader.Reply {
    try EmbeddingsReader(model: "m", endpoint: "local")
      .reply(WireFixture.head(), Array(body.utf8), count: count)
  }

  private func problem(_ body: String, count: Int) throws -> String {
    try #require(throws: ModelError.self) { try read(body, count: count) }.detail
  }

  @Test func sortsByIndexAndNormalises() throws {
    let reply = try read(
      #"{"object":"list","model":"e","data":[{"index":1,"embedding":[0,2]},{"index":0,"embedding":[3,4]}],"usage":{"prompt_tokens":7,"total_tokens":7}}"#,
      count: 2)
    #expect(reply.vectors == [[0.6, 0.8], [0, 1]])
    #expect(reply.usage == TokenUsage(prompt: 7, completion: 0, isReported: true))
    #expect(reply.model == "e")
  }

  @Test func readsBase64OfFloatsWithTheLowByteFirst() throws {
    // 3.0 and 4.0: 00 00 40 40, 00 00 80 40.
    let reply = try read(#"{"data":[{"index":0,"embedding":"AABAQAAAgEA="}]}"#, count: 1)
    #expect(reply.vectors == [[0.6, 0.8]])
  }

  @Test func countsByPlaceWhereThereIsNoIndex() throws {
    let reply = try read(#"{"data":[{"embedding":[1,0]},{"embedding":[0,1]}]}"#, count: 2)
    #expect(reply.vectors == [[1, 0], [0, 1]])
  }

  @Test(
    arguments: [
      (
        #"{"data":[{"index":0,"embedding":[1]}]}"#,
        "the answer of local holds 1 vectors for 2 texts"
      ),
      (
        #"{"data":[{"index":0,"embedding":[1]},{"index":0,"embedding":[1]}]}"#,
        "the answer of local holds two vectors with index 0"
      ),
      (
        #"{"data":[{"index":0,"embedding":[1]},{"index":5,"embedding":[1]}]}"#,
        "the answer of local holds a vector with index 5 for 2 texts"
      ),
      (
        #"{"data":[{"index":0,"embedding":[1]},{"index":1,"embedding":[1,2]}]}"#,
        "the answer of local holds vectors of different lengths"
      ),
      (
        #"{"data":[{"index":0,"embedding":[0,0]},{"index":1,"embedding":[1,2]}]}"#,
        "the answer of local holds a vector (index 0) that is empty, zero or not of numbers"
      ),
      (
        #"{"data":[{"index":0,"embedding":[1,NaN]},{"index":1,"embedding":[1,2]}]}"#,
        "the answer of local holds a vector (index 0) that is empty, zero or not of numbers"
      ),
      (
        // One quiet NaN: 00 00 C0 7F.
        #"{"data":[{"index":0,"embedding":"AADAfw=="},{"index":1,"embedding":[1]}]}"#,
        "the answer of local holds a vector (index 0) that is empty, zero or not of numbers"
      ),
      (
        #"{"data":[{"index":0,"embedding":"AAB"},{"index":1,"embedding":[1]}]}"#,
        "the answer of local holds a vector (index 0) that is empty, zero or not of numbers"
      ),
      (#"{"data":[{"index":0,"embedding":[1"#, "the answer of local is cut off or no JSON"),
    ])
  func refusesWhatIsNoSetOfVectors(body: String, detail: String) throws {
    #expect(try problem(body, count: 2) == detail)
  }

  @Test func readsAnErrorUnderTheStatusOfASuccess() throws {
    let error = try #require(throws: ModelError.self) {
      try read(#"{"error":{"message":"no such model","code":"model_not_found"}}"#, count: 1)
    }
    #expect(error.code == .unknownModel)
  }
}

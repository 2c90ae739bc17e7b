/// Asks for vectors through the journal: what was paid for is not asked for again.
package struct VectorDesk: Sendable {
  /// Texts of one request.
  static let batch = 64
  private let desk: ModelDesk

  package init(_ desk: ModelDesk) { self.desk = desk }

  /// What came of some texts: a vector for each, in their order, or nil where the model would give none.
  package struct Answer: Sendable {
    package var vectors: [StoredVector?] = []
    package var calls: [ModelCall] = []
  }

  /// Throws: `ModelError` where the endpoint cannot be had, or `CancellationError`.
  /// - Parameter wave: to which the texts belong.
  package func vectors(of texts: [String], wave: Int) async throws -> Answer {
    var answer = Answer()
    for start in stride(from: 0, to: texts.count, by: Self.batch) {
      let part = texts[start..<min(start + Self.batch, texts.count)]
      let messages = part.map { ChatMessage(.user, $0) }
      // An outage says nothing of the texts: the run stops, resumable.
      let reply = try await desk.ask(.embedder, stopsAtOutage: true) { attempt, _ in
        ChatRequest(
          messages: messages, schema: VectorReply.schema, schemaName: "vectors", role: .embedder,
          cell: wave, sample: start / Self.batch, attempt: attempt)
      } read: { reader in
        let vectors = try VectorReply(reader).vectors
        guard vectors.count == part.count else {
          throw reader.invalid("holds \(vectors.count) vectors for \(part.count) texts")
        }
        return vectors
      }
      answer.vectors += reply.value ?? part.map { _ in nil }
      answer.calls += reply.calls
    }
    return answer
  }
}

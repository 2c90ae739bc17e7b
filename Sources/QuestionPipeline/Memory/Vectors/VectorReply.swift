/// The vectors of some texts as a reply holds them, and a journal keeps it: base64 of a byte for each dimension.
package struct VectorReply: Sendable, Hashable {
  /// In the order of the texts.
  package var vectors: [StoredVector]

  package init(vectors: [StoredVector]) { self.vectors = vectors }

  static let schema: JSONValue = [
    "type": "object",
    "properties": ["vectors": ["type": "array", "items": ["type": "string"]]],
    "required": ["vectors"], "additionalProperties": false,
  ]
}

extension VectorReply: JSONConvertible {
  package var json: JSONValue {
    ["vectors": .array(vectors.map { .string(Base64.text(of: $0.row)) })]
  }

  package init(_ reader: JSONReader) throws {
    vectors = try reader.array("vectors").map { vector in
      guard let bytes = Base64.bytes(of: try vector.string().utf8),
        bytes.contains(where: { $0 != 0 })
      else { throw vector.invalid("is no vector in base64") }
      return bytes.withUnsafeBytes { StoredVector(row: $0) }
    }
  }
}

/// A model of vectors that is asked as others are, so that the journal, the gates and a replay treat it alike: each
/// message is a text, and the reply a `VectorReply`.
package struct VectorModel: LanguageModel {
  package let name: String
  private let base: EmbeddingsModel

  package init(_ base: EmbeddingsModel, name: String) {
    self.base = base
    self.name = name
  }

  package func respond(to request: ChatRequest) async throws -> ChatReply {
    let reply = try await base.vectors(for: request.messages.map(\.content))
    let content = VectorReply(vectors: reply.vectors.map { StoredVector($0) })
    return ChatReply(
      content: JSONWriter.text(content.json), finishReason: .stop, usage: reply.usage,
      model: base.profile.model, wire: reply.wire)
  }
}

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

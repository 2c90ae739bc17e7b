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

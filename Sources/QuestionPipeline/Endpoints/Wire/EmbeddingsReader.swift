package import HTTPTransport

/// Reads the answer of `/embeddings`.
package struct EmbeddingsReader: Sendable {
  /// Vectors of length 1 in the order of the texts, and what they cost.
  package struct Reply: Sendable, Hashable {
    package var vectors: [[Float]]
    package var usage: TokenUsage?
    package var model: String?
  }

  private let reader: WireReader

  package init(model: String, endpoint: String) {
    reader = WireReader(
      model: model, endpoint: endpoint, reasoningTags: [], takesAnswerFromReasoning: false)
  }

  /// - Parameter count: of the texts that were sent. Throws `ModelError`.
  package func reply(_ head: HTTPHead, _ body: [UInt8], count: Int) throws -> Reply {
    throw ModelError(code: .invalidResponse, model: reader.model, detail: "")
  }
}

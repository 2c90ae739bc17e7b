package import QuestionPipeline
import Synchronization

/// A model of vectors that knows which words mean the same, and keeps what it was asked.
package final class ConceptVectors: LanguageModel {
  package let name: String
  private let concepts: [[String]]
  private let asked = Mutex<[[String]]>([])
  private let broken = Mutex<ModelError.Code?>(nil)

  /// - Parameter concepts: words that mean the same, a dimension for each list.
  package init(_ concepts: [[String]], name: String = "concepts") {
    self.concepts = concepts
    self.name = name
  }

  /// The texts of each request that it answered.
  package var requests: [[String]] { asked.withLock { $0 } }

  /// What it throws in place of answers.
  package var fault: ModelError.Code? {
    get { broken.withLock { $0 } }
    set { broken.withLock { $0 = newValue } }
  }

  /// One dimension for each concept that the text has a word of, and eight that its letters shift a little.
  package func vector(of text: String) -> StoredVector {
    var vector = concepts.map { words in
      words.contains { text.contains($0) } ? Float(10) : 0
    }
    var rest = [Float](repeating: 0.5, count: 8)
    for byte in text.utf8 { rest[Int(byte % 8)] += 0.02 }
    vector += rest
    return StoredVector(vector)
  }

  package func respond(to request: ChatRequest) async throws -> ChatReply {
    if let fault { throw ModelError(code: fault, model: name, detail: "no answer") }
    let texts = request.messages.map(\.content)
    asked.withLock { $0.append(texts) }
    let reply = VectorReply(vectors: texts.map { vector(of: $0) })
    return .text(JSONWriter.text(reply.json))
  }
}

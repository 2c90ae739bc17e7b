import HTTPTransport
import QuestionPipeline

/// The model of `memory.embeddings`, behind its endpoint.
struct MemoryEmbeddings: Sendable {
  /// As the memory's file knows it.
  let name: String
  private let model: EmbeddingsModel

  /// Nil where the configuration names none. Throws: `ConfigurationError` or `TransportError`.
  init?(_ settings: Settings, _ workplace: Workplace) throws {
    guard let embeddings = settings.memory.embeddings else { return nil }
    let profile = try embeddings.profile(among: settings.endpoints)
    let url = try profile.url(source: "memory.embeddings")
    name = profile.modelName
    model = try EmbeddingsModel(
      profile: profile,
      key: try EndpointKey.find(for: profile, url: url, environment: workplace.environment),
      transport: CurlTransport(), dimensions: embeddings.dimensions, clock: workplace.clock,
      now: workplace.timeOfDay)
  }

  /// Throws: `ModelError`, or `ConfigurationError` where a text's vector cannot be told from those in the file.
  func vector(of text: String, in space: VectorSpace, file: String) async throws -> StoredVector {
    try space.check(VectorSpace(model: name, dimensions: space.dimensions), file: file)
    let vector = try await model.vectors(for: [text]).vectors[0]
    try space.check(VectorSpace(model: name, dimensions: vector.count), file: file)
    return StoredVector(vector)
  }

  /// In the order of the texts. Throws: `ModelError`.
  func vectors(of texts: [String]) async throws -> [StoredVector] {
    try await model.vectors(for: texts).vectors.map { StoredVector($0) }
  }
}

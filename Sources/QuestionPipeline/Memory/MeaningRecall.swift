/// What a run recalls by meaning, beside what it recalls by words: the planner asks for the vectors of questions, topics and
/// angles, each once and through the journal, and ranks for each cell what its writer is to keep away from.
///
/// A value, so that an attempt at a wave that comes to nothing leaves no trace. Which vectors a wave goes by follows from
/// the commits before it, and each request from the texts of one wave, so that a resume asks for the same.
package struct MeaningRecall: Sendable {
  private let desk: VectorDesk
  private let topics: [String]
  private var known: KnownMeanings
  /// Of the topics; nil until they were asked for.
  private var topicVectors: [StoredVector?]?
  /// Committed waves whose accepted questions have no vectors yet, with the ordinals of these.
  private var waiting: [(wave: Int, cells: [Int])] = []

  /// - Parameters:
  ///   - topics: the brief's.
  ///   - earlier: the vectors of what earlier runs asked.
  package init(_ desk: VectorDesk, topics: [String], earlier: KnownMeanings) {
    self.desk = desk
    self.topics = topics
    known = earlier
  }

  /// Hears of a committed wave.
  /// - Parameter accepted: the ordinals of its cells that became items.
  package mutating func hear(wave: Int, accepted: [Int]) {
    if !accepted.isEmpty { waiting.append((wave, accepted)) }
  }

  /// Asks for the vectors of the topics, once, and of the questions of the waves that it has heard of.
  /// - Parameter snapshot: the memory, in which these waves are committed.
  /// - Returns: what it took.
  package mutating func learn(from snapshot: MemorySnapshot) async throws -> [ModelCall] {
    var calls: [ModelCall] = []
    if topicVectors == nil {
      let answer = try await desk.vectors(of: topics, wave: 0)
      topicVectors = try answer.vectors.map { try fitting($0) }
      calls += answer.calls
    }
    for (wave, cells) in waiting {
      let items = cells.compactMap { snapshot.accepted(inCell: $0) }
      let answer = try await desk.vectors(of: items.map(\.question), wave: wave)
      calls += answer.calls
      for (item, vector) in zip(items, answer.vectors) {
        guard let vector = try fitting(vector) else { continue }
        known.add(vector, id: item.id, language: item.language)
      }
    }
    waiting = []
    return calls
  }

  /// The known questions that lie near a topic though they are on others.
  package func elsewhere(
    _ topic: String, language: LanguageTag, in snapshot: MemorySnapshot, limit: Int
  ) -> [String] {
    guard let place = topics.firstIndex(of: topic), let vector = topicVectors?[place] else {
      return []
    }
    return snapshot.elsewhere(
      Meaning(vector, among: known), topic: topic, language: language, limit: limit)
  }

  /// For each cell of a wave, the known questions that its writer should keep away from.
  package func avoided(
    by cells: [Cell], wave: Int, in snapshot: MemorySnapshot, limit: Int
  ) async throws -> (lists: [[String]], calls: [ModelCall]) {
    let answer = try await desk.vectors(of: cells.map(\.angle), wave: wave)
    let lists = try zip(cells, answer.vectors).map { cell, vector in
      snapshot.nearest(
        to: cell.angle, meaning: try fitting(vector).map { Meaning($0, among: known) },
        language: cell.square.language, limit: limit)
    }
    return (lists, answer.calls)
  }

  /// Throws: `ConfigurationError` for a vector that cannot be told from those that are known.
  private func fitting(_ vector: StoredVector?) throws -> StoredVector? {
    guard let vector, let dimensions = known.dimensions, vector.bytes.count != dimensions else {
      return vector
    }
    throw ConfigurationError(
      source: "memory.embeddings",
      detail:
        "gave a vector of \(vector.bytes.count) dimensions, but those before it have \(dimensions); "
        + "begin with a new --out, and make those of the memory anew with 'viva memory embed --anew'"
    )
  }
}

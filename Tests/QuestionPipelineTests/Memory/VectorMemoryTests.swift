import SQLiteStorage
import TestSupport
import Testing

@testable import QuestionPipeline

/// Vectors of questions and passages in a long-term memory.
struct VectorMemoryTests {
  private let folder = TemporaryDirectory()
  private var file: String { folder.file("memory.sqlite") }
  private let space = VectorSpace(model: "m", dimensions: 3)

  private func weights() throws -> Settings.Memory {
    try ConfigurationReader.settings(.builtIn).memory
  }

  /// Two questions and two passages.
  private func filled() async throws -> LongTermMemory {
    let memory = try await LongTermMemory(file: file, freshIdentifier: "fresh")
    let writer = try await memory.makeWriter(run: "r", name: "set")
    let questions = ["Why does a cache go stale?", "队列满了会怎样？"]
    let records = try questions.enumerated().map { index, question in
      let language = index == 0 ? "en" : "zh-Hans"
      return CellRecord(
        ordinal: index, isAccepted: true,
        body: try JSONParser.parse(
          """
          {"cell": {"ordinal": \(index), "place": \(index), "angle": "a", "square": {"topic": "Caches",
            "kind": "open", "level": "apply", "difficulty": 3, "language": "\(language)"}},
            "critiques": [], "item": {"id": "q-\(index)", "question": "\(question)"}}
          """))
    }
    try await memory.append(records, writer: writer, run: "r", name: "set")
    let passages = ["Entries age until they are evicted.", "发送方会等待。"].enumerated().map {
      Passage(id: "p-\($0)", document: "d.md", headings: [], text: $1, start: $0 * 100)
    }
    _ = try await memory.keep(
      [DocumentVersion(name: "d.md", passages: passages)], writer: writer, run: "r", name: "set")
    return memory
  }

  /// Of stale things, of full things, and between them.
  private let stale = StoredVector([1, 0.1, 0])
  private let full = StoredVector([0, 1, 0.1])

  private func embedded() async throws -> LongTermMemory {
    let memory = try await filled()
    let waiting = try await memory.withoutVector(limit: 9)
    #expect(waiting.map(\.owner) == [.question(1), .question(2), .passage(1), .passage(2)])
    try await memory.keep(
      zip(waiting, [stale, full, stale, full]).map { ($0.owner, $1) }, space: space)
    return memory
  }

  // MARK: Vectors

  @Test func aStoredVectorKeepsItsCosines() {
    var random = SplitMix64(seed: 4)
    var worst = 0.0
    for dimensions in [3, 16, 100, 768, 1024] {
      let vectors = (0..<20).map { _ in
        (0..<dimensions).map { _ in Float(random.unit() - 0.4) }
      }
      for (left, right) in zip(vectors, vectors.dropFirst()) {
        let product = zip(left, right).reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
        func length(_ vector: [Float]) -> Double {
          vector.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
        }
        let exact = product / (length(left) * length(right))
        worst = max(worst, abs(StoredVector(left).cosine(StoredVector(right)) - exact))
      }
    }
    #expect(worst < 0.01)
    #expect(stale.cosine(stale) == 1)
    #expect(stale.cosine(StoredVector([1, 2])) == 0)
    #expect(StoredVector([0, 0, 0]).cosine(stale) == 0)
  }

  @Test func theNearestAreThoseThatALookAtAllFinds() async throws {
    let memory = try await LongTermMemory(file: file, freshIdentifier: "fresh")
    var random = SplitMix64(seed: 9)
    let vectors = (0..<1500).map { _ in
      StoredVector((0..<100).map { _ in Float(random.unit() - 0.5) })
    }
    try await memory.keep(
      vectors.enumerated().map { (.passage($0), $1) },
      space: VectorSpace(model: "m", dimensions: 100))
    #expect(try await memory.database.rows("SELECT COUNT(*) FROM signs") == [[6]])
    for query in vectors.prefix(5) {
      let all = vectors.enumerated().map { (number: $0, cosine: $1.cosine(query)) }
        .sorted { ($1.cosine, $0.number) < ($0.cosine, $1.number) }.prefix(10)
      let found = try await memory.nearest(to: query, limit: 10, looked: 1500)
      #expect(found.map(\.owner) == all.map { .passage($0.number) })
      #expect(found.map(\.cosine) == all.map(\.cosine))
      let few = try await memory.nearest(to: query, limit: 1, looked: 10)
      #expect(few.first?.owner == found.first?.owner)
    }
  }

  // MARK: Search

  @Test func whatHasNoWordInCommonIsFoundByItsMeaning() async throws {
    let memory = try await embedded()
    let weights = try weights()
    let words = try await memory.search("queue overflow", limit: 9, weights: weights)
    #expect(words.isEmpty)
    let questions = try await memory.search(
      "queue overflow", meaning: full, limit: 9, weights: weights)
    #expect(questions.map(\.id) == ["q-1", "q-0"])
    let passages = try await memory.searchPassages(
      "queue overflow", meaning: full, limit: 9, weights: weights)
    #expect(passages.map(\.passage.id) == ["p-1", "p-0"])
    #expect((questions.map(\.score) + passages.map(\.score)).allSatisfy { (0...1).contains($0) })
  }

  @Test func wordsAndMeaningCountTogether() async throws {
    let memory = try await embedded()
    let weights = try weights()
    // Its words speak for the first, its meaning for the second: the first has both words and some meaning.
    let both = try await memory.search(
      "a stale cache", meaning: StoredVector([0.9, 1, 0]), limit: 9, weights: weights)
    #expect(both.map(\.id) == ["q-0", "q-1"])
  }

  @Test func whatHasNoVectorIsJudgedByItsWords() async throws {
    let memory = try await filled()
    try await memory.keep([(.question(2), full)], space: space)
    let hits = try await memory.search(
      "stale cache", meaning: full, limit: 9, weights: weights())
    #expect(Set(hits.map(\.id)) == ["q-0", "q-1"])
    #expect(try await memory.vectorCounts() == (1, 4))
  }

  // MARK: Care

  @Test func aVectorThatIsThereStays() async throws {
    let memory = try await embedded()
    try await memory.keep([(.question(1), full)], space: space)
    let nearest = try await memory.nearest(to: stale, limit: 1)
    #expect(nearest.first?.owner == .question(1) && nearest.first?.cosine == 1)
    #expect(try await memory.withoutVector(limit: 9).isEmpty)
  }

  @Test(arguments: [
    VectorSpace(model: "other", dimensions: 3), VectorSpace(model: "m", dimensions: 4),
  ])
  func vectorsOfAnotherModelAreRefused(other: VectorSpace) async throws {
    let memory = try await embedded()
    await #expect {
      try await memory.keep(
        [(.question(1), StoredVector([Float](repeating: 1, count: other.dimensions)))], space: other
      )
    } throws: {
      "\($0)".contains(
        "gives vectors of \(other.model) with \(other.dimensions) dimensions, but those in")
    }
    try await memory.forgetVectors()
    #expect(try await memory.vectorSpace() == nil)
    try await memory.keep(
      [(.question(1), StoredVector([Float](repeating: 1, count: other.dimensions)))], space: other)
    #expect(try await memory.vectorSpace() == other)
  }

  @Test func whatIsForgottenLosesItsVector() async throws {
    let memory = try await embedded()
    var choice = MemoryChoice()
    choice.documents = ["d.md"]
    try await memory.forget(choice)
    #expect(
      try await memory.nearest(to: full, limit: 9).map(\.owner) == [.question(2), .question(1)])
    choice = MemoryChoice()
    try await memory.forget(choice)
    #expect(try await memory.vectorCounts() == (0, 0))
    #expect(try await memory.database.rows("SELECT COUNT(*) FROM signs") == [[0]])
  }
}

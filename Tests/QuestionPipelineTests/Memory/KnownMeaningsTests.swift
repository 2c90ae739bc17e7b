import Testing

@testable import QuestionPipeline

/// What a run knows by meaning, held in memory.
struct KnownMeaningsTests {
  private static let words = ["cache", "queue", "lock", "index"]

  /// Vectors as a model gives them, drawn around one for each word.
  private func drawn(_ count: Int, dimensions: Int, seed: UInt64) -> [StoredVector] {
    var random = SplitMix64(seed: seed)
    let centres = Self.words.map { _ in (0..<dimensions).map { _ in Float(random.unit() - 0.5) } }
    return (0..<count).map { number in
      StoredVector(centres[number % centres.count].map { $0 + Float(random.unit() - 0.5) / 2 })
    }
  }

  @Test(arguments: [3, 64, 100]) func theNearestAreThoseThatALookAtAllFinds(dimensions: Int) {
    let vectors = drawn(700, dimensions: dimensions, seed: 3)
    var known = KnownMeanings()
    for (index, vector) in vectors.enumerated() {
      known.add(vector, id: "q-\(index)", language: .english)
    }
    let wanted = drawn(1, dimensions: dimensions, seed: 8)[0]
    let all = vectors.indices.map { (id: "q-\($0)", cosine: vectors[$0].cosine(wanted), at: $0) }
      .sorted { ($1.cosine, $0.at) < ($0.cosine, $1.at) }
    let found = known.nearest(to: wanted, language: .english, limit: 10)
    #expect(found.map(\.id) == all.prefix(10).map(\.id))
    #expect(found.map(\.cosine) == all.prefix(10).map(\.cosine))
  }

  @Test func languagesAreKeptApart() {
    var known = KnownMeanings()
    known.add(StoredVector([1, 0]), id: "en", language: .english)
    known.add(StoredVector([1, 0]), id: "zh", language: .chinese)
    #expect(
      known.nearest(to: StoredVector([1, 0]), language: .chinese, limit: 5).map(\.id) == ["zh"])
    #expect(known.count == 2)
  }

  @Test func aCopySeesNothingOfWhatIsAddedLater() {
    var known = KnownMeanings()
    known.add(StoredVector([1, 0]), id: "a", language: .english)
    let before = known
    known.add(StoredVector([1, 0.1]), id: "b", language: .english)
    #expect(
      before.nearest(to: StoredVector([1, 0.1]), language: .english, limit: 5).map(\.id) == ["a"])
    #expect(before.vector(of: "b") == nil)
    #expect(known.vector(of: "b") != nil)
  }

  @Test func aVectorOfOtherDimensionsFindsNothing() {
    var known = KnownMeanings()
    known.add(StoredVector([1, 0]), id: "a", language: .english)
    #expect(known.nearest(to: StoredVector([1, 0, 0]), language: .english, limit: 5).isEmpty)
  }

  // MARK: Ranking

  private func snapshot(_ weights: (relevance: Double, recency: Double) = (1, 0)) throws
    -> MemorySnapshot
  {
    var settings = try ConfigurationReader.settings(.builtIn)
    settings.memory.relevance = weights.relevance
    settings.memory.recency = weights.recency
    settings.memory.importance = 0
    let questions = [
      ("q-0", "Tools", "Where is a spanner kept after use?"),
      ("q-1", "Tools", "Which grease suits a slow wheel?"),
      ("q-2", "Boats", "Where is a sail kept in winter?"),
    ]
    return MemorySnapshot(
      earlier: questions.map {
        MemorySnapshot.Known(
          id: $0.0, question: $0.2, topic: [$0.1], language: .english, set: "old")
      }, refusesRepeats: true, settings: settings)
  }

  private var known: KnownMeanings {
    var known = KnownMeanings()
    for (id, vector) in [("q-0", [1, 0, 0]), ("q-1", [0, 1, 0]), ("q-2", [0, 0, 1])]
      as [(String, [Float])]
    {
      known.add(StoredVector(vector), id: id, language: .english)
    }
    return known
  }

  @Test func whatSaysTheSameInOtherWordsComesFirst() throws {
    let memory = try snapshot()
    // In words it shares a little with the others and nothing with what it means.
    let angle = "keeping wrenches: which wheel, what winter"
    let words = memory.nearest(to: angle, language: .english, limit: 3)
    #expect(!words.contains("Where is a spanner kept after use?"))
    let meaning = Meaning(StoredVector([0.9, 0.1, 0]), among: known)
    #expect(
      memory.nearest(to: angle, meaning: meaning, language: .english, limit: 3).first
        == "Where is a spanner kept after use?")
  }

  @Test func recencyCountsBesideMeaningByItsWeight() throws {
    let meaning = Meaning(StoredVector([0.6, 0, 0.55]), among: known)
    func first(_ weights: (Double, Double)) throws -> String? {
      try snapshot(weights).nearest(
        to: "zzz", meaning: meaning, language: .english, limit: 1
      ).first
    }
    #expect(try first((1, 0)) == "Where is a spanner kept after use?")
    #expect(try first((0.5, 0.5)) == "Where is a sail kept in winter?")
  }

  @Test func whatHasNoVectorIsJudgedByItsWords() throws {
    var partly = KnownMeanings()
    partly.add(StoredVector([1, 0]), id: "q-2", language: .english)
    let meaning = Meaning(StoredVector([0, 1]), among: partly)
    let found = try snapshot().nearest(
      to: "Which grease suits a wheel?", meaning: meaning, language: .english, limit: 2)
    #expect(found.first == "Which grease suits a slow wheel?")
  }

  @Test func anotherTopicsQuestionsAreToldWhereTheyLieNear() throws {
    let meaning = Meaning(StoredVector([0.7, 0.7, 0.1]), among: known)
    let memory = try snapshot()
    #expect(
      memory.elsewhere(meaning, topic: "Boats", language: .english, limit: 2)
        == ["Where is a spanner kept after use?", "Which grease suits a slow wheel?"])
    #expect(
      memory.elsewhere(meaning, topic: "Tools", language: .english, limit: 2)
        == ["Where is a sail kept in winter?"])
  }

  // MARK: Replies

  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
    ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
  ]) func base64IsThatOfTheStandard(plain: String, coded: String) {
    #expect(Base64.text(of: Array(plain.utf8)) == coded)
    #expect(Base64.bytes(of: coded.utf8) == Array(plain.utf8))
  }

  @Test func aReplyReadsBackAsItWasWritten() throws {
    let reply = VectorReply(vectors: drawn(3, dimensions: 65, seed: 1))
    let text = JSONWriter.text(reply.json)
    #expect(try VectorReply(JSONReader(JSONParser.parse(text))) == reply)
  }

  @Test(arguments: [#"{"vectors": ["*"]}"#, #"{"vectors": [""]}"#, #"{"vectors": ["AAAA"]}"#])
  func whatIsNoVectorIsAnError(text: String) throws {
    #expect(throws: JSONError.self) {
      try VectorReply(JSONReader(JSONParser.parse(text)))
    }
  }

  @Test func neighboursAreJoinedToRanges() {
    #expect([Int]().ranges.isEmpty)
    #expect([0, 1, 2, 5, 7, 8].ranges == [0...2, 5...5, 7...8])
  }
}

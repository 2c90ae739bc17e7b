import SQLiteStorage
import Synchronization
import TestSupport
import Testing

@testable import QuestionPipeline

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Passages of documents in a long-term memory.
struct PassageMemoryTests {
  private let folder = TemporaryDirectory()
  private var file: String { folder.file("memory.sqlite") }

  private func weights() throws -> Settings.Memory {
    try ConfigurationReader.settings(.builtIn).memory
  }

  private func memory() async throws -> LongTermMemory {
    try await LongTermMemory(file: file, freshIdentifier: "fresh")
  }

  private func version(_ name: String, _ texts: [String]) -> DocumentVersion {
    DocumentVersion(
      name: name,
      passages: texts.enumerated().map { index, text in
        Passage(
          id: "p-\(name)-\(index)", document: name, headings: ["Part \(index)"], text: text,
          start: index * 1000)
      })
  }

  private let english = [
    "A write-back cache delays each write until the line is evicted.",
    "A bounded queue makes its senders wait when it is full.",
    "The cache of the mill was dug in 1840.",
  ]
  private let chinese = ["写回缓存把每次写入推迟到该行被换出时。", "有界队列满时让发送方等待。"]

  private func filled() async throws -> (LongTermMemory, writer: Int) {
    let memory = try await memory()
    let writer = try await memory.makeWriter(run: "r", name: "set")
    let added = try await memory.keep(
      [version("notes.md", english), version("笔记.md", chinese)], writer: writer, run: "r",
      name: "set")
    #expect(added == 2)
    return (memory, writer)
  }

  private func found(
    _ text: String, in memory: LongTermMemory, language: LanguageTag? = nil
  ) async throws -> [String] {
    try await memory.searchPassages(text, language: language, limit: 9, weights: weights()).map(
      \.passage.text)
  }

  // MARK: Search

  @Test func aPassageIsFoundByStemAndByItsHeadings() async throws {
    let (memory, _) = try await filled()
    #expect(try await found("delayed writes", in: memory).first == english[0])
    #expect(try await found("caches", in: memory).count == 2)
    #expect(try await found("1840", in: memory) == [english[2]])
    #expect(try await found("absent", in: memory) == [])
    #expect(try await found("", in: memory) == [])
    let heading = try await memory.searchPassages("part", limit: 9, weights: weights())
    #expect(heading.count == 5)
    #expect(heading.allSatisfy { (0...1).contains($0.score) && $0.set == "set" && $0.isCurrent })
  }

  @Test(arguments: [("缓存", 0), ("等待", 1), ("换", 0), ("有界队列", 1)])
  func chineseIsFoundByTwoIdeographsAndByOne(text: String, index: Int) async throws {
    let (memory, _) = try await filled()
    #expect(try await found(text, in: memory).first == chinese[index])
  }

  @Test func aLanguageLimitsASearch() async throws {
    let (memory, _) = try await filled()
    #expect(try await found("cache 缓存", in: memory, language: .chinese) == [chinese[0]])
    #expect(try await found("cache 缓存", in: memory, language: .english).count == 2)
  }

  @Test func commonTermsFindWhatALookAtEveryPassageFinds() async throws {
    // Terms from nearly all passages to one, over several rows of the index.
    var random = SplitMix64(seed: 7)
    let texts = (0..<6000).map { index in
      (0..<12).map { _ in "w\(min(random.below(40), random.below(400)))" }.joined(separator: " ")
        + (index == 77 ? " needle" : "")
    }
    let memory = try await memory()
    let writer = try await memory.makeWriter(run: "r", name: "set")
    // Each a segment of its own, eight of which become one.
    for start in stride(from: 0, to: texts.count, by: 500) {
      let part = version("d\(start)", Array(texts[start..<start + 500]))
      _ = try await memory.keep([part], writer: writer, run: "r", name: "set")
    }
    let levels = try await memory.database.rows("SELECT level FROM segment ORDER BY number")
    #expect(levels == [[1], [0], [0], [0], [0]])
    let chunks = try await memory.database.rows(
      "SELECT COUNT(*) FROM posting GROUP BY segment, term ORDER BY 1 DESC LIMIT 1")[0][0].int
    #expect((chunks ?? 0) > 2)
    var relevanceOnly = try weights()
    (relevanceOnly.recency, relevanceOnly.importance) = (0, 0)
    for query in ["w1 w2", "needle", "w3", "w30 w31 w32 w1", "w39 needle"] {
      let hits = try await memory.searchPassages(query, limit: 20, weights: relevanceOnly)
      let expected = exhaustive(query, texts)
      #expect(hits.map(\.passage.text) == expected.map { texts[$0] }, "\(query)")
    }
  }

  /// The best twenty by the same formula, without the index.
  private func exhaustive(_ query: String, _ texts: [String]) -> [Int] {
    var terms = PassageTerms()
    let wanted = terms.ofQuery(query)
    // As `version` makes the passages.
    let own = texts.enumerated().map { index, text in
      Dictionary(
        uniqueKeysWithValues: terms.of("Part \(index % 500)\n\(text)").map {
          ($0.key, Int($0.impact))
        })
    }
    var scores = [Int](repeating: 0, count: texts.count)
    var most = 0
    for term in wanted {
      let holders = Double(own.count { $0[term] != nil })
      let rarity = 1 + (Double(texts.count) - holders + 0.5) / (holders + 0.5)
      let weight = max(1, Int((log(rarity) * 100).rounded()))
      most += weight * 22
      for (index, passage) in own.enumerated() {
        if let impact = passage[term] { scores[index] += weight * PassageTerms.impacts[impact] }
      }
    }
    let shown = scores.map { (Double($0) / Double(most)).roundedScore }
    return scores.indices.filter { scores[$0] > 0 }
      .sorted { (shown[$1], $1) < (shown[$0], $0) }.prefix(20).map { $0 }
  }

  // MARK: Versions

  @Test func aVersionIsKeptOnceHoweverOftenItIsRead() async throws {
    let (memory, writer) = try await filled()
    let again = [version("notes.md", english)]
    #expect(try await memory.keep(again, writer: writer, run: "r", name: "set") == 0)
    let second = try await memory.makeWriter(run: "s", name: "other")
    #expect(try await memory.keep(again, writer: second, run: "s", name: "other") == 0)
    #expect(try await memory.documents().map(\.passages) == [3, 2])
    #expect(try await memory.documents().map(\.sets) == [["set", "other"], ["set"]])
  }

  @Test func aChangedDocumentIsAnotherVersionAndGoesBeforeTheEarlierOne() async throws {
    let (memory, _) = try await filled()
    let second = try await memory.makeWriter(run: "s", name: "other")
    let changed = version("notes.md", [english[0], "A cache is also a hiding place for stores."])
    #expect(try await memory.keep([changed], writer: second, run: "s", name: "other") == 1)
    #expect(try await memory.documents().map(\.isCurrent) == [false, true, true])
    let hits = try await memory.searchPassages("write-back", limit: 9, weights: weights())
    #expect(hits.map(\.isCurrent) == [true, false])
    #expect(hits.map(\.set) == ["other", "set"])
    #expect(hits[0].score > hits[1].score)
  }

  // MARK: Forgetting

  private func holds(_ word: String) throws -> Bool {
    let names = try FileSystem.names(in: folder.path).filter { $0.hasPrefix("memory.sqlite") }
    return try names.contains { name in
      let bytes = try FileSystem.read(folder.file(name))
      return String(decoding: bytes, as: UTF8.self).contains(word)
    }
  }

  private func choice(_ change: (inout MemoryChoice) -> Void) -> MemoryChoice {
    var choice = MemoryChoice()
    change(&choice)
    return choice
  }

  @Test func aForgottenDocumentIsGoneFromTheFileAndItsRunDoesNotBringItBack() async throws {
    let (memory, writer) = try await filled()
    let chosen = choice { $0.documents = ["notes.md"] }
    #expect(try await memory.count(chosen) == .init(passages: 3))
    #expect(try holds("evicted"))
    try await memory.forget(chosen)
    #expect(try !holds("evicted") && !holds("notes.md"))
    #expect(try await found("cache", in: memory) == [])
    #expect(try await found("缓存", in: memory) == [chinese[0]])
    let again = [version("notes.md", english)]
    #expect(try await memory.keep(again, writer: writer, run: "r", name: "set") == 0)
    let second = try await memory.makeWriter(run: "s", name: "other")
    #expect(try await memory.keep(again, writer: second, run: "s", name: "other") == 1)
    #expect(try await found("cache", in: memory).count == 2)
  }

  @Test func theIndexWithoutADocumentIsThatOfAMemoryThatNeverHadIt() async throws {
    let (memory, _) = try await filled()
    try await memory.forget(choice { $0.documents = ["笔记.md"] })
    let other = try await LongTermMemory(
      file: folder.file("other.sqlite"), freshIdentifier: "other")
    let writer = try await other.makeWriter(run: "r", name: "set")
    _ = try await other.keep(
      [version("notes.md", english)], writer: writer, run: "r", name: "set")
    let sql = "SELECT term, first, last, count, bytes FROM posting ORDER BY term, first"
    #expect(try await memory.database.rows(sql) == other.database.rows(sql))
  }

  @Test func aSetTakesWithItWhatNoOtherRead() async throws {
    let (memory, writer) = try await filled()
    let second = try await memory.makeWriter(run: "s", name: "other")
    _ = try await memory.keep(
      [version("notes.md", english)], writer: second, run: "s", name: "other")
    let chosen = choice { $0.sets = [String(writer)] }
    #expect(try await memory.count(chosen) == .init(passages: 2))
    try await memory.forget(chosen)
    #expect(try await memory.documents().map(\.name) == ["notes.md"])
    #expect(try await memory.documents().map(\.sets) == [["other"]])
    try await memory.forget(choice { $0.sets = ["other"] })
    #expect(try await memory.documents().isEmpty)
    #expect(try await memory.database.rows("SELECT COUNT(*) FROM posting") == [[0]])
  }

  @Test func aChoiceAmongQuestionsLeavesPassages() async throws {
    let (memory, _) = try await filled()
    for chosen in [
      choice { $0.topics = ["Caches"] }, choice { $0.languages = [.english] },
      choice { $0.ids = ["q-1"] },
    ] { #expect(try await memory.count(chosen).passages == 0) }
    #expect(try await memory.count(MemoryChoice()).passages == 5)
  }

  // MARK: Export and import

  @Test func whatWasExportedIsTakenInOnce() async throws {
    let (memory, _) = try await filled()
    func lines(_ memory: LongTermMemory) async throws -> [JSONReader] {
      let lines = Mutex<[JSONValue]>([])
      try await memory.export { line in lines.withLock { $0.append(line) } }
      return lines.withLock { $0 }.dropFirst().map { JSONReader($0) }
    }
    let exported = try await lines(memory)
    #expect(exported.count == 2)
    let other = try await LongTermMemory(
      file: folder.file("other.sqlite"), freshIdentifier: "other")
    #expect(try await other.takeIn(exported) == .init(documents: 2))
    #expect(try await other.takeIn(exported) == .init(knownDocuments: 2))
    #expect(try await lines(other).map(\.value) == exported.map(\.value))
    #expect(try await found("cache", in: other) == found("cache", in: memory))
    try await other.forget(choice { $0.documents = ["notes.md"] })
    #expect(try await other.takeIn(exported) == .init(knownDocuments: 2))
  }

  @Test func otherTermsOfALaterVersionAreIndexedAnew() async throws {
    let (memory, _) = try await filled()
    let sql = "SELECT term, first, last, count, bytes FROM posting ORDER BY term, first"
    let rows = try await memory.database.rows(sql)
    try await memory.database.execute("UPDATE meta SET value = '0' WHERE key = 'passageTerms'")
    try await memory.database.execute("DELETE FROM posting")
    let again = try await self.memory()
    #expect(try await again.database.rows(sql) == rows)
  }
}

struct PostingChunkTests {
  @Test func whatIsWrittenIsReadAgain() {
    let passages = [3, 4, 20, 150, 16_000, 3_000_000]
    var chunk = PostingChunk(passages[0], impact: 7)
    for (index, passage) in passages.enumerated().dropFirst() {
      chunk.append(passage, impact: UInt8(index))
    }
    var read: [[Int]] = []
    chunk.bytes.withUnsafeBytes { bytes in
      PostingChunk.decode(bytes, from: chunk.first) { read.append([$0, $1]) }
    }
    #expect(read == [[3, 7], [4, 1], [20, 2], [150, 3], [16_000, 4], [3_000_000, 5]])
    #expect(chunk.last == 3_000_000 && chunk.count == 6)
  }

  @Test func chunksThatFollowEachOtherBecomeOneWhileThereIsRoom() {
    var joined = PostingChunk(3, impact: 2)
    var second = PostingChunk(90, impact: 5)
    second.append(4000, impact: 1)
    var whole = PostingChunk(3, impact: 2)
    whole.append(90, impact: 5)
    whole.append(4000, impact: 1)
    let isJoined = joined.append(second)
    #expect(isJoined && joined == whole)
    var count = 1
    while joined.append(PostingChunk(4000 + 100_000 * count, impact: 0)) { count += 1 }
    #expect(joined.bytes.count <= PostingChunk.size && joined.bytes.count > PostingChunk.size - 10)
  }

  @Test func whatIsLeftOfARemovalIsWhatWasNeverAnythingElse() {
    var all = PostingChunk(1, impact: 1)
    var some = PostingChunk(1, impact: 1)
    for passage in 2...90 {
      let impact = UInt8(passage % 8)
      all.append(passage * 40, impact: impact)
      if !(10...50).contains(passage) { some.append(passage * 40, impact: impact) }
    }
    #expect(all.removing(400...2000) == some)
    #expect(all.removing(0...5000) == nil)
    #expect(all.removing(401...439) == all)
  }

  @Test func bytesThatWereCutShortEndTheirRow() {
    var read: [Int] = []
    ([8, 16, 0x88] as [UInt8]).withUnsafeBytes { bytes in
      PostingChunk.decode(bytes, from: 5) { passage, _ in read.append(passage) }
    }
    #expect(read == [6, 8, 9])
  }
}

import SQLiteStorage
import Synchronization
import TestSupport
import Testing

@testable import QuestionPipeline

struct LongTermMemoryTests {
  private let folder = TemporaryDirectory()
  private var file: String { folder.file("memory.sqlite") }

  private func weights() throws -> Settings.Memory {
    try ConfigurationReader.settings(.builtIn).memory
  }

  /// What a journal keeps of a cell.
  private func record(
    _ ordinal: Int, _ question: String, topic: String = "Caches", language: String = "en",
    flaws: [String] = [], isAccepted: Bool = true
  ) throws -> CellRecord {
    let named = flaws.map { flaw -> JSONValue in
      [
        "name": .string(flaw), "evidence": "e", "severity": "warning",
        "suggestion": .string("mend \(flaw)"),
      ]
    }
    var body = try JSONParser.parse(
      """
      {"cell": {"ordinal": \(ordinal), "place": \(ordinal), "angle": "angle \(ordinal)",
        "square": {"topic": "\(topic)", "kind": "open", "level": "apply", "difficulty": 3,
          "language": "\(language)"}}}
      """
    ).objectValue!
    body["critiques"] = [["round": 0, "flaws": .array(named), "by": "rules"]]
    let text: JSONValue = ["id": .string("q-\(ordinal)"), "question": .string(question)]
    body[isAccepted ? "item" : "draft"] = text
    return CellRecord(ordinal: ordinal, isAccepted: isAccepted, body: .object(body))
  }

  private func memory() async throws -> LongTermMemory {
    try await LongTermMemory(file: file, freshIdentifier: "fresh")
  }

  /// A memory with the records of one set.
  private func memory(_ records: [CellRecord]) async throws -> (LongTermMemory, writer: Int) {
    let memory = try await memory()
    let writer = try await memory.makeWriter(run: "r", name: "set")
    try await memory.append(records, writer: writer, run: "r", name: "set")
    return (memory, writer)
  }

  private var questions: [CellRecord] {
    get throws {
      [
        try record(0, "Why does a cache serve stale entries?", flaws: ["vague"]),
        try record(1, "When is a queue better than a lock?", topic: "Queues"),
        try record(2, "缓存失效时会发生什么？", language: "zh-Hans"),
        try record(3, "How large may a cache of C++ objects grow?", isAccepted: false),
      ]
    }
  }

  // MARK: Search

  @Test func aSearchFindsByStemAndRanksByWhatIsRare() async throws {
    let (memory, _) = try await memory(questions)
    let hits = try await memory.search("stale caches", limit: 9, weights: weights())
    #expect(hits.map(\.question).first == "Why does a cache serve stale entries?")
    #expect(hits.count == 2)
    #expect(hits.map(\.isAccepted) == [true, false])
    #expect(hits[0].id == "q-0" && hits[0].set == "set")
    #expect(hits.allSatisfy { (0...1).contains($0.score) })
  }

  @Test(arguments: ["缓存", "失效", "缓"]) func chineseIsFoundByTwoIdeographsAndByOne(text: String)
    async throws
  {
    let (memory, _) = try await memory(questions)
    let hits = try await memory.search(text, limit: 9, weights: weights())
    #expect(hits.map(\.id) == ["q-2"])
  }

  @Test func signsOfNamesAreFoundAndHarmNothing() async throws {
    let (memory, _) = try await memory(questions)
    let weights = try weights()
    #expect(try await memory.search("c++", limit: 9, weights: weights).count == 1)
    for text in ["\"", "* OR NEAR(", "a AND b", "terms:x", "", "？", "c++ \" ) --"] {
      _ = try await memory.search(text, limit: 9, weights: weights)
    }
    #expect(try await memory.search("absent", limit: 9, weights: weights).isEmpty)
  }

  @Test func aLanguageLimitsASearch() async throws {
    let (memory, _) = try await memory(questions)
    let hits = try await memory.search(
      "缓存 cache", language: .chinese, limit: 9, weights: weights())
    #expect(hits.map(\.id) == ["q-2"])
  }

  // MARK: What a plan goes on from

  @Test func squaresAndAnglesAreThoseOfAcceptedQuestionsBeforeTheMark() async throws {
    let (memory, writer) = try await memory(questions)
    let mark = try await memory.mark()
    try await memory.append(
      [try record(4, "A later one?")], writer: writer, run: "r", name: "set")
    let counts = try await memory.counts(on: ["Caches"], upTo: mark.position, except: 0)
    #expect(counts.values.sorted() == [1, 1])
    let work = try await memory.work(
      on: ["Caches"], counts: counts, upTo: mark.position, except: 0)
    #expect(work.counts == counts)
    let place = EarlierWork.Place(topic: "Caches", kind: .open, language: .english)
    #expect(work.angles[place] == ["angle 0"])
    let own = try await memory.counts(on: ["Caches"], upTo: mark.position, except: writer)
    #expect(own.isEmpty)
  }

  @Test func lessonsCountTheLatestCells() async throws {
    let (memory, writer) = try await memory(
      (0..<4).map { try record($0, "Question \($0)?", flaws: ["vague"]) })
    let rules = LessonLedger.Rules(after: 3, window: 100, trial: 50)
    #expect(try await memory.lessons(rules).inForce.map(\.count) == [4])
    #expect(try await memory.lessons(rules, upTo: 3).inForce.map(\.count) == [3])
    #expect(try await memory.lessons(rules, latest: 3).inForce.map(\.count) == [3])
    #expect(try await memory.lessons(rules, except: writer).inForce.isEmpty)
  }

  // MARK: Forgetting

  private func holds(_ word: String) throws -> Bool {
    let names = try FileSystem.names(in: folder.path).filter { $0.hasPrefix("memory.sqlite") }
    return try names.contains { name in
      let bytes = try FileSystem.read(folder.file(name))
      return String(decoding: bytes, as: UTF8.self).contains(word)
    }
  }

  @Test func whatIsForgottenIsGoneFromTheFile() async throws {
    let (memory, writer) = try await memory(
      questions + [record(9, "Who knows Xylophonica?", topic: "Xylophonica")])
    #expect(try holds("Xylophonica") && holds("xylophonica"))
    var choice = MemoryChoice()
    choice.topics = ["Xylophonica"]
    #expect(try await memory.count(choice) == .init(accepted: 1))
    try await memory.forget(choice)
    #expect(try !holds("ylophonica"))
    #expect(try await memory.known(upTo: .max, except: 0).count == 3)
    // A run copies what is missing after each commit: what was forgotten is not.
    try await memory.append(
      [try record(9, "Who knows Xylophonica?", topic: "Xylophonica")], writer: writer, run: "r",
      name: "set")
    #expect(try !holds("ylophonica"))
    #expect(try await memory.search("stale", limit: 1, weights: weights()).count == 1)
  }

  @Test func whatIsNamedLimitsWhatIsForgotten() async throws {
    let (memory, writer) = try await memory(questions)
    func count(_ change: (inout MemoryChoice) -> Void) async throws -> Int {
      var choice = MemoryChoice()
      change(&choice)
      let count = try await memory.count(choice)
      return count.accepted + count.refused
    }
    #expect(try await count { _ in } == 4)
    #expect(try await count { $0.sets = ["set"] } == 4)
    #expect(try await count { $0.sets = [String(writer)] } == 4)
    #expect(try await count { $0.sets = ["other"] } == 0)
    #expect(try await count { $0.ids = ["q-1", "q-2"] } == 2)
    #expect(try await count { $0.languages = [.chinese] } == 1)
    #expect(
      try await count {
        $0.topics = ["Caches"]
        $0.languages = [.english]
      } == 2)
  }

  @Test func aMarkKnowsWhatWasForgottenSince() async throws {
    let (memory, writer) = try await memory(questions)
    let mark = try await memory.mark()
    #expect(try await memory.forgotten(since: mark, except: 0) == 0)
    var choice = MemoryChoice()
    choice.ids = ["q-1"]
    try await memory.forget(choice)
    #expect(try await memory.forgotten(since: mark, except: 0) == 1)
    #expect(try await memory.forgotten(since: mark, except: writer) == 0)
    let later = try await memory.mark()
    #expect(try await memory.forgotten(since: later, except: 0) == 0)
  }

  // MARK: Export and import

  private func lines(_ memory: LongTermMemory) async throws -> [JSONValue] {
    let lines = Mutex<[JSONValue]>([])
    try await memory.export { line in lines.withLock { $0.append(line) } }
    return lines.withLock { $0 }
  }

  @Test func whatWasExportedIsTakenInOnce() async throws {
    let (memory, _) = try await memory(questions)
    let cells = try await lines(memory).dropFirst().map { JSONReader($0) }
    #expect(cells.count == 4)
    let other = try await LongTermMemory(
      file: folder.file("other.sqlite"), freshIdentifier: "other")
    #expect(try await other.takeIn(cells) == .init(added: 4, known: 0))
    #expect(try await other.takeIn(cells) == .init(added: 0, known: 4))
    let once = try await lines(other)
    #expect(Array(once.dropFirst()) == cells.map(\.value))
    // By way of a third, they are still known.
    let back = once.dropFirst().map { JSONReader($0) }
    #expect(try await memory.takeIn(back) == .init(added: 0, known: 4))
    #expect(
      try await other.search("stale", limit: 1, weights: weights()).map(\.set) == ["set"])
  }

  @Test func whatWasForgottenIsNotTakenInAgain() async throws {
    let (memory, _) = try await memory(questions)
    let cells = try await lines(memory).dropFirst().map { JSONReader($0) }
    var choice = MemoryChoice()
    choice.ids = ["q-1"]
    try await memory.forget(choice)
    #expect(try await memory.takeIn(cells) == .init(added: 0, known: 4))
  }

  @Test func aCellThatIsNoneLeavesTheMemoryAsItWas() async throws {
    let (memory, _) = try await memory(questions)
    var cells = try await lines(memory).dropFirst().map { JSONReader($0) }
    let other = try await LongTermMemory(
      file: folder.file("other.sqlite"), freshIdentifier: "other")
    cells.append(JSONReader(["writer": "x", "cell": 3]))
    await #expect(throws: JSONError.self) { try await other.takeIn(cells) }
    #expect(try await lines(other).count == 1)
  }

  // MARK: Versions of the file

  /// A file of an earlier version, with one set.
  private func earlierVersion(_ version: Int = 1) async throws {
    let database = try Database(file: file)
    try await Migrator(steps: Array(LongTermMemory.schema.steps.prefix(1))).run(
      on: database, file: file)
    try await database.execute("INSERT INTO meta (key, value) VALUES ('id', 'old')")
    try await database.execute("INSERT INTO writer (run, name) VALUES ('r', 'set')")
    for record in try questions {
      let content = record.body[record.isAccepted ? "item" : "draft"]
      let square = record.body["cell"]?["square"]
      try await database.execute(
        """
        INSERT INTO entry (writer, ordinal, accepted, id, topic, square, language, question, body)
        VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?)
        """, .int(record.ordinal), .int(record.isAccepted ? 1 : 0),
        .optional(content?["id"]?.stringValue),
        .text(JSONWriter.text([square?["topic"] ?? ""])), .text(JSONWriter.text(square ?? [:])),
        .optional(square?["language"]?.stringValue),
        .optional(content?["question"]?.stringValue), .text(JSONWriter.text(record.body)))
    }
    try await Migrator(steps: Array(LongTermMemory.schema.steps.prefix(version))).run(
      on: database, file: file)
  }

  @Test(arguments: [1, 2, 3]) func aFileOfAnEarlierVersionIsKeptAndBroughtUpToDate(version: Int)
    async throws
  {
    try await earlierVersion(version)
    let old = try await LongTermMemory(file: file, freshIdentifier: "unused")
    #expect(await old.identifier == "old")
    let fresh = try await LongTermMemory(
      file: folder.file("fresh.sqlite"), freshIdentifier: "old")
    let writer = try await fresh.makeWriter(run: "r", name: "set")
    try await fresh.append(try questions, writer: writer, run: "r", name: "set")
    // It holds what it would hold had it been written today.
    for sql in [
      "SELECT * FROM entry ORDER BY position", "SELECT rowid, terms FROM term ORDER BY rowid",
      "SELECT * FROM writer", "SELECT * FROM forgotten", "SELECT * FROM meta ORDER BY key",
      "SELECT name FROM sqlite_master ORDER BY name",
      "SELECT * FROM document", "SELECT * FROM source", "SELECT * FROM passage",
      "SELECT * FROM posting", "SELECT * FROM segment", "SELECT * FROM vector",
      "SELECT * FROM signs",
    ] {
      #expect(try await old.database.rows(sql) == fresh.database.rows(sql), "\(sql)")
    }
    let kept = try Database(file: file + ".version-\(version)", mode: .readOnly)
    #expect(try await kept.rows("PRAGMA user_version") == [[.integer(Int64(version))]])
    #expect(try await kept.rows("SELECT COUNT(*) FROM entry") == [[4]])
  }

  @Test func aNewFileHasWhatAllStepsMakeOfAnOldOne() async throws {
    try await LongTermMemory.schema.expectOneWay()
  }

  @Test func aCopyThatIsThereIsNotWrittenOver() async throws {
    try FileSystem.write(Array("mine".utf8), to: file + ".version-1")
    try await earlierVersion()
    _ = try await memory()
    #expect(try FileSystem.read(file + ".version-1") == Array("mine".utf8))
    #expect(FileSystem.exists(file + ".version-1-2"))
    _ = try await memory()
    #expect(!FileSystem.exists(file + ".version-1-3"))
  }

  @Test func aFileFromTheFutureIsRefusedAndLeft() async throws {
    _ = try await memory()
    let newer = LongTermMemory.schema.steps.count + 1
    try await Database(file: file).execute("PRAGMA user_version = \(newer)")
    await #expect {
      try await memory()
    } throws: { ($0 as? StorageError)?.code == .tooNew }
    #expect(!FileSystem.exists(file + ".version-\(newer)"))
  }

  @Test func aDatabaseOfSomethingElseIsRefusedAndLeft() async throws {
    let other = try Database(file: file)
    try await other.execute("CREATE TABLE mine (x)")
    await #expect {
      try await memory()
    } throws: { "\($0)".contains("is no memory: it is a database of something else") }
    #expect(try await other.rows("SELECT name FROM sqlite_master") == [["mine"]])
  }

  @Test func otherTermsOfALaterVersionAreIndexedAnew() async throws {
    let (memory, _) = try await memory(questions)
    try await memory.database.execute("UPDATE meta SET value = '0' WHERE key = 'terms'")
    try await memory.database.execute("DELETE FROM term")
    let again = try await self.memory()
    #expect(try await again.search("stale", limit: 1, weights: weights()).count == 1)
  }

  @Test func itOpensAndReadsWhileAnotherWrites() async throws {
    let first = try await memory()
    let writer = try Database(file: file)
    try await writer.withConnection { try $0.execute("BEGIN IMMEDIATE") }
    let second = try await memory()
    let (known, found) = await (first.identifier, second.identifier)
    #expect(found == known)
    #expect(try await second.documents().isEmpty)
    try await writer.withConnection { try $0.execute("ROLLBACK") }
  }
}

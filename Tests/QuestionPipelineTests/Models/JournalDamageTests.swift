import QuestionPipeline
import SQLiteStorage
import TestSupport
import Testing

struct JournalDamageTests {
  private let folder = TemporaryDirectory()
  private let count = 30

  private func request(_ cell: Int) -> ChatRequest {
    ChatRequest(
      messages: [ChatMessage(.user, "question \(cell)")], schema: ["type": "object"],
      schemaName: "x", role: .generator, cell: cell)
  }

  private func key(_ cell: Int) -> String { request(cell).journalKey(model: "m") }

  private func content(_ cell: Int) -> String { "the reply to question \(cell), in its own words" }

  /// The files of a journal as `kill -9` leaves them, or as its closing does; a commit for each reply.
  private func files(killed: Bool) async throws -> (main: [UInt8], log: [UInt8]) {
    let file = folder.file("original-\(killed).sqlite")
    var journal: Journal? = try await Journal(file: file)
    for cell in 0..<count {
      try await journal?.record(
        JournalEntry(key: key(cell), outcome: .good, reply: .text(content(cell)), detail: nil),
        of: request(cell), model: "m")
    }
    if killed { return (try FileSystem.read(file), try FileSystem.read(file + "-wal")) }
    journal = nil
    #expect(!FileSystem.exists(file + "-wal"))
    return (try FileSystem.read(file), [])
  }

  private func lay(_ main: [UInt8]?, _ log: [UInt8]?, as name: String = "j.sqlite") throws
    -> String
  {
    let file = folder.file(name)
    for end in ["", "-wal", "-shm"] { FileSystem.remove(file + end) }
    if let main { try FileSystem.write(main, to: file) }
    if let log { try FileSystem.write(log, to: file + "-wal") }
    return file
  }

  /// The replies that a journal gives, by cell; nil where it has none.
  private func replies(_ file: String) async throws -> [String?] {
    let journal = try await Journal(file: file)
    var found: [String?] = []
    for cell in 0..<count { found.append(try await journal.entry(key(cell))?.reply?.content) }
    return found
  }

  private var all: [String?] { (0..<count).map { content($0) } }

  @Test func aKilledJournalHoldsAllThatWasCommitted() async throws {
    let (main, log) = try await files(killed: true)
    #expect(try await replies(lay(main, log)) == all)
  }

  @Test(arguments: [1, 24, 4000, 4120]) func aTornTailCostsTheLastCommitAlone(cut: Int) async throws
  {
    let (main, log) = try await files(killed: true)
    let found = try await replies(lay(main, log.dropLast(cut)))
    #expect(found.dropLast() == all.dropLast())
    #expect(found.last == .some(nil))
  }

  @Test func aTurnedBitWithinTheLogIsNamed() async throws {
    let (main, log) = try await files(killed: true)
    for place in stride(from: 40, to: log.count * 3 / 4, by: log.count / 37) {
      var damaged = log
      damaged[place] ^= 0x10
      let file = try lay(main, damaged)
      await #expect {
        try await replies(file)
      } throws: { error in
        let error = error as? StorageError
        return error?.code == .corrupt && error?.file == file + "-wal"
          && error?.detail.contains("is damaged") == true
      }
    }
  }

  @Test func aLogThatIsGoneIsMissed() async throws {
    let (main, _) = try await files(killed: true)
    for log in [nil, [UInt8]()] {
      let file = try lay(main, log)
      await #expect {
        try await replies(file)
      } throws: {
        "\($0)" == file
          + ": was not closed, and its write-ahead log j.sqlite-wal is missing: what was kept in it is gone. Put it back"
      }
    }
  }

  @Test func aJournalThatIsEmptyOrGoneBesideItsLogIsNotBegunAnew() async throws {
    let (_, log) = try await files(killed: true)
    for main in [nil, [UInt8]()] {
      let file = try lay(main, log)
      await #expect {
        try await replies(file)
      } throws: {
        ($0 as? StorageError)?.code == .corrupt && "\($0)".hasSuffix("put the file back")
      }
      #expect(FileSystem.size(of: file + "-wal") == log.count)
    }
  }

  @Test func wordsInsteadOfADatabaseAreNamed() async throws {
    let file = try lay(Array("no database, only words, and enough of them".utf8), nil)
    await #expect {
      try await replies(file)
    } throws: { ($0 as? StorageError)?.code == .notADatabase && "\($0)".hasPrefix(file) }
  }

  @Test func aNewerSchemaIsLeftAlone() async throws {
    let (main, _) = try await files(killed: false)
    let file = try lay(main, nil)
    do {
      let database = try Database(file: file)
      try await database.execute("PRAGMA user_version = 99")
    }
    await #expect {
      try await replies(file)
    } throws: { ($0 as? StorageError)?.code == .tooNew }
  }

  /// Whatever byte turns: an error that names the file, or every reply as it was.
  @Test func aTurnedByteIsFoundOrChangesNothing() async throws {
    let (main, _) = try await files(killed: false)
    var found = 0
    for place in stride(from: 0, to: main.count, by: 211) {
      var damaged = main
      damaged[place] ^= 0x04
      let file = try lay(damaged, nil)
      do {
        #expect(try await replies(file) == all, "byte \(place)")
      } catch let error as StorageError {
        found += 1
        #expect(error.file.hasPrefix(file), "byte \(place)")
      }
    }
    #expect(found > 0)
  }

  @Test func aReplyThatHasChangedIsNamed() async throws {
    var (main, _) = try await files(killed: false)
    let text = Array(content(17).utf8)
    let place = try #require(
      main.indices.first { main[$0...].starts(with: text) })
    main[place + 4] = 0x52
    let file = try lay(main, nil)
    await #expect {
      try await replies(file)
    } throws: {
      "\($0)" == "\(file): is damaged: the reply of key \(key(17).prefix(12)) has changed"
    }
  }

  @Test func aCommittedCellThatHasChangedIsNamed() async throws {
    let path = folder.file("run")
    let fixture = try RunFixture(
      brief: Brief(topics: ["parts"], count: 12, kinds: [.open]), model: StandInWriter())
    try await fixture.run(folder: path)
    let file = path + "/journal.sqlite"
    var main = try FileSystem.read(file)
    let words = Array(StandInWriter.words(7).utf8)
    // The last place is in the table of cells or of the trace; whichever it is, it is read for the files.
    for place in main.indices where main[place...].starts(with: words) { main[place] = 0x58 }
    try FileSystem.write(main, to: file)
    await #expect {
      try await fixture.run(folder: path)
    } throws: { ($0 as? StorageError)?.code == .corrupt && "\($0)".contains("is damaged: cell 7") }
  }

  /// One of more than what is written at once, whose last row has changed.
  @Test func aTraceThatHasChangedIsNamedAndTakesNoFilesPlace() async throws {
    let path = folder.file("run")
    let fixture = try RunFixture(
      brief: Brief(topics: ["parts"], count: 150, kinds: [.open]), model: StandInWriter())
    try await fixture.run(folder: path)
    let before = try FileSystem.read(path + "/trace.jsonl")
    #expect(before.count > 1 << 18)
    let lines = before.split(separator: 0x0A)
    #expect(Set(lines).count == lines.count)
    let file = path + "/journal.sqlite"
    var main = try FileSystem.read(file)
    let words = Array("\"from\":\"critic\"".utf8)
    let place = try #require(main.indices.last { main[$0...].starts(with: words) })
    main[place + 8] = 0x58
    try FileSystem.write(main, to: file)
    await #expect {
      try await fixture.run(folder: path)
    } throws: {
      ($0 as? StorageError)?.code == .corrupt
        && "\($0)".contains("is damaged: a row of the trace has changed")
    }
    #expect(try FileSystem.read(path + "/trace.jsonl") == before)
    #expect(try !FileSystem.names(in: path).contains("trace.jsonl.tmp"))
  }

  @Test(arguments: [nil, [UInt8]()]) func aSetWithoutItsJournalIsNotBegunAnew(journal: [UInt8]?)
    async throws
  {
    let path = folder.file("run")
    let fixture = try RunFixture(
      brief: Brief(topics: ["parts"], count: 4, kinds: [.open]), model: StandInWriter())
    try await fixture.run(folder: path)
    let before = try timelessFiles(path)
    FileSystem.remove(path + "/journal.sqlite")
    if let journal { try FileSystem.write(journal, to: path + "/journal.sqlite") }
    await #expect {
      try await fixture.run(folder: path)
    } throws: {
      "\($0)" == "\(path): holds manifest.json of a run, but its journal.sqlite is "
        + "\(journal == nil ? "missing" : "empty"), and with it the replies and the state to go on from; "
        + "put it back, or choose a new folder"
    }
    #expect(try timelessFiles(path) == before)
  }

  /// What the first start of a run can leave when it is killed: nothing that keeps the next one out.
  @Test func aFirstStartThatWasKilledGoesOn() async throws {
    let fixture = try RunFixture(
      brief: Brief(topics: ["parts"], count: 4, kinds: [.open]), model: StandInWriter())
    var states: [[(name: String, bytes: [UInt8])]] = [
      [], [(".lock", Array("process 1".utf8))],
      [(".lock", []), ("journal.sqlite", [])],
    ]
    // The head alone, as it stands before there are tables.
    let empty = folder.file("empty.sqlite")
    do {
      let database = try Database(file: empty)
      _ = try await database.rows("SELECT 1")
      states.append([("journal.sqlite", try FileSystem.read(empty))])
    }
    // Tables, and no run yet.
    let bare = folder.file("bare.sqlite")
    let journal = try await Journal(file: bare)
    states.append([
      ("journal.sqlite", try FileSystem.read(bare)),
      ("journal.sqlite-wal", try FileSystem.read(bare + "-wal")),
    ])
    _ = journal
    for (number, state) in states.enumerated() {
      let path = folder.file("start\(number)")
      try FileSystem.makeFolder(path)
      for file in state { try FileSystem.write(file.bytes, to: path + "/" + file.name) }
      #expect(try await fixture.run(folder: path).contents.items.count == 4)
    }
  }
}

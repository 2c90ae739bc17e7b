import SQLiteStorage
import TestSupport
import Testing

@testable import QuestionPipeline

struct JournalFileTests {
  func request(_ text: String, cell: Int = 0) -> ChatRequest {
    ChatRequest(
      messages: [ChatMessage(.system, "s"), ChatMessage(.user, text)], schema: ["type": "object"],
      schemaName: "x", role: .generator, cell: cell)
  }

  func record(_ text: String, cell: Int = 0, wire: WireRecord? = nil, in journal: Journal)
    async throws -> String
  {
    let request = request(text, cell: cell)
    let key = request.journalKey(model: "m")
    var reply = ChatReply.text("reply to \(text)")
    reply.wire = wire
    try await journal.record(
      JournalEntry(key: key, outcome: .good, reply: reply, detail: nil, wire: wire),
      of: request, model: "m")
    return key
  }

  // MARK: The wire

  @Test func sumsUpTheWireAlikeWhoeverSentTheRequests() async throws {
    let folder = TemporaryDirectory()
    let file = folder.file("j.sqlite")
    func wire(_ cell: Int) -> WireRecord {
      var attempts = [WireRecord.Attempt(endpoint: "e", body: "b", status: 200, took: 12.5)]
      if cell == 2 {
        attempts.insert(
          WireRecord.Attempt(endpoint: "e", body: "b", status: 429, failure: "rate", took: 1),
          at: 0)
        attempts[1].waited = 40
      }
      return WireRecord(
        attempts: attempts, rung: "schema", isStreamed: true, notes: cell == 1 ? ["n"] : [])
    }
    func summary(_ journal: Journal?) async throws -> JSONValue? {
      try await journal?.wireSummary().json
    }
    var journal: Journal? = try await Journal(file: file)
    #expect(try await summary(journal)?["requests"] == 0)
    for cell in 0..<3 {
      _ = try await record("q \(cell)", cell: cell, wire: wire(cell), in: #require(journal))
    }
    let first = try #require(try await summary(journal))
    #expect(first["requests"] == 3 && first["attempts"] == 4 && first["retried"] == 1)
    #expect(first["failures"]?["rate"] == 1 && first["notes"]?["n"] == 1)
    #expect(first["longestWaitMilliseconds"] == .number(40))
    journal = nil
    journal = try await Journal(file: file)
    #expect(try await summary(journal) == first)
    _ = try await record("q 3", cell: 3, wire: wire(3), in: #require(journal))
    #expect(try await summary(journal)?["requests"] == 4)
  }

  // MARK: Earlier versions

  /// A file as a program of that version left it, with replies in no order of their keys.
  func makeFile(_ file: String, version: Int, of requests: [ChatRequest]) async throws {
    let database = try Database(file: file)
    try await Migrator(steps: Array(Journal.schema.steps.prefix(version))).run(
      on: database, file: file)
    for request in requests {
      let key = request.journalKey(model: "m")
      try await database.execute(
        """
        INSERT INTO reply (key, role, cell, sample, attempt, model, messages, schema, outcome, content,
          finish, answered_by, prompt_tokens, completion_tokens, usage_reported)
        VALUES (?, 'generator', ?, 0, 0, 'm', '[]', '', 'good', ?, 'stop', 'm-1', 7, 5, 1)
        """, .text(key), .int(request.cell), .text("old reply \(request.cell)"))
      if version >= 3 {
        try await database.execute("INSERT INTO reply_key (key) VALUES (?)", .text(key))
      }
      let text = request.messages[1].content
      try await database.execute(
        "INSERT INTO text (hash, body) VALUES (?, ?)", .text(SHA256.hex(text)), .text(text))
    }
  }

  func check(_ journal: Journal, holds requests: [ChatRequest]) async throws {
    for request in requests {
      let entry = try await journal.entry(request.journalKey(model: "m"))
      #expect(entry?.outcome == .good)
      #expect(entry?.reply?.content == "old reply \(request.cell)")
      #expect(entry?.reply?.model == "m-1")
      #expect(entry?.reply?.usage == TokenUsage(prompt: 7, completion: 5, isReported: true))
      let text = request.messages[1].content
      #expect(try await journal.text(SHA256.hex(text)) == text)
    }
    var cells: [Int] = []
    try await journal.replies { cells.append($0.cell) }
    #expect(cells == requests.map(\.cell).sorted())
  }

  @Test(arguments: 1...Journal.schema.steps.count)
  func aFileOfAnEarlierVersionIsReadAsItIsAndThenGoesOn(version: Int) async throws {
    let folder = TemporaryDirectory()
    let file = folder.file("j.sqlite")
    let requests = [4, 1, 3, 0, 2].map { request("question \($0)", cell: $0) }
    try await makeFile(file, version: version, of: requests)

    // The first version did not know what was paid for a reply: nobody has such a file any more but to go on with it.
    if version > 1 {
      try await check(Journal(file: file, mode: .readOnly), holds: requests)
    }
    #expect(try await Database(file: file).rows("PRAGMA user_version") == [[.int(version)]])

    let journal = try await Journal(file: file)
    try await check(journal, holds: requests)
    let key = try await record("a new one", cell: 9, in: journal)
    for journal in [journal, try await Journal(file: file)] {
      #expect(try await journal.entry(key)?.reply?.content == "reply to a new one")
      #expect(try await journal.sizes().replies == requests.count + 1)
    }
    // Nothing is kept in the order of digests any more: replies and texts only grow at their ends.
    let database = try Database(file: file)
    #expect(
      try await database.rows(
        """
        SELECT name FROM sqlite_master
        WHERE type = 'index' AND tbl_name IN ('reply', 'reply_key', 'reply_keys', 'text')
        """) == [])
    #expect(
      try await database.rows("PRAGMA user_version") == [[.int(Journal.schema.steps.count)]])
    #expect(try await database.rows("PRAGMA integrity_check") == [[.text("ok")]])
  }

  @Test func aNewFileHasWhatAllStepsMakeOfAnOldOne() async throws {
    try await Journal.schema.expectOneWay()
  }

  // MARK: Keys

  @Test func aCommitKeepsItsKeysTogether() async throws {
    let folder = TemporaryDirectory()
    let file = folder.file("j.sqlite")
    var keys: [String] = []
    let journal = try await Journal(file: file)
    for cell in 0..<5 { keys.append(try await record("question \(cell)", cell: cell, in: journal)) }
    // Asked again, as where a cap was raised: the later reply counts.
    let again = try await record("question 1", cell: 1, in: journal)
    #expect(again == keys[1])
    let index = try await Database(file: file).withConnection {
      try KeyIndex(on: $0, version: Journal.schema.steps.count, file: file)
    }
    #expect(keys.map { index[$0] } == [1, 6, 3, 4, 5])
    #expect(index.last == 6)
    #expect(index[String(repeating: "0", count: 64)] == nil)
  }

  @Test(arguments: [
    "DELETE FROM reply_keys WHERE first = 2", "UPDATE reply_keys SET first = 9 WHERE first = 3",
    "UPDATE reply_keys SET keys = zeroblob(16) WHERE first = 2",
    "UPDATE reply_keys SET keys = keys || zeroblob(16) WHERE first = 2",
    "UPDATE reply_keys SET keys = x'' WHERE first = 3",
    "UPDATE reply_keys SET sum = sum + 1 WHERE first = 1",
  ])
  func aKeyThatIsLostOrHasChangedIsMissed(change: String) async throws {
    let folder = TemporaryDirectory()
    let file = folder.file("j.sqlite")
    var journal: Journal? = try await Journal(file: file)
    for cell in 0..<3 { _ = try await record("question \(cell)", cell: cell, in: journal!) }
    journal = nil
    try await Database(file: file).execute(change)
    await #expect {
      try await Journal(file: file)
    } throws: {
      "\($0)".hasPrefix("\(file): is damaged: the key of reply ")
        && "\($0)".hasSuffix(" is lost or changed")
    }
  }

  // MARK: What went over the wire

  @Test func whatWentOverTheWireIsKeptAsItsJSON() async throws {
    let folder = TemporaryDirectory()
    let file = folder.file("j.sqlite")
    let first = WireRecord.Attempt(
      endpoint: "local \"1\"", body: "ab", failure: "timed out\n", took: 12.25, waited: 3)
    let last = WireRecord.Attempt(endpoint: "é", body: "cd", status: 200, took: 7)
    let records = [
      WireRecord(),
      WireRecord(attempts: [last], isStreamed: true),
      WireRecord(
        attempts: [first, last], rung: "json_schema", isStreamed: false,
        notes: ["no \"seed\"", "temperature 1"]),
    ]
    let journal = try await Journal(file: file)
    for (cell, wire) in records.enumerated() {
      let key = try await record("q", cell: cell, wire: wire, in: journal)
      #expect(try await journal.entry(key)?.wire == wire)
      let kept = try await Database(file: file).rows(
        "SELECT wire FROM reply WHERE key = ?", .text(key))
      #expect(kept == [[.text(JSONWriter.text(wire.json))]])
    }
  }

  // MARK: The pace of commits

  /// Has the journal learn that many replies come: more than four in each millisecond.
  func crowd(_ journal: Journal, _ clock: ManualClock) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for cell in 0..<128 {
        group.addTask { _ = try await record("one of many", cell: cell, in: journal) }
      }
      try await group.waitForAll()
    }
    clock.advance(by: CommitPace.interval)
    _ = try await record("the last of many", in: journal)
  }

  @Test func whereManyRepliesComeACommitWaitsForCompany() async throws {
    let folder = TemporaryDirectory()
    let file = folder.file("j.sqlite")
    let clock = ManualClock()
    let journal = try await Journal(file: file, clock: clock)
    try await crowd(journal, clock)
    let early = Task { try await record("early", in: journal) }
    await clock.waitForSleepers(1)
    #expect(try await Journal(file: file).sizes().replies == 129)
    let late = Task { try await record("late", in: journal) }
    clock.advance(by: CommitPace.interval)
    for key in [try await early.value, try await late.value] {
      #expect(try await Journal(file: file).entry(key) != nil)
    }
    #expect(clock.sleepers == 0)
  }

  @Test func whereFewRepliesComeNoneWaits() async throws {
    let clock = ManualClock()
    let folder = TemporaryDirectory()
    let journal = try await Journal(file: folder.file("j.sqlite"), clock: clock)
    try await crowd(journal, clock)
    // They stop coming: the next one finds out, and those after it need not wait. Nobody moves the clock for them.
    clock.advance(by: .seconds(1))
    for cell in 0..<20 {
      _ = try await record("one of few", cell: cell, in: journal)
      clock.advance(by: .milliseconds(1))
    }
    #expect(try await journal.sizes().replies == 149)
  }

  @Test func aReplyWhoseTaskIsCancelledIsKeptAtOnce() async throws {
    let folder = TemporaryDirectory()
    let file = folder.file("j.sqlite")
    let clock = ManualClock()
    let journal = try await Journal(file: file, clock: clock)
    try await crowd(journal, clock)
    let reply = Task { try await record("paid for", in: journal) }
    await clock.waitForSleepers(1)
    reply.cancel()
    let key = try await reply.value
    #expect(try await Journal(file: file).entry(key)?.reply?.content == "reply to paid for")
  }
}

import SQLiteStorage
import TestSupport
import Testing

struct DatabaseTests {
  @Test func keepsEveryKindOfValue() async throws {
    let database = try Database(file: ":memory:")
    try await database.execute("CREATE TABLE t (a, b, c, d, e)")
    try await database.execute(
      "INSERT INTO t VALUES (?, ?, ?, ?, ?)", .null, .integer(.min), .real(0.1),
      .text("né 中文 😀\0x"),
      .blob([0, 255]))
    let rows = try await database.rows("SELECT * FROM t")
    #expect(
      rows == [[.null, .integer(.min), .real(0.1), .text("né 中文 😀\0x"), .blob([0, 255])]])
  }

  @Test func bindsTextsBlobsAndTheLastArgumentInTheirOrder() async throws {
    let database = try Database(file: ":memory:")
    try await database.execute("CREATE TABLE t (a, b, c, d, e)")
    let long = String(repeating: "long enough for the heap ", count: 400)
    let inserted: [[SQLiteValue]] = (0..<3).map { number in
      [
        .text("short \(number)"), .blob(Array("blob \(number)".utf8)), .text(long + "\(number)"),
        .null,
        .integer(Int64(number)),
      ]
    }
    try await database.transaction { connection in
      for row in inserted {
        try connection.execute(
          "INSERT INTO t VALUES (?, ?, ?, ?, ?)", Array(row.dropLast()), last: row.last)
      }
    }
    #expect(try await database.rows("SELECT * FROM t ORDER BY e") == inserted)
    // What a statement was run with is not there the next time.
    #expect(
      try await database.rows("SELECT ?1, ?2", .text(long), .text("b")) == [
        [.text(long), .text("b")]
      ])
    #expect(try await database.rows("SELECT ?1, ?2") == [[.null, .null]])
  }

  @Test func anEmptyTextIsNotNull() async throws {
    let database = try Database(file: ":memory:")
    #expect(
      try await database.rows("SELECT ?, ?", .text(""), .blob([])) == [[.text(""), .blob([])]])
  }

  @Test func aFailedTransactionLeavesNothing() async throws {
    struct Stop: Error {}
    let database = try Database(file: ":memory:")
    try await database.execute("CREATE TABLE t (a INTEGER)")
    await #expect(throws: Stop.self) {
      try await database.transaction { connection in
        try connection.execute("INSERT INTO t VALUES (1)")
        throw Stop()
      }
    }
    #expect(try await database.rows("SELECT COUNT(*) FROM t") == [[.integer(0)]])
  }

  @Test func writesToFilesThroughAWriteAheadLog() async throws {
    let folder = TemporaryDirectory()
    let database = try Database(file: folder.file("a.sqlite"))
    #expect(try await database.rows("PRAGMA journal_mode") == [[.text("wal")]])
    #expect(try await database.rows("PRAGMA synchronous") == [[.integer(2)]])
    #expect(try await database.rows("PRAGMA page_size") == [[.integer(8192)]])
  }

  @Test func cancellingInterruptsAStatementThatRuns() async throws {
    let database = try Database(file: ":memory:")
    let endless = Task {
      try await database.rows(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) FROM n")
    }
    endless.cancel()
    await #expect(throws: CancellationError.self) { try await endless.value }
    #expect(try await database.rows("SELECT 1") == [[.integer(1)]])
  }

  @Test func errorsNameTheFileAndTheProblem() async throws {
    let folder = TemporaryDirectory()
    #expect {
      _ = try Database(file: folder.file("none/a.sqlite"))
    } throws: { error in
      let error = error as? StorageError
      return error?.code == .cannotOpen && error?.file == folder.file("none/a.sqlite")
    }
    let database = try Database(file: ":memory:")
    await #expect {
      try await database.execute("SELEC 1")
    } throws: { error in
      (error as? StorageError)?.detail.contains("syntax error") == true
    }
  }

  @Test func migratesStepByStepAndRefusesAFileFromTheFuture() async throws {
    let folder = TemporaryDirectory()
    let file = folder.file("m.sqlite")
    let first = Migrator(steps: [["CREATE TABLE a (x)"]])
    let second = Migrator(
      steps: first.steps + [["ALTER TABLE a ADD COLUMN y", "INSERT INTO a VALUES (1, 2)"]])
    let database = try Database(file: file)
    try await first.run(on: database, file: file)
    try await second.run(on: database, file: file)
    try await second.run(on: database, file: file)
    #expect(try await database.rows("SELECT x, y FROM a") == [[.integer(1), .integer(2)]])
    await #expect {
      try await first.run(on: database, file: file)
    } throws: { ($0 as? StorageError)?.code == .tooNew }
  }

  @Test func aPackedRowIsTheRowOfItsValues() async throws {
    let database = try Database(file: ":memory:")
    try await database.execute("CREATE TABLE t (a, b, c, d, e)")
    var row = PackedRow(columns: 4, bytes: 8)
    row.add("é\u{0}x")
    row.add(nil as String?)
    row.add(Int64(-7))
    row.add { $0.append(contentsOf: "".utf8) }
    let rows = row
    try await database.withConnection {
      try $0.execute(
        "INSERT INTO t VALUES (?, ?, ?, ?, ?)",
        each: [rows, rows], numberedFrom: 1)
    }
    let values: [SQLiteValue] = ["é\u{0}x", nil, -7, ""]
    #expect(try await database.rows("SELECT * FROM t") == [values + [1], values + [2]])
    #expect(row.sum(of: 0..<4) == RowSum.of(values))
    #expect(row.sum(of: [3, 0]) == RowSum.of([values[3], values[0]]))
  }

  @Test func pairsOfTextsAreRows() async throws {
    let database = try Database(file: ":memory:")
    try await database.execute("CREATE TABLE t (a TEXT NOT NULL, b TEXT NOT NULL UNIQUE)")
    try await database.withConnection {
      try $0.execute(
        "INSERT INTO t VALUES (?, ?)", eachPair: [("é\u{0}x", ""), ("", "long enough for a heap")])
    }
    #expect(
      try await database.rows("SELECT * FROM t")
        == [["é\u{0}x", ""], ["", "long enough for a heap"]])
    await #expect(throws: StorageError.self) {
      try await database.withConnection {
        try $0.execute("INSERT INTO t VALUES (?, ?)", eachPair: [("again", "")])
      }
    }
  }

  @Test func aDatabaseInMemoryIsAFileOfTheSameBytesEachTime() throws {
    func bytes() throws -> [UInt8] {
      let connection = try Connection(file: ":memory:", mode: .readWrite)
      try connection.execute("CREATE TABLE t (a TEXT)")
      try connection.execute("INSERT INTO t VALUES ('x')")
      return try connection.serialized()
    }
    #expect(try bytes() == bytes())
    #expect(try bytes().starts(with: Array("SQLite format 3\u{0}".utf8)))
  }
}

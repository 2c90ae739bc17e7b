import Foundation
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

  /// Whoever is second to turn on the write-ahead log is told that the file is busy, without being let wait.
  @Test func manyMayMakeAFileAtOnce() async throws {
    for round in 0..<40 {
      let folder = TemporaryDirectory()
      let file = folder.file("new\(round).sqlite")
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<6 {
          group.addTask {
            let database = try Database(file: file, durable: false)
            try await database.execute("CREATE TABLE IF NOT EXISTS t (a)")
          }
        }
        try await group.waitForAll()
      }
    }
  }

  /// As a file is left by a program that was killed while it made its first tables.
  @Test func whatWasCutShortSaysSoToWhoMayOnlyRead() async throws {
    let folder = TemporaryDirectory()
    let file = folder.file("cut.sqlite")
    do {
      let database = try Database(file: file)
      try await database.execute("PRAGMA journal_mode = DELETE")
      try await database.execute("CREATE TABLE t (a)")
    }
    let journal = URL(fileURLWithPath: folder.file("cut.sqlite-journal"))
    try Data(repeating: 0xD9, count: 512).write(to: journal)
    let error = await #expect(throws: StorageError.self) {
      let database = try Database(file: file, mode: .readOnly)
      _ = try await database.rows("SELECT a FROM t")
    }
    #expect(error?.code == .readOnly)
    #expect(error?.detail.contains("was cut short while it was being written") == true)
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
    @Sendable func fill(_ index: Int, _ row: inout PackedRow) {
      row.add("é\u{0}x")
      row.add(nil as String?)
      row.add(Int64(index - 7))
      row.add { $0.append(contentsOf: "".utf8) }
    }
    try await database.withConnection {
      try $0.execute(
        "INSERT INTO t VALUES (?, ?, ?, ?, ?)", rows: 2, numberedFrom: 1, fill)
      try $0.execute("INSERT INTO t (a, b, c, d) VALUES (?, ?, ?, ?)", rows: 1, fill)
    }
    func values(_ number: SQLiteValue) -> [SQLiteValue] { ["é\u{0}x", nil, number, ""] }
    #expect(
      try await database.rows("SELECT * FROM t")
        == [values(-7) + [1], values(-6) + [2], values(-7) + [nil]])
  }

  @Test func aPackedRowSumsTheValuesThatCount() {
    var row = PackedRow()
    row.add("before")
    #expect(row.sum == RowSum.of([]))
    row.isSummed = true
    row.add("é\u{0}x")
    row.add(nil as String?)
    row.isSummed = false
    row.add(1)
    row.isSummed = true
    row.add(Int64(-7))
    row.add { $0.append(contentsOf: "a text of more than eight bytes".utf8) }
    #expect(
      row.sum == RowSum.of(["é\u{0}x", nil, -7, "a text of more than eight bytes"]))
    row.removeAll()
    row.add("after")
    #expect(row.sum == RowSum.of([]))
  }

  @Test func pairsOfTextsAreRows() async throws {
    let database = try Database(file: ":memory:")
    try await database.execute("CREATE TABLE t (a TEXT NOT NULL, b TEXT NOT NULL UNIQUE)")
    let pairs = [("é\u{0}x", ""), ("", "long enough for a heap")]
    try await database.withConnection {
      try $0.execute(
        "INSERT INTO t VALUES (?, ?)", pairs: 2
      ) { pairs[$0] }
    }
    #expect(
      try await database.rows("SELECT * FROM t")
        == [["é\u{0}x", ""], ["", "long enough for a heap"]])
    await #expect(throws: StorageError.self) {
      try await database.withConnection {
        try $0.execute("INSERT INTO t VALUES (?, ?)", pairs: 1) { _ in ("again", "") }
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

  // MARK: Gathered writes

  /// Fills a table whose pages do not fit what is gathered at once, nor SQLite's cache.
  private func fill(_ connection: Connection, rows: Int, _ letter: String) throws {
    try connection.execute("PRAGMA cache_size = 10")
    for _ in 0..<rows {
      try connection.execute(
        "INSERT INTO t VALUES (?)", [.text(String(repeating: letter, count: 3000))])
    }
  }

  @Test func whatIsCommittedIsThereForOthersAtOnce() async throws {
    let folder = TemporaryDirectory()
    let file = folder.file("g.sqlite")
    let writer = try Database(file: file)
    try await writer.execute("CREATE TABLE t (x TEXT)")
    // Neither of them gathers anything.
    let reader = try Database(file: file, mode: .readOnly)
    let other = try Database(file: file, durable: false)
    for (rows, total) in [(1, 1), (1000, 1001), (3, 1004)] {
      try await writer.transaction { try fill($0, rows: rows, "a") }
      #expect(try await reader.rows("SELECT COUNT(*) FROM t") == [[.int(total)]])
      #expect(try await writer.rows("SELECT SUM(length(x)) FROM t") == [[.int(total * 3000)]])
    }
    try await other.execute("INSERT INTO t VALUES ('of another')")
    #expect(try await writer.rows("SELECT COUNT(*) FROM t") == [[1005]])
    // The log is written back and begun anew.
    _ = try await other.rows("PRAGMA wal_checkpoint(RESTART)")
    try await writer.transaction { try fill($0, rows: 200, "b") }
    #expect(try await reader.rows("SELECT COUNT(*) FROM t") == [[1205]])
    #expect(try await reader.rows("PRAGMA integrity_check") == [["ok"]])
  }

  @Test func whatIsTakenBackLeavesNothing() async throws {
    let folder = TemporaryDirectory()
    let file = folder.file("g.sqlite")
    struct Stop: Error {}
    var writer: Database? = try Database(file: file)
    try await writer?.execute("CREATE TABLE t (x TEXT)")
    try await writer?.transaction { try fill($0, rows: 5, "a") }
    await #expect(throws: Stop.self) {
      try await writer?.transaction { connection in
        try fill(connection, rows: 1000, "b")
        throw Stop()
      }
    }
    try await writer?.transaction { try fill($0, rows: 5, "c") }
    writer = nil
    let reader = try Database(file: file, mode: .readOnly)
    #expect(
      try await reader.rows("SELECT substr(x, 1, 1), COUNT(*) FROM t GROUP BY 1")
        == [["a", 5], ["c", 5]])
    #expect(try await reader.rows("PRAGMA integrity_check") == [["ok"]])
  }
}

import CSQLite

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The handle, its pragmas and its statements. Not `Sendable`: it lives inside a `Database` or a transaction's body.
package final class Connection {
  private let handle: OpaquePointer
  private let file: String
  private var statements: [String: Statement] = [:]
  /// The last statement, run when the connection closes. Where it fails, the write-ahead log stays for the next one.
  package var farewell: String?

  package enum Mode: Sendable {
    /// Creates the file if there is none.
    case readWrite
    /// Fails if there is no file; writes nothing.
    case readOnly
  }

  /// - Parameters:
  ///   - file: a path, or ":memory:".
  ///   - durable: whether a commit waits for the disk (`synchronous = FULL`).
  ///   - vfs: the name of the SQLite VFS that has the file; nil for the system's.
  ///   - pageSize: bytes of a page, where the file is new.
  package init(
    file: String, mode: Mode, durable: Bool = true, vfs: String? = nil,
    pageSize: Int = DatabasePlace.pageSize
  ) throws(StorageError) {
    var handle: OpaquePointer?
    let flags =
      SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
      | (mode == .readOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)
    let gathers = vfs == nil && durable && mode == .readWrite && file != ":memory:"
    let code = sqlite3_open_v2(
      file, &handle, flags, gathers ? WriteGathering.system : vfs)
    guard code == SQLITE_OK, let handle else {
      let error = handle.map { Self.error(code, $0, file: file) }
      sqlite3_close_v2(handle)
      throw error ?? StorageError(code: .cannotOpen, file: file, detail: "cannot be opened")
    }
    self.handle = handle
    self.file = file
    sqlite3_busy_timeout(handle, Self.patience)
    do {
      let code = viva_enforce_foreign_keys(handle)
      guard code == SQLITE_OK else { throw Self.error(code, handle, file: file) }
      if mode == .readWrite, file != ":memory:" {
        try execute("PRAGMA page_size = \(pageSize)")
        guard try turnsOnLog() else {
          throw StorageError(
            code: .cannotOpen, file: file, detail: "its file system takes no write-ahead log")
        }
        try execute("PRAGMA synchronous = \(durable ? "FULL" : "NORMAL")")
        #if canImport(Darwin)
          try execute("PRAGMA fullfsync = ON")
        #endif
        // 16 MB: pages at the ends of tables are written back once, not with every few commits.
        sqlite3_wal_autocheckpoint(handle, 2000)
      }
    } catch {
      // All members are set, so `deinit` closes the handle.
      throw (error as? StorageError)
        ?? StorageError(code: .other, file: file, detail: "\(error)")
    }
  }

  /// Milliseconds to wait for others.
  private static let patience: Int32 = 10_000

  /// Has changes written ahead; false where the file system takes no such log.
  ///
  /// Of several connections that turn it on in a new file at once, SQLite lets none wait, since they would wait for one
  /// another: all but one are told that the file is busy, and have to ask again.
  private func turnsOnLog() throws -> Bool {
    var (pause, waited): (Int32, Int32) = (1, 0)
    while true {
      do {
        return try rows("PRAGMA journal_mode = WAL").first?.first?.string == "wal"
      } catch let error as StorageError where error.code == .busy && waited < Self.patience {
        sqlite3_sleep(pause)
        waited += pause
        pause = min(pause + 1, 20)
      }
    }
  }

  deinit {
    if let farewell {
      do { try execute(farewell) } catch { _ = viva_keep_log(handle) }
    }
    statements.removeAll()
    sqlite3_close_v2(handle)
  }

  /// What `sqlite3_interrupt` needs; for that call alone.
  var pointer: OpaquePointer { handle }

  package func rows(_ sql: String, _ arguments: [SQLiteValue] = []) throws -> [[SQLiteValue]] {
    var result: [[SQLiteValue]] = []
    try run(sql, arguments) { result.append($0.values) }
    return result
  }

  /// Hands out the first column of each row as bytes that last until the call returns, and the second as a number.
  package func forEachSummedText(
    _ sql: String, _ body: (UnsafeBufferPointer<UInt8>, _ sum: SQLiteValue) throws -> Void
  ) throws {
    try run(sql, []) { try body($0.text, $0[1]) }
  }

  /// Hands out each row where it lies, without copying its values.
  package func forEachRow(
    _ sql: String, _ arguments: [SQLiteValue] = [],
    _ body: (borrowing Statement.Row) throws -> Void
  ) throws {
    try run(sql, arguments, row: body)
  }

  /// Hands out row by row.
  package func forEach(
    _ sql: String, _ arguments: [SQLiteValue] = [], _ body: ([SQLiteValue]) throws -> Void
  ) throws {
    try run(sql, arguments) { try body($0.values) }
  }

  /// - Parameter last: one more argument, behind the others.
  package func execute(
    _ sql: String, _ arguments: [SQLiteValue] = [], last: SQLiteValue? = nil
  ) throws {
    try run(sql, arguments, last: last) { _ in }
  }

  /// Runs the same statement for each of some rows.
  ///
  /// Closures rather than sequences: another module's are not specialised here, and each row would pay for that.
  /// - Parameters:
  ///   - count: how many rows there are.
  ///   - first: a number behind the first row's values, and one more behind each next one's.
  ///   - fill: adds the values of an index to a row that is empty.
  package func execute(
    _ sql: String, rows count: Int, numberedFrom first: Int64? = nil,
    _ fill: (_ index: Int, _ row: inout PackedRow) -> Void
  ) throws {
    try reusing(sql) { statement in
      defer { statement.forget() }
      var row = PackedRow()
      for index in 0..<count {
        row.removeAll()
        fill(index, &row)
        try statement.run(row, last: first.map { $0 + Int64(index) }, on: handle, file: file)
      }
    }
  }

  /// Runs the same statement for each of some rows of two texts.
  package func execute(
    _ sql: String, pairs count: Int, _ pair: (_ index: Int) -> (String, String)
  ) throws {
    try reusing(sql) { statement in
      defer { statement.forget() }
      for index in 0..<count {
        let (first, second) = pair(index)
        try statement.run(first, second, on: handle, file: file)
      }
    }
  }

  /// The database as the bytes of its file. Throws: `StorageError` where memory runs out.
  package func serialized() throws(StorageError) -> [UInt8] {
    var count: sqlite3_int64 = 0
    guard let bytes = sqlite3_serialize(handle, "main", &count, 0) else {
      throw StorageError(code: .other, file: file, detail: "does not fit in memory")
    }
    defer { sqlite3_free(bytes) }
    return Array(UnsafeBufferPointer(start: bytes, count: Int(count)))
  }

  /// All of the body or nothing; the body must not wait for anything but SQLite.
  package func transaction<T>(_ body: (Connection) throws -> T) throws -> T {
    try execute("BEGIN IMMEDIATE")
    do {
      let result = try body(self)
      try execute("COMMIT")
      return result
    } catch {
      if sqlite3_get_autocommit(handle) == 0 { try? execute("ROLLBACK") }
      throw error
    }
  }

  private func run(
    _ sql: String, _ arguments: [SQLiteValue], last: SQLiteValue? = nil,
    row: (borrowing Statement.Row) throws -> Void
  ) throws {
    try reusing(sql) { try $0.run(arguments, last: last, on: handle, file: file, row: row) }
  }

  /// Hands out the statement that is kept of that SQL, which is dropped after a failure.
  private func reusing(_ sql: String, _ body: (Statement) throws -> Void) throws {
    let statement = try statement(sql)
    do {
      try body(statement)
    } catch {
      statements[sql] = nil
      throw error
    }
  }

  private func statement(_ sql: String) throws -> Statement {
    if let cached = statements[sql] { return cached }
    let statement = try Statement(handle, sql, file: file)
    statements[sql] = statement
    return statement
  }

  static func error(_ code: Int32, _ handle: OpaquePointer, file: String) -> StorageError {
    let primary = code & 0xFF
    let kind: StorageError.Code =
      switch primary {
      case SQLITE_BUSY, SQLITE_LOCKED: .busy
      case SQLITE_FULL: .full
      case SQLITE_READONLY, SQLITE_PERM: .readOnly
      case SQLITE_CORRUPT: .corrupt
      case SQLITE_NOTADB: .notADatabase
      case SQLITE_CONSTRAINT: .constraint
      case SQLITE_INTERRUPT: .interrupted
      case SQLITE_CANTOPEN: .cannotOpen
      case SQLITE_IOERR: .disk
      default: .other
      }
    var message = String(cString: sqlite3_errmsg(handle))
    let reason = sqlite3_system_errno(handle)
    // SQLITE_READONLY_ROLLBACK
    if code == SQLITE_READONLY | (3 << 8) {
      message =
        "was cut short while it was being written, and can only be read again once a program that may write to it, "
        + "such as the run that goes on, has undone that"
    }
    if kind == .disk, reason != 0 { message += ": " + String(cString: strerror(reason)) }
    return StorageError(code: kind, file: file, detail: "\(message) (SQLite \(code))")
  }
}

import CSQLite

/// One prepared statement and its C memory.
final class Statement {
  private let handle: OpaquePointer
  private let columns: Int32

  init(_ connection: OpaquePointer, _ sql: String, file: String) throws(StorageError) {
    var handle: OpaquePointer?
    let code = sqlite3_prepare_v3(
      connection, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &handle, nil)
    guard code == SQLITE_OK, let handle else {
      throw Connection.error(code, connection, file: file)
    }
    self.handle = handle
    columns = sqlite3_column_count(handle)
  }

  deinit { sqlite3_finalize(handle) }

  /// Runs to the end and leaves the statement ready for the next use.
  func run(
    _ arguments: [SQLiteValue], on connection: OpaquePointer, file: String,
    row: (borrowing Row) throws -> Void
  ) throws {
    defer {
      sqlite3_reset(handle)
      sqlite3_clear_bindings(handle)
    }
    for (index, argument) in arguments.enumerated() {
      let code = bind(argument, at: Int32(index + 1))
      guard code == SQLITE_OK else { throw Connection.error(code, connection, file: file) }
    }
    while true {
      let code = sqlite3_step(handle)
      switch code {
      case SQLITE_ROW: try row(Row(handle: handle, count: Int(columns)))
      case SQLITE_DONE: return
      default: throw Connection.error(code, connection, file: file)
      }
    }
  }

  private func bind(_ value: SQLiteValue, at index: Int32) -> Int32 {
    switch value {
    case .null: sqlite3_bind_null(handle, index)
    case .integer(let number): sqlite3_bind_int64(handle, index, number)
    case .real(let number): sqlite3_bind_double(handle, index, number)
    case .text(var text):
      text.withUTF8 { bytes in
        bytes.withMemoryRebound(to: CChar.self) {
          viva_bind_text(handle, index, $0.baseAddress ?? Self.empty, UInt64($0.count))
        }
      }
    case .blob(let bytes):
      bytes.withUnsafeBytes {
        viva_bind_blob(
          handle, index, $0.baseAddress ?? UnsafeRawPointer(Self.empty), UInt64($0.count))
      }
    }
  }

  /// A null pointer would bind NULL where an empty text was meant.
  private static var empty: UnsafePointer<CChar> {
    UnsafeRawPointer(StaticString("").utf8Start).assumingMemoryBound(to: CChar.self)
  }

  /// The row under the cursor; its values are copied out.
  struct Row: ~Copyable {
    fileprivate let handle: OpaquePointer
    let count: Int

    subscript(index: Int) -> SQLiteValue {
      let column = Int32(index)
      switch sqlite3_column_type(handle, column) {
      case SQLITE_INTEGER: return .integer(sqlite3_column_int64(handle, column))
      case SQLITE_FLOAT: return .real(sqlite3_column_double(handle, column))
      case SQLITE_TEXT:
        guard let text = sqlite3_column_text(handle, column) else { return .text("") }
        let bytes = UnsafeBufferPointer(
          start: text, count: Int(sqlite3_column_bytes(handle, column)))
        return .text(String(decoding: bytes, as: UTF8.self))
      case SQLITE_BLOB:
        guard let bytes = sqlite3_column_blob(handle, column) else { return .blob([]) }
        let buffer = UnsafeRawBufferPointer(
          start: bytes, count: Int(sqlite3_column_bytes(handle, column)))
        return .blob(Array(buffer))
      default: return .null
      }
    }

    /// The first column's bytes, in SQLite's memory.
    var text: UnsafeBufferPointer<UInt8> {
      UnsafeBufferPointer(
        start: sqlite3_column_text(handle, 0), count: Int(sqlite3_column_bytes(handle, 0)))
    }

    var values: [SQLiteValue] { (0..<count).map { self[$0] } }
  }
}

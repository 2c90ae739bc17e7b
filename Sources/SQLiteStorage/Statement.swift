import CSQLite

/// One prepared statement and its C memory.
package final class Statement {
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
  /// - Parameter last: one more argument, behind the others.
  func run(
    _ arguments: [SQLiteValue], last: SQLiteValue? = nil, on connection: OpaquePointer,
    file: String,
    row: (borrowing Row) throws -> Void
  ) throws {
    func check(_ code: Int32) throws {
      guard code == SQLITE_OK else { throw Connection.error(code, connection, file: file) }
    }
    /// SQLite reads texts where they lie, so whatever follows a text happens while it is lent.
    func bind(from first: Int) throws {
      let count = arguments.count + (last == nil ? 0 : 1)
      for index in first..<count {
        let place = Int32(index + 1)
        switch index < arguments.count ? arguments[index] : last! {
        case .null: try check(sqlite3_bind_null(handle, place))
        case .integer(let number): try check(sqlite3_bind_int64(handle, place, number))
        case .real(let number): try check(sqlite3_bind_double(handle, place, number))
        case .text(var text):
          return try text.withUTF8 { bytes in
            try check(bindText(bytes, place))
            try bind(from: index + 1)
          }
        case .blob(let bytes):
          return try bytes.withUnsafeBytes { bytes in
            try check(
              sqlite3_bind_blob64(
                handle, place, bytes.baseAddress ?? UnsafeRawPointer(Self.empty),
                UInt64(bytes.count), nil))
            try bind(from: index + 1)
          }
        }
      }
      try step(on: connection, file: file, row: row)
    }
    defer {
      sqlite3_reset(handle)
      sqlite3_clear_bindings(handle)
    }
    try bind(from: 0)
  }

  /// Runs to the end with the row's values, then one more. What was bound stays so until the next run replaces it or
  /// `forget` is called; it may lie in memory that is gone, and nobody reads it.
  func run(
    _ row: PackedRow, last: Int64?, on connection: OpaquePointer, file: String
  ) throws {
    func check(_ code: Int32) throws {
      guard code == SQLITE_OK else { throw Connection.error(code, connection, file: file) }
    }
    try row.withValues { values in
      for place in 1...Int32(row.count) {
        switch values.next() {
        case .null: try check(sqlite3_bind_null(handle, place))
        case .integer(let number): try check(sqlite3_bind_int64(handle, place, number))
        case .text(let bytes): try check(bindText(bytes, place))
        }
      }
      if let last { try check(sqlite3_bind_int64(handle, Int32(row.count + 1), last)) }
      try step(on: connection, file: file) { _ in }
    }
  }

  /// The same with two texts.
  func run(
    _ first: String, _ second: String, on connection: OpaquePointer, file: String
  ) throws {
    var (first, second) = (first, second)
    try first.withUTF8 { first in
      try second.withUTF8 { second in
        var code = bindText(first, 1)
        if code == SQLITE_OK { code = bindText(second, 2) }
        guard code == SQLITE_OK else { throw Connection.error(code, connection, file: file) }
        try step(on: connection, file: file) { _ in }
      }
    }
  }

  /// Lets go of what is bound.
  func forget() { sqlite3_clear_bindings(handle) }

  /// Binds a text where it lies.
  private func bindText(_ bytes: UnsafeBufferPointer<UInt8>, _ place: Int32) -> Int32 {
    bytes.withMemoryRebound(to: CChar.self) {
      sqlite3_bind_text64(
        handle, place, $0.baseAddress ?? Self.empty, UInt64($0.count), nil, UInt8(SQLITE_UTF8))
    }
  }

  private func step(
    on connection: OpaquePointer, file: String, row: (borrowing Row) throws -> Void
  ) throws {
    // Reset while the arguments are still there.
    defer { sqlite3_reset(handle) }
    while true {
      let code = sqlite3_step(handle)
      switch code {
      case SQLITE_ROW: try row(Row(handle: handle, count: Int(columns)))
      case SQLITE_DONE: return
      default: throw Connection.error(code, connection, file: file)
      }
    }
  }

  /// A null pointer would bind NULL where an empty text was meant.
  private static var empty: UnsafePointer<CChar> {
    UnsafeRawPointer(StaticString("").utf8Start).assumingMemoryBound(to: CChar.self)
  }

  /// The row under the cursor; its values are copied out.
  package struct Row: ~Copyable {
    fileprivate let handle: OpaquePointer
    package let count: Int

    package subscript(index: Int) -> SQLiteValue {
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

    /// The column as a number, 0 where it is none.
    package func integer(_ column: Int) -> Int64 { sqlite3_column_int64(handle, Int32(column)) }

    /// The column's bytes, in SQLite's memory: they last until the next row.
    package func bytes(_ column: Int) -> UnsafeRawBufferPointer {
      UnsafeRawBufferPointer(
        start: sqlite3_column_blob(handle, Int32(column)),
        count: Int(sqlite3_column_bytes(handle, Int32(column))))
    }

    package var values: [SQLiteValue] { (0..<count).map { self[$0] } }
  }
}

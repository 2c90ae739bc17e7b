package import SQLiteStorage

/// Which replies a journal holds, by their keys: all of them in memory, read when it is opened.
///
/// The file keeps the keys a commit in one row, behind one another: an index by digests would have a page of its own
/// rewritten for each reply, and a row for each key takes long to read where there are half a million.
package struct KeyIndex: Sendable {
  private var rows = RowTable()
  /// The row of the latest reply; they count from 1.
  private(set) var last: Int64 = 0

  /// The row of the reply to that key; of two, the later one counts.
  package subscript(key: String) -> Int64? { rows[RecordKey(key)] }

  /// Takes in the keys of the rows that follow the latest one.
  mutating func append(_ keys: some Sequence<RecordKey>) {
    for key in keys {
      last += 1
      rows.set(last, for: key)
    }
  }

  /// Reads all keys of a journal.
  /// - Parameters:
  ///   - version: of its schema.
  ///   - file: for errors.
  ///
  /// Throws: `StorageError` where a key is lost or has changed.
  package init(on connection: Connection, version: Int, file: String) throws {
    let isTogether = version >= 5
    try readSingle(on: connection, version: version, file: file)
    guard isTogether else { return }
    let count = try connection.rows("SELECT COALESCE(MAX(id), 0) FROM reply").first?[0].int ?? 0
    // A damaged row may have any number.
    rows.reserve(min(count, 10_000_000))
    try connection.forEachRow("SELECT first, keys, sum FROM reply_keys ORDER BY first") { row in
      let keys = row.bytes(1)
      guard row.integer(0) == last + 1, row.integer(2) == Self.sum(row.integer(0), keys),
        !keys.isEmpty, keys.count % RecordKey.size == 0
      else { throw Self.lost(last + 1, file) }
      for start in stride(from: 0, to: keys.count, by: RecordKey.size) {
        last += 1
        rows.set(last, for: RecordKey(keys, at: start))
      }
    }
  }

  /// Those of earlier versions, a row each.
  private mutating func readSingle(on connection: Connection, version: Int, file: String) throws {
    let hasSums = version >= 4
    try connection.forEach(
      version < 3
        ? "SELECT rowid, key FROM reply"
        : "SELECT id, key\(hasSums ? ", sum" : "") FROM reply_key ORDER BY id"
    ) { row in
      guard case .integer(let id) = row[0], case .text(let key) = row[1] else {
        throw Journal.damaged(file, "is damaged: a key is none")
      }
      if hasSums, row[2] != .null {
        guard id == last + 1, row[2] == .integer(RowSum.of(row[..<2])) else {
          throw Self.lost(last + 1, file)
        }
      }
      last = max(last, id)
      rows.set(id, for: RecordKey(key))
    }
  }

  private static func lost(_ row: Int64, _ file: String) -> StorageError {
    Journal.damaged(file, "is damaged: the key of reply \(row) is lost or changed")
  }

  /// Keeps the keys of replies whose rows follow `last`, in the transaction that keeps the replies.
  static func write(_ keys: some Sequence<RecordKey>, after last: Int64, on connection: Connection)
    throws
  {
    var bytes: [UInt8] = []
    for key in keys { key.append(to: &bytes) }
    let sum = bytes.withUnsafeBytes { Self.sum(last + 1, $0) }
    try connection.execute(
      "INSERT INTO reply_keys (first, keys, sum) VALUES (?, ?, ?)",
      [.integer(last + 1), .blob(bytes), .integer(sum)])
  }

  private static func sum(_ first: Int64, _ keys: UnsafeRawBufferPointer) -> Int64 {
    var sum = RowSum()
    sum.add(.integer(first))
    sum.add(blob: keys)
    return sum.value
  }
}

import SQLiteStorage

/// Writes a segment of the index of passages: its terms come in their order, and the passages of a term in theirs.
struct SegmentWriter {
  private let connection: Connection
  private let segment: Int
  private var term: Int64 = 0
  private var chunk: PostingChunk?

  /// - Parameter passages: all numbers of passages that the segment has postings of.
  init(_ connection: Connection, level: Int, passages: ClosedRange<Int>) throws {
    self.connection = connection
    try connection.execute(
      "INSERT INTO segment (level, first, last) VALUES (?, ?, ?)",
      [.int(level), .int(passages.lowerBound), .int(passages.upperBound)])
    segment = try connection.rows("SELECT last_insert_rowid()")[0][0].int ?? 0
  }

  /// Adds postings behind those that came before.
  mutating func add(_ next: PostingChunk, term: Int64) throws {
    if self.term == term, chunk?.append(next) == true { return }
    try finish()
    self.term = term
    chunk = next
  }

  /// Writes what is left.
  mutating func finish() throws {
    try chunk?.write(to: segment, term: term, connection)
    chunk = nil
  }
}

extension PostingChunk {
  /// - Parameter column: of first, behind which last, count and bytes stand.
  init(_ row: borrowing Statement.Row, from column: Int) {
    self.init(
      first: Int(row.integer(column)), last: Int(row.integer(column + 1)),
      count: Int(row.integer(column + 2)), bytes: Array(row.bytes(column + 3)))
  }

  func write(to segment: Int, term: Int64, _ connection: Connection) throws {
    try connection.execute(
      "INSERT INTO posting (segment, term, first, last, count, bytes) VALUES (?, ?, ?, ?, ?, ?)",
      [.int(segment), .integer(term), .int(first), .int(last), .int(count), .blob(bytes)])
  }
}

import SQLiteStorage

/// Writes the full-text index of passages: rows of `posting`, a few for each term.
///
/// FTS5 hands out the passages of a term one by one, at 40 to 650 ns each, so that a query of common words takes seconds
/// over a million passages; these rows are read at 2 ns each, and ranked without a limit on how common a term may be.
struct PassageIndex {
  private struct Posting {
    var term: UInt64
    var passage: Int32
    var impact: UInt8
  }

  /// Postings that are gathered before they are written: 64 MB.
  private static let batch = 4_000_000
  private let connection: Connection
  private var terms = PassageTerms()
  private var gathered: [Posting] = []

  init(_ connection: Connection) { self.connection = connection }

  /// - Parameter number: larger than those of all passages that were added before.
  mutating func add(_ passage: Passage, number: Int) throws {
    for term in terms.of(Self.text(of: passage)) {
      gathered.append(Posting(term: term.key, passage: Int32(number), impact: term.impact))
    }
    if gathered.count >= Self.batch { try flush() }
  }

  /// What of a passage is searched: its headings and what prompts show of it.
  private static func text(of passage: Passage) -> String {
    (passage.headings + [passage.shown]).joined(separator: "\n")
  }

  /// Writes what was gathered.
  mutating func flush() throws {
    gathered.sort { ($0.term, $0.passage) < ($1.term, $1.passage) }
    var start = 0
    while start < gathered.count {
      let term = gathered[start].term
      var end = start + 1
      while end < gathered.count, gathered[end].term == term { end += 1 }
      try append(gathered[start..<end], to: Int64(bitPattern: term))
      start = end
    }
    gathered.removeAll(keepingCapacity: true)
  }

  private func append(_ postings: ArraySlice<Posting>, to term: Int64) throws {
    var chunk = try lastChunk(of: term)
    if chunk?.isFull == true { chunk = nil }
    for posting in postings {
      if chunk?.isFull == true, let full = chunk {
        try write(full, of: term)
        chunk = nil
      }
      if chunk == nil {
        chunk = PostingChunk(Int(posting.passage), impact: posting.impact)
      } else {
        chunk?.append(Int(posting.passage), impact: posting.impact)
      }
    }
    if let chunk { try write(chunk, of: term) }
  }

  private func lastChunk(of term: Int64) throws -> PostingChunk? {
    try connection.rows(
      "SELECT first, last, count, bytes FROM posting WHERE term = ? ORDER BY first DESC LIMIT 1",
      [.integer(term)]
    ).first.flatMap(Self.chunk)
  }

  private static func chunk(_ row: [SQLiteValue]) -> PostingChunk? {
    guard let first = row[0].int, let last = row[1].int, let count = row[2].int,
      case .blob(let bytes) = row[3]
    else { return nil }
    return PostingChunk(first: first, last: last, count: count, bytes: bytes)
  }

  private func write(_ chunk: PostingChunk, of term: Int64) throws {
    try connection.execute(
      "INSERT OR REPLACE INTO posting (term, first, last, count, bytes) VALUES (?, ?, ?, ?, ?)",
      [
        .integer(term), .int(chunk.first), .int(chunk.last), .int(chunk.count), .blob(chunk.bytes),
      ])
  }

  /// Takes passages out again.
  /// - Parameter passages: all that have a number in the range.
  mutating func remove(_ passages: some Sequence<Passage>, numbers: ClosedRange<Int>) throws {
    var keys: Set<UInt64> = []
    for passage in passages {
      for term in terms.of(Self.text(of: passage)) { keys.insert(term.key) }
    }
    for key in keys.sorted() {
      let term = Int64(bitPattern: key)
      let rows = try connection.rows(
        """
        SELECT first, last, count, bytes FROM posting
        WHERE term = ? AND first <= ? AND last >= ?
        """, [.integer(term), .int(numbers.upperBound), .int(numbers.lowerBound)])
      for chunk in rows.compactMap(Self.chunk) {
        try connection.execute(
          "DELETE FROM posting WHERE term = ? AND first = ?", [.integer(term), .int(chunk.first)])
        if let rest = chunk.removing(numbers) { try write(rest, of: term) }
      }
    }
  }
}

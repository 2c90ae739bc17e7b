import SQLiteStorage

/// Writes the full-text index of passages: rows of `posting`, some for each term of each segment.
///
/// FTS5 hands out the passages of a term one by one, at 40 to 650 ns each, so that a query of common words takes seconds
/// over a million passages; these rows are read at some 6 ns each, and ranked without a limit on how common a term may be.
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
  static func text(of passage: Passage) -> String {
    (passage.headings + [passage.shown]).joined(separator: "\n")
  }

  /// Writes what was gathered as a segment of its own.
  mutating func flush() throws {
    gathered.sort { ($0.term, $0.passage) < ($1.term, $1.passage) }
    let numbers = gathered.map { Int($0.passage) }
    guard let first = numbers.min(), let last = numbers.max() else { return }
    var segment = try SegmentWriter(connection, level: 0, passages: first...last)
    for posting in gathered {
      try segment.add(
        PostingChunk(Int(posting.passage), impact: posting.impact),
        term: Int64(bitPattern: posting.term))
    }
    try segment.finish()
    gathered.removeAll(keepingCapacity: true)
    try mergeFullLevels()
  }

  // MARK: Segments

  /// Segments of one level that become one of the next.
  private static let fanIn = 8

  /// Segments are written once, in the order of their terms, and merged when there are enough of a size: what comes later
  /// touches no page of what is there, and each posting is written again a few times at most.
  private func mergeFullLevels() throws {
    var level = 0
    while true {
      let rows = try connection.rows(
        "SELECT number, first, last FROM segment WHERE level = ? ORDER BY number", [.int(level)])
      guard rows.count >= Self.fanIn else { return }
      try merge(
        rows.compactMap { $0[0].int }, level: level + 1,
        passages: (rows.compactMap { $0[1].int }.min() ?? 0)...(rows.compactMap { $0[2].int }.max()
          ?? 0))
      level += 1
    }
  }

  private func merge(_ segments: [Int], level: Int, passages: ClosedRange<Int>) throws {
    let list = segments.map(String.init).joined(separator: ", ")
    var merged = try SegmentWriter(connection, level: level, passages: passages)
    // Sorted before the first row is handed out, so that what is written meanwhile is not read.
    try connection.forEachRow(
      """
      SELECT term, first, last, count, bytes FROM posting WHERE segment IN (\(list))
      ORDER BY term, first
      """
    ) { row in
      try merged.add(PostingChunk(row, from: 1), term: row.integer(0))
    }
    try merged.finish()
    for segment in segments { try Self.remove(segment, connection) }
  }

  private static func remove(_ segment: Int, _ connection: Connection) throws {
    try connection.execute("DELETE FROM posting WHERE segment = ?", [.int(segment)])
    try connection.execute("DELETE FROM segment WHERE number = ?", [.int(segment)])
  }

  // MARK: Removing

  /// Takes passages out again.
  /// - Parameter passages: all that have a number in the range.
  mutating func remove(_ passages: some Sequence<Passage>, numbers: ClosedRange<Int>) throws {
    var keys: Set<UInt64> = []
    for passage in passages {
      for term in terms.of(Self.text(of: passage)) { keys.insert(term.key) }
    }
    let range: [SQLiteValue] = [.int(numbers.upperBound), .int(numbers.lowerBound)]
    let segments = try connection.rows(
      "SELECT number FROM segment WHERE first <= ? AND last >= ? ORDER BY number", range
    ).compactMap { $0[0].int }
    for segment in segments {
      for key in keys.sorted() {
        try remove(numbers, from: segment, term: Int64(bitPattern: key))
      }
      let rest = try connection.rows(
        "SELECT 1 FROM posting WHERE segment = ? LIMIT 1", [.int(segment)])
      if rest.isEmpty { try Self.remove(segment, connection) }
    }
  }

  private func remove(_ numbers: ClosedRange<Int>, from segment: Int, term: Int64) throws {
    let place: [SQLiteValue] = [.int(segment), .integer(term)]
    var chunks: [PostingChunk] = []
    try connection.forEachRow(
      """
      SELECT first, last, count, bytes FROM posting
      WHERE segment = ? AND term = ? AND first <= ? AND last >= ?
      """, place + [.int(numbers.upperBound), .int(numbers.lowerBound)]
    ) { chunks.append(PostingChunk($0, from: 0)) }
    for chunk in chunks {
      try connection.execute(
        "DELETE FROM posting WHERE segment = ? AND term = ? AND first = ?",
        place + [.int(chunk.first)])
      if let rest = chunk.removing(numbers) {
        try rest.write(to: segment, term: term, connection)
      }
    }
  }
}

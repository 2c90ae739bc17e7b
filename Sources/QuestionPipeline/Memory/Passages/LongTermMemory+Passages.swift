import SQLiteStorage

/// A document that a memory holds passages of.
package struct MemoryDocument: Sendable, Hashable {
  package var name: String
  package var passages: Int
  /// Whether no later version of it is there.
  package var isCurrent: Bool
  /// The sets whose runs read it.
  package var sets: [String]
}

extension LongTermMemory {
  /// Keeps the passages of documents, each version once, and that this writer read them. What the writer brought and was
  /// forgotten stays so.
  /// - Parameters:
  ///   - run: the run's identifier, and `name` its set's: told again, since a writer of whom all was forgotten lost them.
  /// - Returns: how many versions were added.
  package func keep(
    _ versions: [DocumentVersion], writer: Int, run: String, name: String
  ) async throws -> Int {
    guard !versions.isEmpty else { return 0 }
    try await database.execute(
      "UPDATE writer SET run = ?, name = ? WHERE number = ? AND name = ''", .text(run),
      .text(name), .int(writer))
    return try await keep(versions, writers: [writer])
  }

  /// A few thousand passages at a time, so that others who write to the file need not wait long.
  func keep(_ versions: [DocumentVersion], writers: [Int]) async throws -> Int {
    var added = 0
    var start = 0
    while start < versions.count {
      var end = start
      var size = 0
      while end < versions.count, end == start || size + versions[end].passages.count <= 20_000 {
        size += versions[end].passages.count
        end += 1
      }
      let part = versions[start..<end]
      added += try await database.transaction { connection in
        var index = PassageIndex(connection)
        var added = 0
        for version in part where try Self.keep(version, writers: writers, connection, &index) {
          added += 1
        }
        try index.flush()
        return added
      }
      start = end
    }
    return added
  }

  /// Whether it was not there yet.
  private static func keep(
    _ version: DocumentVersion, writers: [Int], _ connection: Connection,
    _ index: inout PassageIndex
  ) throws -> Bool {
    var isWanted = false
    for writer in writers {
      try connection.execute(
        "INSERT INTO source (writer, hash) VALUES (?, ?) ON CONFLICT DO NOTHING",
        [.int(writer), .text(version.hash)])
      let row = try connection.rows(
        "SELECT forgotten FROM source WHERE writer = ? AND hash = ?",
        [.int(writer), .text(version.hash)])
      if row.first?[0].int == 0 { isWanted = true }
    }
    let known = try connection.rows(
      "SELECT 1 FROM document WHERE hash = ?", [.text(version.hash)])
    guard isWanted, known.isEmpty, !version.passages.isEmpty else { return false }
    // Not behind the last passage alone: numbers of forgotten ones are not given again.
    let first =
      try connection.rows(
        "SELECT COALESCE((SELECT seq FROM sqlite_sequence WHERE name = 'passage'), 0) + 1")[0][0]
      .int ?? 1
    let last = first + version.passages.count - 1
    try connection.execute(
      "INSERT INTO document (hash, name, first, last) VALUES (?, ?, ?, ?)",
      [.text(version.hash), .text(version.name), .int(first), .int(last)])
    let document = try connection.rows("SELECT last_insert_rowid()")[0][0]
    for (offset, passage) in version.passages.enumerated() {
      try connection.execute(
        "INSERT INTO passage (number, document, body) VALUES (?, ?, ?)",
        [.int(first + offset), document, .text(JSONWriter.text(passage.json))])
      try index.add(passage, number: first + offset)
    }
    return true
  }

  /// The documents in the order in which they came.
  package func documents() async throws -> [MemoryDocument] {
    try await database.rows(
      """
      SELECT document.name, last - first + 1,
        NOT EXISTS (SELECT 1 FROM document AS later
          WHERE later.name = document.name AND later.number > document.number),
        (SELECT json_group_array(name) FROM (
          SELECT writer.name AS name FROM source JOIN writer ON writer.number = source.writer
          WHERE source.hash = document.hash AND forgotten = 0 ORDER BY source.writer))
      FROM document ORDER BY number
      """
    ).map { row in
      MemoryDocument(
        name: row[0].string ?? "", passages: row[1].int ?? 0, isCurrent: row[2].int == 1,
        sets: try JSONReader(JSONParser.parse(row[3].string ?? "[]")).strings())
    }
  }

  /// The passages that share terms with a text, best first.
  /// - Parameters:
  ///   - meaning: the text's vector, by which those without its words are found, too.
  ///   - language: only passages in Chinese, or only others.
  package func searchPassages(
    _ text: String, meaning: StoredVector? = nil, language: LanguageTag? = nil, limit: Int,
    weights: Settings.Memory
  ) async throws -> [PassageHit] {
    try await database.withConnection { connection in
      try PassageSearch(connection).hits(
        text, meaning: meaning, language: language, limit: limit, weights: weights)
    }
  }

  /// Makes the index of passages anew where another version of it was written.
  static func checkPassageTerms(_ connection: Connection) throws {
    let known = try connection.rows(
      "SELECT value FROM meta WHERE key = 'passageTerms'")
    guard known.first?[0].string != String(PassageTerms.version) else { return }
    try connection.execute(
      """
      INSERT INTO meta (key, value) VALUES ('passageTerms', ?)
      ON CONFLICT (key) DO UPDATE SET value = excluded.value
      """, [.text(String(PassageTerms.version))])
    for table in ["posting", "segment"] { try connection.execute("DELETE FROM \(table)") }
    var index = PassageIndex(connection)
    var next = 0
    while true {
      let rows = try connection.rows(
        "SELECT number, body FROM passage WHERE number >= ? ORDER BY number LIMIT 1000",
        [.int(next)])
      for row in rows {
        let number = row[0].int ?? 0
        try index.add(Passage(JSONReader(JSONParser.parse(row[1].string ?? ""))), number: number)
        next = number + 1
      }
      if rows.isEmpty { break }
    }
    try index.flush()
  }

  // MARK: Forgetting

  /// The documents that a choice leaves no reader, with how many passages they have.
  static func documents(
    _ choice: MemoryChoice, _ connection: Connection
  ) throws -> (numbers: [Int], passages: Int) {
    guard let (condition, values) = choice.sourceCondition else { return ([], 0) }
    let rows = try connection.rows(
      """
      SELECT number, last - first + 1 FROM document WHERE NOT EXISTS (
        SELECT 1 FROM source WHERE source.hash = document.hash AND forgotten = 0
          AND NOT (\(condition))) ORDER BY number
      """, values)
    return (rows.compactMap { $0[0].int }, rows.reduce(0) { $0 + ($1[1].int ?? 0) })
  }

  /// Removes what of documents a choice takes in: that its sets read them, and those that no other set read.
  static func forgetDocuments(_ choice: MemoryChoice, _ connection: Connection) throws {
    guard let (condition, values) = choice.sourceCondition else { return }
    let numbers = try documents(choice, connection).numbers
    try connection.execute(
      """
      UPDATE source SET forgotten = 1 WHERE hash IN (SELECT hash FROM document) AND (\(condition))
      """, values)
    try forget(documents: numbers, connection)
  }

  /// Removes documents with their passages and their part of the index.
  private static func forget(documents numbers: [Int], _ connection: Connection) throws {
    guard !numbers.isEmpty else { return }
    let all = try connection.rows("SELECT COUNT(*) FROM document")[0][0].int ?? 0
    guard numbers.count < all else {
      for table in ["posting", "segment", "passage", "document"] {
        try connection.execute("DELETE FROM \(table)")
      }
      return
    }
    var index = PassageIndex(connection)
    for number in numbers {
      let row = try connection.rows(
        "SELECT first, last FROM document WHERE number = ?", [.int(number)]
      ).first
      guard let first = row?[0].int, let last = row?[1].int else { continue }
      for start in stride(from: first, through: last, by: 1000) {
        let end = min(start + 999, last)
        let passages = try connection.rows(
          "SELECT body FROM passage WHERE number BETWEEN ? AND ?", [.int(start), .int(end)]
        ).map { try Passage(JSONReader(JSONParser.parse($0[0].string ?? ""))) }
        try index.remove(passages, numbers: start...end)
      }
      try connection.execute(
        "DELETE FROM passage WHERE number BETWEEN ? AND ?", [.int(first), .int(last)])
      try connection.execute("DELETE FROM document WHERE number = ?", [.int(number)])
    }
  }
}

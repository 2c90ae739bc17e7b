import SQLiteStorage

/// A kept reply with all that the journal knows of its request but the texts.
package struct KeptReply: Sendable {
  package var entry: JournalEntry
  package var role: String
  package var cell: Int
  package var sample: Int
  package var attempt: Int
  /// The model as it was asked for.
  package var model: String
  /// Role and SHA-256 of each message.
  package var messages: [(role: String, hash: String)]
  /// SHA-256 of the schema.
  package var schema: String
}

/// Which replies of a journal are wanted; nil takes all.
package struct ReplyFilter: Sendable {
  package var role: ModelRole?
  package var cell: Int?
  package var outcome: ReplyOutcome?
  /// A key or the beginning of one.
  package var key: String?

  package init(
    role: ModelRole? = nil, cell: Int? = nil, outcome: ReplyOutcome? = nil, key: String? = nil
  ) {
    self.role = role
    self.cell = cell
    self.outcome = outcome
    self.key = key
  }
}

extension Journal {
  /// Hands out the kept replies by cell, role, sample and attempt, a few hundred at a time.
  package func replies(
    _ filter: ReplyFilter = ReplyFilter(), each: (KeptReply) async throws -> Void
  ) async throws {
    // The rows' places are sorted once; no index is kept for a listing that few ask for.
    let places = try await database.rows(
      """
      SELECT rowid FROM reply
      WHERE (?1 IS NULL OR role = ?1) AND (?2 IS NULL OR cell = ?2)
        AND (?3 IS NULL OR outcome = ?3) AND (?4 IS NULL OR substr(key, 1, length(?4)) = ?4)
      ORDER BY cell, role, sample, attempt, key
      """, .optional(filter.role?.rawValue), .optional(filter.cell),
      .optional(filter.outcome?.rawValue), .optional(filter.key)
    ).map { $0[0] }
    for start in stride(from: 0, to: places.count, by: 500) {
      let rows = try await database.withConnection { connection in
        try places[start..<min(start + 500, places.count)].flatMap { place in
          try connection.rows(
            """
            SELECT \(entryColumns), key, role, cell, sample, attempt, model, messages, schema
            FROM reply WHERE rowid = ?
            """, [place])
        }
      }
      for row in rows { try await each(try kept(row)) }
    }
  }

  private func kept(_ row: [SQLiteValue]) throws -> KeptReply {
    let key = row[14].string ?? ""
    guard let entry = try entry(row[..<14], key: key) else {
      throw Self.damaged(file, "is damaged: the reply of key \(key.prefix(12)) has no outcome")
    }
    let messages = try JSONReader(JSONParser.parse(row[20].string ?? "[]")).array().map {
      let pair = try $0.array()
      guard pair.count == 2 else { throw JSONError(.syntax, "a message is no pair") }
      return (role: try pair[0].string(), hash: try pair[1].string())
    }
    return KeptReply(
      entry: entry, role: row[15].string ?? "", cell: row[16].int ?? 0, sample: row[17].int ?? 0,
      attempt: row[18].int ?? 0, model: row[19].string ?? "", messages: messages,
      schema: row[21].string ?? "")
  }

  /// The text of that hash; nil where it was pruned.
  package func text(_ hash: String) async throws -> String? {
    try await database.withConnection { connection in
      // Looked up in an index that dies with the connection; a file of an earlier version has its own.
      let isIndexed = try connection.rows(
        "SELECT 1 FROM pragma_table_info('text') WHERE name = 'id'"
      ).isEmpty
      if isIndexed {
        return try connection.rows("SELECT body FROM text WHERE hash = ?", [.text(hash)])
          .first?[0].string
      }
      if try connection.rows("SELECT 1 FROM sqlite_temp_master WHERE name = 'text_place'").isEmpty {
        try connection.execute("CREATE TEMP TABLE text_place (hash TEXT PRIMARY KEY, id INTEGER)")
        try connection.execute("INSERT OR REPLACE INTO text_place SELECT hash, id FROM text")
      }
      let found = try connection.rows(
        "SELECT body FROM text_place JOIN text USING (id) WHERE text_place.hash = ?", [.text(hash)])
      // One that came after the index was made.
      return try
        (found.first
        ?? connection.rows("SELECT body FROM text WHERE hash = ? LIMIT 1", [.text(hash)]).first)?[0]
        .string
    }
  }

  /// What the tables hold.
  package struct Sizes: Sendable {
    package var replies: Int
    package var replyBytes: Int
    package var texts: Int
    package var textBytes: Int
    package var waves: Int
    package var cells: Int
    package var traceRows: Int
  }

  package func sizes() async throws -> Sizes {
    func number(_ sql: String) async throws -> Int {
      try await database.rows(sql).first?[0].int ?? 0
    }
    return Sizes(
      replies: try await number("SELECT COUNT(*) FROM reply"),
      replyBytes: try await number("SELECT SUM(length(CAST(content AS BLOB))) FROM reply"),
      texts: try await number("SELECT COUNT(*) FROM text"),
      textBytes: try await number("SELECT SUM(length(CAST(body AS BLOB))) FROM text"),
      waves: try await number("SELECT COUNT(*) FROM wave"),
      cells: try await number("SELECT COUNT(*) FROM cell"),
      traceRows: try await number("SELECT COUNT(*) FROM trace"))
  }

  /// How many replies there are of each role and outcome.
  package func outcomes() async throws -> [(role: String, outcome: String, count: Int)] {
    try await database.rows(
      "SELECT role, outcome, COUNT(*) FROM reply GROUP BY role, outcome ORDER BY role, outcome"
    ).map { ($0[0].string ?? "", $0[1].string ?? "", $0[2].int ?? 0) }
  }

  /// Drops the texts of requests, which no resume and no replay reads, and gives the space back.
  package func pruneTexts() async throws {
    try await database.execute("DELETE FROM text")
    try await vacuum()
  }

  /// Bytes of the file, without its write-ahead log.
  package func fileSize() async throws -> Int {
    let pages = try await database.rows("PRAGMA page_count").first?[0].int ?? 0
    let size = try await database.rows("PRAGMA page_size").first?[0].int ?? 0
    return pages * size
  }

  private func vacuum() async throws {
    try await database.execute("VACUUM")
    _ = try await database.rows("PRAGMA wal_checkpoint(TRUNCATE)")
  }
}

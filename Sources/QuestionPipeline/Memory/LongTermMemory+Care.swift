import SQLiteStorage

/// What is to be forgotten; what is not named does not limit it.
package struct MemoryChoice: Sendable, Hashable {
  /// Identifiers of items.
  package var ids: [String] = []
  /// A set by its name, or by its number.
  package var sets: [String] = []
  /// The first part of the topic path.
  package var topics: [String] = []
  package var languages: [LanguageTag] = []

  package init() {}

  /// A condition over `entry` and its values.
  var condition: (sql: String, values: [SQLiteValue]) {
    var parts: [String] = []
    var values: [SQLiteValue] = []
    func among(_ column: String, _ wanted: [String]) -> String {
      values += wanted.map(SQLiteValue.text)
      return "\(column) IN (\(wanted.map { _ in "?" }.joined(separator: ", ")))"
    }
    if !ids.isEmpty { parts.append(among("id", ids)) }
    if !sets.isEmpty {
      let byName = among("name", sets)
      let byNumber = among("CAST(number AS TEXT)", sets)
      parts.append("writer IN (SELECT number FROM writer WHERE \(byName) OR \(byNumber))")
    }
    if !topics.isEmpty { parts.append(among("json_extract(topic, '$[0]')", topics)) }
    if !languages.isEmpty { parts.append(among("language", languages.map(\.tag))) }
    return (parts.isEmpty ? "1" : parts.joined(separator: " AND "), values)
  }
}

extension LongTermMemory {
  /// Cells that a choice takes in.
  package func count(_ choice: MemoryChoice) async throws -> (accepted: Int, refused: Int) {
    let (condition, values) = choice.condition
    return try await database.withConnection { connection in
      let row = try connection.rows(
        """
        SELECT COALESCE(SUM(accepted), 0), COALESCE(SUM(1 - accepted), 0) FROM entry
        WHERE \(condition)
        """, values)[0]
      return (row[0].int ?? 0, row[1].int ?? 0)
    }
  }

  /// Removes what is chosen for good: from the rows, from the index and from the file, whose free pages are given back.
  /// A run that had seen it stops when it is resumed, and none copies it here again. Throws `StorageError`.
  package func forget(_ choice: MemoryChoice) async throws {
    let (condition, values) = choice.condition
    try await database.transaction { connection in
      try connection.execute("PRAGMA secure_delete = ON")
      try connection.execute(
        """
        INSERT INTO forgotten (position, writer, ordinal)
        SELECT position, writer, ordinal FROM entry WHERE \(condition) ORDER BY position
        """, values)
      try connection.execute(
        "DELETE FROM term WHERE rowid IN (SELECT position FROM entry WHERE \(condition))", values)
      try connection.execute("DELETE FROM entry WHERE \(condition)", values)
      // A deleted row's terms stay in older parts of the index until those are merged.
      try connection.execute("INSERT INTO term (term) VALUES ('optimize')")
      // The names of sets of which nothing is left.
      try connection.execute(
        """
        UPDATE writer SET name = '', run = '' WHERE number NOT IN (SELECT writer FROM entry)
          AND number IN (SELECT writer FROM forgotten)
        """)
    }
    try await database.execute("VACUUM")
    try await database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
  }

  /// Rows that a run saw (up to its mark, but for its own) and that were forgotten since.
  package func forgotten(since mark: Mark, except writer: Int) async throws -> Int {
    try await database.rows(
      "SELECT COUNT(*) FROM forgotten WHERE number > ? AND position <= ? AND writer <> ?",
      .int(mark.forgetting), .int(mark.position), .int(writer))[0][0].int ?? 0
  }

  // MARK: Files

  /// Hands out the memory as lines of JSON: one that says what it is, then a cell each, in their order.
  package func export(_ line: @Sendable (JSONValue) throws -> Void) async throws {
    let identifier = identifier
    try await database.withConnection { connection in
      try line(["memory": .string(identifier), "format": 1])
      try connection.forEach(
        """
        SELECT writer.number, writer.run, writer.name, writer.origin, ordinal, accepted, body
        FROM entry JOIN writer ON writer.number = entry.writer ORDER BY position
        """
      ) { row in
        let own = "\(identifier)/\(row[0].int ?? 0)"
        try line([
          "writer": .string(row[3].string ?? own), "run": .string(row[1].string ?? ""),
          "set": .string(row[2].string ?? ""), "ordinal": .integer(row[4].int ?? 0),
          "accepted": .bool(row[5].int == 1),
          "cell": try JSONParser.parse(row[6].string ?? ""),
        ])
      }
    }
  }

  /// What came of taking in a file.
  package struct Imported: Sendable, Hashable {
    package var added = 0
    /// There already, or forgotten here.
    package var known = 0
  }

  /// Throws: `JSONError` where a line is none that `export` wrote.
  package static func check(_ cell: JSONReader) throws {
    _ = try MemoryEntry(exported: cell)
    for key in ["writer", "run", "set"] { _ = try cell.string(key) }
  }

  /// Takes in cells that `export` wrote, each once, however often they are given.
  /// Throws: `JSONError` that names what is wrong, or `StorageError`; of the cells given then nothing is kept.
  package func takeIn(_ cells: [JSONReader]) async throws -> Imported {
    var parts: [ImportedPart] = []
    for cell in cells {
      let origin = try cell.string("writer")
      if parts.last?.origin != origin {
        parts.append(
          ImportedPart(origin: origin, run: try cell.string("run"), set: try cell.string("set")))
      }
      parts[parts.count - 1].entries.append(try MemoryEntry(exported: cell))
    }
    var result = Imported()
    for part in parts {
      let writer = try await writer(from: part)
      let added = try await add(part.entries, writer: writer)
      result.added += added
      result.known += part.entries.count - added
    }
    return result
  }

  /// Cells of one writer that follow each other.
  private struct ImportedPart {
    var origin: String
    var run: String
    var set: String
    var entries: [MemoryEntry] = []
  }

  /// The number of a writer that came from elsewhere, or from this file itself.
  private func writer(from part: ImportedPart) async throws -> Int {
    let (origin, run, set) = (part.origin, part.run, part.set)
    let identifier = identifier
    return try await database.transaction { connection in
      let parts = origin.split(separator: "/")
      if parts.count == 2, parts[0] == identifier, let number = Int(parts[1]),
        try !connection.rows("SELECT 1 FROM writer WHERE number = ?", [.int(number)]).isEmpty
      {
        return number
      }
      let known = try connection.rows(
        "SELECT number FROM writer WHERE origin = ?", [.text(origin)])
      if let number = known.first?[0].int { return number }
      try connection.execute(
        "INSERT INTO writer (run, name, origin) VALUES (?, ?, ?)",
        [.text(run), .text(set), .text(origin)])
      return try connection.rows("SELECT last_insert_rowid()")[0][0].int ?? 0
    }
  }
}

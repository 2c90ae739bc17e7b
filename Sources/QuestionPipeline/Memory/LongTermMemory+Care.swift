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
  /// Documents by their names: their passages, and the questions that cite them.
  package var documents: [String] = []

  package init() {}

  /// A condition over `source` and its values; nil where the choice is among questions alone.
  var sourceCondition: (sql: String, values: [SQLiteValue])? {
    guard ids.isEmpty, topics.isEmpty, languages.isEmpty else { return nil }
    var parts: [String] = []
    var values: [SQLiteValue] = []
    if !sets.isEmpty { parts.append(Self.isOfSets(sets, &values)) }
    if !documents.isEmpty {
      let named = Self.isAmong("name", documents, &values)
      parts.append("hash IN (SELECT hash FROM document WHERE \(named))")
    }
    return (parts.isEmpty ? "1" : parts.joined(separator: " AND "), values)
  }

  private static func isAmong(
    _ column: String, _ wanted: [String], _ values: inout [SQLiteValue]
  ) -> String {
    values += wanted.map(SQLiteValue.text)
    return "\(column) IN (\(wanted.map { _ in "?" }.joined(separator: ", ")))"
  }

  private static func isOfSets(_ sets: [String], _ values: inout [SQLiteValue]) -> String {
    let byName = isAmong("name", sets, &values)
    let byNumber = isAmong("CAST(number AS TEXT)", sets, &values)
    return "writer IN (SELECT number FROM writer WHERE \(byName) OR \(byNumber))"
  }

  /// A condition over `entry` and its values.
  var condition: (sql: String, values: [SQLiteValue]) {
    var parts: [String] = []
    var values: [SQLiteValue] = []
    func among(_ column: String, _ wanted: [String]) -> String {
      Self.isAmong(column, wanted, &values)
    }
    if !ids.isEmpty { parts.append(among("id", ids)) }
    if !sets.isEmpty { parts.append(Self.isOfSets(sets, &values)) }
    if !topics.isEmpty { parts.append(among("json_extract(topic, '$[0]')", topics)) }
    if !languages.isEmpty { parts.append(among("language", languages.map(\.tag))) }
    if !documents.isEmpty {
      let cited = among("json_extract(cited.value, '$.document')", documents)
      parts.append(
        """
        EXISTS (SELECT 1 FROM json_each(
          COALESCE(json_extract(body, '$.item.sources'), json_extract(body, '$.draft.sources'), '[]'))
          AS cited WHERE \(cited))
        """)
    }
    return (parts.isEmpty ? "1" : parts.joined(separator: " AND "), values)
  }
}

extension LongTermMemory {
  /// What a choice takes in: cells, and passages that nothing else needs.
  package struct Chosen: Sendable, Hashable {
    package var accepted = 0
    package var refused = 0
    package var passages = 0

    package init(accepted: Int = 0, refused: Int = 0, passages: Int = 0) {
      self.accepted = accepted
      self.refused = refused
      self.passages = passages
    }
  }

  package func count(_ choice: MemoryChoice) async throws -> Chosen {
    let (condition, values) = choice.condition
    return try await database.withConnection { connection in
      let row = try connection.rows(
        """
        SELECT COALESCE(SUM(accepted), 0), COALESCE(SUM(1 - accepted), 0) FROM entry
        WHERE \(condition)
        """, values)[0]
      return Chosen(
        accepted: row[0].int ?? 0, refused: row[1].int ?? 0,
        passages: try Self.documents(choice, connection).passages)
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
      try Self.forgetDocuments(choice, connection)
      if let space = try Self.vectorSpace(connection) {
        try VectorIndex(connection, dimensions: space.dimensions).removeOrphans()
      }
      // The names of sets of which nothing is left.
      try connection.execute(
        """
        UPDATE writer SET name = '', run = '' WHERE number NOT IN (SELECT writer FROM entry)
          AND number NOT IN (SELECT writer FROM source WHERE forgotten = 0)
          AND number IN (SELECT writer FROM forgotten UNION SELECT writer FROM source)
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
}

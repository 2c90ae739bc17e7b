package import SQLiteStorage

/// What outlives runs: one SQLite file to which every run appends the questions that it accepted and refused, and the
/// passages of the documents that it read.
///
/// Rows are read up to a mark, by their order; recall writes nothing. Each run has a writer's number, under which its
/// rows are added once, however often they are sent.
package actor LongTermMemory {
  let database: Database
  let file: String

  /// The file's own name for itself, by which a run knows it again.
  package let identifier: String

  /// Opens or creates the file. One of an older version is copied beside itself first, then brought up to date.
  /// Throws `StorageError`.
  /// - Parameter freshIdentifier: what a new file is called; no two files may get the same.
  package init(
    file: String, freshIdentifier: String, place: DatabasePlace = .system
  ) async throws {
    self.file = file
    database = try Database(file: file, place: place)
    try await Self.check(database, file)
    try await Self.schema.run(on: database, file: file) { connection, version in
      try Self.backUp(connection, file, version: version)
    }
    if let known = try await Self.identifier(database) {
      identifier = known
      return
    }
    identifier = try await database.transaction { connection in
      try connection.execute(
        "INSERT INTO meta (key, value) VALUES ('id', ?) ON CONFLICT (key) DO NOTHING",
        [.text(freshIdentifier)])
      let known = try connection.rows("SELECT value FROM meta WHERE key = 'terms'").first?[0].string
      if known != String(MemoryTerms.version) { try Self.indexAnew(connection) }
      try Self.checkPassageTerms(connection)
      return try connection.rows("SELECT value FROM meta WHERE key = 'id'")[0][0].string ?? ""
    }
  }

  /// The name of a file that has one and whose indexes are of this program's version. Nothing is written to learn it, so that
  /// nobody who opens a memory waits for another who is writing much.
  private static func identifier(_ database: Database) async throws -> String? {
    let rows = try await database.rows(
      "SELECT key, value FROM meta WHERE key IN ('id', 'terms', 'passageTerms')")
    let known = Dictionary(
      rows.compactMap { row in row[0].string.flatMap { key in row[1].string.map { (key, $0) } } },
      uniquingKeysWith: { first, _ in first })
    guard known["terms"] == String(MemoryTerms.version),
      known["passageTerms"] == String(PassageTerms.version)
    else { return nil }
    return known["id"]
  }

  /// Opens a file that is there, for reading and for care of it. Throws `FileError` where there is none, or `StorageError`.
  package static func existing(_ file: String) async throws -> LongTermMemory {
    guard FileSystem.exists(file) else {
      throw FileError(
        code: .notFound, path: file,
        detail: "there is no such memory; a run with --memory makes one")
    }
    return try await LongTermMemory(file: file, freshIdentifier: "")
  }

  /// Throws: `StorageError` where the file is a database of something else.
  private static func check(_ database: Database, _ file: String) async throws {
    let tables = try await database.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
    let names = Set(tables.compactMap { $0[0].string })
    guard names.isEmpty || names.isSuperset(of: ["meta", "writer", "entry"]) else {
      throw StorageError(
        code: .other, file: file,
        detail: "is no memory: it is a database of something else; name another file")
    }
  }

  /// Copies the file beside itself before it is changed, to a name that nothing has yet on the disk it lies on.
  private static func backUp(_ connection: Connection, _ file: String, version: Int) throws {
    let name = "\(file).version-\(version)"
    for count in 1... {
      let copy = count == 1 ? name : "\(name)-\(count)"
      guard !FileSystem.exists(copy) else { continue }
      do {
        return try connection.execute("VACUUM INTO ?", [.text(copy)])
      } catch let error as StorageError
        where count < 1000 && error.detail.contains("output file already exists")
      {}  // It is there on a disk that the system does not show.
    }
  }

  private static func indexAnew(_ connection: Connection) throws {
    try connection.execute("DELETE FROM term")
    var rows: [(position: SQLiteValue, question: String)] = []
    try connection.forEach("SELECT position, question FROM entry WHERE question IS NOT NULL") {
      rows.append(($0[0], $0[1].string ?? ""))
    }
    for row in rows { try index(row.question, at: row.position, connection) }
    try connection.execute(
      """
      INSERT INTO meta (key, value) VALUES ('terms', ?)
      ON CONFLICT (key) DO UPDATE SET value = excluded.value
      """, [.text(String(MemoryTerms.version))])
  }

  private static func index(
    _ question: String, at position: SQLiteValue, _ connection: Connection
  ) throws {
    let terms = MemoryTerms.of(question).joined(separator: " ")
    try connection.execute(
      "INSERT INTO term (rowid, terms) VALUES (?, ?)", [position, .text(terms)])
  }

  /// A new writer's number for a run.
  /// - Parameter name: the set's name, by which later runs speak of it.
  package func makeWriter(run: String, name: String) async throws -> Int {
    try await database.transaction { connection in
      try connection.execute(
        "INSERT INTO writer (run, name) VALUES (?, ?)", [.text(run), .text(name)])
      return try connection.rows("SELECT last_insert_rowid()")[0][0].int ?? 0
    }
  }

  /// What a run sees of a memory, whatever comes later.
  package struct Mark: Sendable, Hashable {
    /// The last row.
    package var position: Int
    /// The last forgetting before it.
    package var forgetting: Int
  }

  /// The mark of now: what is written later is not seen by a run that took it.
  package func mark() async throws -> Mark {
    let row = try await database.rows(
      """
      SELECT (SELECT COALESCE(MAX(position), 0) FROM entry),
        (SELECT COALESCE(MAX(number), 0) FROM forgotten)
      """)[0]
    return Mark(position: row[0].int ?? 0, forgetting: row[1].int ?? 0)
  }

  /// The accepted questions up to the mark, in the order of their writing, without those of one writer.
  package func known(upTo mark: Int, except writer: Int) async throws -> [MemorySnapshot.Known] {
    try await database.rows(
      """
      SELECT entry.id, question, topic, language, writer.name FROM entry
      JOIN writer ON writer.number = entry.writer
      WHERE position <= ? AND accepted = 1 AND entry.writer <> ? ORDER BY position
      """, .int(mark), .int(writer)
    ).compactMap { row in
      guard let id = row[0].string, let question = row[1].string,
        let language = LanguageTag(row[3].string ?? "")
      else { return nil }
      let topic = try JSONReader(JSONParser.parse(row[2].string ?? "[]")).strings()
      return MemorySnapshot.Known(
        id: id, question: question, topic: topic, language: language, set: row[4].string)
    }
  }

  /// Adds the cells of a run that are neither there yet nor forgotten.
  /// - Parameters:
  ///   - run: the run's identifier, and `name` its set's: told again, since a writer of whom all was forgotten lost them.
  package func append(
    _ cells: [CellRecord], writer: Int, run: String, name: String
  ) async throws {
    let entries = try cells.map { try MemoryEntry($0) }
    try await database.execute(
      "UPDATE writer SET run = ?, name = ? WHERE number = ? AND name = ''", .text(run),
      .text(name), .int(writer))
    _ = try await add(entries, writer: writer)
  }

  /// Adds entries that are neither there yet nor forgotten; returns how many were added.
  func add(_ entries: [MemoryEntry], writer: Int) async throws -> Int {
    try await database.transaction { connection in
      var added = 0
      for entry in entries {
        let place: [SQLiteValue] = [.int(writer), .int(entry.ordinal)]
        let known = try connection.rows(
          """
          SELECT 1 FROM entry WHERE writer = ?1 AND ordinal = ?2
          UNION ALL SELECT 1 FROM forgotten WHERE writer = ?1 AND ordinal = ?2
          """, place)
        guard known.isEmpty else { continue }
        try connection.execute(
          """
          INSERT INTO entry
            (writer, ordinal, accepted, id, topic, square, language, question, body, angle, evidence)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          """, place + entry.values)
        added += 1
        guard let question = entry.question else { continue }
        let position = try connection.rows("SELECT last_insert_rowid()")[0][0]
        try Self.index(question, at: position, connection)
      }
      return added
    }
  }
}

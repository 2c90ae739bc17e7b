package import SQLiteStorage

/// What outlives runs: one SQLite file to which every run appends the questions that it accepted and refused.
///
/// Rows are read up to a mark, by their order; recall writes nothing. Each run has a writer's number, under which its
/// rows are added once, however often they are sent.
package actor LongTermMemory {
  private let database: Database

  /// The file's own name for itself, by which a run knows it again.
  package let identifier: String

  /// Opens or creates the file. Throws `StorageError`.
  /// - Parameter freshIdentifier: what a new file is called; no two files may get the same.
  package init(
    file: String, freshIdentifier: String, place: DatabasePlace = .system
  ) async throws {
    database = try Database(file: file, place: place)
    try await Self.schema.run(on: database, file: file)
    identifier = try await database.transaction { connection in
      try connection.execute(
        "INSERT INTO meta (key, value) VALUES ('id', ?) ON CONFLICT (key) DO NOTHING",
        [.text(freshIdentifier)])
      return try connection.rows("SELECT value FROM meta WHERE key = 'id'")[0][0].string ?? ""
    }
  }

  static let schema = Migrator(steps: [
    [
      "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
      "CREATE TABLE writer (number INTEGER PRIMARY KEY AUTOINCREMENT, run TEXT NOT NULL, name TEXT NOT NULL)",
      """
      CREATE TABLE entry (
        position INTEGER PRIMARY KEY AUTOINCREMENT, writer INTEGER NOT NULL REFERENCES writer,
        ordinal INTEGER NOT NULL, accepted INTEGER NOT NULL, id TEXT, topic TEXT NOT NULL,
        square TEXT NOT NULL, language TEXT NOT NULL, question TEXT, body TEXT NOT NULL,
        UNIQUE (writer, ordinal)
      )
      """,
    ]
  ])

  /// A new writer's number for a run.
  /// - Parameter name: the set's name, by which later runs speak of it.
  package func makeWriter(run: String, name: String) async throws -> Int {
    try await database.transaction { connection in
      try connection.execute(
        "INSERT INTO writer (run, name) VALUES (?, ?)", [.text(run), .text(name)])
      return try connection.rows("SELECT last_insert_rowid()")[0][0].int ?? 0
    }
  }

  /// The last position: what is written later is not seen by a run that took this mark.
  package func mark() async throws -> Int {
    try await database.rows("SELECT COALESCE(MAX(position), 0) FROM entry")[0][0].int ?? 0
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

  /// Adds the cells of a run that are not there yet.
  package func append(_ cells: [CellRecord], writer: Int) async throws {
    try await database.transaction { connection in
      for record in cells {
        let cell = try Cell(JSONReader(record.body).required("cell"))
        let content = record.body[record.isAccepted ? "item" : "draft"]
        try connection.execute(
          """
          INSERT INTO entry
            (writer, ordinal, accepted, id, topic, square, language, question, body)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (writer, ordinal) DO NOTHING
          """,
          [
            .int(writer), .int(record.ordinal), .int(record.isAccepted ? 1 : 0),
            .optional(content?["id"]?.stringValue),
            .text(JSONWriter.text(.strings(cell.topicPath))),
            .text(JSONWriter.text(cell.square.json)), .text(cell.square.language.tag),
            .optional(content?["question"]?.stringValue), .text(JSONWriter.text(record.body)),
          ])
      }
    }
  }
}

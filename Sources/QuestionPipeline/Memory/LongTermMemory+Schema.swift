import SQLiteStorage

extension LongTermMemory {
  /// Each step from one version of the file to the next.
  static let schema = Migrator(
    steps: [
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
      ],
      [
        // What planning and lessons read of every row, so that no whole body need be parsed.
        "ALTER TABLE entry ADD COLUMN angle TEXT",
        "ALTER TABLE entry ADD COLUMN evidence TEXT NOT NULL DEFAULT '{}'",
        """
        UPDATE entry SET angle = json_extract(body, '$.cell.angle'), evidence = json_object(
          'critiques', (
            SELECT json_group_array((
              SELECT json_group_array(json_patch(
                json_object('flaw', json_extract(flaw.value, '$.name')),
                json_object('suggestion', json_extract(flaw.value, '$.suggestion'))))
              FROM json_each(critique.value, '$.flaws') AS flaw))
            FROM json_each(body, '$.critiques') AS critique),
          'told', json('[]'), 'withheld', json('[]'))
        """,
        // Where an imported writer came from, so that the same file is taken in once.
        "ALTER TABLE writer ADD COLUMN origin TEXT",
      ] + forgettings, documents, vectors,
    ], whole: entries + forgettings + documents + vectors)

  /// What the first steps make of writers and their entries.
  private static let entries = [
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    """
    CREATE TABLE writer (
      number INTEGER PRIMARY KEY AUTOINCREMENT, run TEXT NOT NULL, name TEXT NOT NULL, origin TEXT
    )
    """,
    """
    CREATE TABLE entry (
      position INTEGER PRIMARY KEY AUTOINCREMENT, writer INTEGER NOT NULL REFERENCES writer,
      ordinal INTEGER NOT NULL, accepted INTEGER NOT NULL, id TEXT, topic TEXT NOT NULL,
      square TEXT NOT NULL, language TEXT NOT NULL, question TEXT, body TEXT NOT NULL, angle TEXT,
      evidence TEXT NOT NULL DEFAULT '{}', UNIQUE (writer, ordinal)
    )
    """,
  ]

  private static let forgettings = [
    """
    CREATE TABLE forgotten (
      number INTEGER PRIMARY KEY AUTOINCREMENT, position INTEGER NOT NULL, writer INTEGER NOT NULL,
      ordinal INTEGER NOT NULL, UNIQUE (writer, ordinal)
    )
    """,
    "CREATE VIRTUAL TABLE term USING fts5(terms, detail = none, tokenize = 'ascii')",
  ]

  private static let documents = [
    // A version of a document: its passages have the numbers from first to last.
    """
    CREATE TABLE document (
      number INTEGER PRIMARY KEY AUTOINCREMENT, hash TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
      first INTEGER NOT NULL, last INTEGER NOT NULL
    )
    """,
    "CREATE INDEX document_name ON document (name)",
    // Who read it; kept when it is forgotten, so that the same run does not bring it again.
    """
    CREATE TABLE source (
      writer INTEGER NOT NULL, hash TEXT NOT NULL, forgotten INTEGER NOT NULL DEFAULT 0,
      PRIMARY KEY (writer, hash)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX source_hash ON source (hash)",
    """
    CREATE TABLE passage (
      number INTEGER PRIMARY KEY AUTOINCREMENT, document INTEGER NOT NULL, body TEXT NOT NULL
    )
    """,
    // A part of the index of passages, which has those from first to last: see PassageIndex.
    """
    CREATE TABLE segment (
      number INTEGER PRIMARY KEY AUTOINCREMENT, level INTEGER NOT NULL, first INTEGER NOT NULL,
      last INTEGER NOT NULL
    )
    """,
    // The passages that have a term, by its hash, some for a row: see PostingChunk.
    """
    CREATE TABLE posting (
      segment INTEGER NOT NULL, term INTEGER NOT NULL, first INTEGER NOT NULL,
      last INTEGER NOT NULL, count INTEGER NOT NULL, bytes BLOB NOT NULL,
      PRIMARY KEY (segment, term, first)
    ) WITHOUT ROWID
    """,
  ]

  private static let vectors = [
    // Vectors of questions and passages, whose numbers VectorOwner gives, and blocks of their signs: see SignBlock.
    "CREATE TABLE vector (owner INTEGER PRIMARY KEY, bytes BLOB NOT NULL)",
    "CREATE TABLE signs (number INTEGER PRIMARY KEY, bytes BLOB NOT NULL)",
  ]
}

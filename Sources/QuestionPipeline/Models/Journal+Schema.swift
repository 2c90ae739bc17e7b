package import SQLiteStorage

extension Journal {
  /// Each step from one version of the file to the next.
  package static let schema = Migrator(
    steps: [
      [
        "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
        "CREATE TABLE text (hash TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID",
        """
        CREATE TABLE reply (
          key TEXT PRIMARY KEY, role TEXT NOT NULL, cell INTEGER NOT NULL, sample INTEGER NOT NULL,
          attempt INTEGER NOT NULL, model TEXT NOT NULL, messages TEXT NOT NULL, schema TEXT NOT NULL,
          outcome TEXT NOT NULL, detail TEXT, content TEXT, finish TEXT, answered_by TEXT,
          prompt_tokens INTEGER, completion_tokens INTEGER, usage_reported INTEGER
        )
        """,
        "CREATE INDEX reply_by_cell ON reply (cell, role)",
        "CREATE TABLE wave (number INTEGER PRIMARY KEY, checkpoint TEXT NOT NULL)",
        """
        CREATE TABLE cell (
          ordinal INTEGER PRIMARY KEY, wave INTEGER NOT NULL, accepted INTEGER NOT NULL,
          body TEXT NOT NULL
        )
        """,
        "CREATE INDEX cell_by_wave ON cell (wave)",
        """
        CREATE TABLE trace (
          wave INTEGER NOT NULL, position INTEGER NOT NULL, body TEXT NOT NULL,
          PRIMARY KEY (wave, position)
        ) WITHOUT ROWID
        """,
      ],
      [
        "ALTER TABLE reply ADD COLUMN cached_tokens INTEGER",
        "ALTER TABLE reply ADD COLUMN reasoning_tokens INTEGER",
        "ALTER TABLE reply ADD COLUMN cost INTEGER",
        "ALTER TABLE reply ADD COLUMN wire TEXT",
      ],
      [
        "DROP INDEX reply_by_cell",
        "ALTER TABLE reply RENAME TO indexed_reply",
        """
        CREATE TABLE reply (
          id INTEGER PRIMARY KEY, key TEXT NOT NULL, role TEXT NOT NULL, cell INTEGER NOT NULL,
          sample INTEGER NOT NULL, attempt INTEGER NOT NULL, model TEXT NOT NULL,
          messages TEXT NOT NULL, schema TEXT NOT NULL, outcome TEXT NOT NULL, detail TEXT,
          content TEXT, finish TEXT, answered_by TEXT, prompt_tokens INTEGER,
          completion_tokens INTEGER, usage_reported INTEGER, cached_tokens INTEGER,
          reasoning_tokens INTEGER, cost INTEGER, wire TEXT
        )
        """,
        "INSERT INTO reply SELECT rowid, * FROM indexed_reply",
        "DROP TABLE indexed_reply",
        "CREATE TABLE reply_key (id INTEGER PRIMARY KEY, key TEXT NOT NULL)",
        "INSERT INTO reply_key SELECT id, key FROM reply",
        "ALTER TABLE text RENAME TO indexed_text",
        "CREATE TABLE text (id INTEGER PRIMARY KEY, hash TEXT NOT NULL, body TEXT NOT NULL)",
        "INSERT INTO text (hash, body) SELECT hash, body FROM indexed_text",
        "DROP TABLE indexed_text",
      ],
      [
        "ALTER TABLE reply ADD COLUMN cap INTEGER",
        "ALTER TABLE reply ADD COLUMN sum INTEGER",
        "ALTER TABLE reply_key ADD COLUMN sum INTEGER",
        "ALTER TABLE wave ADD COLUMN sum INTEGER",
        "ALTER TABLE cell ADD COLUMN sum INTEGER",
        "ALTER TABLE trace ADD COLUMN sum INTEGER",
        "ALTER TABLE meta ADD COLUMN sum INTEGER",
      ],
      // Keys that are there already stay where they are.
      [
        "CREATE TABLE reply_keys (first INTEGER PRIMARY KEY, keys BLOB NOT NULL, sum INTEGER NOT NULL)"
      ],
    ], whole: whole)

  /// What they come to, so that a new file need not go through all of them.
  private static let whole = [
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL, sum INTEGER) WITHOUT ROWID",
    """
    CREATE TABLE wave (number INTEGER PRIMARY KEY, checkpoint TEXT NOT NULL, sum INTEGER)
    """,
    """
    CREATE TABLE cell (
      ordinal INTEGER PRIMARY KEY, wave INTEGER NOT NULL, accepted INTEGER NOT NULL,
      body TEXT NOT NULL, sum INTEGER
    )
    """,
    "CREATE INDEX cell_by_wave ON cell (wave)",
    """
    CREATE TABLE trace (
      wave INTEGER NOT NULL, position INTEGER NOT NULL, body TEXT NOT NULL, sum INTEGER,
      PRIMARY KEY (wave, position)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE reply (
      id INTEGER PRIMARY KEY, key TEXT NOT NULL, role TEXT NOT NULL, cell INTEGER NOT NULL,
      sample INTEGER NOT NULL, attempt INTEGER NOT NULL, model TEXT NOT NULL,
      messages TEXT NOT NULL, schema TEXT NOT NULL, outcome TEXT NOT NULL, detail TEXT,
      content TEXT, finish TEXT, answered_by TEXT, prompt_tokens INTEGER,
      completion_tokens INTEGER, usage_reported INTEGER, cached_tokens INTEGER,
      reasoning_tokens INTEGER, cost INTEGER, wire TEXT, cap INTEGER, sum INTEGER
    )
    """,
    "CREATE TABLE reply_key (id INTEGER PRIMARY KEY, key TEXT NOT NULL, sum INTEGER)",
    "CREATE TABLE text (id INTEGER PRIMARY KEY, hash TEXT NOT NULL, body TEXT NOT NULL)",
    "CREATE TABLE reply_keys (first INTEGER PRIMARY KEY, keys BLOB NOT NULL, sum INTEGER NOT NULL)",
  ]
}

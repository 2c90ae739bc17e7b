package import SQLiteStorage

/// The kept replies of models and the checkpoints of waves: `journal.sqlite`. A reply is durable before it is used.
///
/// Replies that arrive while a commit is being written share the next one, so that many requests cost one wait for
/// the disk.
package actor Journal {
  let database: Database
  /// Keys that the file held when it was opened or that were recorded since.
  private var known: Set<String>
  private var knownTexts: Set<String> = []
  private var pending: [JournalRecord] = []
  /// Those whose records are pending, in the same order but for the one who commits.
  private var waiting: [CheckedContinuation<Turn, any Error>] = []
  private var isCommitting = false

  /// What somebody who waited for a commit wakes up to.
  private enum Turn { case committed, commitYourself }

  /// Opens or creates the file. Throws `StorageError`.
  package init(file: String, mode: Connection.Mode = .readWrite, durable: Bool = true) async throws
  {
    database = try Database(file: file, mode: mode, durable: durable)
    if mode == .readWrite {
      try await Self.schema.run(on: database, file: file)
    } else {
      try await Self.schema.check(database, file: file)
    }
    known = Set(try await database.rows("SELECT key FROM reply").compactMap { $0[0].string })
  }

  static let schema = Migrator(steps: [
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
  ])

  // MARK: Replies

  /// The kept entry of that key, whatever its outcome.
  package func entry(_ key: String) async throws -> JournalEntry? {
    guard known.contains(key) else { return nil }
    let rows = try await database.rows(
      """
      SELECT outcome, detail, content, finish, answered_by, prompt_tokens, completion_tokens,
        usage_reported, cached_tokens, reasoning_tokens, cost, wire FROM reply WHERE key = ?
      """, .text(key))
    guard let row = rows.first, let outcome = ReplyOutcome(rawValue: row[0].string ?? "") else {
      return nil
    }
    var reply: ChatReply?
    if let content = row[2].string {
      reply = ChatReply(
        content: content, finishReason: FinishReason(rawValue: row[3].string ?? "") ?? .other,
        usage: TokenUsage(
          prompt: row[5].int ?? 0, completion: row[6].int ?? 0, isReported: row[7].int == 1,
          cached: row[8].int ?? 0, reasoning: row[9].int ?? 0, cost: row[10].int),
        model: row[4].string ?? "")
    }
    let wire = try row[11].string.map { try WireRecord(JSONReader(JSONParser.parse($0))) }
    reply?.wire = wire
    return JournalEntry(
      key: key, outcome: outcome, reply: reply, detail: row[1].string, wire: wire)
  }

  /// Keeps the entry; returns when it is durable. Cancelling does not stop it: the reply is paid for.
  package func record(_ entry: JournalEntry, of request: ChatRequest, model: String) async throws {
    pending.append(JournalRecord(entry: entry, request: request, model: model))
    if isCommitting {
      let turn = try await withCheckedThrowingContinuation { waiting.append($0) }
      if turn == .committed { return }
    }
    isCommitting = true
    let batch = pending
    // Whoever was told to commit has left the line: all who wait are others.
    let others = waiting
    pending = []
    waiting = []
    let result: Result<Void, any Error>
    do {
      try await commit(batch)
      result = .success(())
    } catch {
      result = .failure(error)
    }
    for other in others { other.resume(with: result.map { .committed }) }
    if waiting.isEmpty {
      isCommitting = false
    } else {
      waiting.removeFirst().resume(returning: .commitYourself)
    }
    try result.get()
  }

  private func commit(_ batch: [JournalRecord]) async throws {
    let newTexts = knownTexts
    let written = try await database.transaction { connection in
      var written: [String] = []
      for record in batch {
        written += try record.write(on: connection, knownTexts: newTexts)
      }
      return written
    }
    knownTexts.formUnion(written)
    known.formUnion(batch.map(\.entry.key))
  }
}

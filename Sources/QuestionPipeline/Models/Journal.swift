package import SQLiteStorage
import Synchronization

/// The kept replies of models and the checkpoints of waves: `journal.sqlite`. A reply is durable before it is used.
///
/// Replies that arrive while a commit is being written share the next one, so that many requests cost one wait for
/// the disk. Rows are only ever added at the ends of their tables; which keys there are is kept in memory (`KeyIndex`).
package final class Journal: Sendable {
  /// The names of its file and of those that SQLite keeps beside it.
  package static let files = ["journal.sqlite", "journal.sqlite-wal", "journal.sqlite-shm"]

  let database: Database
  /// As the caller named it.
  let file: String
  private let clock: any RunClock
  private let state: Mutex<State>
  /// Whether its rows may carry sums: a file of an earlier version that is only read does not.
  let hasSums: Bool

  private struct State {
    /// Rows of the replies that the file held when it was opened or that were recorded since.
    var known: KeyIndex
    var texts = LatestTexts()
    /// What the replies took, from the first wave that is committed on.
    var usage: KeptUsage?
    /// What the replies came to over the wire; nil where the file held replies when it was opened.
    var wires: WireSummary?
    var pending: [JournalRecord] = []
    /// Those whose records are pending, in the same order but for the one who commits.
    var waiting: [CheckedContinuation<Turn, any Error>] = []
    var isCommitting = false
    var pace = CommitPace()
  }

  /// What somebody who waited for a commit wakes up to.
  private enum Turn { case committed, commitYourself }

  /// Opens or creates the file. Throws `StorageError`.
  /// - Parameter clock: tells how long a commit waits for company when many come.
  package init(
    file: String, mode: Connection.Mode = .readWrite, durable: Bool = true,
    place: DatabasePlace = .system, clock: any RunClock = MonotonicClock()
  ) async throws {
    self.file = file
    // A simulator's files are its own affair.
    let found = mode == .readWrite && place.vfs == nil ? try FoundFiles(file) : nil
    self.clock = clock
    database = try Database(file: file, mode: mode, durable: durable, place: place)
    if mode == .readWrite {
      if let found { try await Self.begin(database, file, found) }
      try await Self.schema.run(on: database, file: file)
      if found != nil { try await Self.markOpen(database) }
    } else {
      try await Self.schema.check(database, file: file)
    }
    let (version, known, texts) = try await database.withConnection { connection in
      // A file of an earlier version that is only read stays as it is.
      let version = try connection.rows("PRAGMA user_version").first?[0].int ?? 0
      // The first are those that stand in every request.
      let texts = try connection.rows(
        "SELECT hash FROM text ORDER BY \(version >= 3 ? "id" : "hash") LIMIT 64")
      return (
        version, try KeyIndex(on: connection, version: version, file: file),
        texts.compactMap { $0[0].string }
      )
    }
    hasSums = version >= 4
    var state = State(known: known, wires: known.last == 0 ? WireSummary() : nil)
    for text in texts { _ = state.texts.isKnown(RecordKey(text)) }
    self.state = Mutex(state)
  }

  // MARK: Replies

  /// The kept entry of that key, whatever its outcome.
  package func entry(_ key: String) async throws -> JournalEntry? {
    guard let id = state.withLock({ $0.known[key] }) else { return nil }
    let rows = try await database.rows(
      "SELECT \(entryColumns) FROM reply WHERE rowid = ?", .integer(id))
    guard let row = rows.first, let entry = try entry(row[...], key: key) else {
      throw Self.damaged(file, "is damaged: the reply of key \(key.prefix(12)) is lost")
    }
    return entry
  }

  /// What `entry(_:key:)` reads. A file of an earlier version that is only read has neither caps nor sums.
  var entryColumns: String {
    "outcome, detail, content, finish, answered_by, prompt_tokens, completion_tokens, "
      + "usage_reported, cached_tokens, reasoning_tokens, cost, wire, "
      + (hasSums ? "cap, sum" : "NULL, NULL")
  }

  /// The entry in columns that begin with those of `entryColumns`; nil where its outcome is none.
  /// Throws: `StorageError` where the row is not the one that was written.
  func entry(_ row: ArraySlice<SQLiteValue>, key: String) throws -> JournalEntry? {
    let row = Array(row)
    guard let outcome = ReplyOutcome(rawValue: row[0].string ?? "") else { return nil }
    guard row[13] == .null || row[13] == .integer(JournalRecord.sum(.text(key), row[..<13])) else {
      throw Self.damaged(file, "is damaged: the reply of key \(key.prefix(12)) has changed")
    }
    let wire = try row[11].string.map { try WireRecord(JSONReader(JSONParser.parse($0))) }
    let reply = row[2].string.map { content in
      ChatReply(
        content: content, finishReason: FinishReason(rawValue: row[3].string ?? "") ?? .other,
        usage: TokenUsage(
          prompt: row[5].int ?? 0, completion: row[6].int ?? 0, isReported: row[7].int == 1,
          cached: row[8].int ?? 0, reasoning: row[9].int ?? 0, cost: row[10].int),
        model: row[4].string ?? "", wire: wire)
    }
    return JournalEntry(
      key: key, outcome: outcome, reply: reply, detail: row[1].string, wire: wire,
      cap: row[12].int)
  }

  /// Keeps the entry; returns when it is durable. Cancelling does not stop it: the reply is paid for.
  package func record(_ entry: JournalEntry, of request: ChatRequest, model: String) async throws {
    let record = JournalRecord(entry: entry, request: request, model: model)
    let turn = try await withCheckedThrowingContinuation {
      (continuation: CheckedContinuation<Turn, any Error>) in
      let mustCommit = state.withLock { state in
        state.pending.append(record)
        guard state.isCommitting else {
          state.isCommitting = true
          return true
        }
        state.waiting.append(continuation)
        return false
      }
      if mustCommit { continuation.resume(returning: .commitYourself) }
    }
    if turn == .committed { return }
    let delay = delay()
    // Cancelled, it does not sleep: the commit goes ahead all the same.
    if delay > .zero { try? await clock.sleep(for: delay) }
    // Whoever was told to commit has left the line: all who wait are others.
    let (batch, others) = takePending()
    let result: Result<Void, any Error>
    do {
      try await commit(batch)
      result = .success(())
    } catch {
      result = .failure(error)
    }
    switch result {
    case .success: for other in others { other.resume(returning: .committed) }
    case .failure(let error): for other in others { other.resume(throwing: error) }
    }
    nextCommitter()?.resume(returning: .commitYourself)
    try result.get()
  }

  private func commit(_ batch: [JournalRecord]) async throws {
    let (last, texts) = missing(of: batch)
    do {
      try await database.transaction {
        try JournalRecord.write(batch, texts: texts, after: last, on: $0)
      }
    } catch {
      forget(texts)
      throw error
    }
    remember(batch)
  }

  // Each lock of a commit is taken in a function of its own that is not inlined: a lock knows its thread, and Swift 6.3
  // takes the thread from before an `await` for that behind it where it sees both at once.

  /// The last row, and what the file lacks of the texts of some records.
  @inline(never)
  private func missing(of batch: [JournalRecord]) -> (last: Int64, texts: [DigestedText]) {
    state.withLock { state in
      var texts: [DigestedText] = []
      var before: [DigestedText] = []
      for record in batch {
        for (place, text) in record.texts.enumerated() {
          // System messages and schemas are mostly those of the record before.
          if place < before.count, before[place] === text { continue }
          if !state.texts.isKnown(text.key) { texts.append(text) }
        }
        before = record.texts
      }
      // Nobody else commits meanwhile.
      return (state.known.last, texts)
    }
  }

  @inline(never)
  private func remember(_ batch: [JournalRecord]) {
    state.withLock { state in
      if state.usage != nil {
        for (index, record) in batch.enumerated() {
          record.count(in: &state.usage!, row: state.known.last + Int64(index + 1))
        }
      }
      for record in batch { if let wire = record.wire { state.wires?.add(wire) } }
      state.known.append(batch.lazy.map(\.key))
    }
  }

  /// What all kept replies came to over the wire. Throws: `StorageError`, `JSONError`.
  package func wireSummary() async throws -> WireSummary {
    if let known = state.withLock({ $0.wires }) { return known }
    return try await database.withConnection { connection in
      var summary = WireSummary()
      try connection.forEach("SELECT wire FROM reply WHERE wire IS NOT NULL") {
        summary.add(try WireRecord(JSONReader(JSONParser.parse($0[0].string ?? "null"))))
      }
      return summary
    }
  }

  /// What the replies took: those that the file holds, but for the latest ones.
  func keptUsage(on connection: Connection) throws -> KeptUsage {
    if let known = state.withLock({ $0.usage }) { return known }
    let read = try KeptUsage(on: connection)
    // Replies that are remembered from here on may be among those that were read; each is counted once all the same.
    state.withLock { $0.usage = read }
    return read
  }

  @inline(never)
  private func forget(_ texts: [DigestedText]) {
    state.withLock { $0.texts.forget(texts.lazy.map(\.key)) }
  }

  /// How long the next commit is to wait.
  @inline(never)
  private func delay() -> Duration {
    state.withLock { [now = clock.now] in $0.pace.delay(at: now) }
  }

  /// Takes all records that wait, with those who wait for them.
  @inline(never)
  private func takePending() -> ([JournalRecord], [CheckedContinuation<Turn, any Error>]) {
    state.withLock { [now = clock.now] state in
      state.pace.committing(state.pending.count, at: now)
      defer { (state.pending, state.waiting) = ([], []) }
      return (state.pending, state.waiting)
    }
  }

  /// Who is to commit next; nil where nobody waits.
  @inline(never)
  private func nextCommitter() -> CheckedContinuation<Turn, any Error>? {
    state.withLock { state in
      if state.waiting.isEmpty {
        state.isCommitting = false
        return nil
      }
      return state.waiting.removeFirst()
    }
  }
}

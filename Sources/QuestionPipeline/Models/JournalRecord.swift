import SQLiteStorage

/// An entry on its way to the disk, with the request that it answers.
struct JournalRecord: Sendable {
  let key: RecordKey
  /// The request's texts by their digests: those of its messages, then the schema's.
  let texts: [(digest: String, body: String)]
  /// What the reply's row holds behind its identifier.
  private let columns: [SQLiteValue]

  /// Makes all ready that does not need the connection.
  init(entry: JournalEntry, request: ChatRequest, model: String) {
    key = RecordKey(entry.key)
    let schema = TextDigests.shared.schema(request.schema)
    texts =
      request.messages.map { (TextDigests.shared.digest(of: $0.content), $0.content) }
      + [(schema.digest, schema.text)]
    let reply = entry.reply
    columns = [
      .text(entry.key), .text(request.role.rawValue), .int(request.cell), .int(request.sample),
      .int(request.attempt), .text(model), .text(request.messageDigests),
      .text(schema.digest), .text(entry.outcome.rawValue), .optional(entry.detail),
      .optional(reply?.content), .optional(reply?.finishReason.rawValue), .optional(reply?.model),
      .optional(reply?.usage.prompt), .optional(reply?.usage.completion),
      .optional(reply.map { $0.usage.isReported ? 1 : 0 }), .optional(reply?.usage.cached),
      .optional(reply?.usage.reasoning), .optional(reply?.usage.cost),
      .optional(entry.wire.map { JSONWriter.text($0.json) }), .optional(entry.cap),
    ]
  }

  /// The sum over what a run uses of a reply: the key, then what `Journal.entry` reads, in its order.
  static func sum(_ key: SQLiteValue, _ rest: some Sequence<SQLiteValue>) -> Int64 {
    var sum = RowSum()
    sum.add(key)
    for value in rest { sum.add(value) }
    return sum.value
  }

  /// Writes the reply's row and the texts that the file does not have yet.
  /// - Parameters:
  ///   - id: the row's. An earlier reply of that key keeps its own: it was paid for, too.
  func write(
    as id: Int64, texts: [(digest: String, body: String)], on connection: Connection
  ) throws {
    for text in texts {
      try connection.execute(
        "INSERT INTO text (hash, body) VALUES (?, ?)", [.text(text.digest), .text(text.body)])
    }
    try connection.execute(
      "INSERT INTO reply_key (id, key, sum) VALUES (?, ?, ?)",
      [.integer(id), columns[0], .integer(RowSum.of([.integer(id), columns[0]]))])
    try connection.execute(
      """
      INSERT INTO reply (id, key, role, cell, sample, attempt, model, messages, schema,
        outcome, detail, content, finish, answered_by, prompt_tokens, completion_tokens,
        usage_reported, cached_tokens, reasoning_tokens, cost, wire, cap, sum)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [.integer(id)] + columns + [.integer(Self.sum(columns[0], columns[8...]))])
  }
}

/// The first half of a SHA-256 digest: as good a name as the whole for all the texts that a file can hold, and small
/// enough to keep a million in memory.
struct RecordKey: Hashable, Sendable {
  private let high: UInt64
  private let low: UInt64

  /// - Parameter digest: hexadecimal digits, of which the first 32 count.
  init(_ digest: String) {
    var words: (UInt64, UInt64) = (0, 0)
    for (index, digit) in digest.utf8.prefix(32).enumerated() {
      let value = UInt64(digit < 0x3A ? digit &- 0x30 : digit &- 0x57)
      if index < 16 { words.0 = words.0 << 4 | value } else { words.1 = words.1 << 4 | value }
    }
    (high, low) = words
  }
}

/// The texts written lately, so that those which stand in many requests are written once: the latest few thousand by
/// their use.
struct LatestTexts: Sendable {
  private var newer: Set<RecordKey> = []
  private var older: Set<RecordKey> = []
  private let limit = 4096

  /// Whether the text is known; from now on it is.
  mutating func isKnown(_ digest: String) -> Bool {
    let key = RecordKey(digest)
    if newer.contains(key) { return true }
    let wasKnown = older.contains(key)
    if newer.count >= limit {
      older = newer
      newer = []
    }
    newer.insert(key)
    return wasKnown
  }

  /// Forgets those of a batch that came to nothing.
  mutating func forget(_ digests: some Sequence<String>) {
    for digest in digests {
      newer.remove(RecordKey(digest))
      older.remove(RecordKey(digest))
    }
  }
}

import SQLiteStorage

/// An entry on its way to the disk, with the request that it answers. Never changed once made, and handed on as one
/// reference.
final class JournalRecord: Sendable {
  /// A text of the request.
  struct Text: Sendable {
    let key: RecordKey
    let digest: String
    let body: String

    init(_ body: String, digest: String) {
      key = RecordKey(digest)
      self.digest = digest
      self.body = body
    }
  }

  let key: RecordKey
  /// Those of its messages, then the schema.
  let texts: [Text]
  /// What the reply's row holds before its identifier.
  private let columns: [SQLiteValue]

  /// Makes all ready that does not need the connection.
  init(entry: JournalEntry, request: ChatRequest, model: String) {
    key = RecordKey(entry.key)
    let schema = TextDigests.shared.schema(request.schema)
    var texts: [Text] = []
    texts.reserveCapacity(request.messages.count + 1)
    for message in request.messages {
      texts.append(
        Text(message.content, digest: TextDigests.shared.digest(of: message.content)))
    }
    let messages = request.messageDigests(texts.lazy.map(\.digest))
    texts.append(Text(schema.text, digest: schema.digest))
    self.texts = texts
    let reply = entry.reply
    var columns: [SQLiteValue] = []
    columns.reserveCapacity(22)
    columns += [
      .text(entry.key), .text(request.role.rawValue), .int(request.cell), .int(request.sample),
      .int(request.attempt), .text(model), .text(messages),
      .text(schema.digest), .text(entry.outcome.rawValue), .optional(entry.detail),
      .optional(reply?.content), .optional(reply?.finishReason.rawValue), .optional(reply?.model),
      .optional(reply?.usage.prompt), .optional(reply?.usage.completion),
      .optional(reply.map { $0.usage.isReported ? 1 : 0 }), .optional(reply?.usage.cached),
      .optional(reply?.usage.reasoning), .optional(reply?.usage.cost),
      .optional(entry.wire?.text), .optional(entry.cap),
    ]
    columns.append(.integer(Self.sum(columns[0], columns[8...])))
    self.columns = columns
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
    as id: Int64, texts: [Text], on connection: Connection
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
      INSERT INTO reply (key, role, cell, sample, attempt, model, messages, schema,
        outcome, detail, content, finish, answered_by, prompt_tokens, completion_tokens,
        usage_reported, cached_tokens, reasoning_tokens, cost, wire, cap, sum, id)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, columns, last: .integer(id))
  }
}

/// The first half of a SHA-256 digest: as good a name as the whole for all the texts that a file can hold, and small
/// enough to keep a million in memory.
struct RecordKey: Hashable, Sendable {
  private let high: UInt64
  private let low: UInt64

  /// - Parameter digest: hexadecimal digits, of which the first 32 count.
  init(_ digest: String) {
    var digest = digest
    (high, low) = digest.withUTF8 { digits in
      let count = digits.count
      return (
        Self.word(digits, 0..<min(16, count)), Self.word(digits, min(16, count)..<min(32, count))
      )
    }
  }

  private static func word(_ digits: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> UInt64 {
    var word: UInt64 = 0
    for index in range {
      let digit = digits[index]
      word = word << 4 | UInt64(digit < 0x3A ? digit &- 0x30 : digit &- 0x57)
    }
    return word
  }

  /// Half of it is spread as well as all of it.
  func hash(into hasher: inout Hasher) { hasher.combine(low) }
}

/// The texts written lately, so that those which stand in many requests are written once: the latest few thousand by
/// their use.
struct LatestTexts: Sendable {
  private var newer: Set<RecordKey> = []
  private var older: Set<RecordKey> = []
  private let limit = 4096

  /// Whether the text is known; from now on it is.
  mutating func isKnown(_ key: RecordKey) -> Bool {
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
  mutating func forget(_ keys: some Sequence<RecordKey>) {
    for key in keys {
      newer.remove(key)
      older.remove(key)
    }
  }
}

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
  let row: PackedRow

  /// The columns that stand in the sum: the key, then what `Journal.entry` reads.
  private static let summed = [0] + Array(8...20)

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
    let reply = entry.reply
    var row = PackedRow(columns: 22, bytes: 1024 + (reply?.content.utf8.count ?? 0))
    row.add(entry.key)
    row.add(request.role.rawValue)
    row.add(request.cell)
    row.add(request.sample)
    row.add(request.attempt)
    row.add(model)
    row.add { request.appendMessageDigests(texts.lazy.map(\.digest), to: &$0) }
    row.add(schema.digest)
    row.add(entry.outcome.rawValue)
    row.add(entry.detail)
    row.add(reply?.content)
    row.add(reply?.finishReason.rawValue)
    row.add(reply?.model)
    row.add(reply?.usage.prompt)
    row.add(reply?.usage.completion)
    row.add(reply.map { $0.usage.isReported ? 1 : 0 })
    row.add(reply?.usage.cached)
    row.add(reply?.usage.reasoning)
    row.add(reply?.usage.cost)
    if let wire = entry.wire { row.add { wire.append(to: &$0) } } else { row.add(nil as Int?) }
    row.add(entry.cap)
    row.add(row.sum(of: Self.summed))
    self.row = row
    texts.append(Text(schema.text, digest: schema.digest))
    self.texts = texts
  }

  /// The sum over what a run uses of a reply: the key, then what `Journal.entry` reads, in its order.
  static func sum(_ key: SQLiteValue, _ rest: some Sequence<SQLiteValue>) -> Int64 {
    var sum = RowSum()
    sum.add(key)
    for value in rest { sum.add(value) }
    return sum.value
  }

  /// Writes the rows of some replies, numbered without a gap, and the texts that the file does not have yet.
  ///
  /// An earlier reply of the same key keeps its row: it was paid for, too.
  static func write(
    _ records: [JournalRecord], texts: [Text], after last: Int64, on connection: Connection
  ) throws {
    try connection.execute(
      "INSERT INTO text (hash, body) VALUES (?, ?)",
      eachPair: texts.lazy.map { ($0.digest, $0.body) })
    try KeyIndex.write(records.lazy.map(\.key), after: last, on: connection)
    try connection.execute(
      """
      INSERT INTO reply (key, role, cell, sample, attempt, model, messages, schema,
        outcome, detail, content, finish, answered_by, prompt_tokens, completion_tokens,
        usage_reported, cached_tokens, reasoning_tokens, cost, wire, cap, sum, id)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, each: records.lazy.map(\.row), numberedFrom: last + 1)
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

  /// How many bytes it takes in a file.
  static let size = 16

  /// One that was appended to these bytes.
  init(_ bytes: UnsafeRawBufferPointer, at start: Int) {
    high = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self))
    low = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: start + 8, as: UInt64.self))
  }

  /// The same bytes on every machine: those of the digest.
  func append(to bytes: inout [UInt8]) {
    withUnsafeBytes(of: (high.bigEndian, low.bigEndian)) { bytes.append(contentsOf: $0) }
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

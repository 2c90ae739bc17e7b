import SQLiteStorage

/// An entry on its way to the disk, with the request that it answers. Never changed once made, and handed on as one
/// reference.
final class JournalRecord: Sendable {
  let key: RecordKey
  /// Those of its messages, then the schema.
  let texts: [DigestedText]
  private let entry: JournalEntry
  private let request: ChatRequest
  private let model: String

  init(entry: JournalEntry, request: ChatRequest, model: String) {
    key = RecordKey(entry.key)
    texts = request.digestedTexts
    self.entry = entry
    self.request = request
    self.model = model
  }

  /// What went over the wire for it, if anything did.
  var wire: WireRecord? { entry.wire }

  /// Counts the reply that is kept in that row.
  func count(in usage: inout KeptUsage, row: Int64) {
    usage.add(entry, of: request, model: model, row: row)
  }

  /// Adds what the reply's row holds before its identifier.
  private func fill(_ row: inout PackedRow) {
    let reply = entry.reply
    // The sum is over the key, then what `Journal.entry` reads.
    row.isSummed = true
    row.add(entry.key)
    row.isSummed = false
    row.add(request.role.rawValue)
    row.add(request.cell)
    row.add(request.sample)
    row.add(request.attempt)
    row.add(model)
    row.add { request.appendMessageDigests(texts, to: &$0) }
    row.add(texts.last?.digest)
    row.isSummed = true
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
    row.add(row.sum)
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
    _ records: [JournalRecord], texts: [DigestedText], after last: Int64, on connection: Connection
  ) throws {
    try connection.execute("INSERT INTO text (hash, body) VALUES (?, ?)", pairs: texts.count) {
      (texts[$0].digest, texts[$0].text)
    }
    try KeyIndex.write(records.lazy.map(\.key), after: last, on: connection)
    try connection.execute(
      """
      INSERT INTO reply (key, role, cell, sample, attempt, model, messages, schema,
        outcome, detail, content, finish, answered_by, prompt_tokens, completion_tokens,
        usage_reported, cached_tokens, reasoning_tokens, cost, wire, cap, sum, id)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, rows: records.count, numberedFrom: last + 1
    ) { records[$0].fill(&$1) }
  }
}

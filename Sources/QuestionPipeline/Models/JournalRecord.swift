import SQLiteStorage

/// An entry on its way to the disk, with the request that it answers.
struct JournalRecord: Sendable {
  var entry: JournalEntry
  var request: ChatRequest
  var model: String

  /// Writes the reply's row, and the request's texts that are not yet known; returns the hashes of those.
  func write(on connection: Connection, knownTexts: Set<String>) throws -> [String] {
    var written: [String] = []
    func keep(_ body: String) throws -> String {
      let hash = TextDigests.shared.digest(of: body)
      if !knownTexts.contains(hash) {
        try connection.execute(
          "INSERT OR IGNORE INTO text (hash, body) VALUES (?, ?)", [.text(hash), .text(body)])
        written.append(hash)
      }
      return hash
    }
    let messages = try request.messages.map { message in
      JSONValue.array([
        .string(message.role.rawValue),
        .string(try keep(message.content)),
      ])
    }
    let schema = try keep(JSONWriter.text(request.schema))
    let reply = entry.reply
    try connection.execute(
      """
      INSERT OR REPLACE INTO reply (key, role, cell, sample, attempt, model, messages, schema,
        outcome, detail, content, finish, answered_by, prompt_tokens, completion_tokens,
        usage_reported, cached_tokens, reasoning_tokens, cost, wire)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .text(entry.key), .text(request.role.rawValue), .int(request.cell), .int(request.sample),
        .int(request.attempt), .text(model), .text(JSONWriter.text(.array(messages))),
        .text(schema), .text(entry.outcome.rawValue), .optional(entry.detail),
        .optional(reply?.content), .optional(reply?.finishReason.rawValue), .optional(reply?.model),
        .optional(reply?.usage.prompt), .optional(reply?.usage.completion),
        .optional(reply.map { $0.usage.isReported ? 1 : 0 }), .optional(reply?.usage.cached),
        .optional(reply?.usage.reasoning), .optional(reply?.usage.cost),
        .optional(entry.wire.map { JSONWriter.text($0.json) }),
      ])
    return written
  }
}

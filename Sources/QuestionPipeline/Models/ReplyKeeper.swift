/// Keeps replies for a desk: the journal, or what stands before it.
package protocol ReplyKeeper: Sendable {
  /// The kept entry of that key, whatever its outcome.
  func entry(_ key: String) async throws -> JournalEntry?

  /// Keeps the entry; returns when it is durable.
  func record(_ entry: JournalEntry, of request: ChatRequest, model: String) async throws
}

extension Journal: ReplyKeeper {}

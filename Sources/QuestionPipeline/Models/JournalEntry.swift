/// A reply as it is kept, or that there was none to be had.
package struct JournalEntry: Sendable, Hashable {
  package var key: String
  package var outcome: ReplyOutcome
  /// Nil where the outcome is `gaveUp`.
  package var reply: ChatReply?
  /// Why the outcome is not good.
  package var detail: String?

  package init(key: String, outcome: ReplyOutcome, reply: ChatReply?, detail: String?) {
    self.key = key
    self.outcome = outcome
    self.reply = reply
    self.detail = detail
  }
}

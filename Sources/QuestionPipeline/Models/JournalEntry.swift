/// A reply as it is kept, or that there was none to be had.
package struct JournalEntry: Sendable, Hashable {
  package var key: String
  package var outcome: ReplyOutcome
  /// Nil where nothing arrived that could be one.
  package var reply: ChatReply?
  /// Why the outcome is not good.
  package var detail: String?
  /// What went over the wire for it, also where there is no reply.
  package var wire: WireRecord?

  package init(
    key: String, outcome: ReplyOutcome, reply: ChatReply?, detail: String?,
    wire: WireRecord? = nil
  ) {
    self.key = key
    self.outcome = outcome
    self.reply = reply
    self.detail = detail
    self.wire = wire
  }
}

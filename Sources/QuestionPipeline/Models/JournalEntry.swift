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
  /// Of a truncated reply, the cap that it was asked for with; nil where that is not known or was the server's own.
  package var cap: Int?

  package init(
    key: String, outcome: ReplyOutcome, reply: ChatReply?, detail: String?,
    wire: WireRecord? = nil, cap: Int? = nil
  ) {
    self.key = key
    self.outcome = outcome
    self.reply = reply
    self.detail = detail
    self.wire = wire
    self.cap = cap
  }

  /// Whether the same request may come to more now, because its reply may be longer.
  func isCutShorter(than cap: Int?) -> Bool {
    guard outcome == .truncated, let old = self.cap else { return false }
    return cap.map { $0 > old } ?? true
  }
}

/// What became of a reply that arrived whole, or of the wish for one.
package enum ReplyOutcome: String, Sendable, Hashable, CaseIterable {
  case good, truncated, filtered, invalid
  /// The server's faults outlasted the attempts.
  case gaveUp
}

/// What became of a reply that arrived whole, or of the wish for one.
package enum ReplyOutcome: String, Sendable, Hashable, CaseIterable {
  case good, truncated, filtered, invalid
  /// The model declined.
  case refused
  /// The prompt does not fit.
  case tooLong
  /// The server's faults outlasted the attempts.
  case gaveUp

  /// Whether a further attempt may come to something else.
  package var isWorthAnotherAttempt: Bool { self == .truncated || self == .invalid }

  /// As people say it.
  package var words: String {
    switch self {
    case .good: "good"
    case .truncated: "cut off"
    case .filtered: "filtered"
    case .invalid: "unreadable"
    case .refused: "a refusal"
    case .tooLong: "too long to ask for"
    case .gaveUp: "not to be had"
    }
  }
}

/// What one reply of a judge says of two texts shown one after the other.
package enum PairVerdict: Sendable, Hashable {
  /// The text that was shown first is the better one.
  case first
  case second
  case tie
  /// The reply says nothing that could be counted.
  case unscored(Reason)

  /// Why a reply is no verdict. Never a number, and never the likelier of two readings.
  package enum Reason: String, Sendable, CaseIterable {
    case empty, refused, contradictory
    case noVerdict = "no-verdict"
    /// A rating that lies outside its scale.
    case outOfScale = "out-of-scale"
    /// Only one of the two orders gave a verdict: whether it hung on the place cannot be told.
    case oneOrderOnly = "one-order-only"
    /// The winner changed with the order in which the two were shown.
    case positionFlip = "position-flip"

    package var words: String {
      switch self {
      case .empty: "the reply is empty"
      case .refused: "the judge declined to choose"
      case .contradictory: "the reply names both as the better one"
      case .noVerdict: "the reply names no winner"
      case .outOfScale: "the rating lies outside its scale"
      case .oneOrderOnly: "only one of the two orders gave a verdict"
      case .positionFlip: "the winner changed with the order of showing"
      }
    }
  }

  /// The verdict by content where the two were shown the other way round.
  package var swapped: PairVerdict {
    switch self {
    case .first: .second
    case .second: .first
    case .tie, .unscored: self
    }
  }

  /// What two replies on one pair come to, both by content: a winner only where the order of showing made no
  /// difference.
  package static func combined(_ forward: PairVerdict, _ backward: PairVerdict) -> PairVerdict {
    switch (forward, backward) {
    case (.unscored(let why), .unscored): .unscored(why)
    case (.unscored, _), (_, .unscored): .unscored(.oneOrderOnly)
    case _ where forward == backward: forward
    // A tie and a winner lean the same way, but not both of them say so.
    case (.tie, _), (_, .tie): .tie
    default: .unscored(.positionFlip)
    }
  }
}

/// The form of a question.
package enum QuestionKind: String, Sendable, Hashable, CaseIterable {
  case open, multipleChoice, trueFalse, cloze, coding, scenario, interview

  /// Whether the reference answer is written out, so that common mistakes are worth naming.
  package var isOpenEnded: Bool {
    switch self {
    case .open, .coding, .scenario, .interview: true
    case .multipleChoice, .trueFalse, .cloze: false
    }
  }

  /// Whether a question of this kind has room for what two passages say together.
  package var canSpanPassages: Bool {
    switch self {
    case .open, .multipleChoice, .scenario, .interview: true
    case .trueFalse, .cloze, .coding: false
    }
  }

  /// The levels that the form can reach, lowest first.
  package var levels: [BloomLevel] {
    switch self {
    case .open: [.remember, .understand, .apply, .analyze, .evaluate]
    case .multipleChoice: [.remember, .understand, .apply, .analyze]
    case .trueFalse: [.remember, .understand, .analyze]
    case .cloze: [.remember, .understand]
    case .coding: [.apply, .create]
    case .scenario: [.apply, .analyze, .evaluate, .create]
    case .interview: [.understand, .analyze, .evaluate]
    }
  }
}

/// A level of Bloom's taxonomy as revised by Anderson and Krathwohl (2001), lowest first.
package enum BloomLevel: String, Sendable, Hashable, CaseIterable, Comparable {
  case remember, understand, apply, analyze, evaluate, create

  /// 1 for remember to 6 for create.
  package var rank: Int { Self.allCases.firstIndex(of: self)! + 1 }

  package static func < (left: BloomLevel, right: BloomLevel) -> Bool { left.rank < right.rank }

  /// The difficulties, 1 to 5, that questions of the level usually have.
  package var difficulties: ClosedRange<Int> {
    switch self {
    case .remember: 1...2
    case .understand: 2...3
    case .apply: 2...4
    case .analyze: 3...4
    case .evaluate: 3...5
    case .create: 4...5
    }
  }
}

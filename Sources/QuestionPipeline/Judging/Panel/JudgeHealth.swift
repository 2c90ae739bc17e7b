/// What there is to hold against one judge before its scores are believed.
package struct JudgeHealth: Sendable, Hashable {
  package var judge: String
  /// Replies asked for, and those of which nothing could be used, by why.
  package var replies = 0
  package var failures: [(reason: String, count: Int)] = []
  /// Single dimensions that a readable reply left unscored.
  package var unscored = 0
  package var grades = 0
  /// Of these, how many are the mean of what the judge might have said, by the probabilities that its endpoint told.
  package var gradesFromOdds = 0
  /// Of grades, the share of the one given most often: near 1 the judge does not tell items apart.
  package var commonestShare: Double?
  /// Spearman's ρ of an item's mean grade and the length of its text; a strong one is a bias or a merit, and somebody
  /// should look.
  package var lengthCorrelation: Double?
  /// The mean absolute difference of two samples of one grade, on the scale 0 to 1.
  package var sampleDifference: Double?

  package init(judge: String) { self.judge = judge }

  package static func == (left: JudgeHealth, right: JudgeHealth) -> Bool { left.json == right.json }

  package func hash(into hasher: inout Hasher) { hasher.combine(json) }

  package var json: JSONValue {
    var object = JSONObject()
    object["judge"] = .string(judge)
    object["replies"] = .integer(replies)
    object["failures"] = .object(JSONObject(failures.map { ($0.reason, .integer($0.count)) }))
    object["grades"] = .integer(grades)
    object["unscored"] = .integer(unscored)
    if gradesFromOdds > 0 { object["gradesFromOdds"] = .integer(gradesFromOdds) }
    object["commonestShare"] = commonestShare.map { .number($0.roundedScore) }
    object["lengthCorrelation"] = lengthCorrelation.map { .number($0.roundedScore) }
    object["sampleDifference"] = sampleDifference.map { .number($0.roundedScore) }
    return .object(object)
  }
}

/// The same of a judge of pairs.
package struct PairwiseHealth: Sendable, Hashable {
  /// Pairs shown in both orders.
  package var pairs = 0
  /// Replies, two a pair, that could not be read.
  package var unread = 0
  /// Replies, two a pair, that were read and chose not to say.
  package var declined = 0
  /// Pairs whose winner changed with the order of showing, and how many of these chose the first place twice.
  package var flips = 0
  package var firstPlace = 0
  package var ties = 0
  /// Spearman's ρ of the lean and the difference in length of the two texts.
  package var lengthCorrelation: Double?

  /// - Parameters:
  ///   - verdicts: both orders of each pair, by content.
  ///   - lengths: of the two texts of each pair; empty where they are not known.
  package init(
    _ verdicts: [(forward: PairVerdict, backward: PairVerdict)], lengths: [(Int, Int)] = []
  ) {
    pairs = verdicts.count
    for (forward, backward) in verdicts {
      for verdict in [forward, backward] {
        guard case .unscored(let why) = verdict else { continue }
        if why == .refused { declined += 1 } else { unread += 1 }
      }
      switch (forward, backward) {
      case (.first, .second):
        flips += 1
        firstPlace += 1
      case (.second, .first): flips += 1
      case (.tie, .tie): ties += 1
      default: break
      }
    }
    guard lengths.count == verdicts.count else { return }
    let known = zip(verdicts, lengths).compactMap { verdict, length in
      PairwisePanel.lean(verdict.forward, verdict.backward).map {
        ($0, Double(length.0 - length.1))
      }
    }
    lengthCorrelation = Correlation.spearman(known.map(\.0), known.map(\.1))
  }
}

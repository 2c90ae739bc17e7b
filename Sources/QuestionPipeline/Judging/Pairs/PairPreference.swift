/// Which of two sets judges prefer, pair by pair and as a whole.
package struct PairPreference: Sendable {
  /// One pair and what came of it.
  package struct Decision: Sendable {
    package var pair: ItemPairing.Pair
    /// In the judges' order.
    package var ballots: [PairBallot]
    /// `first` for a; a tie where the panel is undecided; nil where no judge gave a verdict in both orders.
    package var verdict: PairVerdict?
  }

  package let decisions: [Decision]
  package let judges: [(name: String, health: PairwiseHealth, standing: PairwisePanel.Standing)]
  /// Pairs for a, for b, for neither, and those of which no judge said anything that counts.
  package let counts: (a: Int, b: Int, undecided: Int, unscored: Int)
  /// Of 1 for each pair won by b, −1 for each won by a, 0 for the undecided: the mean and the chance that it is noise;
  /// whole topics vary together where there are six. Nil where no pair was judged or no judge counts.
  package let lead: MeanDifference?

  /// - Parameters:
  ///   - names: of the judges, in the order of the ballots.
  ///   - labels: the better item by people's word, 1 for a and −1 for b, by the pair's place.
  ///   - seed: of permutations and intervals.
  package init(
    _ pairs: [(pair: ItemPairing.Pair, ballots: [PairBallot])], judges names: [String],
    labels: [Int: Double] = [:], seed: UInt64
  ) {
    let leans = pairs.map { $0.ballots.map(\.lean) }
    let panel = PairwisePanel(
      leans: leans,
      ties: pairs.map { $0.ballots.map { ($0.forward, $0.backward) == (.tie, .tie) } },
      labels: labels)
    let decisions = zip(pairs, leans).map { entry, leans in
      Decision(
        pair: entry.pair, ballots: entry.ballots,
        verdict: entry.ballots.contains(where: \.isWhole) ? panel.verdict(leans) : nil)
    }
    let lengths = pairs.map { ($0.pair.a.draft.length, $0.pair.b.draft.length) }
    judges = names.enumerated().map { judge, name in
      let ballots = pairs.map { $0.ballots[judge] }
      return (
        name, PairwiseHealth(ballots.map { ($0.forward, $0.backward) }, lengths: lengths),
        panel.standings.indices.contains(judge)
          ? panel.standings[judge]
          : PairwisePanel.Standing(voted: 0, constancy: 0, reliability: 0, weight: 0)
      )
    }
    self.decisions = decisions
    func count(_ verdict: PairVerdict?) -> Int { decisions.count { $0.verdict == verdict } }
    counts = (count(.first), count(.second), count(.tie), count(nil))
    let scored = decisions.filter { $0.verdict != nil }
    let topics = scored.map { $0.pair.a.topic.joined(separator: "\u{1F}") }
    lead =
      !panel.isAble
      ? nil
      : MeanDifference.paired(
        [Double](repeating: 0, count: scored.count),
        scored.map { $0.verdict == .first ? -1 : $0.verdict == .second ? 1 : 0 },
        clusters: MeanDifference.clusters(topics), seed: seed)
  }

  /// The preferred set, where that is hardly noise.
  package var winner: SetComparison.Winner {
    guard let lead else { return .unscored }
    guard lead.p < SetComparison.level else { return .neither }
    return lead.difference.value > 0 ? .b : .a
  }

  /// The share of pairs that b wins, the undecided counted half, with its interval; nil without a decided pair.
  package var share: Interval? {
    lead.map { lead in
      func half(_ value: Double) -> Double { ((1 + value) / 2).roundedScore }
      // Drawn again and again, a sample of one mind never differs; its size still limits what it says.
      guard lead.difference.low < lead.difference.high else {
        return Interval.wilson(half(lead.difference.value), of: lead.count)
      }
      return Interval(
        value: half(lead.difference.value), low: half(lead.difference.low),
        high: half(lead.difference.high))
    }
  }
}

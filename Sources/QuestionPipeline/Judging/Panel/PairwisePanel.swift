/// One verdict of several judges who saw each pair in both orders.
///
/// The weights are those of the best linear combination, w = (S + λ)⁻¹ μ. S holds how often judges lean the same way;
/// it needs no label, so judges who copy each other's mistakes share one vote instead of outvoting a better one. μ is
/// how far each judge leans to the labels: twenty imagined items at what the judge's own constancy promises (one who
/// changes the winner with the order of showing cannot be right), then the labelled ones, less one and a half standard
/// errors, at least 0.
///
/// Why not agreement with the other judges where labels are few: on recorded verdicts of six models most judges shared
/// one bias, and whatever followed the majority (bare majority, the leading eigenvector, one-factor models) fell to
/// their level, .44 to .77 right, where constancy came within .06 of the best judge, which nobody had pointed out. A
/// panel of judges who are constant and wrong together would deceive it: labels, even thirty, are worth more.
///
/// Ridge regression: Hoerl and Kennard (1970); shrinking towards a prior mean: Efron and Morris (1975).
package struct PairwisePanel: Sendable {
  /// What is known of one judge.
  package struct Standing: Sendable, Hashable {
    /// Pairs with a verdict in at least one order.
    package var voted: Int
    /// The mean absolute lean where it chose at all, 0 to 1: 1 where both orders always agree.
    package var constancy: Double
    /// The lean towards the truth that the weight starts from, 0 to 1.
    package var reliability: Double
    /// Below 0 where a judge serves best as a measure of the others' common bias.
    package var weight: Double
  }

  /// The labelled items that constancy counts for.
  static let imagined = 20.0
  /// Standard errors that a mean is lowered by: who is trusted wrongly does more harm than who is trusted late.
  static let margin = 1.5
  /// λ for each judge of the panel.
  static let ridge = 0.1

  package let standings: [Standing]

  /// - Parameters:
  ///   - leans: for each pair one value a judge: 1 where both orders chose the first, −1 the second, between them where
  ///     the orders differ, one is missing, or it is a tie; nil without any verdict.
  ///   - ties: where a judge said in both orders that neither is better: constant, though it leans nowhere. Empty for none.
  ///   - labels: the better text of some pairs by place, 1 for the first, −1 for the second.
  package init(leans: [[Double?]], ties: [[Bool]] = [], labels: [Int: Double]) {
    let judges = leans.first?.count ?? 0
    precondition(leans.allSatisfy { $0.count == judges })
    var standings: [Standing] = []
    for judge in 0..<judges {
      let voted = leans.compactMap { $0[judge] }
      let chosen = leans.indices.compactMap { row in
        ties.isEmpty || !ties[row][judge] ? leans[row][judge] : nil
      }
      let constancy =
        chosen.isEmpty ? 0 : chosen.reduce(0) { $0 + abs($1) } / Double(chosen.count)
      let prior = max(0, 2 * constancy - 1) * constancy
      var (sum, squares) = (0.0, 0.0)
      for place in labels.keys.sorted() {
        guard leans.indices.contains(place), let lean = leans[place][judge] else { continue }
        sum += lean * (labels[place] ?? 0)
        squares += lean * lean
      }
      let count = Double(labels.count)
      let mean = (sum + Self.imagined * prior) / (count + Self.imagined)
      let error =
        count > 0 ? (squares / count / (count + Self.imagined)).squareRoot() : 0
      standings.append(
        Standing(
          voted: voted.count, constancy: constancy, reliability: max(0, mean - Self.margin * error),
          weight: mean))
    }
    // Where none stands out, the means without the margin are still the best guess.
    if standings.allSatisfy({ $0.reliability == 0 }) {
      for judge in standings.indices {
        standings[judge].reliability = max(0, standings[judge].weight)
      }
    }
    let weights = Self.weights(leans, standings.map(\.reliability))
    for judge in standings.indices { standings[judge].weight = weights[judge] }
    self.standings = standings
  }

  private static func weights(_ leans: [[Double?]], _ reliability: [Double]) -> [Double] {
    let judges = reliability.count
    guard judges > 0, !leans.isEmpty else { return reliability }
    var moments = [[Double]](repeating: [Double](repeating: 0, count: judges), count: judges)
    for row in leans {
      let values = row.map { $0 ?? 0 }
      for i in 0..<judges where values[i] != 0 {
        for j in 0...i { moments[i][j] += values[i] * values[j] / Double(leans.count) }
      }
    }
    for i in 0..<judges {
      for j in 0..<i { moments[j][i] = moments[i][j] }
      moments[i][i] += ridge * Double(judges)
    }
    return LeastSquares.solve(moments, reliability) ?? reliability
  }

  /// Whether any judge counts.
  package var isAble: Bool { standings.contains { abs($0.weight) > 1e-9 } }

  /// The weighted lean of one pair, of any size; 0 where the panel is undecided. A judge of negative weight corrects what
  /// others share; alone it turns nobody's verdict round.
  package func lean(_ leans: [Double?]) -> Double {
    let sum = zip(standings, leans).reduce(0.0) { $0 + $1.0.weight * ($1.1 ?? 0) }
    let isAnyWith = leans.contains { ($0 ?? 0) * sum > 0 }
    return abs(sum) < 1e-9 || !isAnyWith ? 0 : sum
  }

  /// The better text, or a tie where the panel is undecided.
  package func verdict(_ leans: [Double?]) -> PairVerdict {
    let lean = lean(leans)
    return lean > 0 ? .first : lean < 0 ? .second : .tie
  }

  /// A judge's lean from its verdicts in both orders, each by content; nil where neither could be read.
  package static func lean(_ forward: PairVerdict, _ backward: PairVerdict) -> Double? {
    func value(_ verdict: PairVerdict) -> Double? {
      switch verdict {
      case .first: 1
      case .second: -1
      case .tie: 0
      case .unscored: nil
      }
    }
    let values = [value(forward), value(backward)]
    guard values.contains(where: { $0 != nil }) else { return nil }
    // One order alone may be the place's doing: it counts half.
    return values.reduce(0) { $0 + ($1 ?? 0) } / 2
  }
}

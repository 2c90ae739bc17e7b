/// How much each judge's grades count in one dimension of a rubric.
///
/// Where a calibration knows a judge, its correlation with people's labels is its reliability r. Else it is the mean of
/// what can be seen without labels: how alike a judge grades the same item twice, and how its grades go with those of
/// the other judges, both pulled towards .5 by ten imagined items. The weight is r / (1 − r), the precision of a
/// measurement with that reliability (Spearman 1910, Brown 1910), so a judge who grades at random hardly counts, however
/// many such there are.
package struct GradePanel: Sendable, Hashable {
  /// What a weight stands on.
  package enum Basis: String, Sendable { case labels, agreement, alone }

  package let reliabilities: [Double]
  /// They add up to 1.
  package let weights: [Double]
  package let basis: Basis

  static let imagined = 10.0

  /// - Parameters:
  ///   - grades: for each item and judge its samples' values; empty where it gave none.
  ///   - known: the correlation with labels of those judges that a calibration knows.
  package init(_ grades: [[[Double]]], known: [Double?] = []) {
    let judges = grades.first?.count ?? 0
    precondition(grades.allSatisfy { $0.count == judges })
    let means = grades.map { $0.map(\.mean) }
    if known.count == judges, known.allSatisfy({ $0 != nil }), judges > 0 {
      basis = .labels
      reliabilities = known.map { Self.bounded($0 ?? 0) }
    } else if judges > 1 {
      basis = .agreement
      reliabilities = (0..<judges).map { judge in
        let twice = grades.compactMap { item in
          item[judge].count > 1 ? (item[judge][0], item[judge][1]) : nil
        }
        let others = means.compactMap { item -> (Double, Double)? in
          let rest = item.indices.filter { $0 != judge }.compactMap { item[$0] }
          guard let own = item[judge], let other = rest.mean else { return nil }
          return (own, other)
        }
        let shares = [Self.shrunk(twice), Self.shrunk(others)].compactMap(\.self)
        return Self.bounded(shares.mean ?? 0.5)
      }
    } else {
      basis = .alone
      reliabilities = Array(repeating: 0.5, count: judges)
    }
    let precisions = reliabilities.map { $0 / (1 - $0) }
    let sum = precisions.reduce(0, +)
    weights = precisions.map { $0 / sum }
  }

  private static func bounded(_ reliability: Double) -> Double {
    min(0.95, max(0.05, reliability))
  }

  private static func shrunk(_ pairs: [(Double, Double)]) -> Double? {
    guard pairs.count > 2 else { return nil }
    // Without spread there is nothing to agree on: that says neither good nor bad.
    let r = Correlation.pearson(pairs.map(\.0), pairs.map(\.1)) ?? 0.5
    let n = Double(pairs.count)
    return (r * n + 0.5 * imagined) / (n + imagined)
  }

  /// The weighted mean of the judges' values, those that gave none left out; nil if none did.
  package func combined(_ values: [Double?]) -> Double? {
    var (sum, weight) = (0.0, 0.0)
    for (value, share) in zip(values, weights) {
      guard let value else { continue }
      sum += value * share
      weight += share
    }
    return weight > 0 ? sum / weight : nil
  }
}

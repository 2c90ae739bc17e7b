/// How many independent judges a panel is worth.
///
/// n judges whose errors correlate by r on average narrow an interval as n / (1 + (n − 1) r) independent ones do
/// (Kish's design effect, 1965). Correlations of errors need labels; without labels those of the ratings stand in, which
/// are higher, since the truth is common to all: then the number is a lower bound.
package enum EffectiveJudges {
  /// - Parameter values: one list a judge, of errors or ratings, nil where there is none; all of one length.
  /// - Returns: the number, 1 to the count of judges, and the mean correlation of pairs; nil where no two judges have
  ///   three things in common that vary.
  package static func number(_ values: [[Double?]]) -> (effective: Double, correlation: Double)? {
    var sum = 0.0
    var pairs = 0
    for a in values.indices {
      for b in values.indices where b > a {
        let common = zip(values[a], values[b]).compactMap { x, y in
          x.flatMap { x in y.map { (x, $0) } }
        }
        guard common.count > 2,
          let r = Correlation.pearson(common.map(\.0), common.map(\.1))
        else { continue }
        sum += r
        pairs += 1
      }
    }
    guard pairs > 0 else { return nil }
    let mean = sum / Double(pairs)
    let n = Double(values.count)
    return (n / (1 + (n - 1) * max(0, mean)), mean)
  }
}

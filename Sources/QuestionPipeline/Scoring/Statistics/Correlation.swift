/// How two lists of numbers go together.
package enum Correlation {
  /// Pearson's r, −1 to 1; nil for fewer than two pairs or where one list does not vary.
  ///
  /// It sees straight lines alone, and one far point can make or break it.
  package static func pearson(_ x: [Double], _ y: [Double]) -> Double? {
    precondition(x.count == y.count)
    guard x.count > 1 else { return nil }
    let n = Double(x.count)
    let meanX = x.reduce(0, +) / n
    let meanY = y.reduce(0, +) / n
    var (xx, yy, xy) = (0.0, 0.0, 0.0)
    for (a, b) in zip(x, y) {
      xx += (a - meanX) * (a - meanX)
      yy += (b - meanY) * (b - meanY)
      xy += (a - meanX) * (b - meanY)
    }
    let scale = (xx * yy).squareRoot()
    // What differs by rounding alone does not vary.
    guard scale > 1e-12 * (abs(meanX) + 1) * (abs(meanY) + 1) else { return nil }
    return min(1, max(-1, xy / scale))
  }

  /// Spearman's ρ: Pearson's r of the ranks, ties at the mean of their places.
  package static func spearman(_ x: [Double], _ y: [Double]) -> Double? {
    pearson(ranks(x), ranks(y))
  }

  /// Ranks from 1; equal values share the mean of their places.
  package static func ranks(_ values: [Double]) -> [Double] {
    let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
    var ranks = [Double](repeating: 0, count: values.count)
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
      for place in start..<end { ranks[order[place]] = Double(start + 1 + end) / 2 }
      start = end
    }
    return ranks
  }
}

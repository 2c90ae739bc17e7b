extension Bootstrap {
  /// Any statistic of a sample and its percentile interval (Efron 1979), drawing whole clusters with replacement.
  ///
  /// The statistic is given how often each row was drawn, so that it can prepare what depends on the rows alone (an
  /// order, a table) once. With few clusters, or one that holds most rows, the interval is too narrow: percentile
  /// intervals of about ten clusters hold the truth nearer nine times in ten than nineteen in twenty.
  ///
  /// - Parameters:
  ///   - clusters: the cluster of each row; rows of one cluster (a passage, a question) are drawn together.
  ///   - statistic: of the rows so weighted; nil where it is undefined, as a correlation of constants is. Such draws
  ///     are left out.
  /// - Returns: nil if the statistic is undefined for the sample itself.
  package static func interval(
    clusters: [String], seed: UInt64, resamples: Int = 1000, confidence: Double = 0.95,
    statistic: (_ weights: [Int]) -> Double?
  ) -> Interval? {
    precondition(resamples > 0 && 0 < confidence && confidence < 1)
    guard let value = statistic([Int](repeating: 1, count: clusters.count)) else { return nil }
    var places: [String: Int] = [:]
    var groups: [[Int]] = []
    for (row, cluster) in clusters.enumerated() {
      if let place = places[cluster] {
        groups[place].append(row)
      } else {
        places[cluster] = groups.count
        groups.append([row])
      }
    }
    guard groups.count > 1 else { return Interval(value: value, low: value, high: value) }

    var generator = SplitMix64(seed: seed)
    var drawn: [Double] = []
    drawn.reserveCapacity(resamples)
    var weights = [Int](repeating: 0, count: clusters.count)
    for _ in 0..<resamples {
      for row in weights.indices { weights[row] = 0 }
      for _ in groups.indices {
        for row in groups[generator.below(groups.count)] { weights[row] += 1 }
      }
      if let value = statistic(weights) { drawn.append(value) }
    }
    guard !drawn.isEmpty else { return Interval(value: value, low: value, high: value) }
    drawn.sort()
    let tail = (1 - confidence) / 2
    return Interval(
      value: value, low: quantile(tail, of: drawn), high: quantile(1 - tail, of: drawn))
  }
}

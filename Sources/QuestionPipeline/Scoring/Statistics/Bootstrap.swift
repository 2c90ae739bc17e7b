/// Intervals by resampling, seeded so that they are the same everywhere.
package enum Bootstrap {
  /// The mean and its percentile interval, drawing whole clusters: items of one cluster (a passage,
  /// a concept) are not independent.
  ///
  /// - Parameters:
  ///   - clusters: The cluster of each value; nil makes each value its own.
  ///   - confidence: The share of resampled means that the interval holds.
  /// - Returns: Nil if there are no values.
  package static func mean<Cluster: Hashable>(
    _ values: [Double], clusters: [Cluster]?, seed: UInt64, resamples: Int = 1000,
    confidence: Double = 0.95
  ) -> Interval? {
    precondition(clusters == nil || clusters?.count == values.count)
    precondition(resamples > 0 && 0 < confidence && confidence < 1)
    guard let mean = values.mean else { return nil }
    let groups = sums(values, clusters)
    guard groups.count > 1 else { return Interval(value: mean, low: mean, high: mean) }

    var generator = SplitMix64(seed: seed)
    var means: [Double] = []
    means.reserveCapacity(resamples)
    for _ in 0..<resamples {
      var sum = 0.0
      var count = 0
      for _ in groups.indices {
        let group = groups[generator.below(groups.count)]
        sum += group.sum
        count += group.count
      }
      means.append(sum / Double(count))
    }
    means.sort()
    let tail = (1 - confidence) / 2
    return Interval(
      value: mean, low: quantile(tail, of: means), high: quantile(1 - tail, of: means))
  }

  /// The same of values that are independent.
  package static func mean(
    _ values: [Double], seed: UInt64, resamples: Int = 1000, confidence: Double = 0.95
  ) -> Interval? {
    mean(
      values, clusters: [Int]?.none, seed: seed, resamples: resamples, confidence: confidence)
  }

  private static func sums<Cluster: Hashable>(
    _ values: [Double], _ clusters: [Cluster]?
  ) -> [(sum: Double, count: Int)] {
    guard let clusters else { return values.map { ($0, 1) } }
    var places: [Cluster: Int] = [:]
    var groups: [(sum: Double, count: Int)] = []
    for (value, cluster) in zip(values, clusters) {
      if let place = places[cluster] {
        groups[place].sum += value
        groups[place].count += 1
      } else {
        places[cluster] = groups.count
        groups.append((value, 1))
      }
    }
    return groups
  }

  /// Interpolates between neighbours; the values ascend.
  static func quantile(_ share: Double, of sorted: [Double]) -> Double {
    let place = share * Double(sorted.count - 1)
    let lower = Int(place.rounded(.down))
    let upper = min(lower + 1, sorted.count - 1)
    return sorted[lower] + (sorted[upper] - sorted[lower]) * (place - Double(lower))
  }
}

/// The difference of two means, its interval, and the chance that it is noise.
///
/// A permutation test: how often a difference at least as large comes about when it is only chance which value belongs
/// to which side (Fisher 1935; for systems compared on the same items Smucker et al. 2007). No shape of the
/// distribution is assumed, but that clusters are independent.
package struct MeanDifference: Sendable, Hashable {
  /// The second mean less the first, with a bootstrap interval.
  package var difference: Interval
  /// Two-sided; never 0, since the order found is one of those that could have been drawn.
  package var p: Double
  /// Pairs, or values of both sides together.
  package var count: Int

  /// The clusters that pairs of these topics form; nil where there are so few topics that shuffling them whole could never
  /// tell a difference from noise: five have 32 orders, of which the one found and its mirror are 6%.
  static func clusters(_ topics: [String]) -> [String]? {
    Set(topics).count >= 6 ? topics : nil
  }

  /// Of values that belong together, by pairs.
  ///
  /// - Parameters:
  ///   - clusters: pairs of one cluster change sides together; nil makes each its own.
  ///   - draws: permutations; nil for 2000, fewer of samples above 20,000.
  /// - Returns: nil without pairs.
  package static func paired(
    _ a: [Double], _ b: [Double], clusters: [String]? = nil, seed: UInt64, draws: Int? = nil
  ) -> MeanDifference? {
    precondition(a.count == b.count)
    let draws = draws ?? Self.draws(a.count)
    let differences = zip(a, b).map { $1 - $0 }
    guard
      let interval = Bootstrap.mean(
        differences, clusters: clusters, seed: seed, resamples: Self.resamples(a.count))
    else { return nil }
    let sums = Self.sums(differences, clusters)
    let found = abs(sums.reduce(0, +)) - 1e-9
    var generator = SplitMix64(seed: seed ^ 0x5157)
    var asLarge = 1
    for _ in 0..<draws {
      var sum = 0.0
      var bits: UInt64 = 0
      for (index, value) in sums.enumerated() {
        if index % 64 == 0 { bits = generator.next() }
        sum += bits & 1 == 0 ? value : -value
        bits >>= 1
      }
      if abs(sum) >= found { asLarge += 1 }
    }
    return MeanDifference(
      difference: interval, p: Double(asLarge) / Double(draws + 1), count: a.count)
  }

  /// Of two samples that have nothing to do with each other. Nil where one is empty.
  package static func unpaired(
    _ a: [Double], _ b: [Double], seed: UInt64, draws: Int? = nil
  ) -> MeanDifference? {
    guard !a.isEmpty, !b.isEmpty else { return nil }
    func mean(_ values: some Sequence<Double>, _ count: Int) -> Double {
      values.reduce(0, +) / Double(count)
    }
    let draws = draws ?? Self.draws(a.count + b.count)
    let all = a + b
    let total = all.reduce(0, +)
    let found = mean(b, b.count) - mean(a, a.count)
    var generator = SplitMix64(seed: seed)
    var asLarge = 1
    var pool = all
    for _ in 0..<draws {
      // The first places of a shuffle are a draw without replacement.
      var sum = 0.0
      for place in 0..<a.count {
        pool.swapAt(place, place + generator.below(pool.count - place))
        sum += pool[place]
      }
      let drawn = (total - sum) / Double(b.count) - sum / Double(a.count)
      if abs(drawn) >= abs(found) - 1e-9 { asLarge += 1 }
    }
    var differences: [Double] = []
    for _ in 0..<Self.resamples(all.count) {
      var (left, right) = (0.0, 0.0)
      for _ in a.indices { left += a[generator.below(a.count)] }
      for _ in b.indices { right += b[generator.below(b.count)] }
      differences.append(right / Double(b.count) - left / Double(a.count))
    }
    differences.sort()
    return MeanDifference(
      difference: Interval(
        value: found, low: Bootstrap.quantile(0.025, of: differences),
        high: Bootstrap.quantile(0.975, of: differences)),
      p: Double(asLarge) / Double(draws + 1), count: all.count)
  }

  /// Large samples need fewer: their means hardly move, and a chance of 1 in 200 says enough of them.
  private static func draws(_ count: Int) -> Int { max(200, min(2000, 40_000_000 / max(1, count))) }

  private static func resamples(_ count: Int) -> Int {
    max(200, min(1000, 20_000_000 / max(1, count)))
  }

  private static func sums(_ values: [Double], _ clusters: [String]?) -> [Double] {
    guard let clusters else { return values }
    var places: [String: Int] = [:]
    var sums: [Double] = []
    for (value, cluster) in zip(values, clusters) {
      if let place = places[cluster] {
        sums[place] += value
      } else {
        places[cluster] = sums.count
        sums.append(value)
      }
    }
    return sums
  }
}

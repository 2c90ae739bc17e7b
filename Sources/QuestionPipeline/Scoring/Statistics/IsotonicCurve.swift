/// The rising curve that fits pairs best by squares: what a score means on the scale of the labels.
///
/// Pool adjacent violators (Ayer et al. 1955; for scores of classifiers Zadrozny and Elkan 2002), linear between its
/// steps and level beyond them. It keeps the order of scores, so it mends scale and bias but never a
/// judge who ranks wrongly: against such a one it is flat. It overfits below some dozens of labels; its worth is
/// therefore told cross-validated.
package struct IsotonicCurve: Sendable, Hashable {
  package struct Point: Sendable, Hashable {
    package var score: Double
    package var value: Double

    package init(score: Double, value: Double) {
      self.score = score
      self.value = value
    }
  }

  /// By rising score; the values rise too. Never empty.
  package let points: [Point]

  /// - Parameter points: ascending in both; nil else, or if there are none.
  package init?(points: [Point]) {
    guard !points.isEmpty,
      zip(points, points.dropFirst()).allSatisfy({ $0.score < $1.score && $0.value <= $1.value })
    else { return nil }
    self.points = points
  }

  /// The curve through pairs of score and label; nil without pairs.
  package init?(fitting scores: [Double], to labels: [Double]) {
    precondition(scores.count == labels.count)
    guard !scores.isEmpty else { return nil }
    struct Block {
      var labels: Double
      var count: Double
      var first: Double
      var last: Double
      var mean: Double { labels / count }
    }
    let order = scores.indices.sorted { (scores[$0], $0) < (scores[$1], $1) }
    var blocks: [Block] = []
    var previous: Double?
    for index in order {
      // Equal scores are one point.
      if scores[index] == previous, let last = blocks.indices.last {
        blocks[last].labels += labels[index]
        blocks[last].count += 1
      } else {
        blocks.append(
          Block(labels: labels[index], count: 1, first: scores[index], last: scores[index]))
        previous = scores[index]
      }
    }
    var pooled: [Block] = []
    for block in blocks {
      var block = block
      while let last = pooled.last, last.mean >= block.mean {
        block.labels += last.labels
        block.count += last.count
        block.first = last.first
        pooled.removeLast()
      }
      pooled.append(block)
    }
    points = pooled.flatMap { block in
      let ends = block.first == block.last ? [block.first] : [block.first, block.last]
      return ends.map { Point(score: $0, value: block.mean) }
    }
  }

  /// Whether all scores come to the same: the order of the scores is not that of the labels.
  package var isFlat: Bool { points[0].value == points[points.count - 1].value }

  /// The label to be expected at a score.
  package subscript(score: Double) -> Double {
    guard let above = points.firstIndex(where: { $0.score >= score }) else {
      return points[points.count - 1].value
    }
    guard above > 0 else { return points[0].value }
    let (low, high) = (points[above - 1], points[above])
    return low.value + (high.value - low.value) * (score - low.score) / (high.score - low.score)
  }

  /// What curves fitted on the other folds say of each score: an honest look at the curve.
  ///
  /// - Parameters:
  ///   - clusters: scores of one cluster are held out together; nil makes each its own.
  ///   - folds: at least 2; clusters are dealt to them in an order drawn from the seed.
  /// - Returns: nil where there are fewer clusters than folds.
  package static func crossValidated(
    _ scores: [Double], _ labels: [Double], clusters: [String]? = nil, folds: Int = 5,
    seed: UInt64
  ) -> [Double]? {
    precondition(scores.count == labels.count && folds > 1)
    let clusters = clusters ?? scores.indices.map(String.init)
    var generator = SplitMix64(seed: seed)
    let names = generator.shuffled(Set(clusters).sorted())
    guard names.count >= folds else { return nil }
    let fold = Dictionary(
      uniqueKeysWithValues: names.enumerated().map { ($1, $0 % folds) })
    var result = scores
    for held in 0..<folds {
      let kept = scores.indices.filter { fold[clusters[$0]] != held }
      guard let curve = IsotonicCurve(fitting: kept.map { scores[$0] }, to: kept.map { labels[$0] })
      else { return nil }
      for index in scores.indices where fold[clusters[index]] == held {
        result[index] = curve[scores[index]]
      }
    }
    return result
  }
}

/// Cohen's kappa of two raters over ordered categories, near misses counting in part (Cohen 1968).
///
/// 1 is full agreement, 0 what independent raters with these habits would reach. With quadratic weights it is, for
/// equal means and spreads, the intraclass correlation (Fleiss and Cohen 1973). Under skew it is low although raters
/// seldom differ.
package enum WeightedKappa {
  package enum Weights: String, Sendable, CaseIterable { case none, linear, quadratic }

  /// - Parameters:
  ///   - categories: how many there are; ratings count from 0.
  /// - Returns: nil without pairs, or where both raters gave one and the same category throughout.
  package static func kappa(
    _ a: [Int], _ b: [Int], categories: Int, weights: Weights = .quadratic
  ) -> Double? {
    precondition(a.count == b.count)
    precondition((a + b).allSatisfy { (0..<categories).contains($0) })
    guard !a.isEmpty else { return nil }
    var first = [Double](repeating: 0, count: categories)
    var second = first
    var observed = 0.0
    func distance(_ i: Int, _ j: Int) -> Double {
      switch weights {
      case .none: i == j ? 0 : 1
      case .linear: Double(abs(i - j))
      case .quadratic: Double((i - j) * (i - j))
      }
    }
    for (i, j) in zip(a, b) {
      first[i] += 1
      second[j] += 1
      observed += distance(i, j)
    }
    var expected = 0.0
    for i in 0..<categories {
      for j in 0..<categories { expected += first[i] * second[j] * distance(i, j) }
    }
    guard expected > 0 else { return nil }
    return 1 - observed * Double(a.count) / expected
  }
}

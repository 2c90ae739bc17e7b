#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// How far two samples of scores are from being of one distribution.
package enum Drift {
  /// The two-sample Kolmogorov–Smirnov statistic, the largest gap between the shares at or below a value, and the
  /// chance of one as large if both were of one distribution.
  ///
  /// The chance is the limiting one with Stephens' (1970) correction for small samples; with ties, as scores have them,
  /// it is too high: what it calls a difference is one. Nil where a sample is empty.
  package static func kolmogorovSmirnov(_ a: [Double], _ b: [Double]) -> (
    statistic: Double, p: Double
  )? {
    guard !a.isEmpty, !b.isEmpty else { return nil }
    let (a, b) = (a.sorted(), b.sorted())
    var (i, j, gap) = (0, 0, 0.0)
    while i < a.count, j < b.count {
      let value = min(a[i], b[j])
      while i < a.count, a[i] == value { i += 1 }
      while j < b.count, b[j] == value { j += 1 }
      gap = max(gap, abs(Double(i) / Double(a.count) - Double(j) / Double(b.count)))
    }
    let n = (Double(a.count) * Double(b.count) / Double(a.count + b.count)).squareRoot()
    return (gap, kolmogorovTail((n + 0.12 + 0.11 / n) * gap))
  }

  /// 2 Σ (−1)^(k−1) exp(−2 k² λ²), the tail of Kolmogorov's distribution.
  static func kolmogorovTail(_ lambda: Double) -> Double {
    guard lambda > 0.2 else { return 1 }
    var sum = 0.0
    var sign = 1.0
    for k in 1...100 {
      let term = exp(-2 * Double(k * k) * lambda * lambda)
      sum += sign * term
      if term < 1e-16 { break }
      sign = -sign
    }
    return min(1, max(0, 2 * sum))
  }

  /// The population stability index of counts over the same bins: Σ (p − q) ln(p / q), half a count added to each bin
  /// so that empty ones do not make it infinite.
  ///
  /// A habit of credit scoring calls below .1 stable and above .25 shifted; below some hundreds of items chance alone
  /// gives about (bins − 1)(1/n + 1/m). Nil where there is nothing to count.
  package static func stabilityIndex(_ a: [Int], _ b: [Int]) -> Double? {
    precondition(a.count == b.count)
    let (n, m) = (a.reduce(0, +), b.reduce(0, +))
    guard n > 0, m > 0 else { return nil }
    let half = Double(a.count) / 2
    return zip(a, b).reduce(0) { sum, counts in
      let p = (Double(counts.0) + 0.5) / (Double(n) + half)
      let q = (Double(counts.1) + 0.5) / (Double(m) + half)
      return sum + (p - q) * log(p / q)
    }
  }

  /// The index over tenths of the scale 0 to 1.
  package static func stabilityIndex(scores a: [Double], _ b: [Double]) -> Double? {
    stabilityIndex(tenths(a), tenths(b))
  }

  private static func tenths(_ scores: [Double]) -> [Int] {
    var counts = [Int](repeating: 0, count: 10)
    for score in scores { counts[min(9, max(0, Int(score * 10)))] += 1 }
    return counts
  }
}

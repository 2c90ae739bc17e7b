#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Pearson's chi-square test.
package enum ChiSquare {
  /// The statistic of counts against expected ones; equal ones unless given.
  package static func statistic(_ observed: [Int], expected: [Double]? = nil) -> Double {
    let even = Double(observed.reduce(0, +)) / Double(max(1, observed.count))
    return observed.enumerated().reduce(0) { sum, entry in
      let expected = expected?[entry.offset] ?? even
      guard expected > 0 else { return sum }
      let difference = Double(entry.element) - expected
      return sum + difference * difference / expected
    }
  }

  /// The chance of a statistic as large or larger if the expectation holds.
  package static func p(_ statistic: Double, degreesOfFreedom: Int) -> Double {
    guard degreesOfFreedom > 0, statistic > 0 else { return 1 }
    return upperGamma(halves: degreesOfFreedom, statistic / 2)
  }

  /// Q(a, x), the regularised upper incomplete gamma function, for a of `halves` halves.
  ///
  /// By the series of the lower function where it converges fast, by Lentz's continued fraction
  /// elsewhere.
  static func upperGamma(halves: Int, _ x: Double) -> Double {
    guard x > 0 else { return 1 }
    let a = Double(halves) / 2
    let scale = exp(a * log(x) - x - logGamma(halves: halves))
    if x < a + 1 {
      var term = 1 / a
      var sum = term
      var n = a
      while abs(term) > abs(sum) * 1e-16 {
        n += 1
        term *= x / n
        sum += term
      }
      return max(0, 1 - sum * scale)
    }
    let tiny = 1e-300
    var b = x + 1 - a
    var c = 1 / tiny
    var d = 1 / b
    var fraction = d
    for i in 1...10_000 {
      let coefficient = -Double(i) * (Double(i) - a)
      b += 2
      d = coefficient * d + b
      if abs(d) < tiny { d = tiny }
      c = b + coefficient / c
      if abs(c) < tiny { c = tiny }
      d = 1 / d
      let factor = d * c
      fraction *= factor
      if abs(factor - 1) < 1e-15 { break }
    }
    return min(1, scale * fraction)
  }

  /// ln Γ(n/2), by Γ(x + 1) = xΓ(x): unlike the C library's, the same everywhere to the last digits.
  static func logGamma(halves: Int) -> Double {
    var sum = halves % 2 == 0 ? 0 : 0.5 * log(Double.pi)
    var step = halves % 2 == 0 ? 1.0 : 0.5
    while step < Double(halves) / 2 - 0.25 {
      sum += log(step)
      step += 1
    }
    return sum
  }
}

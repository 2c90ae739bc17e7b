#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Agreement of predictions with labels, each row counted as often as its weight says.
enum Agreement {
  /// Pearson's r; nil where one side is constant.
  static func pearson(_ x: [Double], _ y: [Double], weights: [Int]) -> Double? {
    let total = Double(weights.reduce(0, +))
    guard total > 1 else { return nil }
    func mean(_ values: [Double]) -> Double {
      zip(values, weights).reduce(0) { $0 + $1.0 * Double($1.1) } / total
    }
    let (meanX, meanY) = (mean(x), mean(y))
    var (covariance, varianceX, varianceY) = (0.0, 0.0, 0.0)
    for index in x.indices {
      let (dx, dy, weight) = (x[index] - meanX, y[index] - meanY, Double(weights[index]))
      covariance += weight * dx * dy
      varianceX += weight * dx * dx
      varianceY += weight * dy * dy
    }
    guard varianceX > 1e-12, varianceY > 1e-12 else { return nil }
    return covariance / sqrt(varianceX * varianceY)
  }

  /// Cohen's kappa with quadratic weights (Cohen 1968); nil where chance leaves nothing to disagree on.
  static func quadraticKappa(_ x: [Int], _ y: [Int], weights: [Int]) -> Double? {
    let total = Double(weights.reduce(0, +))
    guard total > 0 else { return nil }
    var observed = 0.0
    var (sumX, sumY, squaresX, squaresY) = (0.0, 0.0, 0.0, 0.0)
    for index in x.indices {
      let (left, right, weight) = (Double(x[index]), Double(y[index]), Double(weights[index]))
      observed += weight * (left - right) * (left - right)
      sumX += weight * left
      sumY += weight * right
      squaresX += weight * left * left
      squaresY += weight * right * right
    }
    // The mean squared distance of independent draws needs the moments alone.
    let expected = squaresX + squaresY - 2 * sumX * sumY / total
    return expected > 1e-12 ? 1 - observed / expected : nil
  }

  /// How many of the rows that count have the property; nil if none counts.
  static func share(of property: [Bool], among counted: [Bool], weights: [Int]) -> Double? {
    var (found, all) = (0, 0)
    for index in counted.indices where counted[index] {
      all += weights[index]
      found += property[index] ? weights[index] : 0
    }
    return all == 0 ? nil : Double(found) / Double(all)
  }
}

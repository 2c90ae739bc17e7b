/// What is worked out of several cells of one column.
enum TableOperation: String, Sendable, Hashable, CaseIterable {
  case sum, difference, mean, highest, lowest

  /// The figure that comes of some cells, exact or rounded to one more digit than they have; nil where the operation gives
  /// none: a difference of three, numbers too large.
  func result(of figures: [TableFigure]) -> TableFigure? {
    guard let first = figures.first, figures.count >= 2 else { return nil }
    let places = figures.map(\.places).max() ?? 0
    let values = figures.map { $0.scaled(to: places) }
    guard values.allSatisfy({ $0.magnitude < 1 << 50 }) else { return nil }
    var result = first
    result.places = places
    result.isGrouped = figures.contains(where: \.isGrouped)
    switch self {
    case .sum: result.digits = values.reduce(0, +)
    case .difference:
      guard values.count == 2 else { return nil }
      result.digits = abs(values[0] - values[1])
    case .mean:
      let sum = values.reduce(0, +)
      if sum % values.count == 0 {
        result.digits = sum / values.count
      } else {
        let tenfold = sum * 10
        let half = tenfold < 0 ? -values.count / 2 : values.count / 2
        result.digits = (tenfold + half) / values.count
        result.places = places + 1
      }
    case .highest: result.digits = values.max() ?? 0
    case .lowest: result.digits = values.min() ?? 0
    }
    return result
  }

  /// Whether the result of these cells is all of it, and not rounded.
  func isExact(of figures: [TableFigure]) -> Bool {
    guard self == .mean, let result = result(of: figures) else { return true }
    let sum = figures.reduce(0) { $0 + $1.scaled(to: result.places) }
    return result.digits * figures.count == sum
  }
}

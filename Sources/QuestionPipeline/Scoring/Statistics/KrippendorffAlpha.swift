/// Krippendorff's alpha: agreement of any number of raters, with gaps, beyond what chance would give.
///
/// 1 is full agreement, 0 what shuffled ratings give, below 0 worse. Krippendorff asks for .80, and .667 for tentative
/// conclusions. Where nearly all ratings are equal it falls towards 0 although raters seldom differ: `GwetAC1` stands
/// beside it for that. Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability".
package enum KrippendorffAlpha {
  /// What two different ratings are apart.
  package enum Level: String, Sendable, CaseIterable {
    /// Names: different is different.
    case nominal
    /// Ranks: as many ratings as lie between them.
    case ordinal
    /// Numbers: the square of their difference.
    case interval
  }

  /// - Parameter units: for each thing rated its ratings, one place a rater, nil where there is none. Units with fewer
  ///   than two ratings say nothing and are left out.
  /// - Returns: nil where no unit has two ratings, or where all ratings are the same: then agreement and chance cannot
  ///   be told apart.
  package static func alpha(_ units: [[Double?]], _ level: Level) -> Double? {
    let rated = units.map { $0.compactMap(\.self) }.filter { $0.count > 1 }
    let values = Set(rated.joined()).sorted()
    guard values.count > 1 else { return nil }
    let places = Dictionary(uniqueKeysWithValues: values.enumerated().map { ($1, $0) })
    let k = values.count
    var coincidences = [Double](repeating: 0, count: k * k)
    for ratings in rated {
      let share = 1 / Double(ratings.count - 1)
      let indices = ratings.map { places[$0] ?? 0 }
      for (i, a) in indices.enumerated() {
        for (j, b) in indices.enumerated() where i != j { coincidences[a * k + b] += share }
      }
    }
    let totals = (0..<k).map { row in (0..<k).reduce(0.0) { $0 + coincidences[row * k + $1] } }
    let total = totals.reduce(0, +)
    var (observed, expected) = (0.0, 0.0)
    for a in 0..<k {
      // What lies between a and b, for ranks.
      var between = 0.0
      for b in (a + 1)..<max(k, a + 1) {
        let distance: Double =
          switch level {
          case .nominal: 1
          case .ordinal: between + (totals[a] + totals[b]) / 2
          case .interval: values[b] - values[a]
          }
        observed += coincidences[a * k + b] * distance * distance
        expected += totals[a] * totals[b] * distance * distance
        between += totals[b]
      }
    }
    return 1 - (total - 1) * observed / expected
  }
}

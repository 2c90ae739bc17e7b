/// Gwet's AC1: agreement on names beyond chance, where chance is the agreement on things that are hard to rate.
///
/// Unlike kappa and alpha it stays high where nearly all ratings fall into one category and raters seldom differ, which
/// is what item ratings look like. Any number of raters, with gaps. Gwet (2008), British Journal of Mathematical and
/// Statistical Psychology 61.
package enum GwetAC1 {
  /// - Parameters:
  ///   - units: for each thing rated its ratings, one place a rater, nil where there is none.
  ///   - categories: how many there are to choose from; at least those that occur, at least 2.
  /// - Returns: nil where no unit has two ratings.
  package static func coefficient(_ units: [[Int?]], categories: Int) -> Double? {
    let rated = units.map { $0.compactMap(\.self) }
    let pairs = rated.filter { $0.count > 1 }
    guard !pairs.isEmpty else { return nil }
    let agreement =
      pairs.reduce(0.0) { sum, ratings in
        let counts = Self.counts(ratings)
        let n = Double(ratings.count)
        return sum + counts.reduce(0.0) { $0 + Double($1 * ($1 - 1)) } / (n * (n - 1))
      } / Double(pairs.count)
    // The share of each category, every unit with a rating counting once.
    let units = rated.filter { !$0.isEmpty }
    var shares: [Int: Double] = [:]
    for ratings in units {
      for rating in ratings {
        shares[rating, default: 0] += 1 / Double(ratings.count * units.count)
      }
    }
    let k = Double(max(2, categories, shares.count))
    let chance =
      shares.keys.sorted().reduce(0.0) { sum, key in
        let share = shares[key] ?? 0
        return sum + share * (1 - share)
      } / (k - 1)
    return (agreement - chance) / (1 - chance)
  }

  private static func counts(_ ratings: [Int]) -> [Int] {
    var counts: [Int: Int] = [:]
    for rating in ratings { counts[rating, default: 0] += 1 }
    return counts.keys.sorted().map { counts[$0] ?? 0 }
  }
}

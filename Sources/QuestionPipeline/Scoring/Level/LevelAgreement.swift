/// How the levels that a set's questions were to have compare with those that their wording suggests.
///
/// Items without a level asked for are left out. `LevelEstimate.measuredError` is what the estimate itself is off by on
/// English questions: a gap much above it speaks against the set, one below it against nobody.
package struct LevelAgreement: Sendable, Hashable {
  /// The share of the items whose estimate is the level asked for.
  package let match: Double
  /// The mean distance between the two, in levels of six.
  package let gap: Double

  /// Nil if no item has both a level asked for and wording that suggests one.
  ///
  /// - Parameter readings: of the same items, where they have been read already.
  package init?(of items: [Item], readings: [ItemReading]? = nil) {
    var equal = 0
    var distance = 0
    var count = 0
    for (index, item) in items.enumerated() {
      guard let asked = item.level else { continue }
      let estimate = readings?[index].level ?? LevelEstimate(of: item)
      guard estimate.isFounded else { continue }
      count += 1
      equal += estimate.level == asked ? 1 : 0
      distance += abs(estimate.level.rank - asked.rank)
    }
    guard count > 0 else { return nil }
    match = (Double(equal) / Double(count)).roundedScore
    gap = (Double(distance) / Double(count)).roundedScore
  }
}

package import QuestionPipeline

/// Some items of a set, drawn by chance so that their traits keep their shares.
package enum SetSample {
  /// Items by chance, in the set's order.
  ///
  /// Items are put into strata by their traits together; each stratum gives its share, rounded by largest remainders
  /// (ties to the stratum that comes first). Within a stratum each item is as likely as any other.
  /// - Parameters:
  ///   - count: of items wanted; all of them where the set has no more.
  ///   - traits: none draws from the set as a whole.
  package static func draw(
    _ count: Int, of items: [Item], by traits: [ItemTrait], seed: UInt64
  ) -> [Item] {
    guard count < items.count else { return items }
    var order: [[String]] = []
    var strata: [[String]: [Int]] = [:]
    for (place, item) in items.enumerated() {
      let key = traits.map { $0.value(of: item) }
      if strata[key] == nil { order.append(key) }
      strata[key, default: []].append(place)
    }
    let sizes = order.map { strata[$0]?.count ?? 0 }
    let shares = quotas(count, of: sizes)
    var generator = RunSeed(value: seed).generator(cell: 0, stage: "sample", attempt: 0)
    var places: [Int] = []
    for (key, share) in zip(order, shares) {
      places += generator.shuffled(strata[key] ?? []).prefix(share)
    }
    return places.sorted().map { items[$0] }
  }

  /// A total shared out by sizes: whole numbers that add up to it, by largest remainders.
  static func quotas(_ total: Int, of sizes: [Int]) -> [Int] {
    let sum = sizes.reduce(0, +)
    guard sum > 0 else { return sizes }
    var quotas = sizes.map { total * $0 / sum }
    let rests = sizes.indices.map { total * sizes[$0] % sum }
    let order = sizes.indices.sorted { (rests[$1], $0) < (rests[$0], $1) }
    for place in order.prefix(total - quotas.reduce(0, +)) { quotas[place] += 1 }
    return quotas
  }
}

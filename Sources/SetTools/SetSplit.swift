package import QuestionPipeline

/// A set cut into parts so that no part gives away what another asks.
///
/// Items that ask nearly the same, and items from the same document, are tied together; what is tied stays in one part.
/// The bundles, largest first, go where their items' traits are missing most, so that each part is like the whole
/// (the greedy idea of Sechidis, Tsoumakas and Vlahavas, 2011, for bundles in place of single items).
package struct SetSplit: Sendable {
  /// A part that is wanted.
  package struct Share: Sendable, Hashable {
    package var name: String
    /// Of the set's items; the shares of all parts add up to 1.
    package var share: Double

    package init(_ name: String, _ share: Double) {
      self.name = name
      self.share = share
    }
  }

  package struct Part: Sendable {
    package var name: String
    /// In the set's order.
    package var items: [Item]
  }

  package private(set) var parts: [Part]
  /// The bundles of more than one item, as places in the set, largest first.
  package private(set) var bundles: [[Int]]

  /// - Parameters:
  ///   - thresholds: questions from the candidate threshold on are tied.
  ///   - bindsDocuments: whether items that cite the same document are tied.
  package init(
    _ items: [Item], into shares: [Share], by traits: [ItemTrait], seed: UInt64,
    thresholds: DuplicateThresholds, bindsDocuments: Bool
  ) {
    let ties = Self.bundles(items, thresholds: thresholds, bindsDocuments: bindsDocuments)
    // Bundles of one size come in an order by chance, not in the set's, which goes by topics.
    var generator = RunSeed(value: seed).generator(cell: 0, stage: "split", attempt: 0)
    let order = generator.shuffled(ties).enumerated().sorted {
      ($1.element.count, $0.offset) < ($0.element.count, $1.offset)
    }.map(\.element)
    bundles = order.filter { $0.count > 1 }

    // Wanted and not yet given to each part: items, and items of each trait's values.
    let values = items.map { item in traits.map { "\($0.rawValue)=\($0.value(of: item))" } }
    var totals: [String: Int] = [:]
    for value in values.joined() { totals[value, default: 0] += 1 }
    var room = shares.map { $0.share * Double(items.count) }
    var wanted = shares.map { share in totals.mapValues { share.share * Double($0) } }
    var part = [Int](repeating: 0, count: items.count)
    for bundle in order {
      let counts = Self.counts(bundle.lazy.flatMap { values[$0] })
      var best = 0
      var highest = -Double.infinity
      for place in shares.indices where shares[place].share > 0 {
        // How much of what the bundle brings is missing here, by the part's size; a full part takes nothing gladly.
        let size = shares[place].share
        var need = (room[place] - Double(bundle.count) / 2) / size
        for entry in counts {
          need +=
            (wanted[place][entry.value] ?? 0) * Double(entry.count)
            / (size * Double(bundle.count))
        }
        if room[place] < Double(bundle.count) / 2 {
          need -= 1e9 * (1 - room[place] / Double(items.count))
        }
        if need > highest { (best, highest) = (place, need) }
      }
      for place in bundle { part[place] = best }
      room[best] -= Double(bundle.count)
      for entry in counts { wanted[best][entry.value, default: 0] -= Double(entry.count) }
    }
    parts = shares.enumerated().map { index, share in
      Part(
        name: share.name, items: items.indices.filter { part[$0] == index }.map { items[$0] })
    }
  }

  /// Each value with how often it comes, in the order of first coming.
  private static func counts(_ values: some Sequence<String>) -> [(value: String, count: Int)] {
    var places: [String: Int] = [:]
    var counts: [(value: String, count: Int)] = []
    for value in values {
      if let place = places[value] {
        counts[place].count += 1
      } else {
        places[value] = counts.count
        counts.append((value, 1))
      }
    }
    return counts
  }

  /// All items, tied into bundles; those of one item, too. By their first items.
  private static func bundles(
    _ items: [Item], thresholds: DuplicateThresholds, bindsDocuments: Bool
  ) -> [[Int]] {
    var roots = Array(items.indices)
    func root(_ place: Int) -> Int {
      var place = place
      while roots[place] != place {
        roots[place] = roots[roots[place]]
        place = roots[place]
      }
      return place
    }
    func tie(_ left: Int, _ right: Int) {
      let (left, right) = (root(left), root(right))
      roots[max(left, right)] = min(left, right)
    }
    let similarity = SetSimilarity(
      of: items.map { (question: $0.draft.question, language: $0.language) },
      thresholds: thresholds)
    for (place, original) in similarity.originals.enumerated() { tie(place, original) }
    for pair in similarity.pairs { tie(pair.earlier, pair.later) }
    if bindsDocuments {
      var firsts: [String: Int] = [:]
      for (place, item) in items.enumerated() {
        for source in item.draft.sources {
          if let first = firsts[source.document] {
            tie(first, place)
          } else {
            firsts[source.document] = place
          }
        }
      }
    }
    var bundles: [[Int]] = []
    var placeOf: [Int: Int] = [:]
    for place in items.indices {
      let root = root(place)
      if let bundle = placeOf[root] {
        bundles[bundle].append(place)
      } else {
        placeOf[root] = bundles.count
        bundles.append([place])
      }
    }
    return bundles
  }
}

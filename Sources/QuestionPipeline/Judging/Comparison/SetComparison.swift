/// Two sets side by side: which scores higher, whether that can be noise, and what drifted.
package struct SetComparison: Sendable {
  /// One score in both sets.
  package struct ScoreDrift: Sendable {
    /// A dimension or metric; "score" is the item's own.
    package var name: String
    /// Items with a value, and their mean.
    package var counts: (a: Int, b: Int)
    package var means: (a: Double?, b: Double?)
    /// Of pairs where the sets share items, else of the two samples; nil where one has no value.
    package var change: MeanDifference?
    package var isPaired: Bool
    /// The chance of noise, made stricter for having looked at so many scores (Holm 1979).
    package var adjustedP: Double?
    package var ks: Double?
    package var ksP: Double?
    package var psi: Double?
    /// Who gave the values; where this differs between the sets, so do the meanings.
    package var judges: (a: [String], b: [String])

    package var isComparable: Bool { judges.a == judges.b }
  }

  /// How often each value of a coordinate occurs.
  package struct Mix: Sendable {
    package var name: String
    package var values: [(name: String, a: Int, b: Int)]
    package var psi: Double?
  }

  package let a: ComparedSet
  package let b: ComparedSet
  /// Items that are in both sets.
  package let shared: Int
  /// The item's own score first, then the dimensions in the order of the sets.
  package let scores: [ScoreDrift]
  /// Kind, level, language, difficulty; without those that neither set says anything of.
  package let mixes: [Mix]
  package let refusals: [(reason: String, a: Int, b: Int)]

  /// - Parameter seed: of permutations and intervals.
  package init(_ a: ComparedSet, _ b: ComparedSet, seed: UInt64) {
    self.a = a
    self.b = b
    let pairs = ItemPairing.shared(a.items, b.items).map { (a: a.items[$0.a], b: b.items[$0.b]) }
    shared = pairs.count
    var names = ["score"]
    for item in a.items + b.items {
      for entry in item.scores.entries where !names.contains(entry.name) {
        names.append(entry.name)
      }
    }
    var scores = names.map { Self.drift($0, a.items, b.items, pairs, seed: seed) }
      .filter { $0.counts.a > 0 || $0.counts.b > 0 }
    Self.adjust(&scores)
    self.scores = scores
    mixes = Self.mixes(a.items, b.items)
    let reasons = Set(a.refusals.keys).union(b.refusals.keys)
    refusals = reasons.sorted().map { ($0, a.refusals[$0] ?? 0, b.refusals[$0] ?? 0) }
      .sorted { ($1.1 + $1.2, $0.0) < ($0.1 + $0.2, $1.0) }
  }

  static func value(_ name: String, of item: Item) -> Double? {
    name == "score" ? item.score : item.scores[name]?.value
  }

  private static func judges(_ name: String, _ items: [Item]) -> [String] {
    var names: Set<String> = []
    for item in items {
      guard case .scored(_, _, _, let by)? = item.scores[name] else { continue }
      names.insert(by)
    }
    return names.sorted()
  }

  private static func drift(
    _ name: String, _ a: [Item], _ b: [Item], _ pairs: [(a: Item, b: Item)], seed: UInt64
  ) -> ScoreDrift {
    let left = a.compactMap { value(name, of: $0) }
    let right = b.compactMap { value(name, of: $0) }
    var drift = ScoreDrift(
      name: name, counts: (left.count, right.count),
      means: (left.mean?.roundedScore, right.mean?.roundedScore),
      change: nil, isPaired: false, judges: (judges(name, a), judges(name, b)))
    guard !left.isEmpty, !right.isEmpty else { return drift }
    let both = pairs.compactMap { pair in
      value(name, of: pair.a).flatMap { x in value(name, of: pair.b).map { (x, $0, pair.a.topic) } }
    }
    let seed = seed ^ name.stableHash
    // A handful of common items would speak for two sets that have little to do with each other.
    if both.count > 1, both.count * 2 >= min(left.count, right.count) {
      drift.isPaired = true
      let topics = both.map { $0.2.joined(separator: "\u{1F}") }
      drift.change = MeanDifference.paired(
        both.map(\.0), both.map(\.1), clusters: MeanDifference.clusters(topics), seed: seed)
    } else {
      drift.change = MeanDifference.unpaired(left, right, seed: seed)
    }
    let ks = Drift.kolmogorovSmirnov(left, right)
    drift.ks = ks?.statistic.roundedScore
    drift.ksP = ks?.p.roundedScore
    drift.psi = Drift.stabilityIndex(scores: left, right)?.roundedScore
    return drift
  }

  /// Holm's step-down procedure.
  private static func adjust(_ scores: inout [ScoreDrift]) {
    let order = scores.indices.filter { scores[$0].change != nil }
      .sorted { (scores[$0].change?.p ?? 1, $0) < (scores[$1].change?.p ?? 1, $1) }
    var highest = 0.0
    for (rank, index) in order.enumerated() {
      highest = max(highest, min(1, (scores[index].change?.p ?? 1) * Double(order.count - rank)))
      scores[index].adjustedP = highest
    }
  }

  private static func mixes(_ a: [Item], _ b: [Item]) -> [Mix] {
    let coordinates: [(String, (Item) -> String?)] = [
      ("kind", { $0.kind.rawValue }), ("level", { $0.level?.rawValue }),
      ("language", { $0.language.tag }), ("difficulty", { $0.difficulty.map(String.init) }),
    ]
    return coordinates.compactMap { name, value in
      func counts(_ items: [Item]) -> [String: Int] {
        items.reduce(into: [:]) { counts, item in
          if let key = value(item) { counts[key, default: 0] += 1 }
        }
      }
      let (left, right) = (counts(a), counts(b))
      let order = name == "level" ? BloomLevel.allCases.map(\.rawValue) : []
      let keys = Set(left.keys).union(right.keys).sorted {
        (order.firstIndex(of: $0) ?? 0, $0) < (order.firstIndex(of: $1) ?? 0, $1)
      }
      guard !keys.isEmpty else { return nil }
      let values = keys.map { (name: $0, a: left[$0] ?? 0, b: right[$0] ?? 0) }
      return Mix(
        name: name, values: values,
        psi: Drift.stabilityIndex(values.map(\.a), values.map(\.b))?.roundedScore)
    }
  }

  /// Which set scores higher, where that is hardly noise.
  package enum Winner: String, Sendable { case a, b, neither, unscored }

  /// Below this chance of noise a difference counts.
  package static let level = 0.05

  package var winner: Winner {
    guard let change = scores.first(where: { $0.name == "score" })?.change else { return .unscored }
    guard change.p < Self.level else { return .neither }
    return change.difference.value > 0 ? .b : .a
  }
}

/// Which items of two sets are held against each other.
package struct ItemPairing: Sendable {
  /// What two items have in common.
  package enum Basis: String, Sendable, CaseIterable {
    /// They are one item in two versions, or ask the same question.
    case question
    /// They fill the same square: topic, kind, level and language.
    case square
    /// Of one topic, kind and language, they were asked for at different levels.
    case topic
  }

  package struct Pair: Sendable {
    package var a: Item
    package var b: Item
    package var basis: Basis
  }

  package let pairs: [Pair]
  /// Items that say the same in both sets: there is nothing to choose.
  package let identical: Int
  /// Items without a counterpart.
  package let unpaired: (a: Int, b: Int)

  /// Pairs what both sets hold first, then the rest of each square in the order of the sets: by the whole path of the
  /// topic, then by its root, and at last whatever the level.
  package init(_ a: [Item], _ b: [Item]) {
    var pairs: [Pair] = []
    var identical = 0
    var taken: (a: Set<Int>, b: Set<Int>) = ([], [])
    func take(_ left: Int, _ right: Int, _ basis: Basis) {
      taken.a.insert(left)
      taken.b.insert(right)
      if a[left].draft == b[right].draft {
        identical += 1
      } else {
        pairs.append(Pair(a: a[left], b: b[right], basis: basis))
      }
    }
    for (left, right) in Self.shared(a, b) { take(left, right, .question) }
    func fill(_ basis: Basis, _ square: (Item) -> [String]) {
      var waiting: [[String]: [Int]] = [:]
      for place in b.indices.reversed() where !taken.b.contains(place) {
        waiting[square(b[place]), default: []].append(place)
      }
      for place in a.indices where !taken.a.contains(place) {
        guard let other = waiting[square(a[place])]?.popLast() else { continue }
        take(place, other, basis)
      }
    }
    func level(_ item: Item) -> String { item.level?.rawValue ?? "" }
    func form(_ item: Item) -> [String] { [item.kind.rawValue, item.language.tag] }
    fill(.square) { $0.topic + [""] + form($0) + [level($0)] }
    fill(.square) { [$0.topic.first ?? ""] + form($0) + [level($0)] }
    fill(.topic) { [$0.topic.first ?? ""] + form($0) }
    self.pairs = pairs
    self.identical = identical
    unpaired = (a.count - taken.a.count, b.count - taken.b.count)
  }

  /// The places of what stands in both: by its question, else by an identifier that Viva gave, which an edited item keeps.
  /// Numbers of foreign lists say nothing.
  static func shared(_ a: [Item], _ b: [Item]) -> [(a: Int, b: Int)] {
    var waiting: [String: [Int]] = [:]
    for place in b.indices.reversed() {
      waiting[b[place].draft.question, default: []].append(place)
    }
    var found: [Int: Int] = [:]
    var taken: Set<Int> = []
    for place in a.indices {
      guard let other = waiting[a[place].draft.question]?.popLast() else { continue }
      found[place] = other
      taken.insert(other)
    }
    var byID: [String: Int] = [:]
    for place in b.indices where !taken.contains(place) && b[place].id.hasPrefix("q-") {
      byID[b[place].id] = byID[b[place].id] ?? place
    }
    for place in a.indices where found[place] == nil {
      found[place] = byID.removeValue(forKey: a[place].id)
    }
    return a.indices.compactMap { place in found[place].map { (place, $0) } }
  }
}

package import QuestionPipeline

/// Several sets made one, without questions that repeat each other.
///
/// Items stay in the order of their sets. Of a cluster of near-duplicates the earliest stays. An identifier stays what it
/// was; where two different items have the same one, the later gets "-2", "-3" …, as within a run. Cells are numbers of a
/// run and mean nothing in a set of several: items lose theirs.
package struct SetMerge: Sendable {
  /// What stays.
  package private(set) var items: [Item] = []
  /// For each item that stays the place of its set.
  package private(set) var origins: [Int] = []
  /// What repeats an earlier item, in order.
  package private(set) var dropped: [Repeat] = []

  package struct Repeat: Sendable {
    package var item: Item
    /// The place of its set.
    package var origin: Int
    /// The identifier, after the merge, of the earliest item of its cluster.
    package var repeats: String
    /// To the most similar one before it.
    package var similarity: Double
  }

  package init(_ sets: [[Item]], thresholds: DuplicateThresholds) {
    let all = sets.enumerated().flatMap { origin, items in items.map { (origin: origin, item: $0) }
    }
    let similarity = SetSimilarity(
      of: all.map { (question: $0.item.draft.question, language: $0.item.language) },
      thresholds: thresholds)
    // By places: identifiers of different sets may be equal.
    let clusters = DuplicateClusters(similarity, ids: all.indices.map(String.init))
    var found: [Int: (first: Int, similarity: Double)] = [:]
    for pair in clusters.duplicates {
      guard let later = Int(pair.later), let first = Int(pair.earliest) else { continue }
      found[later] = (first, pair.similarity)
    }
    var names: [Int: String] = [:]
    var taken: Set<String> = []
    for (place, entry) in all.enumerated() {
      if let repeated = found[place] {
        dropped.append(
          Repeat(
            item: entry.item, origin: entry.origin, repeats: names[repeated.first] ?? "",
            similarity: repeated.similarity))
        continue
      }
      var item = entry.item
      item.cell = nil
      var count = 1
      while !taken.insert(item.id).inserted {
        count += 1
        item.id = "\(entry.item.id)-\(count)"
      }
      names[place] = item.id
      items.append(item)
      origins.append(entry.origin)
    }
  }
}

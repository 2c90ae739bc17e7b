/// The duplicates within a set: who repeats whom.
package struct DuplicateClusters: Sendable, Hashable {
  package struct Pair: Sendable, Hashable {
    /// The identifier of the earliest item of the cluster (of a candidate pair: the earlier item).
    package var earliest: String
    package var later: String
    /// Of the later item to the most similar one before it.
    package var similarity: Double
    /// Whether the later item equals an earlier one after normalisation.
    package var isExact: Bool
  }

  /// One for each later item of a cluster, in the order of items.
  package private(set) var duplicates: [Pair] = []
  /// Pairs in the uncertain band, whose items are not in one cluster, by their later items. Of each later item at most
  /// `candidatesEach`, the most similar: a judge has to look at every one.
  package private(set) var candidates: [Pair] = []

  package static let candidatesEach = 5

  package init(
    of questions: [(id: String, question: String, language: LanguageTag)],
    thresholds: DuplicateThresholds = DuplicateThresholds()
  ) {
    self.init(
      SetSimilarity(
        of: questions.lazy.map { (question: $0.question, language: $0.language) },
        thresholds: thresholds), ids: questions.map(\.id))
  }

  /// Finds clusters by single linkage: an item joins all clusters that it repeats an item of.
  package init(_ similarity: SetSimilarity, ids: [String]) {
    precondition(ids.count == similarity.originals.count)
    let threshold = similarity.thresholds.duplicate
    var roots = similarity.originals
    func root(_ position: Int) -> Int {
      var position = position
      while roots[position] != position {
        roots[position] = roots[roots[position]]
        position = roots[position]
      }
      return position
    }
    // Of each original the highest similarity to one before it.
    var highest: [Int: Double] = [:]
    for pair in similarity.pairs where pair.similarity >= threshold {
      let (a, b) = (root(pair.earlier), root(pair.later))
      roots[max(a, b)] = min(a, b)
      highest[pair.later] = max(highest[pair.later] ?? 0, pair.similarity)
    }
    for (place, original) in similarity.originals.enumerated() {
      let isExact = original != place
      guard isExact || highest[place] != nil else { continue }
      duplicates.append(
        Pair(
          earliest: ids[root(place)], later: ids[place],
          similarity: isExact ? 1 : highest[place] ?? 1, isExact: isExact))
    }
    var uncertain: [SetSimilarity.Pair] = []
    func close() {
      uncertain.sort { ($1.similarity, $0.earlier) < ($0.similarity, $1.earlier) }
      candidates += uncertain.prefix(Self.candidatesEach).map {
        Pair(
          earliest: ids[$0.earlier], later: ids[$0.later], similarity: $0.similarity, isExact: false
        )
      }
      uncertain.removeAll(keepingCapacity: true)
    }
    for pair in similarity.pairs where pair.similarity < threshold {
      guard root(pair.earlier) != root(pair.later) else { continue }
      if let last = uncertain.last, last.later != pair.later { close() }
      uncertain.append(pair)
    }
    close()
  }
}

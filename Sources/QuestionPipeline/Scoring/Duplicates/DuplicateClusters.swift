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
  /// Pairs in the uncertain band, whose items are not in one cluster.
  package private(set) var candidates: [Pair] = []

  /// Finds clusters by single linkage: an item joins all clusters that it repeats an item of.
  package init(
    of questions: [(id: String, question: String, language: LanguageTag)],
    thresholds: DuplicateThresholds = DuplicateThresholds()
  ) {
    var index = DuplicateIndex(thresholds: thresholds)
    self.init(
      of: questions.map { ($0.id, DuplicateIndex.Probe($0.question, language: $0.language)) },
      index: &index)
  }

  /// - Parameters:
  ///   - questions: made ready, so that others can use them, too.
  ///   - index: an empty one, which then holds all questions by their places.
  ///   - pair: hears of each two questions from the candidate threshold on, the later and the earlier place.
  init(
    of questions: [(id: String, probe: DuplicateIndex.Probe)], index: inout DuplicateIndex,
    pair: (_ later: Int, _ earlier: Int, _ similarity: Double) -> Void = { _, _, _ in }
  ) {
    let thresholds = index.thresholds
    var roots = Array(questions.indices)
    func root(_ position: Int) -> Int {
      var position = position
      while roots[position] != position { position = roots[position] }
      return position
    }
    var found: [(later: Int, similarity: Double, isExact: Bool)] = []
    var uncertain: [(earlier: Int, later: Int, similarity: Double)] = []
    for (position, question) in questions.enumerated() {
      let neighbours = index.neighbours(of: question.probe, atLeast: thresholds.candidate)
      for neighbour in neighbours {
        guard let earlier = Int(neighbour.id) else { continue }
        pair(position, earlier, neighbour.similarity)
        if neighbour.similarity >= thresholds.duplicate {
          let (a, b) = (root(earlier), root(position))
          roots[max(a, b)] = min(a, b)
        } else {
          uncertain.append((earlier, position, neighbour.similarity))
        }
      }
      if let nearest = neighbours.first, nearest.similarity >= thresholds.duplicate {
        found.append((position, nearest.similarity, index.hasExactMatch(of: question.probe)))
      }
      index.add(id: String(position), question.probe)
    }
    duplicates = found.map {
      Pair(
        earliest: questions[root($0.later)].id, later: questions[$0.later].id,
        similarity: $0.similarity, isExact: $0.isExact)
    }
    candidates = uncertain.filter { root($0.earlier) != root($0.later) }.map {
      Pair(
        earliest: questions[$0.earlier].id, later: questions[$0.later].id,
        similarity: $0.similarity, isExact: false)
    }
  }
}

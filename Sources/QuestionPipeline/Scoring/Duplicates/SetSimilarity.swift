/// Which questions of a set are alike: measured once, for the duplicates as well as for the set's metrics.
///
/// Equal questions are one question with a number; the others are held against those that share rare words with them
/// (`SimilarPairs`). Languages are kept apart. Time and memory grow with the set as it does, but for the lists of words,
/// which cost little beside reading the items.
package struct SetSimilarity: Sendable {
  package struct Pair: Sendable {
    package var earlier: Int
    package var later: Int
    /// From the candidate threshold on.
    package var similarity: Double
  }

  package let thresholds: DuplicateThresholds
  /// For each question the place of the first that equals it after normalisation: often its own.
  package private(set) var originals: [Int]
  /// Of questions that are their own originals, by the later, then by the earlier place.
  package private(set) var pairs: [Pair] = []
  /// The similarity of each question to the most similar other one.
  private(set) var nearest: [Double]
  /// How many questions equal each original, itself included.
  private let copies: [Int]

  package init(
    of questions: some Collection<(question: String, language: LanguageTag)>,
    thresholds: DuplicateThresholds = DuplicateThresholds()
  ) {
    self.thresholds = thresholds
    var shelves:
      [(language: LanguageTag, name: String, places: [Int], signatures: [QuestionSignature])] = []
    var firsts: [[UInt64: Int]] = []
    var originals: [Int] = []
    originals.reserveCapacity(questions.count)
    for (place, entry) in questions.enumerated() {
      let name = DuplicateIndex.shelfName(entry.language)
      let shelf: Int
      if let known = shelves.firstIndex(where: { $0.name == name }) {
        shelf = known
      } else {
        shelf = shelves.count
        shelves.append((entry.language, name, [], []))
        firsts.append([:])
      }
      let question = entry.question.scalarArray
      let normal = QuestionNormal.key(of: question).key
      if let first = firsts[shelf][normal] {
        originals.append(first)
        continue
      }
      firsts[shelf][normal] = place
      originals.append(place)
      shelves[shelf].places.append(place)
      shelves[shelf].signatures.append(QuestionSignature(question))
    }
    var copies = [Int](repeating: 0, count: originals.count)
    for original in originals { copies[original] += 1 }
    self.copies = copies
    self.originals = originals
    nearest = originals.map { copies[$0] > 1 ? 1 : 0 }
    for shelf in shelves {
      let found = SimilarPairs(
        shelf.signatures, similarity: .of(shelf.language), atLeast: thresholds.candidate)
      for (index, place) in shelf.places.enumerated() where copies[place] == 1 {
        nearest[place] = found.nearest[index]
      }
      pairs += found.pairs.map {
        Pair(
          earlier: shelf.places[Int($0.earlier)], later: shelf.places[Int($0.later)],
          similarity: $0.similarity)
      }
    }
    if shelves.count > 1 { pairs.sort { ($0.later, $0.earlier) < ($1.later, $1.earlier) } }
  }

  /// The mean similarity of a question to the most similar other one, rounded; nil for fewer than two questions.
  var meanNearest: Double? {
    nearest.count < 2 ? nil : nearest.mean?.roundedScore
  }

  /// How many questions a set of unlike ones would need to be as diverse; nil for none.
  ///
  /// The similarity-sensitive diversity of order 1 of Leinster and Cobbold (2012):
  /// exp(−mean ln((1 + Σ similarity to others) / n)). Equal questions count once, unlike ones fully; similarities below
  /// the candidate threshold count nothing. Where a question has more than some dozens of near ones, not all of them are
  /// seen, and the number is too high.
  var effectiveQuestions: Double? {
    guard !originals.isEmpty else { return nil }
    var sums = copies.map(Double.init)
    for pair in pairs {
      sums[pair.later] += pair.similarity * Double(copies[pair.earlier])
      sums[pair.earlier] += pair.similarity * Double(copies[pair.later])
    }
    let count = Double(originals.count)
    return Entropy.effectiveNumber(originals.map { sums[$0] / count })
  }
}

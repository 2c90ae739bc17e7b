/// The vectors of the questions that a run knows, in memory, so that nothing another run does to the file is seen.
///
/// A value: a copy shares its storage. Languages are kept apart, as they are where questions are compared by words.
package struct KnownMeanings: Sendable {
  private struct Shelf: Sendable {
    let language: String
    /// Of questions, by the place of their vector.
    var ids: [String] = []
    var vectors: [StoredVector] = []
    var blocks: [SignBlock] = []
  }
  private var shelves: [Shelf] = []
  private var places: [String: (shelf: Int, vector: Int)] = [:]

  package init() {}

  package var count: Int { places.count }

  /// Of all vectors; nil while there are none.
  package var dimensions: Int? { shelves.first?.vectors.first?.bytes.count }

  /// Adds the vector of a question that has none yet.
  /// - Precondition: it has as many dimensions as those before it.
  package mutating func add(_ vector: StoredVector, id: String, language: LanguageTag) {
    guard places[id] == nil else { return }
    precondition(vector.bytes.count == dimensions ?? vector.bytes.count)
    let name = DuplicateIndex.shelfName(language)
    var index = shelves.firstIndex { $0.language == name } ?? shelves.count
    if index == shelves.count {
      shelves.append(Shelf(language: name))
      index = shelves.count - 1
    }
    let place = shelves[index].ids.count
    places[id] = (index, place)
    shelves[index].ids.append(id)
    shelves[index].vectors.append(vector)
    if place % SignBlock.size == 0 { shelves[index].blocks.append(SignBlock()) }
    shelves[index].blocks[place / SignBlock.size].append(vector.signs, of: place)
  }

  /// Nil where the question has no vector.
  package func vector(of id: String) -> StoredVector? {
    places[id].map { shelves[$0.shelf].vectors[$0.vector] }
  }

  /// The questions of a language nearest in meaning, of equal ones those that came first.
  package func nearest(to vector: StoredVector, language: LanguageTag, limit: Int) -> [(
    id: String, cosine: Double
  )] {
    let name = DuplicateIndex.shelfName(language)
    guard limit > 0, vector.bytes.count == dimensions,
      let shelf = shelves.first(where: { $0.language == name })
    else { return [] }
    let signs = vector.signs
    var scan = SignScan(width: signs.count)
    for block in shelf.blocks { block.distances(to: signs) { scan.add($0, $1) } }
    return scan.nearest(SignScan.looked(for: limit))
      .map { (place: $0, cosine: shelf.vectors[$0].cosine(vector)) }
      .sorted { ($1.cosine, $0.place) < ($0.cosine, $1.place) }
      .prefix(limit).map { (shelf.ids[$0.place], $0.cosine) }
  }
}

/// What a search goes by beside words: the vector of what is looked for, and those of what is known.
package struct Meaning: Sendable {
  package var vector: StoredVector
  package var known: KnownMeanings

  package init(_ vector: StoredVector, among known: KnownMeanings) {
    self.vector = vector
    self.known = known
  }

  func nearest(_ limit: Int, language: LanguageTag) -> [String] {
    known.nearest(to: vector, language: language, limit: limit).map(\.id)
  }

  /// The relevance of a question that is so near in words.
  func joined(_ words: Double, _ id: String) -> Double {
    MeaningLikeness.joined(words, known.vector(of: id)?.cosine(vector))
  }
}

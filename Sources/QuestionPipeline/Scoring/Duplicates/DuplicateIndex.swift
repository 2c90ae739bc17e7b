/// The questions seen so far, by what they are made of, to find the ones like a new one.
///
/// A value: copies share their storage, and an addition to one touches only a block of the latest
/// entries, so a snapshot costs nothing. Languages are kept apart. Equal additions give equal
/// answers, in any process.
package struct DuplicateIndex: Sendable {
  package typealias Match = (id: String, similarity: Double)

  package let thresholds: DuplicateThresholds
  private var shelves: [(language: String, shelf: DuplicateShelf)] = []
  private var ids: [String] = []

  package init(thresholds: DuplicateThresholds = DuplicateThresholds()) {
    self.thresholds = thresholds
  }

  package var count: Int { ids.count }

  /// A question made ready to be looked for and added, once for both.
  package struct Probe: Sendable {
    fileprivate let normal: UInt64
    fileprivate let signature: QuestionSignature
    package let language: LanguageTag

    package init(_ question: String, language: LanguageTag) {
      normal = QuestionNormal.form(of: question).stableHash
      signature = QuestionSignature(question)
      self.language = language
    }

    /// How alike the words of both are, as a search says it of those that it finds.
    package func similarity(to other: Probe) -> Double {
      guard normal != other.normal else { return 1 }
      return QuestionSimilarity.of(language).similarity(signature, other.signature).roundedScore
    }
  }

  package mutating func add(id: String, question: String, language: LanguageTag) {
    add(id: id, Probe(question, language: language))
  }

  package mutating func add(id: String, _ probe: Probe) {
    let language = probe.language
    let name = Self.shelfName(language)
    let entry = DuplicateShelf.Entry(
      ordinal: ids.count, normal: probe.normal, signature: probe.signature)
    ids.append(id)
    if let index = shelves.firstIndex(where: { $0.language == name }) {
      shelves[index].shelf.add(entry)
    } else {
      shelves.append((name, DuplicateShelf(.of(language), first: entry)))
    }
  }

  /// The most similar question, the earliest of equals; nil if none shares a word.
  ///
  /// Certain from the duplicate threshold on; below, the best of those that share most words.
  package func nearest(to question: String, language: LanguageTag) -> Match? {
    let probe = Probe(question, language: language)
    return duplicate(of: probe) ?? neighbours(of: probe, atLeast: 0, limit: 1).first
  }

  /// The earliest question equal but for case, width, spaces and sentence marks.
  package func exactMatch(of question: String, language: LanguageTag) -> String? {
    shelf(language)?.exact(QuestionNormal.form(of: question).stableHash).map { ids[$0] }
  }

  package func hasExactMatch(of probe: Probe) -> Bool {
    shelf(probe.language)?.exact(probe.normal) != nil
  }

  /// The nearest from the threshold on, with similarity 1 for exact ones.
  package func duplicate(of question: String, language: LanguageTag) -> Match? {
    duplicate(of: Probe(question, language: language))
  }

  package func duplicate(of probe: Probe) -> Match? {
    neighbours(of: probe, atLeast: thresholds.duplicate, limit: 1).first
  }

  /// Those in the uncertain band, the most similar first.
  package func candidates(for question: String, language: LanguageTag) -> [Match] {
    neighbours(of: question, language: language, atLeast: thresholds.candidate)
      .filter { $0.similarity < thresholds.duplicate }
  }

  /// All from the similarity on, the most similar first, the earliest of equals first; from 0 on,
  /// some that share most words.
  /// - Parameter limit: how many are wanted: the first of them.
  package func neighbours(
    of question: String, language: LanguageTag, atLeast floor: Double, limit: Int = .max
  ) -> [Match] {
    neighbours(of: Probe(question, language: language), atLeast: floor, limit: limit)
  }

  package func neighbours(of probe: Probe, atLeast floor: Double, limit: Int = .max) -> [Match] {
    shelf(probe.language)?.search(
      probe.signature, normal: probe.normal, atLeast: floor, limit: limit
    ).map { (ids[$0.ordinal], $0.similarity) } ?? []
  }

  private func shelf(_ language: LanguageTag) -> DuplicateShelf? {
    let name = Self.shelfName(language)
    return shelves.first { $0.language == name }?.shelf
  }

  static func shelfName(_ language: LanguageTag) -> String {
    language.isChinese ? "zh" : String(language.tag.prefix { $0 != "-" })
  }
}

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

  package mutating func add(id: String, question: String, language: LanguageTag) {
    let name = Self.shelfName(language)
    let entry = DuplicateShelf.Entry(
      ordinal: ids.count, normal: QuestionNormal.form(of: question).stableHash,
      signature: QuestionSignature(question))
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
    duplicate(of: question, language: language) ?? search(question, language, atLeast: 0).first
  }

  /// The earliest question equal but for case, width, spaces and sentence marks.
  package func exactMatch(of question: String, language: LanguageTag) -> String? {
    shelf(language)?.exact(QuestionNormal.form(of: question).stableHash).map { ids[$0] }
  }

  /// The nearest from the threshold on, with similarity 1 for exact ones.
  package func duplicate(of question: String, language: LanguageTag) -> Match? {
    search(question, language, atLeast: thresholds.duplicate).first
  }

  /// Those in the uncertain band, the most similar first.
  package func candidates(for question: String, language: LanguageTag) -> [Match] {
    search(question, language, atLeast: thresholds.candidate)
      .filter { $0.similarity < thresholds.duplicate }
  }

  /// All from the similarity on, the most similar first, the earliest of equals first; from 0 on,
  /// some that share most words.
  package func neighbours(
    of question: String, language: LanguageTag, atLeast floor: Double
  ) -> [Match] {
    search(question, language, atLeast: floor)
  }

  private func shelf(_ language: LanguageTag) -> DuplicateShelf? {
    let name = Self.shelfName(language)
    return shelves.first { $0.language == name }?.shelf
  }

  private func search(
    _ question: String, _ language: LanguageTag, atLeast floor: Double
  ) -> [Match] {
    shelf(language)?.search(
      QuestionSignature(question), normal: QuestionNormal.form(of: question).stableHash,
      atLeast: floor
    ).map { (ids[$0.ordinal], $0.similarity) } ?? []
  }

  private static func shelfName(_ language: LanguageTag) -> String {
    language.isChinese ? "zh" : String(language.tag.prefix { $0 != "-" })
  }
}

/// The passages of a run's documents, by identifier, and the choice of those that a planning request offers: see
/// `PassageChoice`.
package struct PassageLibrary: Sendable {
  private let chinese: [Passage]
  private let other: [Passage]
  private let byID: [String: Passage]
  /// Whether any passage names any topic of the brief.
  private let namesATopic: Bool
  /// Passages that one planning request offers.
  private let offered: Int

  /// - Parameter topics: of the brief.
  package init(_ passages: [Passage], topics: [String], offered: Int = 4) {
    let chosen = PassageChoice.ordered(passages)
    chinese = chosen.filter(\.isChinese)
    other = chosen.filter { !$0.isChinese }
    namesATopic = chosen.contains { passage in topics.contains { passage.names($0) } }
    byID = Dictionary(passages.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    self.offered = offered
  }

  package subscript(id: String?) -> Passage? { id.flatMap { byID[$0] } }

  /// The passages whose turn it is, of those on the topic in that language: the same for equal numbers, all of them in
  /// the course of a lane. Where no passage names any of the topics, every passage may be about them.
  package func forChunk(_ chunk: Int, topic: String, language: LanguageTag) -> [Passage] {
    let spoken = language.isChinese ? chinese : other
    let fitting = namesATopic ? spoken.filter { $0.names(topic) } : spoken
    guard !fitting.isEmpty else { return [] }
    let count = min(offered, fitting.count)
    return (0..<count).map { fitting[(chunk * count + $0) % fitting.count] }
  }

  /// The passage that an angle is to be asked about: the one that the planner named, if it was offered, else the one
  /// with most of the angle's words, the earliest of equals. Nil where none was offered.
  package func chosen(_ named: String?, for angle: String, among offered: [Passage]) -> Passage? {
    if let named, let passage = offered.first(where: { $0.id == named }) { return passage }
    guard offered.count > 1 else { return offered.first }
    let wanted = ContentWords.set(of: Tokenizer.tokens(of: angle))
    let shared = offered.map { passage in
      let words = (passage.titles + [passage.shown]).joined(separator: "\n")
      return ContentWords.set(of: Tokenizer.tokens(of: words)).intersection(wanted).count
    }
    return offered.indices.max { (shared[$0], -$0) < (shared[$1], -$1) }.map { offered[$0] }
  }

  /// The citation with the offsets of its quote and the words that stand there; -1 where the passage does not hold it.
  /// What copying changes counts for nothing: see `QuoteFinder`.
  package func located(_ citation: Citation, in passage: Passage) -> Citation {
    var result = citation
    result.document = passage.document
    result.start = -1
    result.end = -1
    if let found = place(of: citation.quote, in: passage.text, from: passage.start)
      ?? passage.lead.flatMap({ place(of: citation.quote, in: $0.text, from: $0.start) })
    {
      result.quote = found.words
      result.start = found.range.lowerBound
      result.end = found.range.upperBound
    }
    return result
  }

  private func place(of quote: String, in text: String, from base: Int) -> (
    words: String, range: Range<Int>
  )? {
    let finder = QuoteFinder(text)
    return finder.range(of: quote).map { range in
      (finder.words(in: range), base + range.lowerBound..<base + range.upperBound)
    }
  }
}

extension Passage {
  /// What prompts tell of a passage.
  package var prompted: JSONValue {
    [
      "id": .string(id), "document": .string(document), "headings": .strings(headings),
      "text": .string(shown),
    ]
  }

  /// What stands above its words: the headings and the name of its document.
  package var titles: [String] { headings + [SourceDocument.base(of: document)] }

  /// Whether the topic is the passage's document, one of its headings, or in its text.
  package func names(_ topic: String) -> Bool {
    let wanted = topic.lowercased()
    return SourceDocument.base(of: document).lowercased() == wanted
      || headings.contains { $0.lowercased().contains(wanted) }
      || text.lowercased().contains(wanted)
  }

  /// Whether Han characters make up most of the text's letters.
  package var isChinese: Bool {
    var han = 0
    var latin = 0
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x4E00...0x9FFF, 0x3400...0x4DBF: han += 1
      case 0x41...0x5A, 0x61...0x7A: latin += 1
      default: break
      }
    }
    return han * 2 > latin
  }
}

extension Sequence<Passage> {
  /// The passages of each document, in the order of their first ones; no part is empty.
  var byDocument: [[Passage]] {
    var places: [String: Int] = [:]
    var documents: [[Passage]] = []
    for passage in self {
      if let place = places[passage.document] {
        documents[place].append(passage)
      } else {
        places[passage.document] = documents.count
        documents.append([passage])
      }
    }
    return documents
  }
}

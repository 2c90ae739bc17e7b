import Synchronization

/// The passages of a run's documents, by identifier, and the choice of those that a planning request offers: see
/// `PassageChoice`.
package struct PassageLibrary: Sendable {
  private let chinese: Shelf
  private let other: Shelf
  private let byID: [String: Passage]
  /// Whether any passage names any topic of the brief.
  private let namesATopic: Bool
  /// Passages that one planning request offers.
  private let offered: Int
  /// Passages that belong together, in the order of their turns.
  private let linked: (chinese: Shelf, other: Shelf)
  /// Finds what any passage says of a question; nil where every question is to be answered.
  private let statements: StatementSearch?

  /// Linked passages that one planning request offers, where it is to ask about some.
  package static let linkedOffered = 3

  /// The longest round: each of its requests costs its price.
  private static let longestRound = 36

  /// - Parameters:
  ///   - topics: of the brief.
  ///   - linksPassages: whether there are questions over several passages.
  ///   - findsStatements: whether there are questions that no passage may answer.
  package init(
    _ passages: [Passage], topics: [String], offered: Int = 4, linksPassages: Bool = false,
    findsStatements: Bool = false
  ) {
    let chosen = PassageChoice.ordered(passages)
    chinese = Shelf(chosen.filter(\.isChinese))
    other = Shelf(chosen.filter { !$0.isChinese })
    namesATopic = chosen.contains { passage in topics.contains { passage.names($0) } }
    byID = Dictionary(passages.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    self.offered = offered
    let pairs = linksPassages ? PassageLinks.pairs(of: chosen).map(Passage.init(joining:)) : []
    func spoken(_ isChinese: Bool) -> Shelf {
      Shelf(pairs.filter { $0.parts.allSatisfy { $0.isChinese == isChinese } })
    }
    linked = (spoken(true), spoken(false))
    statements = findsStatements ? StatementSearch(passages) : nil
  }

  /// Passages of one language, and which of them are on a topic: looked for once a topic, as they stay the same.
  private final class Shelf: Sendable {
    let passages: [Passage]
    private let onTopic = Mutex<[String: [Int]]>([:])

    init(_ passages: [Passage]) { self.passages = passages }

    func places(on topic: String) -> [Int] {
      if let known = onTopic.withLock({ $0[topic] }) { return known }
      let places = passages.indices.filter { index in
        passages[index].hops.contains { $0.names(topic) }
      }
      onTopic.withLock { $0[topic] = places }
      return places
    }
  }

  /// What any of the passages says that answers a question which none of them is to answer; nil where none does.
  /// - Parameter passage: of which it is asked.
  package func answer(
    to question: String, _ reason: Unanswerable, of passage: Passage?, language: LanguageTag
  ) -> String? {
    statements?.answer(
      to: question, reason, document: passage?.document, isChinese: language.isChinese)
  }

  /// The passage of that identifier, or those of joined ones.
  package subscript(id: String?) -> Passage? {
    guard let id else { return nil }
    if let passage = byID[id] { return passage }
    let parts = id.split(separator: Passage.joint).compactMap { byID[String($0)] }
    return parts.count > 1 ? Passage(joining: parts) : nil
  }

  /// The passages whose turn it is, of those on the topic in that language: the same for equal numbers, all of them in
  /// the course of a lane. Where no passage names any of the topics, every passage may be about them.
  package func forChunk(_ chunk: Int, topic: String, language: LanguageTag) -> [Passage] {
    turn(chunk, offered, of: language.isChinese ? chinese : other, topic)
  }

  /// Planning requests in which all passages on the topic in that language have their turn, or three dozen.
  package func round(topic: String, language: LanguageTag) -> Int {
    let fitting = fitting(language.isChinese ? chinese : other, topic).count
    return max(1, min(Self.longestRound, (fitting + offered - 1) / offered))
  }

  /// The linked passages whose turn it is, in the same way; each stands for two.
  package func linkedForChunk(_ chunk: Int, topic: String, language: LanguageTag) -> [Passage] {
    turn(chunk, Self.linkedOffered, of: language.isChinese ? linked.chinese : linked.other, topic)
  }

  private func fitting(_ spoken: Shelf, _ topic: String) -> [Int] {
    namesATopic ? spoken.places(on: topic) : Array(spoken.passages.indices)
  }

  private func turn(_ chunk: Int, _ offered: Int, of spoken: Shelf, _ topic: String) -> [Passage] {
    let fitting = fitting(spoken, topic)
    guard !fitting.isEmpty else { return [] }
    let count = min(offered, fitting.count)
    return (0..<count).map { spoken.passages[fitting[(chunk * count + $0) % fitting.count]] }
  }

  /// The passage that an angle is to be asked about: the one that the planner named, if it was offered, else the one
  /// with most of the angle's words, the earliest of equals. Nil where none was offered.
  /// - Parameter others: those among which the words decide; nil for all.
  package func chosen(
    _ named: String?, for angle: String, among offered: [Passage], orElse others: [Passage]? = nil
  ) -> Passage? {
    if let named, let passage = offered.first(where: { $0.id == named }) { return passage }
    let offered = others ?? offered
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
    if !passage.parts.isEmpty {
      let places = passage.parts.map { located(citation, in: $0) }
      // The one that it names, where both have the words.
      return places.first { $0.start >= 0 && $0.document == citation.document }
        ?? places.first { $0.start >= 0 } ?? places[0]
    }
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
    if !parts.isEmpty { return ["id": .string(id), "parts": .array(parts.map(\.prompted))] }
    return [
      "id": .string(id), "document": .string(document), "headings": .strings(headings),
      "text": .string(shown),
    ]
  }

  /// What stands above its words: the headings and the name of its document.
  package var titles: [String] {
    hops.flatMap { $0.headings + [SourceDocument.base(of: $0.document)] }
  }

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

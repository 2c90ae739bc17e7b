import SQLiteStorage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A passage that a search found.
package struct PassageHit: Sendable, Hashable {
  /// 0 to 1: relevance, recency and importance together.
  package var score: Double
  package var passage: Passage
  /// The set of the run that brought its document first.
  package var set: String
  /// Whether the memory holds no later version of the document.
  package var isCurrent: Bool
}

/// One search among passages: every passage that has a term of the query is scored, however common the term.
///
/// Relevance is Okapi BM25 (Robertson and Zaragoza 2009) as a share of what a passage made of nothing but the query would
/// get; sums are of integers, so that they are the same on every machine.
struct PassageSearch {
  /// The most relevant passages, among which recency and importance decide.
  private static let candidatesAtLeast = 256
  private let connection: Connection
  private let oldest: Int
  private let newest: Int
  private let count: Int
  private let segments: [Int]
  /// The latest run that brought or read a document.
  private let latestRun: Int

  /// Throws: `StorageError`.
  init(_ connection: Connection) throws {
    self.connection = connection
    let row = try connection.rows(
      "SELECT MIN(first), MAX(last), SUM(last - first + 1) FROM document")[0]
    oldest = row[0].int ?? 0
    newest = row[1].int ?? -1
    count = row[2].int ?? 0
    segments = try connection.rows("SELECT number FROM segment ORDER BY number").compactMap {
      $0[0].int
    }
    latestRun =
      try connection.rows("SELECT MAX(writer) FROM source WHERE forgotten = 0")[0][0].int ?? 0
  }

  /// Best first, of equal ones those that came last.
  func hits(
    _ text: String, meaning: StoredVector?, language: LanguageTag?, limit: Int,
    weights: Settings.Memory
  ) throws -> [PassageHit] {
    guard count > 0, limit > 0 else { return [] }
    var terms = PassageTerms()
    let (scores, best) = try scores(terms.ofQuery(text))
    var found: [(hit: PassageHit, number: Int)] = []
    var documents: [Int: KeptDocument] = [:]
    let sum = weights.relevance + weights.recency + weights.importance
    let likeness = meaning.map { MeaningLikeness(to: $0, connection) }
    var numbers = Self.top(max(8 * limit, Self.candidatesAtLeast), of: scores, from: oldest)
      .map(\.number)
    if let likeness {
      let known = Set(numbers)
      for case .passage(let number) in try likeness.nearest(4 * limit, .passages)
      where !known.contains(number) { numbers.append(number) }
    }
    for number in numbers {
      guard let row = try passage(number),
        language.map({ $0.isChinese == row.passage.isChinese }) ?? true
      else { continue }
      let document: KeptDocument
      if let known = documents[row.document] {
        document = known
      } else {
        document = try self.document(row.document)
        documents[row.document] = document
      }
      // Of its run: where in it a passage stands says nothing, and would outweigh what tells alike passages apart.
      let recency = Double(document.run) / Double(max(1, latestRun))
      let words = min(1, Double(scores[number - oldest]) / Double(best))
      let relevance = try likeness?.joined(words, .passage(number)) ?? words
      let total =
        weights.relevance * relevance + weights.recency * recency
        + weights.importance * (document.isCurrent ? 1 : 0)
      found.append(
        (
          PassageHit(
            score: (sum > 0 ? total / sum : 0).roundedScore, passage: row.passage,
            set: document.name, isCurrent: document.isCurrent), number
        ))
    }
    return found.sorted { ($1.hit.score, $1.number) < ($0.hit.score, $0.number) }
      .prefix(limit).map(\.hit)
  }

  /// A score for each number from the oldest on, and what a passage of nothing but the query would get.
  private func scores(_ terms: [UInt64]) throws -> (scores: [Int32], best: Int) {
    var scores = [Int32](repeating: 0, count: newest - oldest + 1)
    var best = 0
    for term in terms {
      let key = SQLiteValue.integer(Int64(bitPattern: term))
      var holding = 0
      for segment in segments {
        try connection.forEachRow(
          "SELECT count FROM posting WHERE segment = ? AND term = ?", [.int(segment), key]
        ) { holding += Int($0.integer(0)) }
      }
      let holders = Double(holding)
      // In hundredths, as `impacts` is in tenths: a thousandth of a nat.
      let weight = max(
        1, Int((log(1 + (Double(count) - holders + 0.5) / (holders + 0.5)) * 100).rounded()))
      best += weight * PassageTerms.impacts[7]
      guard holders > 0 else { continue }
      let added = PassageTerms.impacts.map { Int32($0 * weight) }
      try scores.withUnsafeMutableBufferPointer { scores in
        try added.withUnsafeBufferPointer { added in
          for segment in segments {
            try connection.forEachRow(
              "SELECT first, bytes FROM posting WHERE segment = ? AND term = ?",
              [.int(segment), key]
            ) { row in
              PostingChunk.decode(row.bytes(1), from: Int(row.integer(0)) - oldest) {
                place, impact in
                guard scores.indices.contains(place) else { return }
                scores[place] &+= added[impact]
              }
            }
          }
        }
      }
    }
    return (scores, max(1, best))
  }

  /// The highest scores above 0, and of equal ones those that came last.
  static func top(_ count: Int, of scores: [Int32], from first: Int) -> [(
    number: Int, score: Int32
  )] {
    var kept: [(number: Int, score: Int32)] = []
    kept.reserveCapacity(2 * count)
    var threshold: Int32 = 0
    /// Cuts down to the best, so that what is added costs little on the whole.
    func cut() {
      kept.sort { ($1.score, $1.number) < ($0.score, $0.number) }
      kept.removeLast(max(0, kept.count - count))
      if kept.count == count { threshold = kept[count - 1].score }
    }
    scores.withUnsafeBufferPointer { scores in
      for place in scores.indices.reversed() where scores[place] > threshold {
        kept.append((first + place, scores[place]))
        if kept.count == 2 * count { cut() }
      }
    }
    cut()
    return kept
  }

  private func passage(_ number: Int) throws -> (passage: Passage, document: Int)? {
    try connection.rows("SELECT body, document FROM passage WHERE number = ?", [.int(number)]).first
      .map { row in
        (try Passage(JSONReader(JSONParser.parse(row[0].string ?? ""))), row[1].int ?? 0)
      }
  }

  private struct KeptDocument {
    /// The set of the run that brought it first.
    var name: String
    var run: Int
    var isCurrent: Bool
  }

  private func document(_ number: Int) throws -> KeptDocument {
    let row = try connection.rows(
      """
      SELECT (SELECT writer.name FROM source JOIN writer ON writer.number = source.writer
          WHERE source.hash = document.hash AND forgotten = 0 ORDER BY source.writer LIMIT 1),
        NOT EXISTS (SELECT 1 FROM document AS later
          WHERE later.name = document.name AND later.number > document.number),
        (SELECT MIN(writer) FROM source WHERE source.hash = document.hash AND forgotten = 0)
      FROM document WHERE number = ?
      """, [.int(number)]
    ).first
    return KeptDocument(
      name: row?[0].string ?? "", run: row?[2].int ?? 0, isCurrent: row?[1].int == 1)
  }
}

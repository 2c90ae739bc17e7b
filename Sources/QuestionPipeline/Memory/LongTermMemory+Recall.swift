import SQLiteStorage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A set that a memory holds questions of.
package struct MemorySet: Sendable, Hashable {
  /// The writer's number: what `forget` takes apart from names that two sets share.
  package var number: Int
  package var name: String
  package var accepted: Int
  package var refused: Int
}

/// How many accepted questions a memory holds on one square.
package struct MemorySquare: Sendable, Hashable {
  package var square: Square
  package var count: Int
}

/// A question that a search found.
package struct MemoryHit: Sendable, Hashable {
  /// 0 to 1: relevance, recency and importance together.
  package var score: Double
  /// Empty for a refused draft.
  package var id: String
  package var set: String
  package var topic: [String]
  package var language: LanguageTag
  package var question: String
  package var isAccepted: Bool
}

extension LongTermMemory {
  /// The sets, in the order in which they were begun; those that left nothing are not told of.
  package func sets() async throws -> [MemorySet] {
    try await database.rows(
      """
      SELECT writer.number, writer.name, SUM(accepted), SUM(1 - accepted) FROM writer
      JOIN entry ON entry.writer = writer.number GROUP BY writer.number ORDER BY writer.number
      """
    ).map { row in
      MemorySet(
        number: row[0].int ?? 0, name: row[1].string ?? "", accepted: row[2].int ?? 0,
        refused: row[3].int ?? 0)
    }
  }

  /// The squares of accepted questions up to the mark, without those of one writer; in the order of their first question.
  package func squares(upTo mark: Int = .max, except writer: Int = 0) async throws
    -> [MemorySquare]
  {
    try await database.rows(
      """
      SELECT square, COUNT(*) FROM entry WHERE position <= ? AND writer <> ? AND accepted = 1
      GROUP BY square ORDER BY MIN(position)
      """, .int(mark), .int(writer)
    ).map { row in
      MemorySquare(
        square: try Square(JSONReader(JSONParser.parse(row[0].string ?? ""))),
        count: row[1].int ?? 0)
    }
  }

  /// The accepted questions on some topics by square, up to the mark and without those of one writer.
  package func counts(
    on topics: [String], upTo mark: Int, except writer: Int
  ) async throws -> [Square: Int] {
    let wanted = Set(topics)
    var counts: [Square: Int] = [:]
    for entry in try await squares(upTo: mark, except: writer)
    where wanted.contains(entry.square.topic) {
      counts[entry.square, default: 0] += entry.count
    }
    return counts
  }

  /// What earlier runs did on some topics, up to the mark and without one writer.
  /// - Parameters:
  ///   - counts: what `counts` gives for the same topics.
  ///   - latest: how many angles are kept, of all kinds and languages: those written last.
  package func work(
    on topics: [String], counts: [Square: Int], upTo mark: Int, except writer: Int,
    latest: Int = 20_000
  ) async throws -> EarlierWork {
    var work = EarlierWork()
    work.counts = counts
    guard !work.counts.isEmpty else { return work }
    let rows = try await database.rows(
      """
      SELECT * FROM (
        SELECT position, json_extract(square, '$.topic'), json_extract(square, '$.kind'),
          language, angle FROM entry
        WHERE position <= ? AND writer <> ? AND accepted = 1 AND angle IS NOT NULL
          AND json_extract(square, '$.topic') IN (SELECT value FROM json_each(?)) ORDER BY position DESC LIMIT ?)
      ORDER BY position
      """, .int(mark), .int(writer), .text(JSONWriter.text(.strings(topics))), .int(latest))
    for row in rows {
      guard let topic = row[1].string, let kind = QuestionKind(rawValue: row[2].string ?? ""),
        let language = LanguageTag(row[3].string ?? ""), let angle = row[4].string
      else { continue }
      let place = EarlierWork.Place(topic: topic, kind: kind, language: language)
      work.angles[place, default: []].append(angle)
    }
    return work
  }

  /// What the latest cells up to the mark say of lessons, without those of one writer.
  /// - Parameter latest: how many cells are looked back upon, of all kinds and languages.
  package func lessons(
    _ rules: LessonLedger.Rules, upTo mark: Int = .max, except writer: Int = 0,
    latest: Int = 20_000
  ) async throws -> LessonLedger {
    try await database.withConnection { connection in
      var ledger = LessonLedger(rules)
      try connection.forEach(
        """
        SELECT json_extract(square, '$.kind'), language, evidence FROM (
          SELECT position, square, language, evidence FROM entry
          WHERE position <= ? AND writer <> ? ORDER BY position DESC LIMIT ?) ORDER BY position
        """, [.int(mark), .int(writer), .int(latest)]
      ) { row in
        guard let kind = QuestionKind(rawValue: row[0].string ?? ""),
          let language = LanguageTag(row[1].string ?? "")
        else { return }
        let evidence = try JSONReader(JSONParser.parse(row[2].string ?? ""))
        ledger.record(try LessonEvidence(evidence), kind: kind, language: language)
      }
      return ledger
    }
  }

  /// The accepted and refused questions that share terms with a text, best first, ties by position.
  ///
  /// Relevance is Okapi BM25 over sets of terms (k1 = 1.2, b = 0.5; Robertson and Zaragoza 2009), as a share of what a
  /// question of all the terms would get. Of terms that very many questions have, the latest 5,000 questions are looked
  /// at.
  /// - Parameter meaning: the text's vector, by which those without its words are found, too.
  package func search(
    _ text: String, meaning: StoredVector? = nil, language: LanguageTag? = nil, limit: Int,
    weights: Settings.Memory
  ) async throws -> [MemoryHit] {
    let terms = MemoryTerms.of(text)
    guard !terms.isEmpty || meaning != nil, limit > 0 else { return [] }
    return try await database.withConnection { connection in
      try MemorySearch(terms: terms, meaning: meaning, language: language, connection)
        .hits(limit, weights)
    }
  }
}

/// One search: the terms with their weights, and the questions that have them.
private struct MemorySearch {
  private static let candidatesAtMost = 5000
  /// Terms of a question of usual length, in either language.
  private static let usualLength = 16.0
  private let connection: Connection
  private let language: LanguageTag?
  /// Inverse document frequencies of the terms that any question has, rarest first.
  private let terms: [(term: String, weight: Double)]
  /// Of all terms asked for, those that no question has included.
  private let best: Double
  private let newest: Int
  /// Nil where words alone count.
  private let likeness: MeaningLikeness?

  init(
    terms: [String], meaning: StoredVector?, language: LanguageTag?, _ connection: Connection
  ) throws {
    self.connection = connection
    self.language = language
    likeness = meaning.map { MeaningLikeness(to: $0, connection) }
    let sizes = try connection.rows(
      "SELECT COUNT(*), COALESCE(MAX(position), 0) FROM entry WHERE question IS NOT NULL")[0]
    let count = Double(sizes[0].int ?? 0)
    newest = sizes[1].int ?? 0
    var weighted: [(term: String, count: Int, weight: Double)] = []
    for term in terms {
      let holders =
        try connection.rows(
          "SELECT COUNT(*) FROM term WHERE term MATCH ?", [Self.quoted(term)])[0][0].int ?? 0
      let weight = log(1 + (count - Double(holders) + 0.5) / (Double(holders) + 0.5))
      weighted.append((term, holders, weight))
    }
    best = weighted.reduce(0) { $0 + $1.weight }
    self.terms = weighted.filter { $0.count > 0 }
      .sorted { ($0.count, $0.term) < ($1.count, $1.term) }.map { ($0.term, $0.weight) }
  }

  private static func quoted(_ term: String) -> SQLiteValue { .text("\"\(term)\"") }

  /// Positions of questions that have one of the terms, those of the rarest first.
  private func candidates() throws -> Set<Int> {
    var result: Set<Int> = []
    for (term, _) in terms where result.count < Self.candidatesAtMost {
      try connection.forEach(
        "SELECT rowid FROM term WHERE term MATCH ? ORDER BY rowid DESC LIMIT ?",
        [Self.quoted(term), .int(Self.candidatesAtMost)]
      ) { if let position = $0[0].int { result.insert(position) } }
    }
    return result
  }

  func hits(_ limit: Int, _ weights: Settings.Memory) throws -> [MemoryHit] {
    var found: [(hit: MemoryHit, position: Int)] = []
    var candidates = try candidates()
    for case .question(let position) in try likeness?.nearest(4 * limit, .questions) ?? [] {
      candidates.insert(position)
    }
    for position in candidates.sorted() {
      let row = try connection.rows(
        """
        SELECT entry.id, writer.name, topic, language, question, accepted FROM entry
        JOIN writer ON writer.number = entry.writer WHERE position = ?
        """, [.int(position)]
      ).first
      guard let row, let question = row[4].string, let own = LanguageTag(row[3].string ?? ""),
        language.map({ $0 == own }) ?? true
      else { continue }
      let isAccepted = row[5].int == 1
      let recency = newest > 0 ? Double(position) / Double(newest) : 0
      let words = relevance(of: question)
      let score =
        weights.relevance * (try likeness?.joined(words, .question(position)) ?? words)
        + weights.recency * recency + weights.importance * (isAccepted ? 1 : 0)
      let sum = weights.relevance + weights.recency + weights.importance
      found.append(
        (
          MemoryHit(
            score: (sum > 0 ? score / sum : 0).roundedScore, id: row[0].string ?? "",
            set: row[1].string ?? "",
            topic: try JSONReader(JSONParser.parse(row[2].string ?? "[]")).strings(),
            language: own, question: question, isAccepted: isAccepted), position
        ))
    }
    return found.sorted { ($1.hit.score, $0.position) < ($0.hit.score, $1.position) }
      .prefix(limit).map(\.hit)
  }

  private func relevance(of question: String) -> Double {
    let own = MemoryTerms.of(question)
    let known = Set(own)
    let length = 1.2 * (1 - 0.5 + 0.5 * Double(own.count) / Self.usualLength)
    let sum = terms.reduce(0) { known.contains($1.term) ? $0 + $1.weight : $0 }
    return best > 0 ? min(1, sum * 2.2 / (1 + length) / best) : 0
  }
}

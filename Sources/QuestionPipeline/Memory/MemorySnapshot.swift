/// The memory as it stood at one commit: a value, so that what happens later cannot be seen in it.
package struct MemorySnapshot: Sendable {
  /// A question that was accepted, by this run or by an earlier one.
  package struct Known: Sendable, Hashable {
    package var id: String
    package var question: String
    package var topic: [String]
    package var language: LanguageTag
    /// The set it stands in; nil for this run's.
    package var set: String?

    package init(
      id: String, question: String, topic: [String], language: LanguageTag, set: String?
    ) {
      self.id = id
      self.question = question
      self.topic = topic
      self.language = language
      self.set = set
    }
  }

  private var index: DuplicateIndex
  private var known: [Known] = []
  private var byID: [String: Int] = [:]
  /// This run's own by the ordinals of their cells.
  private var byCell: [Int: Int] = [:]
  private var shortTerm: [String: ShortTermMemory] = [:]
  private var ledger: LessonLedger
  private let weights: Settings.Memory
  private let shortTermScope: ShortTermMemory.Scope

  /// - Parameters:
  ///   - earlier: what the long-term memory holds, in the order of its rows.
  ///   - lessons: what cells of earlier runs say of flaws; nil begins anew.
  ///   - refusesRepeats: whether a question of an earlier run is a duplicate.
  ///   - shortTermScope: how much of each topic is remembered.
  package init(
    earlier: [Known], lessons: LessonLedger? = nil, refusesRepeats: Bool,
    shortTermScope: ShortTermMemory.Scope = .all, settings: Settings
  ) {
    self.shortTermScope = shortTermScope
    index = DuplicateIndex(thresholds: settings.duplicates)
    ledger = lessons ?? LessonLedger(settings.memory.lessonRules)
    weights = settings.memory
    for entry in earlier { remember(entry, inIndex: refusesRepeats) }
  }

  private mutating func remember(
    _ entry: Known, inIndex: Bool, probe: DuplicateIndex.Probe? = nil
  ) {
    byID[entry.id] = known.count
    known.append(entry)
    guard inIndex else { return }
    index.add(
      id: entry.id, probe ?? DuplicateIndex.Probe(entry.question, language: entry.language))
  }

  // MARK: Commits

  /// - Parameter probe: of the item's question, where it is at hand.
  package mutating func accept(
    _ item: Item, cell: Cell, evidence: LessonEvidence, probe: DuplicateIndex.Probe? = nil
  ) {
    accept(
      Known(
        id: item.id, question: item.draft.question, topic: item.topic, language: item.language,
        set: nil), cell: cell, evidence: evidence, probe: probe)
  }

  /// - Parameter known: what the memory keeps of the item.
  package mutating func accept(
    _ known: Known, cell: Cell, evidence: LessonEvidence, probe: DuplicateIndex.Probe?
  ) {
    byCell[cell.ordinal] = self.known.count
    remember(known, inIndex: true, probe: probe)
    commit(cell, known.question, reason: nil, evidence)
  }

  package mutating func refuse(
    _ question: String?, reason: String, cell: Cell, evidence: LessonEvidence
  ) {
    commit(cell, question, reason: reason, evidence)
  }

  private mutating func commit(
    _ cell: Cell, _ question: String?, reason: String?, _ evidence: LessonEvidence
  ) {
    let square = cell.square
    ledger.record(evidence, kind: square.kind, language: square.language)
    guard let question else { return }
    shortTerm[
      key(square.topic, square.language),
      default: ShortTermMemory(budget: weights.shortTermTokens, scope: shortTermScope)
    ].take(
      ShortTermMemory.Entry(
        cell: cell.ordinal, angle: cell.angle, question: question, reason: reason,
        flaws: evidence.critiques.last ?? []))
  }

  private func key(_ topic: String, _ language: LanguageTag) -> String { "\(topic)\n\(language)" }

  // MARK: Questions to it

  /// The nearest known question at or above the threshold.
  package func nearestDuplicate(to question: String, language: LanguageTag) -> (
    id: String, similarity: Double, set: String?
  )? {
    nearestDuplicate(to: DuplicateIndex.Probe(question, language: language))
  }

  private func nearestDuplicate(to probe: DuplicateIndex.Probe) -> (
    id: String, similarity: Double, set: String?
  )? {
    guard let found = index.duplicate(of: probe) else { return nil }
    return (found.id, found.similarity, byID[found.id].flatMap { known[$0].set })
  }

  package func duplicateFlaw(of question: String, language: LanguageTag) -> Flaw? {
    duplicateFlaw(of: DuplicateIndex.Probe(question, language: language))
  }

  package func duplicateFlaw(of probe: DuplicateIndex.Probe) -> Flaw? {
    guard let found = nearestDuplicate(to: probe) else { return nil }
    let language = probe.language
    let exact = found.similarity >= 1
    let place = found.set.map { " of set \($0)" } ?? ""
    return .fixed(
      exact ? FlawName.exactDuplicate : FlawName.nearDuplicate,
      "similarity \(JSONWriter.text(of: found.similarity.roundedScore)) to \(found.id)\(place): "
        + "\(byID[found.id].map { known[$0].question } ?? "")",
      with: [found.id], severity: .error, language: language)
  }

  /// The latest known questions on a topic, newest first.
  package func questions(on topic: String, language: LanguageTag, limit: Int) -> [String] {
    var result: [String] = []
    for entry in known.reversed() where entry.language == language && entry.topic.first == topic {
      result.append(entry.question)
      if result.count == limit { break }
    }
    return result
  }

  /// The known questions on other topics that are nearest in meaning to a topic, best first: what it would repeat under
  /// another name.
  package func elsewhere(
    _ meaning: Meaning, topic: String, language: LanguageTag, limit: Int
  ) -> [String] {
    let probe = DuplicateIndex.Probe(topic, language: language)
    let found = meaning.nearest(limit * 4, language: language).compactMap { id in
      byID[id].flatMap {
        known[$0].topic.first == topic ? nil : (id, similarity(of: $0, to: probe))
      }
    }
    return ranked(found, meaning, limit)
  }

  /// The known questions that a writer should keep away from: by relevance to the text, recency and importance, ties by
  /// identifier. Importance is 1 for what earlier runs asked and 0.5 for this run's own.
  /// - Parameter meaning: of the text; nil where words alone count.
  package func nearest(
    to text: String, meaning: Meaning? = nil, language: LanguageTag, limit: Int
  ) -> [String] {
    guard limit > 0, !known.isEmpty else { return [] }
    let probe = DuplicateIndex.Probe(text, language: language)
    var found: [DuplicateIndex.Match] = index.neighbours(of: probe, atLeast: 0, limit: limit * 4)
    if let meaning {
      let seen = Set(found.map(\.id))
      for id in meaning.nearest(limit * 4, language: language) where !seen.contains(id) {
        guard let at = byID[id] else { continue }
        found.append((id, similarity(of: at, to: probe)))
      }
    }
    return ranked(found, meaning, limit)
  }

  private func similarity(of place: Int, to probe: DuplicateIndex.Probe) -> Double {
    probe.similarity(
      to: DuplicateIndex.Probe(known[place].question, language: known[place].language))
  }

  /// - Parameter found: how alike each is in words.
  private func ranked(
    _ found: [DuplicateIndex.Match], _ meaning: Meaning?, _ limit: Int
  ) -> [String] {
    let ranked = found.compactMap { candidate -> (score: Double, id: String, at: Int)? in
      guard let at = byID[candidate.id] else { return nil }
      let relevance =
        meaning?.joined(candidate.similarity, candidate.id) ?? candidate.similarity
      let recency = Double(at + 1) / Double(known.count)
      let importance = known[at].set == nil ? 0.5 : 1
      let score =
        weights.relevance * relevance + weights.recency * recency
        + weights.importance * importance
      return (score.roundedScore, candidate.id, at)
    }
    return ranked.sorted { ($1.score, $0.id) < ($0.score, $1.id) }.prefix(limit)
      .map { known[$0.at].question }
  }

  /// The question of one of this run's cells; nil where the cell was refused.
  package func accepted(inCell ordinal: Int) -> Known? { byCell[ordinal].map { known[$0] } }

  package func lessons(for square: Square, limit: Int) -> [Lesson] {
    ledger.lessons(kind: square.kind, language: square.language, limit: limit)
  }

  /// The short-term memory of a topic.
  package func recent(on topic: String, language: LanguageTag) -> ShortTermMemory {
    shortTerm[key(topic, language)] ?? ShortTermMemory(budget: 0)
  }
}

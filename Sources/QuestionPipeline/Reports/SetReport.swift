/// What is to be said of a set: the data of all three reports.
///
/// It depends on the contents, the rubric, the thresholds and the seed alone: no times, no folders.
package struct SetReport: Sendable {
  package static let formatVersion = 1

  /// A line of a file that could not be read as an item.
  package struct Unread: Sendable, Hashable {
    package var line: Int
    package var why: String
    package init(line: Int, why: String) {
      self.line = line
      self.why = why
    }
  }

  package let items: [ReportedItem]
  package let score: Interval?
  package let grade: SetGrade
  package let summaries: [ScoreSummary]
  package let metrics: SetMetrics
  package let coverage: Coverage
  package let kinds: Balance
  package let languages: Balance
  package let difficulties: Balance
  package let waterfall: Waterfall
  package let unread: [Unread]
  package let rubric: Rubric
  package let rules: AdviceRules
  /// The language of labels and of the verdict: Chinese if more than half of the items are.
  package let isChinese: Bool
  let contents: SetContents

  /// - Parameters:
  ///   - seed: of the bootstrap.
  ///   - thresholds: what counts as a duplicate; those of the run, so that both mean the same.
  ///   - lines: in the file read, from 1, one for each item; nil for a set of our own.
  package init(
    _ contents: SetContents, rubric: Rubric, seed: UInt64,
    thresholds: DuplicateThresholds = DuplicateThresholds(), rules: AdviceRules = AdviceRules(),
    lines: [Int]? = nil, unread: [Unread] = []
  ) {
    precondition(lines == nil || lines?.count == contents.items.count)
    self.contents = contents
    self.rubric = rubric
    self.rules = rules
    self.unread = unread
    let list = contents.items
    metrics = SetMetrics(
      of: list, thresholds: thresholds, similarity: contents.similarity,
      readings: contents.readings)
    items = Self.reported(
      contents, metrics.duplicates, rubric: rubric, rules: rules, lines: lines)
    let clusters = Self.topics(list)
    let scored = list.indices.filter { list[$0].score != nil }
    score = MeanInterval.of(
      scored.compactMap { list[$0].score }, clusters: scored.map { clusters[$0] }, seed: seed)
    summaries = ScoreSummary.all(list, rubric: rubric, clusters: clusters, seed: seed)
    coverage = Coverage(items: list, refused: contents.refused, brief: contents.brief)
    kinds = Balance(
      list.map(\.kind.rawValue), order: contents.brief?.kinds.map(\.rawValue) ?? [])
    languages = Balance(
      list.map(\.language.tag), order: contents.brief?.languages.map(\.tag) ?? [])
    difficulties = Balance(
      list.compactMap { $0.difficulty.map(String.init) },
      order: list.contains { $0.difficulty != nil } ? ["1", "2", "3", "4", "5"] : [])
    grade = SetGrade(items.map(\.advice))
    waterfall = Waterfall(contents, items: items, unread: unread.count)
    isChinese =
      list.isEmpty
      ? contents.brief?.languages.allSatisfy(\.isChinese) ?? false
      : list.count { $0.language.isChinese } * 2 > list.count
  }

  /// The number of each item's topic path, in the order of their first items.
  private static func topics(_ items: [Item]) -> [Int] {
    var places: [[String]: Int] = [:]
    return items.map { item in
      if let place = places[item.topic] { return place }
      places[item.topic] = places.count
      return places.count - 1
    }
  }

  private static func reported(
    _ contents: SetContents, _ clusters: DuplicateClusters, rubric: Rubric, rules: AdviceRules,
    lines: [Int]?
  ) -> [ReportedItem] {
    let items = contents.items
    let questions = Dictionary(
      items.map { ($0.id, $0.draft.question) }, uniquingKeysWith: { first, _ in first })
    let repeats = Dictionary(
      clusters.duplicates.map { ($0.later, $0) }, uniquingKeysWith: { first, _ in first })
    return items.enumerated().map { offset, item in
      var flaws = item.flaws
      let names: Set = [FlawName.exactDuplicate, FlawName.nearDuplicate]
      if let pair = repeats[item.id], !flaws.contains(where: { names.contains($0.name) }) {
        flaws.append(
          Flaw(
            pair.isExact ? FlawName.exactDuplicate : FlawName.nearDuplicate,
            questions[pair.earliest] ?? "", severity: .error, with: [pair.earliest]))
      }
      // What rules find stands beside it, but a person who accepted the item as it is has read it.
      let (advice, reasons) =
        item.review?.decision == .accept
        ? (Advice.keep, [])
        : rules.advice(
          on: item.draft, flaws: flaws, score: item.score, scores: item.scores, rubric: rubric)
      return ReportedItem(
        item: item, index: offset + 1, line: lines?[offset], flaws: flaws, advice: advice,
        reasons: reasons, level: contents.readings?[offset].level)
    }
  }

  /// By their places: an item copied is many references counted.
  package func count(_ advice: Advice) -> Int { items.indices.count { items[$0].advice == advice } }

  /// The flaws of the items with how many items have each: errors first, then the most frequent, ties by name.
  package var flawTally: [(name: String, items: Int, isError: Bool)] {
    var places: [String: Int] = [:]
    var tally: [(name: String, items: Int, isError: Bool)] = []
    for item in items {
      var seen: Set<String> = []
      for flaw in item.flaws {
        let place = places[flaw.name] ?? tally.count
        if place == tally.count {
          places[flaw.name] = place
          tally.append((flaw.name, 0, false))
        }
        if seen.insert(flaw.name).inserted { tally[place].items += 1 }
        if flaw.severity == .error { tally[place].isError = true }
      }
    }
    return tally.sorted {
      ($0.isError ? 0 : 1, $1.items, $0.name) < ($1.isError ? 0 : 1, $0.items, $1.name)
    }
  }

  /// What tells this set's items from those of others: 16 digits of the hash of their identifiers in order.
  package var fingerprint: String { contents.items.fingerprint }

  /// Dimensions of the rubric that no item was scored in.
  var unjudged: [String] {
    items.isEmpty
      ? [] : summaries.filter { ($0.weight ?? 0) > 0 && $0.scored == 0 }.map(\.name)
  }

  /// The lessons by their flaw, most often named first, ties in the order of their first naming.
  var lessonGroups: [LessonGroup] {
    var places: [String: Int] = [:]
    var groups: [LessonGroup] = []
    for lesson in contents.lessons {
      if let place = places[lesson.flaw] {
        groups[place].lessons.append(lesson)
      } else {
        places[lesson.flaw] = groups.count
        groups.append(LessonGroup(flaw: lesson.flaw, lessons: [lesson]))
      }
    }
    return groups.enumerated()
      .sorted { ($1.element.total, $0.offset) < ($0.element.total, $1.offset) }.map(\.element)
  }

  /// The refused cells by their first reason, most frequent first, ties by name.
  var refusals: [(reason: String, cells: [RefusedCell])] {
    var places: [String: Int] = [:]
    var groups: [(reason: String, cells: [RefusedCell])] = []
    for cell in contents.refused {
      let reason = cell.reasons.first ?? "refused"
      if let place = places[reason] {
        groups[place].cells.append(cell)
      } else {
        places[reason] = groups.count
        groups.append((reason, [cell]))
      }
    }
    return groups.sorted { ($1.cells.count, $0.reason) < ($0.cells.count, $1.reason) }
  }
}

/// How usable a set is as it stands.
///
/// - `ready`: nine tenths or more can be kept and nothing has to go.
/// - `mostlyReady`: seven tenths or more can be kept.
/// - `needsWork`: four tenths or more can be kept.
/// - `notReady`: less. `empty`: there is nothing to judge.
package enum SetGrade: String, Sendable, Hashable {
  case ready, mostlyReady, needsWork, notReady, empty

  init(_ advice: [Advice]) {
    let keep = advice.count { $0 == .keep }
    // In whole numbers, so that nine of ten are nine tenths.
    self =
      if advice.isEmpty {
        .empty
      } else if keep * 10 >= advice.count * 9, !advice.contains(.drop) {
        .ready
      } else if keep * 10 >= advice.count * 7 {
        .mostlyReady
      } else if keep * 10 >= advice.count * 4 {
        .needsWork
      } else {
        .notReady
      }
  }
}

/// A flaw that keeps coming back, as guidance for prompts.
package struct Lesson: Sendable, Hashable {
  package var flaw: String
  package var kind: QuestionKind
  package var language: LanguageTag
  /// Critiques that named it, among the latest cells of its kind and language.
  package var count: Int
  package var suggestion: String?
  /// What became of cells whose writer was told; nil where nobody was.
  package var told: Outcome?
  /// What became of cells from which it was kept back, to see what it does.
  package var withheld: Outcome?
  /// Whether it did not help and is not told for a while.
  package var isResting = false

  /// Cells, and those of them whose first draft had the flaw.
  package struct Outcome: Sendable, Hashable {
    package var cells = 0
    package var flawed = 0

    package init(cells: Int = 0, flawed: Int = 0) {
      self.cells = cells
      self.flawed = flawed
    }
  }

  package init(
    flaw: String, kind: QuestionKind, language: LanguageTag, count: Int, suggestion: String?
  ) {
    self.flaw = flaw
    self.kind = kind
    self.language = language
    self.count = count
    self.suggestion = suggestion
  }

  /// What prompts tell of it; they find the words.
  package var prompted: JSONValue {
    var object = JSONObject()
    object["flaw"] = .string(flaw)
    object["count"] = .integer(count)
    object["suggestion"] = suggestion.map(JSONValue.string)
    return .object(object)
  }

  /// By how much its flaw was rarer in cells that were told, with the 95% interval; nil where either side is empty.
  package var effect: ShareDifference? {
    guard let told, let withheld else { return nil }
    return ShareDifference(
      (withheld.flawed, of: withheld.cells), minus: (told.flawed, of: told.cells))
  }
}

/// Counts flaws over cells, in the order in which those were committed.
///
/// A flaw that enough critiques name among the latest cells of one kind and language is a lesson; it ends when it is no
/// longer named so often. One that is no rarer in the cells that are told than in those from which it is kept back does
/// not help: it rests for as many cells as are looked back upon, and must then be named anew.
package struct LessonLedger: Sendable {
  private struct Key: Hashable, Sendable {
    var flaw: String
    var lane: Lane
  }
  private struct Lane: Hashable, Sendable {
    var kind: QuestionKind
    var language: LanguageTag
  }
  private struct Entry: Sendable {
    /// For each critique that named it, the number of its cell within the lane; ascending.
    var mentions: [Int] = []
    var suggestion: String?
    var told = Lesson.Outcome()
    var withheld = Lesson.Outcome()
    /// The cell of the lane before which it is not told.
    var restsUntil = 0
  }
  private var entries: [Key: Entry] = [:]
  /// Keys in the order of their first naming, so that nothing depends on the dictionary's.
  private var order: [Key] = []
  /// Cells so far.
  private var cells: [Lane: Int] = [:]
  private let rules: Rules

  /// When a flaw is a lesson.
  package struct Rules: Sendable, Hashable {
    /// Critiques that must name it.
    package var after: Int
    /// The latest cells of a kind and language that count.
    package var window: Int
    /// Cells on either side after which it is asked whether it helps.
    package var trial: Int

    package init(after: Int, window: Int, trial: Int) {
      self.after = after
      self.window = window
      self.trial = trial
    }
  }

  package init(_ rules: Rules) { self.rules = rules }

  /// Takes in a cell.
  package mutating func record(
    _ evidence: LessonEvidence, kind: QuestionKind, language: LanguageTag
  ) {
    let lane = Lane(kind: kind, language: language)
    let number = cells[lane, default: 0]
    cells[lane] = number + 1
    for critique in evidence.critiques {
      var seen: Set<String> = []
      for named in critique {
        let key = Key(flaw: named.flaw, lane: lane)
        if entries[key] == nil { order.append(key) }
        if seen.insert(named.flaw).inserted {
          entries[key, default: Entry()].mentions.append(number)
        }
        if let suggestion = named.suggestion { entries[key]?.suggestion = suggestion }
      }
    }
    guard !(evidence.told.isEmpty && evidence.withheld.isEmpty) else { return }
    let flaws = Set(evidence.critiques.first?.map(\.flaw) ?? [])
    for flaw in evidence.told { settle(flaw, lane, \.told, flaws, number) }
    for flaw in evidence.withheld { settle(flaw, lane, \.withheld, flaws, number) }
  }

  /// Counts a cell on one side of the trial, and ends that where it shows that the lesson does not help.
  private mutating func settle(
    _ flaw: String, _ lane: Lane, _ side: WritableKeyPath<Entry, Lesson.Outcome>,
    _ flaws: Set<String>, _ number: Int
  ) {
    let key = Key(flaw: flaw, lane: lane)
    guard var entry = entries[key] else { return }
    if entry.restsUntil > 0, entry.restsUntil <= number {
      (entry.told, entry.withheld, entry.restsUntil) = (Lesson.Outcome(), Lesson.Outcome(), 0)
    }
    entry[keyPath: side].cells += 1
    if flaws.contains(flaw) { entry[keyPath: side].flawed += 1 }
    let (told, withheld) = (entry.told, entry.withheld)
    if told.cells >= rules.trial, withheld.cells >= rules.trial, entry.restsUntil <= number,
      told.flawed * withheld.cells >= withheld.flawed * told.cells
    {
      entry.restsUntil = number + 1 + rules.window
      entry.mentions = []
    }
    entries[key] = entry
  }

  private func lesson(_ key: Key) -> Lesson? {
    guard let entry = entries[key] else { return nil }
    let now = cells[key.lane] ?? 0
    let first = entry.mentions.firstIndex { $0 >= now - rules.window } ?? entry.mentions.endIndex
    var lesson = Lesson(
      flaw: key.flaw, kind: key.lane.kind, language: key.lane.language,
      count: entry.mentions.count - first, suggestion: entry.suggestion)
    if entry.told.cells > 0 { lesson.told = entry.told }
    if entry.withheld.cells > 0 { lesson.withheld = entry.withheld }
    lesson.isResting = entry.restsUntil > now
    return lesson
  }

  /// The lessons that apply, most often named first.
  package func lessons(kind: QuestionKind, language: LanguageTag, limit: Int) -> [Lesson] {
    let lane = Lane(kind: kind, language: language)
    let found = order.compactMap { key -> Lesson? in
      guard key.lane == lane, let lesson = lesson(key), !lesson.isResting,
        lesson.count >= rules.after
      else { return nil }
      return lesson
    }
    // Stable: ties stay in the order of their first naming.
    return Array(
      found.enumerated().sorted { ($1.element.count, $0.offset) < ($0.element.count, $1.offset) }
        .map(\.element).prefix(limit))
  }

  /// All lessons that are in force or rest, in the order of their first naming.
  package var inForce: [Lesson] {
    order.compactMap { key in
      guard let lesson = lesson(key), lesson.isResting || lesson.count >= rules.after else {
        return nil
      }
      return lesson
    }
  }
}

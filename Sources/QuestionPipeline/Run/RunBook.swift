/// What a run's folder knows of itself: identity, segments, marks, and the state from which to go on.
struct RunBook: Sendable {
  let journal: Journal

  /// A part of a run with one count: the first, and one more for each larger count later.
  struct Segment: Sendable, Hashable {
    var number: Int
    var count: Int
    /// "met", or why it ended short; nil while it is unfinished.
    var ending: String?
  }

  /// Whether the journal knows of a run.
  var isBegun: Bool { get async throws { try await journal.meta("identity") != nil } }

  /// Throws: `ConfigurationError` that lists the differences, or names the smaller count.
  func check(_ identity: RunIdentity, count: Int, folder: String, memory: String?) async throws {
    if let known = try await journal.meta("memory.id"), let memory, known != memory {
      throw ConfigurationError(
        source: "--memory",
        detail: "is another file than the one that the run in \(folder) was begun with")
    }
    if let memory { try await journal.setMeta("memory.id", memory) }
    guard let text = try await journal.meta("identity") else {
      try await journal.setMeta("identity", JSONWriter.text(identity.json))
      try await journal.setMeta("segments", "[]")
      return
    }
    let old = RunIdentity(json: try JSONParser.parse(text))
    let differences = old.differences(to: identity)
    guard differences.isEmpty else {
      throw ConfigurationError(
        source: folder,
        detail: "holds a run with other settings; give them again, or choose a new folder:\n  "
          + differences.joined(separator: "\n  "))
    }
    if let last = try await stored().last, count < last.count {
      throw ConfigurationError(
        source: "--count",
        detail: "\(folder) was asked for \(last.count) items; a count can be raised, not lowered")
    }
  }

  /// The segments up to the count, adding one where it is larger than all before.
  func segments(upTo count: Int) async throws -> [Segment] {
    var result = try await stored()
    if result.last.map({ $0.count < count }) ?? true {
      result.append(Segment(number: result.count, count: count, ending: nil))
      try await store(result)
    }
    return result
  }

  func end(_ segment: Segment, _ ending: String) async throws {
    var all = try await stored()
    all[segment.number].ending = ending
    try await store(all)
  }

  func segmentsJSON() async throws -> JSONValue {
    try JSONParser.parse(try await journal.meta("segments") ?? "[]")
  }

  private func stored() async throws -> [Segment] {
    try JSONReader(try await segmentsJSON()).array().enumerated().map { index, reader in
      Segment(
        number: index, count: try reader.int("count"),
        ending: try reader.optional("ending")?.string())
    }
  }

  private func store(_ segments: [Segment]) async throws {
    let json = JSONValue.array(
      segments.map { segment in
        var object = JSONObject()
        object["count"] = .integer(segment.count)
        object["ending"] = segment.ending.map(JSONValue.string)
        return .object(object)
      })
    try await journal.setMeta("segments", JSONWriter.text(json))
  }

  // MARK: Long-term memory

  /// The run's writer number, made once.
  func writer(_ make: () async throws -> Int) async throws -> Int {
    if let text = try await journal.meta("writer"), let number = Int(text) { return number }
    let number = try await make()
    try await journal.setMeta("writer", String(number))
    return number
  }

  /// The segment's mark, taken once, before its first request.
  func mark(
    of segment: Segment, _ take: () async throws -> LongTermMemory.Mark
  ) async throws -> LongTermMemory.Mark {
    if let mark = try await mark(ofSegment: segment.number) { return mark }
    let mark = try await take()
    // The position last: with it, the mark is there.
    try await journal.setMeta("forgetting.\(segment.number)", String(mark.forgetting))
    try await journal.setMeta("mark.\(segment.number)", String(mark.position))
    return mark
  }

  /// Which of the questions that a segment began with had a vector, taken once: by their places, from the first to the last
  /// of each row of neighbours.
  func meanings(
    of segment: Segment, _ take: () async throws -> [ClosedRange<Int>]
  ) async throws -> [ClosedRange<Int>] {
    let name = "vectors.\(segment.number)"
    if let text = try await journal.meta(name) {
      return try JSONReader(JSONParser.parse(text)).array().map { pair in
        let ends = try pair.array().map { try $0.int() }
        guard ends.count == 2, ends[0] <= ends[1] else { throw pair.invalid("is no range") }
        return ends[0]...ends[1]
      }
    }
    let ranges = try await take()
    let json = ranges.map { JSONValue.array([.integer($0.lowerBound), .integer($0.upperBound)]) }
    try await journal.setMeta(name, JSONWriter.text(.array(json)))
    return ranges
  }

  private func mark(ofSegment number: Int) async throws -> LongTermMemory.Mark? {
    guard let text = try await journal.meta("mark.\(number)"), let position = Int(text) else {
      return nil
    }
    let forgetting = try await journal.meta("forgetting.\(number)").flatMap { Int($0) }
    return LongTermMemory.Mark(position: position, forgetting: forgetting ?? 0)
  }

  /// Throws: `ConfigurationError` where a run that is to go on was begun with rows that the memory has forgotten since.
  func check(_ memory: LongTermMemory, file: String, folder: String) async throws {
    guard let segment = try await stored().last, segment.ending == nil,
      let mark = try await mark(ofSegment: segment.number),
      let writer = try await journal.meta("writer").flatMap({ Int($0) })
    else { return }
    let count = try await memory.forgotten(since: mark, except: writer)
    guard count > 0 else { return }
    throw ConfigurationError(
      source: "--memory",
      detail:
        "\(file) has forgotten \(count) \(count == 1 ? "question" : "questions") that the run in "
        + "\(folder) was begun with, so it cannot go on as it began; give a new --out")
  }

  func marksJSON() async throws -> JSONValue {
    var marks: [JSONValue] = []
    for segment in try await stored() {
      if let text = try await journal.meta("mark.\(segment.number)"), let mark = Int(text) {
        marks.append(.integer(mark))
      }
    }
    return .array(marks)
  }

  // MARK: Spending

  /// Tells the gate what earlier invocations spent, and keeps the prices for replays.
  func resume(_ budget: RunBudget) async throws {
    if try await journal.meta("prices") == nil {
      try await journal.setMeta("prices", JSONWriter.text(budget.prices.json))
    }
    guard let gate = budget.gate else { return }
    var lost = Spending.nothing
    if let text = try await journal.meta("spending.lost") {
      let reader = JSONReader(try JSONParser.parse(text))
      lost = Spending(
        requests: try reader.int("requests"), tokens: try reader.int("tokens"),
        cost: try reader.int("cost"))
    }
    gate.resume(kept: try await journal.usage().spending(at: budget.prices), lost: lost)
  }

  /// Keeps what was spent on tries that left no reply.
  func keepLost(_ lost: Spending) async throws {
    let json: JSONValue = [
      "requests": .integer(lost.requests), "tokens": .integer(lost.tokens),
      "cost": .integer(lost.cost),
    ]
    try await journal.setMeta("spending.lost", JSONWriter.text(json))
  }

  /// What all committed waves took.
  func committedUsage() async throws -> UsageTally {
    var result = UsageTally()
    guard let last = try await journal.committedWaves().last,
      let kept = try await journal.checkpoint(ofWave: last).map({ JSONReader($0) })?
        .optional("usage")
    else { return result }
    result += try UsageTally(kept.required("before"))
    result += try UsageTally(kept.required("own"))
    return result
  }

  // MARK: Going on

  /// Where a run goes on.
  struct Restored: Sendable {
    var plan: PlanBook
    /// The first wave that is not committed.
    var nextWave: Int
    /// What the planner must hear to plan the two waves from there.
    var openings: [WaveCommitted]
    /// What the waves took that are not among these openings.
    var usageBefore = UsageTally()

    /// What all committed waves took.
    var usage: UsageTally { openings.reduce(into: usageBefore) { $0 += $1.usage } }
  }

  /// The state after the last committed wave; the beginning where there is none.
  func restore(
    brief: Brief, earlier: EarlierWork, retireAfter: Int
  ) async throws -> Restored {
    var plan = PlanBook(brief: brief, earlier: earlier, retireAfter: retireAfter)
    guard let last = try await journal.committedWaves().last,
      let state = try await journal.checkpoint(ofWave: last)
    else {
      return Restored(
        plan: plan, nextWave: 0,
        openings: [-2, -1].map { WaveCommitted(wave: $0, outcomes: []) })
    }
    try plan.restore(JSONReader(state))
    let cells = try await journal.cells(ofWaves: last - 1...last)
    var usage: [UsageTally] = []
    var before: UsageTally?
    for wave in [last - 1, last] {
      let kept = try await journal.checkpoint(ofWave: wave).map { JSONReader($0) }?
        .optional("usage")
      usage.append(try kept.map { try UsageTally($0.required("own")) } ?? UsageTally())
      // A wave without cells leaves no checkpoint; the next one's then says what was before.
      if before == nil { before = try kept.map { try UsageTally($0.required("before")) } }
    }
    let openings = [last - 1, last].map { wave in
      WaveCommitted(
        wave: wave,
        outcomes: cells.filter { $0.wave == wave }.map { _, record in
          CellOutcome(
            ordinal: record.ordinal, isAccepted: record.isAccepted,
            reason: record.body["reasons"]?.arrayValue?.first?.stringValue)
        }, usage: usage[wave - last + 1])
    }
    return Restored(
      plan: plan, nextWave: last + 1, openings: openings,
      usageBefore: before ?? UsageTally())
  }
}

/// Scores the items of a set that is there already: rules, judges, duplicates. No item's judging reads another's.
package struct EvaluationRun: Sendable {
  private var items: [Item]
  /// How alike the questions are, which the report needs too.
  package let similarity: SetSimilarity
  private let bench: JudgingBench
  private let rules: RuleEvaluation?
  private let settings: Settings
  private let finished: @Sendable () -> Void
  private let work: EndableWork
  private let judges: [String]
  private let tracer: RunTracer?

  /// - Parameters:
  ///   - journal: keeps the replies, so that nothing is paid for twice; nil where they cost nothing.
  ///   - interruption: ends it; what is on the wire then is waited for and kept.
  ///   - guests: score beside the rubric.
  ///   - drains: hears how many replies are waited for, and how long at most.
  ///   - tracer: makes spans of what judges do.
  ///   - finished: hears of each item that is through.
  package init(
    items: [Item], cast: ModelCast, journal: Journal?, prompts: PromptLibrary, rubric: Rubric,
    settings: Settings, clock: any RunClock, interruption: Interruption = Interruption(),
    guests: [any GuestScorer] = [],
    drains: @escaping @Sendable (Int, Duration) -> Void = { _, _ in },
    tracer: RunTracer? = nil,
    finished: @escaping @Sendable () -> Void
  ) {
    self.items = items
    judges = cast.judges.map(\.name)
    similarity = SetSimilarity(of: items.lazy.map(\.asked), thresholds: settings.duplicates)
    rules = RuleEvaluation(cast: cast, rubric: rubric)
    bench = JudgingBench(
      desk: ModelDesk(
        cast: cast, journal: journal, attempts: settings.generator.replyAttempts,
        inFlight: interruption.inFlight),
      prompts: prompts, rubric: rubric, scorer: RuleScorer(), guests: guests, settings: settings)
    self.settings = settings
    self.finished = finished
    self.tracer = tracer
    work = EndableWork(settings, clock: clock, interruption: interruption, drains: drains)
  }

  /// What an evaluation comes to.
  package struct Outcome: Sendable {
    /// Those that were judged, with new scores and flaws, in their order.
    package var items: [Item]
    /// Their places in what was to be evaluated, ascending.
    package var places: [Int]
    /// Of each of them, what its report needs of its texts.
    package var readings: [ItemReading]
    /// What the judges are worth; nil where rules alone spoke.
    package var judging: JudgingSummary?
    /// Why not all items were judged.
    package var ending: WorkEnding
  }

  /// The items with new scores and flaws, in their order. Throws `CancellationError` when it is interrupted, and the
  /// `ModelError` that stopped it.
  package consuming func evaluate() async throws -> [Item] {
    let outcome = try await judge()
    switch outcome.ending {
    case .whole: return outcome.items
    case .interrupted: throw CancellationError()
    case .stopped(let error): throw error
    }
  }

  /// The items that could be judged, with what the judges are worth, and scores that stand as a calibration says.
  ///
  /// Consumes the run: where nobody else holds the items, they are changed in place.
  ///
  /// - Parameter calibration: what earlier labels of people taught of these judges.
  package consuming func judge(by calibration: Calibration? = nil) async throws -> Outcome {
    var items: [Item] = []
    swap(&items, &self.items)
    let (found, places, ending) = try await findings(items)
    if places.count < items.count { items = places.map { items[$0] } }
    let judged = found.compactMap(\.saying.judged)
    let panels = panels(of: judged, calibration)
    let weights = Dictionary(uniqueKeysWithValues: panels)
    for (index, finding) in found.enumerated() {
      var scores =
        switch finding.saying {
        case .rules(let scores): scores
        case .judged(let item): bench.scores(of: item, weighing: weights)
        }
      if let calibration { scores = calibration.applied(to: scores) }
      items[index].flaws = finding.flaws
      items[index].scores = scores
      // An error refuses an item, whatever its other merits.
      items[index].score =
        finding.flaws.contains { $0.severity == .error } ? 0 : bench.total(scores)
    }
    var outcome = Outcome(
      items: items, places: places, readings: found.map(\.reading), judging: nil, ending: ending)
    guard !judged.isEmpty else { return outcome }
    let lengths = zip(items, found).compactMap { item, finding in
      finding.saying.judged.map { _ in
        item.draft.length
      }
    }
    outcome.judging = JudgingSummary(
      of: judged, judges: judges, lengths: lengths,
      panels: panels.map { (dimension: $0.0, panel: $0.1) })
    return outcome
  }

  /// What was found of one item. What rules alone said is not weighed any more, so its scores are all that is kept.
  private struct Finding: Sendable {
    var flaws: [Flaw]
    var reading: ItemReading
    var saying: Saying
  }

  private enum Saying: Sendable {
    case rules(Scores)
    indirect case judged(JudgedItem)

    var judged: JudgedItem? {
      if case .judged(let item) = self { item } else { nil }
    }
  }

  /// Looks at an item once, for its flaws and for what rules score.
  private func finding(_ item: Item, _ inspector: ItemInspector, _ repeated: Flaw?) async throws
    -> Finding
  {
    // Whether an item keeps to its topic is not looked for: a set does not say which words a question on the topic
    // would use.
    var context = ItemContext(
      kind: item.kind, language: item.language, topic: item.topic, level: item.level)
    context.unanswerable = item.unanswerable
    let subject = InspectedDraft(item.draft, context)
    var flaws = inspector.flaws(of: subject)
    if let repeated { flaws.append(repeated) }
    let reading = ItemReading(subject)
    if var known = rules?.scores(of: subject, flaws: flaws, reading: reading) {
      if bench.hasGuests {
        known.entries += try await bench.guestScores(of: self.subject(item, flaws))
      }
      return Finding(flaws: flaws, reading: reading, saying: .rules(known))
    }
    let (judged, _) = try await bench.judge(self.subject(item, flaws))
    return Finding(
      flaws: flaws, reading: reading,
      saying: judged.isByRules
        ? .rules(bench.scores(of: judged, weighing: [:])) : .judged(judged))
  }

  /// Where rules alone speak, so many items are one task's work: a task for each would cost as much as some rules do.
  private static let chunk = 64

  /// What was found of the items that could be judged, their places, and why it ended.
  private func findings(
    _ items: [Item]
  ) async throws -> (found: [Finding], places: [Int], ending: WorkEnding) {
    let repeats = repeats(among: items)
    let inspector = ItemInspector()
    let width = rules == nil ? 1 : Self.chunk
    let count = (items.count + width - 1) / width
    let (chunks, ending) = try await work.run(count) { (found: [Finding]) in
      for _ in found { finished() }
    } _: { chunk in
      var found: [Finding] = []
      for index in chunk * width..<min(items.count, (chunk + 1) * width) {
        try Task.checkCancellation()
        found.append(
          try await traced(items[index], index) {
            try await finding(items[index], inspector, repeats[index])
          })
      }
      return found
    }
    var places: [Int] = []
    for (chunk, found) in chunks.enumerated() where found != nil {
      places += chunk * width..<min(items.count, (chunk + 1) * width)
    }
    return (chunks.flatMap { $0 ?? [] }, places, ending)
  }

  /// Where models judge, an item's judging is a span.
  private func traced(
    _ item: Item, _ index: Int, _ work: () async throws -> Finding
  ) async throws -> Finding {
    guard let tracer, rules == nil else { return try await work() }
    return try await tracer.judging(item.id, at: index, work)
  }

  private func subject(_ item: Item, _ flaws: [Flaw]) -> JudgedSubject {
    var subject = JudgedSubject(
      key: SHA256.number(of: item.id), topic: item.topic, kind: item.kind, language: item.language,
      level: item.level, draft: item.draft, flaws: flaws, passage: Self.passage(of: item))
    subject.unanswerable = item.unanswerable
    return subject
  }

  /// What an item quotes of its sources: a judge who does not see the source cannot say what it bears out.
  private static func passage(of item: Item) -> Passage? {
    guard let first = item.draft.sources.first else { return nil }
    let text = item.draft.sources.map(\.quote).joined(separator: "\n")
    return Passage(
      id: "p-" + SHA256.hex(first.document + "\n" + text).prefix(12), document: first.document,
      headings: [], text: text, start: max(0, first.start))
  }

  /// How much each judge counts, by dimension in the rubric's order.
  private func panels(
    of judged: [JudgedItem], _ calibration: Calibration?
  ) -> [(String, GradePanel)] {
    bench.dimensionNames.map { name in
      let known = judges.map { calibration?.reliability(of: $0, in: name) }
      return (name, GradePanel(judged.map { $0.values(of: name) }, known: known))
    }
  }

  /// Of each item that repeats an earlier one, the flaw that says whom, by the item's place.
  private func repeats(among items: [Item]) -> [Int: Flaw] {
    let clusters = DuplicateClusters(similarity, ids: items.map(\.id))
    guard !clusters.duplicates.isEmpty else { return [:] }
    var positions: [String: Int] = [:]
    for (index, item) in items.enumerated() { positions[item.id] = index }
    var result: [Int: Flaw] = [:]
    for pair in clusters.duplicates {
      guard let later = positions[pair.later], let earliest = positions[pair.earliest] else {
        continue
      }
      result[later] = Flaw(
        pair.isExact ? FlawName.exactDuplicate : FlawName.nearDuplicate,
        (items[later].language.isChinese
          ? "相似度 \(JSONWriter.text(of: pair.similarity.roundedScore))，重复了 "
          : "similarity \(JSONWriter.text(of: pair.similarity.roundedScore)); it repeats ")
          + "\(pair.earliest): \(items[earliest].draft.question)",
        severity: .error, with: [pair.earliest])
    }
    return result
  }
}

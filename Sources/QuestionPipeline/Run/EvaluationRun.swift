/// Scores the items of a set that is there already: rules, judges, duplicates. No item's judging reads another's.
package struct EvaluationRun: Sendable {
  private let items: [Item]
  private let bench: JudgingBench
  private let settings: Settings
  private let finished: @Sendable () -> Void
  private let clock: any RunClock
  private let interruption: Interruption
  private let drains: @Sendable (Int, Duration) -> Void

  /// - Parameters:
  ///   - journal: keeps the replies, so that nothing is paid for twice; nil where they cost nothing.
  ///   - interruption: ends it; what is on the wire then is waited for and kept.
  ///   - drains: hears how many replies are waited for, and how long at most.
  ///   - finished: hears of each item that is through.
  package init(
    items: [Item], cast: ModelCast, journal: Journal?, prompts: PromptLibrary, rubric: Rubric,
    settings: Settings, clock: any RunClock, interruption: Interruption = Interruption(),
    drains: @escaping @Sendable (Int, Duration) -> Void = { _, _ in },
    finished: @escaping @Sendable () -> Void
  ) {
    self.items = items
    bench = JudgingBench(
      desk: ModelDesk(
        cast: cast, journal: journal, attempts: settings.generator.replyAttempts,
        inFlight: interruption.inFlight),
      prompts: prompts, rubric: rubric, scorer: RuleScorer(), settings: settings)
    self.settings = settings
    self.finished = finished
    self.clock = clock
    self.interruption = interruption
    self.drains = drains
  }

  /// The items with new scores and flaws, in their order. Throws `CancellationError` when it is interrupted.
  package func evaluate() async throws -> [Item] {
    let flaws = flawsByItem()
    return try await withThrowingTaskGroup(of: (Int, Item).self) { group in
      group.addTask {
        try await interruption.wait()
        let bound = Duration.seconds(settings.interruptionWait)
        try await interruption.inFlight.drain(atMost: bound, clock) { drains($0, bound) }
        throw CancellationError()
      }
      defer { group.cancelAll() }
      var results = items
      var next = 0
      func start() {
        guard next < items.count else { return }
        let index = next
        next += 1
        group.addTask { (index, try await evaluated(items[index], flaws[index])) }
      }
      for _ in 0..<settings.concurrency { start() }
      for _ in items.indices {
        guard let (index, item) = try await group.next() else { break }
        results[index] = item
        finished()
        start()
      }
      return results
    }
  }

  private func evaluated(_ item: Item, _ flaws: [Flaw]) async throws -> Item {
    let (scores, _) = try await bench.scores(
      of: JudgedSubject(
        key: Self.key(of: item), topic: item.topic, kind: item.kind, language: item.language,
        level: item.level, draft: item.draft, flaws: flaws, passage: nil))
    var result = item
    result.flaws = flaws
    result.scores = scores
    // An error refuses an item, whatever its other merits.
    result.score = flaws.contains { $0.severity == .error } ? 0 : bench.total(scores)
    return result
  }

  /// A number made of the item's identifier, which stays when others are added before it.
  private static func key(of item: Item) -> Int {
    Int(SHA256.hex(item.id).prefix(12), radix: 16) ?? 0
  }

  /// What the rules find in each item, and whom it repeats. Whether an item keeps to its topic is not among it: a set
  /// does not say which words a question on the topic would use.
  private func flawsByItem() -> [[Flaw]] {
    let inspector = ItemInspector()
    var result = items.map { item in
      inspector.flaws(
        of: item.draft,
        in: ItemContext(
          kind: item.kind, language: item.language, topic: item.topic, level: item.level))
    }
    let clusters = DuplicateClusters(
      of: items.map { ($0.id, $0.draft.question, $0.language) }, thresholds: settings.duplicates)
    var positions: [String: Int] = [:]
    for (index, item) in items.enumerated() { positions[item.id] = index }
    for pair in clusters.duplicates {
      guard let later = positions[pair.later], let earliest = positions[pair.earliest] else {
        continue
      }
      result[later].append(
        Flaw(
          pair.isExact ? FlawName.exactDuplicate : FlawName.nearDuplicate,
          "similarity \(JSONWriter.text(of: pair.similarity.roundedScore)); it repeats "
            + "\(pair.earliest): \(items[earliest].draft.question)",
          severity: .error, with: [pair.earliest]))
    }
    return result
  }
}

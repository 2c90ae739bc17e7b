/// Judges pairs of items of two sets. No pair's judging reads another's.
package struct PairRun: Sendable {
  private let pairs: [ItemPairing.Pair]
  private let bench: PairBench
  private let work: EndableWork
  private let finished: @Sendable () -> Void

  /// - Parameters:
  ///   - journal: keeps the replies, so that nothing is paid for twice.
  ///   - interruption: ends it; what is on the wire then is waited for and kept.
  ///   - drains: hears how many replies are waited for, and how long at most.
  ///   - finished: hears of each pair that is through.
  package init(
    pairs: [ItemPairing.Pair], cast: ModelCast, journal: Journal?, prompts: PromptLibrary,
    settings: Settings, clock: any RunClock, interruption: Interruption = Interruption(),
    drains: @escaping @Sendable (Int, Duration) -> Void = { _, _ in },
    finished: @escaping @Sendable () -> Void = {}
  ) {
    self.pairs = pairs
    bench = PairBench(
      desk: ModelDesk(
        cast: cast, journal: journal, attempts: settings.generator.replyAttempts,
        inFlight: interruption.inFlight),
      prompts: prompts, settings: settings)
    work = EndableWork(settings, clock: clock, interruption: interruption, drains: drains)
    self.finished = finished
  }

  /// The pairs that every judge was asked about, in their order, and why it ended.
  package func judge() async throws -> (
    pairs: [(pair: ItemPairing.Pair, ballots: [PairBallot])], ending: WorkEnding
  ) {
    let (found, ending) = try await work.run(pairs.count) { (_: [PairBallot]) in
      finished()
    } _: { place in
      try await bench.ballots(on: pairs[place])
    }
    let judged = zip(pairs, found).compactMap { pair, ballots in
      ballots.map { (pair: pair, ballots: $0) }
    }
    return (judged, ending)
  }
}

import Simulator
import Testing

struct SimulatorTests {
  @Test func noSeedBreaksAPromise() throws {
    for seed in UInt64(1)...20 { try Simulation.run(seed: seed) }
  }

  /// A rollback journal whose deletion was not synced must not come back once the log has been, whatever lay at the log's
  /// name before: SQLite syncs the folder with each log that it opens to be made.
  @Test func aLogThatTakesTheNameOfADeletedOneSyncsItsFolder() throws {
    try Simulation.run(seed: 859_372_770_257)
  }

  /// Nothing more is sent once a budget is spent or a run interrupted: vectors that are still missing wait for the next call.
  @Test(arguments: [296, 571, 5640] as [UInt64])
  func aRunThatRecallsByMeaningEndsThoughNothingMoreIsSent(seed: UInt64) throws {
    try Simulation.run(seed: seed)
  }

  /// A wave without cells leaves no checkpoint: what the waves before it took is found in the next one's.
  @Test func whatWasTakenBeforeAnEmptyWaveIsStillCounted() throws {
    try Simulation.run(seed: 5_030_598)
  }

  /// A seed is a schedule: what happens does not depend on when or where it is run.
  @Test(arguments: UInt64(1)...5) func aSeedRunsTheSameEveryTime(seed: UInt64) throws {
    let first = try Simulation.run(seed: seed)
    let second = try Simulation.run(seed: seed)
    #expect(first == second)
    #expect(first.cuts > 0)
  }

  /// Which promise each bug breaks, and that some seed from the first one named shows it. Most seeds have no budget, and
  /// few of those that do come near it.
  @Test(
    arguments: [
      (Mutation.usedBeforeDurable, 1, [Violation.Invariant.durableBeforeUse]),
      (.lostDeadLetter, 1, [.deadlock]),
      (.budgetAfterSending, 60, [.budget]),
      (.wavesOutOfOrder, 1, [.waveOrder, .equalSets, .accounted, .resumable]),
      (.droppingMailbox, 1, [.deadlock]),
    ] as [(Mutation, UInt64, [Violation.Invariant])]) func aBugIsFound(
      mutation: Mutation, first: UInt64, breaks: [Violation.Invariant]
    ) throws
  {
    var found: Violation?
    for seed in first..<first + 200 where found == nil {
      do {
        try Simulation.run(seed: seed, mutation: mutation)
      } catch let violation as Violation {
        found = violation
      }
    }
    let violation = try #require(found)
    #expect(breaks.contains(violation.invariant), "\(violation)")
  }
}

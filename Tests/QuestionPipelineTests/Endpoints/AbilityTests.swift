import QuestionPipeline
import Synchronization
import TestSupport
import Testing

struct AbilityTests {
  private let folder = TemporaryDirectory()
  private var path: String { folder.file("cache/abilities.json") }
  private let start = EndpointAbilities()

  private func shared(_ cache: AbilityCache, start: EndpointAbilities = EndpointAbilities()) throws
    -> SharedAbilities
  { cache.abilities(of: try EndpointURL("https://h/v1"), model: "m", start: start) }

  /// Learns as a request would that was turned down and then taken.
  private func teach(_ repair: Repair, _ shared: SharedAbilities) throws {
    var changes = EndpointAbilities.Changes()
    let lesson = shared.learn(repair, from: shared.current, isExploring: false, &changes)
    try #require(lesson == .explore)
    shared.confirm(shared.current)
    shared.endExploring(undo: false)
  }

  @Test(arguments: [
    (["text", "json_schema"], StructuredRung.strictSchema, [StructuredRung.schema, .prompt]),
    ([], .strictSchema, [.schema, .object, .prompt]),
    (["json_object", "text"], .strictSchema, [.object, .prompt]),
    (["text"], .strictSchema, [.prompt]),
    (["json_schema", "text"], .object, [.strictSchema, .schema, .prompt]),
    ([], .grammar, [.prompt]), ([], .objectWithSchema, [.object, .prompt]),
  ])
  func theLadderIsWalkedByWhatTheEndpointTakes(
    only: [String], from: StructuredRung, expected: [StructuredRung]
  ) {
    var abilities = EndpointAbilities(rung: from)
    var changes = EndpointAbilities.Changes()
    var walked: [StructuredRung] = []
    while let next = abilities.repaired(by: .lowerRung(only: only), &changes) {
      abilities = next
      walked.append(next.rung)
    }
    #expect(walked == expected)
  }

  @Test func aParameterIsDealtWithOnce() {
    var changes = EndpointAbilities.Changes()
    let renamed = start.repaired(by: .renameCap(to: "max_completion_tokens"), &changes)
    #expect(renamed?.cap == .maxCompletionTokens)
    #expect(renamed?.repaired(by: .renameCap(to: "max_tokens"), &changes) == nil)
    #expect(renamed?.repaired(by: .drop(parameter: "max_tokens"), &changes) == nil)
  }

  @Test(arguments: ["model", "messages", "messages[0].content", ""])
  func whatARequestNeedsIsNeverDropped(parameter: String) {
    var changes = EndpointAbilities.Changes()
    #expect(start.repaired(by: .drop(parameter: parameter), &changes) == nil)
  }

  @Test func whatWasLearnedOutlivesTheProcess() throws {
    try teach(.drop(parameter: "temperature"), shared(EndpointBench.cache(path)))
    let later = try shared(EndpointBench.cache(path))
    #expect(later.current.abilities.dropped == ["temperature"])
    #expect(EndpointBench.cache(path).entries.map(\.base) == ["https://h/v1"])
  }

  @Test func whatNoRequestConfirmedIsNotKept() throws {
    let cache = EndpointBench.cache(path)
    let shared = try shared(cache)
    var changes = EndpointAbilities.Changes()
    _ = shared.learn(.foldSystem, from: shared.current, isExploring: false, &changes)
    shared.endExploring(undo: true)
    shared.confirm(shared.current)
    #expect(shared.current.abilities == start)
    #expect(!FileSystem.exists(path))
  }

  @Test func anEntryThatIsContradictedIsRenewedFromTheStart() throws {
    try teach(.lowerRung(only: ["text"]), shared(EndpointBench.cache(path)))
    let later = try shared(EndpointBench.cache(path))
    #expect(later.current.abilities.rung == .prompt)
    var changes = EndpointAbilities.Changes()
    let old = later.current
    #expect(later.learn(.foldSystem, from: old, isExploring: false, &changes) == .renew)
    #expect(later.current.abilities == start)
    #expect(later.learn(.foldSystem, from: old, isExploring: false, &changes) == .follow)
    later.confirm(later.current)
    later.endExploring(undo: false)
    #expect(try shared(EndpointBench.cache(path)).current.abilities == start)
  }

  @Test func anEntryServesOnlyTheSettingsItWasLearnedUnder() throws {
    try teach(.lowerRung(only: []), shared(EndpointBench.cache(path)))
    let other = EndpointAbilities(rung: .grammar)
    #expect(try shared(EndpointBench.cache(path), start: other).current.abilities == other)
  }

  @Test(arguments: [13.0, 15, -2])
  func anEntryThatIsTooOldOrOfTheFutureCountsForNothing(days: Double) throws {
    try teach(.foldSystem, shared(EndpointBench.cache(path)))
    let later = AbilityCache(path: path) {
      UnixTime(EndpointBench.now().seconds + days * 86_400)
    }
    #expect(later.entries.isEmpty == (days != 13))
  }

  @Test(arguments: [
    "", "{", "[]", "null", #"{"version": 1, "entries": 5}"#, #"{"version": 2, "entries": []}"#,
    #"{"version": 1, "entries": [{"base": 1}, null, {"base": "https://h/v1", "model": "m"}]}"#,
    "\u{0}\u{1}\u{2}", String(repeating: "[", count: 5000),
  ])
  func aDamagedFileCountsAsEmptyAndIsReplaced(text: String) throws {
    try FileSystem.makeFolder(FileSystem.parent(of: path))
    try FileSystem.write(Array(text.utf8), to: path)
    let shared = try shared(EndpointBench.cache(path))
    #expect(shared.current.abilities == start)
    try teach(.foldSystem, shared)
    #expect(EndpointBench.cache(path).entries.count == 1)
  }

  @Test func twoWritersKeepEachOthersEntries() throws {
    let one = EndpointBench.cache(path)
    let two = EndpointBench.cache(path)
    let first = one.abilities(of: try EndpointURL("https://a"), model: "m", start: start)
    let second = two.abilities(of: try EndpointURL("https://b"), model: "m", start: start)
    try teach(.foldSystem, first)
    try teach(.foldSystem, second)
    #expect(EndpointBench.cache(path).entries.map(\.base) == ["https://a", "https://b"])
    #expect(try FileSystem.names(in: folder.file("cache")) == ["abilities.json"])
  }

  @Test func aPlaceThatCannotBeWrittenDoesNoHarm() throws {
    let shared = try shared(EndpointBench.cache("/dev/null/abilities.json"))
    try teach(.foldSystem, shared)
    #expect(shared.current.abilities.foldsSystem)
  }

  @Test func thoseWhoWaitAreCancelledAlone() async throws {
    let shared = SharedAbilities(start: start)
    var changes = EndpointAbilities.Changes()
    _ = shared.learn(.foldSystem, from: shared.current, isExploring: false, &changes)
    let cancelled = Task { try await shared.settled() }
    let patient = Task { try await shared.settled() }
    cancelled.cancel()
    await #expect(throws: CancellationError.self) { try await cancelled.value }
    shared.endExploring(undo: false)
    #expect(try await patient.value.abilities.foldsSystem)
  }

  @Test func whatStreamsDoIsRememberedForTheProcessAlone() throws {
    let shared = try shared(EndpointBench.cache(path))
    var changes = EndpointAbilities.Changes()
    _ = shared.learn(.foldSystem, from: shared.current, isExploring: false, &changes)
    shared.avoidStreams(shared.current, isExploring: true)
    #expect(shared.current.abilities.streams == .never)
    shared.confirm(shared.current)
    shared.endExploring(undo: false)
    let kept = try #require(EndpointBench.cache(path).entries.first?.abilities)
    #expect(kept.foldsSystem && kept.streams == .either)
  }

  @Test func aGatewayThatGaveUpWaitingBringsStreamsBackForGood() {
    let shared = SharedAbilities(start: start)
    shared.streamAgain()
    #expect(shared.current.abilities == start)
    shared.avoidStreams(shared.current, isExploring: false)
    shared.streamAgain()
    #expect(shared.current.abilities.streams == .either)
    shared.avoidStreams(shared.current, isExploring: false)
    #expect(shared.current.abilities.streams == .either)
  }

  @Test func aServerThatRefusesStreamsIsNotAskedForThemAgain() throws {
    let shared = SharedAbilities(start: start)
    try teach(.neverStreams, shared)
    shared.streamAgain()
    #expect(shared.current.abilities.streams == .never)
  }

  @Test func followingOthersWearsNothingOut() {
    var changes = EndpointAbilities.Changes()
    for _ in 0..<40 {
      let may = changes.countAnother(following: true)
      #expect(may)
    }
    for _ in 0..<EndpointAbilities.Changes.limit {
      let may = changes.countAnother()
      #expect(may)
    }
    let mayStill = changes.countAnother()
    #expect(!mayStill)
    // Where all are turned down for ever, following them has an end, too.
    var refusals = 0
    for _ in 0..<100 where !changes.countAnother(following: true) { refusals += 1 }
    #expect(refusals > 0)
  }
}

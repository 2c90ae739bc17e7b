import QuestionPipeline
import SQLiteStorage
import Synchronization

/// One seed: a run of the whole pipeline on a machine, a disk and an endpoint of its own, disturbed and gone on with until
/// it is done.
package struct Simulation {
  private let scenario: Scenario
  private let fate: Fate
  private let mutation: Mutation?
  private let machine: SimulatedMachine
  private let disk: SimulatedDisk
  private let claims = SimulatedStorage.Claims()
  private let watch = Watch()
  private let history = SimulatedEndpoint.History()
  private static let disks = Mutex(0)

  /// What was seen of a seed.
  package struct Tally: Sendable, Hashable {
    package var invocations = 0
    package var cuts = 0
    package var steps = 0
  }
  private var tally = Tally()

  /// Steps after which a run that goes on is taken to go on for ever.
  private static let mostSteps = 400_000

  private init(_ scenario: Scenario, _ fate: Fate, seed: UInt64, mutation: Mutation?) {
    self.scenario = scenario
    self.fate = fate
    self.mutation = mutation
    machine = SimulatedMachine(seed: seed)
    disk =
      fate.startsFromNothing
      ? SimulatedDisk(name: Self.diskName()) : Self.prepared.copy(name: Self.diskName())
  }

  private static let replayFolder = "replay"

  /// A disk on which the databases have been made.
  private static let prepared: SimulatedDisk = {
    let disk = SimulatedDisk(name: "prepared")
    let machine = SimulatedMachine(seed: 0)
    let place = disk.databases(machine)
    Task(executorPreference: machine.tasks) {
      for folder in [Scenario.folder, replayFolder] {
        _ = try await Journal(file: folder + "/journal.sqlite", place: place)
        _ = try await LongTermMemory(
          file: Scenario.memoryFile(folder), freshIdentifier: "memory", place: place)
      }
    }
    while machine.step() != .stuck {}
    return disk
  }()

  private static func diskName() -> String {
    disks.withLock {
      $0 += 1
      return "simulated-\($0)"
    }
  }

  /// For a process that does nothing but simulate, on one thread; to be called first.
  package static func prepareProcess() { SimulatedDisk.prepareProcess() }

  /// Runs a seed. Throws: `Violation` of the first promise that was broken.
  @discardableResult
  package static func run(seed: UInt64, mutation: Mutation? = nil) throws -> Tally {
    var chance = SplitMix64(seed: seed)
    let calm = try Scenario.undisturbed(chance.below(Scenario.count))
    let fate = Fate(&chance, calm)
    var simulation = Simulation(calm.scenario, fate, seed: chance.next(), mutation: mutation)
    try simulation.goOnUntilDone(calm)
    return simulation.tally
  }

  static func undisturbed(_ scenario: Scenario) throws -> Scenario.Undisturbed {
    var simulation = Simulation(scenario, Fate(), seed: 1, mutation: nil)
    let ending = try simulation.invoke(nil, limit: Budget())
    guard case .done = ending, let set = PublishedSet(Scenario.folder, on: simulation.disk) else {
      throw Violation(invariant: .resumable, detail: "undisturbed, it ended as \(ending)")
    }
    return Scenario.Undisturbed(
      scenario: scenario, set: set, steps: simulation.tally.steps, calls: simulation.disk.calls,
      bytes: simulation.disk.bytes)
  }

  // MARK: From invocation to invocation

  /// How an invocation ended.
  private enum Ending {
    case done
    /// By its budget.
    case spent
    case interrupted
    case stopped(any Error)
    case cut
  }

  private mutating func goOnUntilDone(_ calm: Scenario.Undisturbed) throws {
    var limit = fate.limit ?? Budget()
    for disturbance in fate.disturbances {
      let ending = try invoke(disturbance, limit: limit)
      if disturbance.cuts, !disk.isOff { disk.cut(seed: disturbance.seed) }
      if disk.isOff {
        tally.cuts += 1
        try inspect()
        disk.powerOn()
      }
      disk.mend()
      switch ending {
      case .spent: limit = limit.times(130)
      case .stopped(let error as ConfigurationError):
        throw Violation(invariant: .resumable, detail: "\(error)")
      case .done, .interrupted, .stopped, .cut: break
      }
    }
    // Undisturbed from here on, and with all the money in the world: it must come to its end.
    let ending = try invoke(nil, limit: Budget())
    guard case .done = ending else {
      throw Violation(invariant: .resumable, detail: "it ended as \(ending)")
    }
    try compare(calm)
  }

  private mutating func compare(_ calm: Scenario.Undisturbed) throws {
    guard let set = PublishedSet(Scenario.folder, on: disk) else {
      throw Violation(invariant: .equalSets, detail: "a file of the set is missing")
    }
    let expected = fate.isWild ? try replayed() : calm.set
    if let difference = set.difference(to: expected) {
      throw Violation(invariant: .equalSets, detail: difference)
    }
  }

  // MARK: One invocation

  private mutating func invoke(
    _ disturbance: Fate.Disturbance?, limit: Budget
  ) throws -> Ending {
    let gate = SpendingGate(limit: limit, prices: Scenario.prices)
    let interruption = Interruption()
    watch.begin(gate)
    if let disturbance {
      if let calls = disturbance.cutsAtCall { disk.cut(afterCalls: calls, seed: disturbance.seed) }
      if let room = disturbance.room { disk.limitRoom(to: room) }
      if let syncs = disturbance.failsSync { disk.failSync(after: syncs) }
    }
    let request = request(gate, isCalm: disturbance == nil, interruption)
    let outcome = try play(disturbance, interruption) {
      try await PipelineRun(request).execute()
    }
    tally.invocations += 1
    guard let outcome else { return .cut }
    switch outcome {
    case .failure(let error): return .stopped(error)
    case .success(let outcome):
      try account(for: outcome.contents)
      switch outcome.ending {
      case .met, .short: return .done
      case .spent: return .spent
      case .interrupted: return .interrupted
      case .failed(let error): return .stopped(error)
      }
    }
  }

  /// Runs the machine until nothing is left to do; nil where the power was cut before the body had ended.
  private mutating func play<T: Sendable>(
    _ disturbance: Fate.Disturbance?, _ interruption: Interruption,
    _ body: @escaping @Sendable () async throws -> T
  ) throws -> Result<T, any Error>? {
    let end = End<T>()
    let root = Task(executorPreference: machine.tasks) {
      do {
        end.set(.success(try await body()))
      } catch {
        end.set(.failure(error))
      }
    }
    var steps = 0
    var isOff = false
    var outcome: Result<T, any Error>?
    let (cutsAtStep, interruptsAtStep) = (disturbance?.cutsAtStep, disturbance?.interruptsAtStep)
    while true {
      if steps == cutsAtStep { disk.cut(seed: disturbance?.seed ?? 0) }
      if !isOff, disk.isOff {
        isOff = true
        outcome = end.result
        watch.turnOff()
        root.cancel()
      }
      if steps == interruptsAtStep { interruption.trigger() }
      let step = machine.step()
      steps += 1
      if watch.isBroken, let violation = watch.violation { throw violation }
      if step == .stuck { break }
      if step == .slept, end.result != nil {
        throw Violation(invariant: .leftovers, detail: "somebody slept on after the end")
      }
      guard steps < Self.mostSteps else {
        throw Violation(invariant: .endless, detail: "no end after \(steps) steps")
      }
    }
    tally.steps += steps
    guard end.result != nil else {
      throw Violation(
        invariant: .deadlock,
        detail: isOff
          ? "after the cut, nothing can run and the run is not over"
          : "nothing can run and the run is not over")
    }
    guard disk.opened == 0, claims.isEmpty else {
      throw Violation(invariant: .leftovers, detail: "files are open after the end")
    }
    return isOff ? outcome : end.result
  }

  private final class End<T: Sendable>: Sendable {
    private let value = Mutex<Result<T, any Error>?>(nil)
    var result: Result<T, any Error>? { value.withLock { $0 } }
    func set(_ result: Result<T, any Error>) { value.withLock { $0 = result } }
  }

  // MARK: What a run is given

  private func request(
    _ gate: SpendingGate, isCalm: Bool, _ interruption: Interruption
  ) -> RunRequest {
    var trouble = fate.trouble
    if isCalm { (trouble.unavailable, trouble.rateLimited) = (0, 0) }
    let endpoint = SimulatedEndpoint(
      machine: machine, writer: scenario.writer, trouble: trouble, watch: watch, history: history)
    let isLate = mutation == .budgetAfterSending
    let door = EndpointGate(
      endpoint: "here", model: endpoint.name,
      settings: GateSettings(
        concurrency: .init(ceiling: fate.inFlight), attempts: fate.attempts,
        patience: fate.patience), clock: machine)
    let model = RetryingModel(
      isLate ? LateSpender(base: endpoint, gate: gate) : endpoint, gate: door,
      spending: isLate ? nil : gate, seed: RunSeed(value: 1))
    var request = scenario.request(
      folder: Scenario.folder, model: model, machine: machine,
      storage: SimulatedStorage(disk, machine: machine, claims: claims))
    request.settings.concurrency = fate.concurrency
    request.settings.mailbox = fate.mailbox
    request.budget = RunBudget(limit: gate.limit, prices: Scenario.prices, gate: gate)
    request.endpoints = [door]
    request.interruption = interruption
    request.joints = joints
    return request
  }

  private var joints: RunJoints {
    let (watch, mutation, tasks) = (watch, mutation, machine.tasks)
    var joints = RunJoints()
    joints.replies = { journal in
      WatchedKeeper(
        base: mutation == .usedBeforeDurable
          ? HastyKeeper(journal: journal, tasks: tasks) : journal, watch: watch)
    }
    joints.mail = { receiver, held, capacity in
      watch.mail(receiver, held, capacity)
      return mutation != .droppingMailbox || held < capacity
    }
    joints.inspector = KnownRules.shared
    joints.scorer = KnownRules.shared
    if mutation == .lostDeadLetter { joints.supervisor = { _ in LossySupervisor() } }
    if mutation == .wavesOutOfOrder { joints.order = Mutation.anyOrder }
    return joints
  }

  // MARK: What must hold

  /// Every cell that was asked for or planned has one fate.
  private func account(for contents: SetContents) throws {
    let cells = (contents.items.map { $0.cell ?? -1 } + contents.refused.map(\.cell.ordinal))
      .sorted()
    guard cells == Array(0..<cells.count) else {
      throw Violation(invariant: .accounted, detail: "the set has the cells \(cells)")
    }
    guard let ledger = contents.ledger,
      ledger.places.total == scenario.brief.count,
      ledger.places.accepted + ledger.places.refused + ledger.places.notAttempted
        == ledger.places.total,
      ledger.places.accepted == contents.items.count,
      ledger.cells.accepted == contents.items.count,
      ledger.cells.refused == contents.refused.count,
      ledger.cells.accepted + ledger.cells.refused + ledger.cells.notAttempted
        == ledger.cells.total
    else {
      throw Violation(
        invariant: .accounted,
        detail: "the ledger does not add up: \(contents.ledger.map { "\($0)" } ?? "none")")
    }
  }

  /// Looks at what a cut left, on a copy, so that the run finds it as it was.
  private func inspect() throws {
    let file = Scenario.folder + "/journal.sqlite"
    let copy = disk.copy(name: Self.diskName(), filesFrom: file)
    guard copy.holds(file) else { return watch.found([]) }
    // The connection is closed by then: a disk that is let go of before stays for ever.
    defer { withExtendedLifetime(copy) {} }
    do {
      let connection = try Connection(file: file, mode: .readWrite, vfs: copy.name)
      let version = try connection.rows("PRAGMA user_version").first?[0].int ?? 0
      guard version == Journal.schema.steps.count else { return watch.found([]) }
      let index = try KeyIndex(on: connection, version: version, file: file)
      var keys: Set<String> = []
      try connection.forEach("SELECT id, key FROM reply") { row in
        let key = row[1].string ?? ""
        guard let place = index[key], place >= row[0].int ?? 0 else {
          throw Violation(
            invariant: .durableBeforeUse, detail: "reply \(key) is kept, and its key is not")
        }
        keys.insert(key)
      }
      watch.found(keys)
      if let violation = watch.violation { throw violation }
      // A wave may be empty; its cells count on from those of the wave before.
      let cells = try connection.rows("SELECT ordinal, wave FROM cell ORDER BY ordinal").map {
        (ordinal: $0[0].int ?? -1, wave: $0[1].int ?? -1)
      }
      guard cells.map(\.ordinal) == Array(0..<cells.count),
        zip(cells, cells.dropFirst()).allSatisfy({ $0.wave <= $1.wave })
      else {
        throw Violation(
          invariant: .waveOrder,
          detail: "of the waves, these cells are kept: "
            + cells.map { "\($0.ordinal) of \($0.wave)" }.joined(separator: ", "))
      }
    } catch let error as StorageError {
      throw Violation(invariant: .resumable, detail: "the cut left a broken journal: \(error)")
    }
  }

  /// The set that the journal gives without the endpoint.
  private mutating func replayed() throws -> PublishedSet {
    let (scenario, machine, replayFolder) = (scenario, machine, Self.replayFolder)
    let storage = SimulatedStorage(disk, machine: machine, claims: claims)
    let result = try play(nil, Interruption()) {
      let journal = try await Journal(
        file: Scenario.folder + "/journal.sqlite", mode: .readOnly, place: storage.databases)
      let model = ReplayModel(name: SimulatedEndpoint.model, journal: journal)
      var request = scenario.request(
        folder: replayFolder, model: model, machine: machine, storage: storage)
      request.joints.inspector = KnownRules.shared
      request.joints.scorer = KnownRules.shared
      return try await PipelineRun(request).execute().ending
    }
    guard case .success(let ending) = result, let set = PublishedSet(replayFolder, on: disk) else {
      throw Violation(invariant: .equalSets, detail: "the replay failed: \(result as Any)")
    }
    switch ending {
    case .met, .short: return set
    case .spent, .interrupted, .failed:
      throw Violation(invariant: .equalSets, detail: "the replay ended as \(ending)")
    }
  }
}

extension Budget {
  /// In hundredths.
  fileprivate func times(_ part: Int) -> Budget {
    Budget(
      requests: requests.map { $0 * part / 100 }, tokens: tokens.map { $0 * part / 100 },
      cost: cost.map { $0 * part / 100 })
  }
}

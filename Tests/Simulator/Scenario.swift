import QuestionPipeline
import Synchronization

/// What a simulated run is asked for, and what it comes to when nothing happens to it.
struct Scenario: Sendable {
  static let count = 24
  static let price = Price(input: 400_000_000, cachedInput: 400_000_000, output: 1_600_000_000)
  static let prices = RunPrices([(model: SimulatedEndpoint.model, price: price)])
  static let waves = WaveSizes(first: 6, most: 6)
  static let folder = "set"

  private static let common = Result { () throws -> (Settings, PromptLibrary, Rubric) in
    let settings = try ConfigurationReader.settings(.builtIn)
    return (
      settings, try PromptLibrary.short(),
      try ConfigurationReader.rubric(settings.evaluator.rubric, .builtIn)
    )
  }

  let index: Int
  let brief: Brief
  let settings: Settings
  let prompts: PromptLibrary
  let rubric: Rubric
  let usesMemory: Bool
  /// Whether it goes by meaning, too.
  let recalls: Bool
  let writer: SimulatedWriter
  let identity: RunIdentity
  /// The least that admits the first wave.
  let leastBudget: Spending

  /// Scenarios differ in what shapes a set. Throws what the built-in configuration's reader does.
  init(_ index: Int) throws {
    self.index = index
    var chance = SplitMix64(seed: UInt64(index) &* 0x5851_F42D_4C95_7F2D)
    var (settings, prompts, rubric) = try Self.common.get()
    let topics = ["parts", "queues", "caches"]
    brief = Brief(
      topics: Array(topics.prefix(1 + chance.below(3))), count: 12,
      kinds: [.open])
    settings.planner.chunk = 2 + chance.below(4)
    settings.generator.replyAttempts = 1 + chance.below(2)
    settings.generator.avoid = 1
    settings.critic.askModel = chance.below(3) == 0
    settings.critic.rounds = settings.critic.askModel ? 1 : 0
    rubric.dimensions = Array(rubric.dimensions.prefix(3))
    settings.evaluator.samples = 1
    settings.evaluator.solverSamples = chance.pick([0, 0, 0, 1])
    settings.maxReplyTokens = 128
    usesMemory = chance.below(4) == 0
    writer = SimulatedWriter(
      rubbish: chance.pick([0, 2, 5]), truncated: chance.pick([0, 2]),
      flawed: chance.pick([0, 5, 10]), alike: chance.pick([0, 10, 20]),
      chunk: settings.planner.chunk, dimensions: rubric.dimensions.map(\.name))
    recalls = usesMemory && chance.below(2) == 0
    self.settings = settings
    self.prompts = prompts
    self.rubric = rubric
    let cast = Self.cast(NamedModel(), recalls: recalls)
    identity = RunIdentity(
      brief: brief, settings: settings, backend: "endpoint", models: cast, prompts: prompts,
      rubricHash: rubric.name, knowledge: nil, passages: [], usesMemory: usesMemory,
      allowsRepeats: false)
    let ledger = WaveLedger(
      limit: Budget(requests: 1, tokens: 1, cost: 1),
      estimate: WaveEstimate(
        RequestEstimate(
          brief, settings: settings, prompts: prompts, rubric: rubric, passages: []),
        settings: settings, cast: cast, prices: Self.prices),
      prices: Self.prices, waves: Self.waves)
    leastBudget = ledger.total(
      with: ledger.plan(
        PlanBook(brief: brief, retireAfter: settings.planner.retireAfter), wave: 0,
        chunk: settings.planner.chunk))
  }

  /// One model in all parts.
  private static func cast(_ model: any LanguageModel, recalls: Bool) -> ModelCast {
    var cast = ModelCast(model)
    if recalls { cast.embedder = model }
    return cast
  }

  static func memoryFile(_ folder: String) -> String { folder + ".memory.sqlite" }

  /// A run of it.
  func request(
    folder: String, model: any LanguageModel, machine: SimulatedMachine, storage: SimulatedStorage
  ) -> RunRequest {
    var request = RunRequest(
      brief: brief, settings: settings, prompts: prompts, rubric: rubric, passages: [],
      cast: Self.cast(model, recalls: recalls), backend: "endpoint", folder: folder,
      memoryFile: usesMemory ? Self.memoryFile(folder) : nil, freshIdentifier: "memory",
      allowsRepeats: false, identity: identity, clock: machine, progress: SilentProgress())
    request.budget = RunBudget(limit: Budget(), prices: Self.prices)
    request.storage = storage
    request.waves = Self.waves
    request.publishesReports = false
    return request
  }

  /// A name for what is asked nothing.
  private struct NamedModel: LanguageModel {
    let name = SimulatedEndpoint.model

    func respond(to request: ChatRequest) async throws -> ChatReply {
      throw ModelError(code: .notRecorded, model: name, detail: "is asked nothing")
    }
  }

  // MARK: Undisturbed

  /// What an undisturbed run came to.
  struct Undisturbed: Sendable {
    var scenario: Scenario
    var set: PublishedSet
    /// Steps of the machine.
    var steps: Int
    /// Writes and syncs of the disk.
    var calls: Int
    /// Bytes written.
    var bytes: Int
  }

  private static let undisturbed = Mutex<[Int: Undisturbed]>([:])

  /// Runs it once a process. Throws: `Violation`, and what `init` does.
  static func undisturbed(_ index: Int) throws -> Undisturbed {
    if let known = undisturbed.withLock({ $0[index] }) { return known }
    let result = try Simulation.undisturbed(Scenario(index))
    undisturbed.withLock { $0[index] = result }
    return result
  }
}

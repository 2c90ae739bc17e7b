import QuestionPipeline
import TestSupport
import Testing

struct WaveLedgerTests {
  private func estimate(
    attempts: Int = 3, rounds: Int = 2, asksCritic: Bool = true, samples: Int = 2, solver: Int = 1,
    judges: Int = 1, cap: Int? = nil, prices: RunPrices? = nil
  ) throws -> WaveEstimate {
    var settings = try ConfigurationReader.settings(.builtIn)
    settings.generator.replyAttempts = attempts
    settings.critic.rounds = rounds
    settings.critic.askModel = asksCritic
    settings.evaluator.samples = samples
    settings.evaluator.solverSamples = solver
    settings.maxReplyTokens = cap
    let model = ScriptedModel(name: "m", texts: "")
    var cast = ModelCast(model)
    cast.judges = Array(repeating: model, count: judges)
    return WaveEstimate(
      RequestEstimate(
        Brief(topics: ["parts"], count: 20, kinds: [.open]), settings: settings,
        prompts: try PromptLibrary(.builtIn),
        rubric: try ConfigurationReader.rubric("default", .builtIn), passages: []),
      settings: settings, cast: cast, prices: prices ?? RunPrices(free: ["m"]))
  }

  @Test func aCellTakesAtMostWhatTheSettingsAllow() throws {
    #expect(try estimate().perCell.requests == 3 * (3 + 3 + 2 + 1))
    #expect(try estimate(attempts: 1, rounds: 0).perCell.requests == 1 + 1 + 2 + 1)
    #expect(try estimate(asksCritic: false).perCell.requests == 3 * (3 + 2 + 1))
    #expect(try estimate(samples: 3, solver: 0, judges: 2).perCell.requests == 3 * (3 + 3 + 6))
  }

  @Test func tokensAndCostGrowWithTheCapOfAReply() throws {
    let prices = RunPrices(
      of: ["m"],
      book: try PriceBook(JSONReader(["m": ["input": 1, "cachedInput": 0.1, "output": 4]])))
    let small = try estimate(cap: 100, prices: prices).perCell
    let large = try estimate(cap: 1000, prices: prices).perCell
    // Each of the 27 replies may be 900 tokens longer, and drafts stand in later prompts, too.
    #expect(large.tokens > small.tokens + 27 * 900)
    #expect(large.cost > small.cost + 27 * 900 * 4_000)
    // All of it at the price of input is a floor, at the price of output a ceiling.
    #expect(small.tokens * 1_000 < small.cost && small.cost < small.tokens * 4_000)
  }

  /// A reservation is no smaller than what the stages really send at most.
  @Test(arguments: ModelRole.prompted) func aWorstCasePromptIsLongerThanARealOne(role: ModelRole)
    throws
  {
    let settings = try ConfigurationReader.settings(.builtIn)
    let prompts = try PromptLibrary(.builtIn)
    let rubric = try ConfigurationReader.rubric("default", .builtIn)
    let estimate = RequestEstimate(
      Brief(topics: ["parts"], count: 20, kinds: [.open]), settings: settings, prompts: prompts,
      rubric: rubric, passages: [])
    let usual = estimate.usual(role)
    let most = estimate.most(role, cap: 500)
    #expect(most.first > usual.prompt)
    #expect(most.correction > most.first + 500)
    #expect(usual.shared < usual.prompt)
  }

  /// 27 requests a cell; the budget in requests; what is committed; cells in flight; cells and planning asked for.
  @Test(arguments: [
    (450, 0, 0, 16, 18, true), (449, 0, 0, 16, 18, false), (450, 1, 0, 16, 18, false),
    (451, 1, 0, 16, 18, true), (882, 0, 16, 16, 18, true), (881, 0, 16, 16, 18, false),
    (27, 0, 0, 1, 0, true), (26, 0, 0, 1, 0, false), (100, 100, 0, 0, 0, true),
    (1, 0, 0, 0, 1, true), (1, 0, 0, 0, 2, false),
  ]) func aWaveIsAdmittedIfItsWorstCaseFits(
    budget: Int, committed: Int, inFlight: Int, cells: Int, planning: Int, isAdmitted: Bool
  ) throws {
    var ledger = WaveLedger(
      limit: Budget(requests: budget), estimate: try estimate(), prices: RunPrices(free: ["m"]))
    ledger.commit(0, usage: UsageTally(calls(committed)))
    ledger.begin(1, cells: inFlight, planning: UsageTally())
    let plan = WaveLedger.Plan(cells: cells, planning: Spending(requests: planning))
    #expect(ledger.admits(plan) == isAdmitted)
  }

  @Test func aCommitFreesWhatTheWaveDidNotTake() throws {
    var ledger = WaveLedger(
      limit: Budget(requests: 600), estimate: try estimate(), prices: RunPrices(free: ["m"]))
    let plan = WaveLedger.Plan(cells: 16, planning: Spending(requests: 6))
    ledger.begin(0, cells: 16, planning: UsageTally(calls(2)))
    #expect(!ledger.admits(plan))
    #expect(ledger.total(with: plan).requests == 16 * 27 + 2 + 16 * 27 + 6)
    ledger.commit(0, usage: UsageTally(calls(90)))
    #expect(ledger.committed.requests == 90)
    #expect(ledger.admits(plan))
    // Each planning request of the wave itself counts as soon as it was made.
    #expect(!ledger.admits(plan, spent: UsageTally(calls(73))))
  }

  @Test func eachLimitCountsByItselfAndIsNamed() {
    let budget = Budget(requests: 10, tokens: 1_000, cost: 500_000_000)
    #expect(budget.covers(Spending(requests: 10, tokens: 1_000, cost: 500_000_000)))
    #expect(
      budget.ending(Spending(requests: 11, tokens: 1, cost: 1))
        == "the budget of 10 requests does not cover what may come next: up to 11 in all")
    #expect(
      budget.ending(Spending(requests: 1, tokens: 1_001, cost: 600_000_000))
        == "the budget of $0.50 and 1000 tokens does not cover what may come next: up to $0.60 and "
        + "1001 in all")
    #expect(Budget().covers(Spending(requests: .max, tokens: .max, cost: .max)))
  }

  @Test func planningIsExpectedOnceForEveryChunkThatAWaveNeeds() throws {
    let settings = try ConfigurationReader.settings(.builtIn)
    var brief = Brief(topics: ["parts"], count: 100, kinds: [.open])
    func requests(_ count: Int) -> (cells: Int, lanes: [Int]) {
      brief.count = count
      return PlanBook(brief: brief, retireAfter: settings.planner.retireAfter)
        .planningRequests(upTo: 16, chunk: 8)
    }
    #expect(requests(100).cells == 16 && requests(100).lanes == [0, 0])
    #expect(requests(3).cells == 3 && requests(3).lanes == [0])
    brief.topics = ["parts", "queues", "pumps"]
    #expect(requests(100).lanes == [0, 1, 2])
  }

  private func calls(_ count: Int) -> [ModelCall] {
    (0..<count).map {
      ModelCall(
        key: "\($0)", role: .generator, model: "m", sample: 0, attempt: 0, outcome: .good,
        usage: TokenUsage(prompt: 1, completion: 1, isReported: true))
    }
  }
}

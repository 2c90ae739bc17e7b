import QuestionPipeline
import SQLiteStorage
import Synchronization
import TestSupport
import Testing

/// Whole runs under budgets.
struct BudgetRunTests {
  /// A run of a model that bills as it likes.
  private func fixture(
    _ model: BilledModel, count: Int, limit: Budget = Budget(), attempts: Int = 2, rounds: Int = 1,
    retries: Int = 1
  ) throws -> RunFixture {
    let prices = RunPrices(
      of: [model.name],
      book: try PriceBook(
        JSONReader([
          "billed": [
            "input": .number(Double(model.price.input) / 1e9),
            "cachedInput": .number(Double(model.price.cachedInput) / 1e9),
            "output": .number(Double(model.price.output) / 1e9),
          ]
        ])))
    let gate = SpendingGate(limit: limit, prices: prices)
    var fixture = try RunFixture(
      brief: Brief(topics: ["parts", "queues"], count: count, kinds: [.open]),
      model: RetryingModel(
        model,
        gate: EndpointGate(
          endpoint: "here", model: model.name,
          settings: GateSettings(breaker: .init(faults: 1_000_000), attempts: retries),
          clock: SteppingClock()),
        spending: gate, seed: RunSeed(value: 1)))
    fixture.settings.generator.replyAttempts = attempts
    fixture.settings.critic.rounds = rounds
    fixture.settings.evaluator.samples = 1
    fixture.settings.maxReplyTokens = 128
    fixture.budget = RunBudget(limit: limit, prices: prices, gate: gate)
    return fixture
  }

  private func waves(_ folder: String) async throws -> Int {
    try await Journal(file: folder + "/journal.sqlite", mode: .readOnly).committedWaves().count
  }

  private func isSpent(_ outcome: RunOutcome) -> Bool {
    if case .spent = outcome.ending { true } else { false }
  }

  /// What an error names as enough, by option: "--max-requests 450".
  private func figures(_ error: ConfigurationError) -> Budget {
    func value(_ option: String) -> Substring? {
      let words = error.detail.split(separator: " ")
      return words.firstIndex(of: "--\(option)").map { words[$0 + 1] }?.split(separator: ";").first
    }
    return Budget(
      requests: value("max-requests").flatMap { Int($0) },
      tokens: value("max-tokens").flatMap { Int($0) },
      cost: value("max-cost").flatMap { Money.nanoDollars(String($0)) })
  }

  // MARK: Never exceeded

  @Test(arguments: 0..<200) func noBudgetIsEverExceeded(seed: Int) async throws {
    let folder = TemporaryDirectory()
    var random = SplitMix64(seed: UInt64(seed))
    let model = BilledModel(
      seed: UInt64(seed), rubbish: random.pick([0, 10, 50]), flaws: random.pick([0, 30, 90]),
      faults: random.pick([0, 0, 10, 40]))
    let (count, attempts, rounds) = (12 + random.below(12), 1 + random.below(2), random.below(2))
    let solves = random.below(2)
    func run(_ limit: Budget) async throws -> RunOutcome {
      var request = try fixture(
        model, count: count, limit: limit, attempts: attempts, rounds: rounds, retries: 4)
      request.settings.concurrency = [1, 8, 64][seed % 3]
      request.settings.evaluator.solverSamples = solves
      return try await request.run(folder: folder.file("a"))
    }
    // From a little less than the first wave needs to more than all of them.
    let error = await #expect(throws: ConfigurationError.self) {
      try await run(Budget(requests: 1, tokens: 1, cost: 1))
    }
    let least = figures(try #require(error))
    func scaled(_ figure: Int?, _ isLimited: Bool) -> Int? {
      isLimited ? figure.map { $0 * (95 + random.below(60)) / 100 } : nil
    }
    let mask = 1 + random.below(7)
    let limit = Budget(
      requests: scaled(least.requests, mask & 1 > 0), tokens: scaled(least.tokens, mask & 2 > 0),
      cost: scaled(least.cost, mask & 4 > 0))
    do {
      let outcome = try await run(limit)
      switch outcome.ending {
      case .interrupted: Issue.record("nobody interrupted it")
      case .met, .short, .spent, .failed: break
      }
    } catch let error as ConfigurationError {
      // The first wave does not fit: nothing was begun.
      #expect(error.detail.contains("the first wave does not fit"))
      #expect(model.billed == .nothing)
      #expect(!FileSystem.exists(folder.file("a")))
    }
    #expect(limit.covers(model.billed), "\(limit) \(model.billed)")
  }

  // MARK: How many waves, never what stands in them

  @Test(arguments: [
    Budget(requests: 700), Budget(requests: 1_500), Budget(tokens: 1_200_000),
    Budget(tokens: 3_000_000), Budget(cost: Money.nanoPerDollar),
    Budget(requests: 2_000, tokens: 2_000_000, cost: 2 * Money.nanoPerDollar),
  ]) func concurrencyChangesNoByteOfWhatABudgetLetsThrough(limit: Budget) async throws {
    let folder = TemporaryDirectory()
    var files: [[String: String]] = []
    for concurrency in [1, 64] {
      let model = BilledModel(seed: 5, rubbish: 10, flaws: 10)
      var request = try fixture(model, count: 120, limit: limit)
      request.settings.concurrency = concurrency
      let path = folder.file("c\(concurrency)")
      let outcome = try await request.run(folder: path)
      #expect(limit.covers(model.billed))
      #expect(isSpent(outcome) || outcome.contents.items.count == 120)
      files.append(try timelessFiles(path))
    }
    let counts = (try await waves(folder.file("c1")), try await waves(folder.file("c64")))
    #expect(counts.0 == counts.1 && counts.0 > 0)
    for name in files[0].keys.sorted() { #expect(files[0][name] == files[1][name], "\(name)") }
  }

  @Test func aLargerBudgetGoesOnAndEndsInTheBytesOfARunWithoutOne() async throws {
    let folder = TemporaryDirectory()
    let path = folder.file("a")
    func model() -> BilledModel { BilledModel(seed: 9, rubbish: 10, flaws: 10) }
    var published: [Int] = []
    var paid = 0
    for requests in [400, 450, 700, 1_000, 1_400, 2_000, 100_000] {
      let model = model()
      let outcome = try await fixture(model, count: 100, limit: Budget(requests: requests))
        .run(folder: path)
      paid += model.billed.requests
      #expect(paid <= requests)
      published.append(try await waves(path))
      if isSpent(outcome) {
        #expect(
          outcome.contents.ending?.hasPrefix(
            "the budget of \(requests) requests does not cover what may come next: up to ") == true)
        #expect(outcome.contents.items.count < 100)
      } else {
        #expect(requests >= 1_000)
      }
    }
    #expect(published == published.sorted() && Set(published).count > 2)
    let undisturbed = model()
    try await fixture(undisturbed, count: 100).run(folder: folder.file("b"))
    // Nothing was asked twice.
    #expect(paid == undisturbed.billed.requests)
    let (resumed, whole) = (try timelessFiles(path), try timelessFiles(folder.file("b")))
    for name in whole.keys.sorted() { #expect(resumed[name] == whole[name], "\(name)") }
  }

  @Test func theSameBudgetAgainChangesNothingAndCostsNothing() async throws {
    let folder = TemporaryDirectory()
    let path = folder.file("a")
    let limit = Budget(requests: 600)
    try await fixture(BilledModel(seed: 2), count: 100, limit: limit).run(folder: path)
    let before = try timelessFiles(path)
    let model = BilledModel(seed: 2)
    let outcome = try await fixture(model, count: 100, limit: limit).run(folder: path)
    #expect(isSpent(outcome))
    #expect(model.billed == .nothing)
    #expect(try timelessFiles(path) == before)
  }

  // MARK: The first wave

  @Test(arguments: [
    Budget(requests: 5), Budget(tokens: 5_000), Budget(cost: 1_000),
    Budget(requests: 5, tokens: 5_000, cost: 1_000),
  ]) func aBudgetBelowTheFirstWaveNamesOneThatWorks(limit: Budget) async throws {
    let folder = TemporaryDirectory()
    let path = folder.file("a")
    let error = await #expect(throws: ConfigurationError.self) {
      try await fixture(BilledModel(seed: 3), count: 60, limit: limit).run(folder: path)
    }
    #expect(!FileSystem.exists(path))
    let enough = figures(try #require(error))
    #expect((enough.requests == nil) == (limit.requests == nil))
    #expect((enough.tokens == nil) == (limit.tokens == nil))
    #expect((enough.cost == nil) == (limit.cost == nil))
    // A little less is still too little.
    var less = enough
    less.requests = enough.requests.map { $0 - 1 }
    less.tokens = enough.tokens.map { $0 - 1 }
    less.cost = enough.cost.map { $0 - 100_000 }
    await #expect(throws: ConfigurationError.self) {
      try await fixture(BilledModel(seed: 3), count: 60, limit: less).run(folder: path)
    }
    let model = BilledModel(seed: 3, rubbish: 20, flaws: 20)
    try await fixture(model, count: 60, limit: enough).run(folder: path)
    #expect(try await waves(path) >= 1)
    #expect(enough.covers(model.billed))
  }

  @Test func aPlannerThatLeavesMostSquaresOutEndsARunByItsBudgetAndNotAboveIt() async throws {
    let folder = TemporaryDirectory()
    let asked = Mutex(0)
    // One angle a request, where eight were asked for.
    let model = StandInWriter { role, inputs in
      guard role == .planner else { return nil }
      asked.withLock { $0 += 1 }
      let number = try inputs.int("chunk")
      return
        "{\"angles\": [{\"square\": 0, \"angle\": \"\(try inputs.string("topic")) \(number)\"}]}"
    }
    var request = try RunFixture(
      brief: Brief(topics: ["parts"], count: 16, kinds: [.open]), model: model)
    request.settings.generator.replyAttempts = 1
    request.settings.critic.rounds = 0
    request.settings.evaluator.samples = 1
    request.settings.evaluator.solverSamples = 0
    let prices = RunPrices(free: [model.name])
    // Three requests a cell; two chunks are expected, six allowed for.
    request.budget = RunBudget(limit: Budget(requests: 16 * 3 + 6), prices: prices)
    let outcome = try await request.run(folder: folder.file("a"))
    #expect(isSpent(outcome))
    #expect(outcome.contents.items.isEmpty)
    #expect(asked.withLock { $0 } == 6)
    request.budget = nil
    #expect(try await request.run(folder: folder.file("a")).contents.ledger?.places.accepted != 0)
  }

  // MARK: What cannot be reckoned

  @Test func aCostBudgetNeedsAllPricesAndAnyTokenBudgetACap() async throws {
    let folder = TemporaryDirectory()
    func error(_ limit: Budget, prices: RunPrices, cap: Int?) async throws -> String {
      var request = try fixture(BilledModel(seed: 1), count: 5, limit: limit)
      request.settings.maxReplyTokens = cap
      request.budget = RunBudget(limit: limit, prices: prices)
      do {
        try await request.run(folder: folder.file("a"))
        return ""
      } catch {
        return "\(error)"
      }
    }
    let unknown = RunPrices(of: ["billed"], book: PriceBook())
    #expect(
      try await error(Budget(cost: 1), prices: unknown, cap: 100)
        == "--max-cost: the price of billed is unknown; name it under 'prices' in a file given with "
        + "--config, or limit --max-tokens or --max-requests instead")
    let free = RunPrices(free: ["billed"])
    #expect(
      try await error(Budget(tokens: 1), prices: free, cap: nil)
        == "--max-tokens: needs a cap of one reply to reckon with; set 'maxReplyTokens' in the config"
    )
    #expect(try await error(Budget(cost: 1), prices: free, cap: nil).hasPrefix("--max-cost: needs"))
    #expect(!FileSystem.exists(folder.file("a")))
    // Requests can be counted without either; what costs nothing fits any budget in dollars.
    #expect(try await error(Budget(requests: 10_000), prices: unknown, cap: nil) == "")
  }

  // MARK: The emergency

  @Test func failuresThatAreBilledEndTheRunByTheBudgetAndALargerOneGoesOn() async throws {
    let folder = TemporaryDirectory()
    let path = folder.file("a")
    // Two of three tries fail, and half of these are billed: more than any wave sets aside.
    let model = BilledModel(seed: 4, faults: 66)
    let limit = Budget(requests: 170)
    let first = try await fixture(
      model, count: 30, limit: limit, attempts: 1, rounds: 0, retries: 40
    ).run(folder: path)
    #expect(isSpent(first))
    #expect(
      first.contents.ending?.hasPrefix("the budget of 170 requests does not cover what may") == true
    )
    #expect(limit.covers(model.billed))
    let second = try await fixture(
      model, count: 30, limit: Budget(requests: 5_000), attempts: 1, rounds: 0, retries: 40
    ).run(folder: path)
    #expect(second.contents.items.count == 30)
    #expect(model.billed.requests <= 5_000)
    try await fixture(
      BilledModel(seed: 4), count: 30, attempts: 1, rounds: 0
    ).run(folder: folder.file("b"))
    #expect(try timelessFiles(path) == timelessFiles(folder.file("b")))
  }
}

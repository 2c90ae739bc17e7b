import QuestionPipeline
import Synchronization
import TestSupport
import Testing

@testable import viva

/// Budgets and costs as the command line has them.
struct BudgetTests {
  private let folder = TemporaryDirectory()

  private func generate(_ words: String...) async -> Session.Result {
    await Session.run(
      ["generate", "--topic", "Transformers", "--out", folder.file("set")] + words)
  }

  @Test func aBudgetBelowTheFirstWaveIsBadInputThatNamesOneThatWorks() async throws {
    let refused = await generate("--count", "4", "--max-requests", "3")
    #expect(refused.code == .badInput)
    let figure = try #require(
      refused.error.split(separator: " ").drop { $0 != "is" }.dropFirst(2).first?.dropLast())
    #expect(
      refused.error == """
        Error: --max-requests: the first wave does not fit the budget of 3 requests: it could take \
        more if everything went wrong. The least that admits it is --max-requests \(figure); a \
        smaller count, 'maxReplyTokens', 'generator.replyAttempts', 'critic.rounds' or \
        'evaluator.samples' makes it less

        """)
    #expect(!FileSystem.exists(folder.file("set")))
    let result = await generate("--count", "4", "--max-requests", String(figure))
    #expect(result.code == .done)
  }

  @Test func aSetThatABudgetEndsSaysSoAndGoesOnWithALargerOne() async throws {
    let first = await generate("--count", "40", "--max-requests", "500")
    #expect(first.code == .short)
    #expect(first.output.hasPrefix("16 of 40 items accepted"))
    #expect(
      first.error.hasPrefix(
        "The run ended short: the budget of 500 requests does not cover what may come next: up to ")
    )
    #expect(first.error.hasSuffix(" in all. The same command with a larger one goes on.\n"))
    let second = await generate("--count", "40", "--json")
    #expect(second.code == .done)
    #expect(try JSONReader(JSONParser.parse(second.output)).string("ending") == "met")
  }

  @Test func offlineCostsNothing() async throws {
    let result = await generate("--count", "2", "--max-cost", "0")
    #expect(result.code == .done)
    let report = try JSONParser.parse(FileSystem.read(folder.file("set/report.json")))
    #expect(report["cost"] == nil)
  }

  @Test(arguments: [
    (
      "--max-cost", "free",
      "'--max-cost' needs an amount of US dollars such as 2 or 0.50, up to 1000000, not 'free'."
    ),
    ("--max-cost", "-1", "'--max-cost' needs an amount of US dollars"),
    ("--max-tokens", "0", "'--max-tokens' needs a whole number from 1 to 1000000000000, not '0'."),
    (
      "--max-requests", "1.5",
      "'--max-requests' needs a whole number from 1 to 1000000000000, not '1.5'."
    ),
  ]) func aLimitThatIsNoneIsRefused(option: String, value: String, says: String) async {
    let result = await generate("\(option)=\(value)")
    #expect(result.code == .badInput)
    #expect(result.error.hasPrefix("Error: " + says))
  }

  @Test func limitsOfTheConfigurationCountAndOptionsGoBeforeThem() async throws {
    try FileSystem.write(
      Array("{ budget: { requests: 3 } }".utf8), to: folder.file("my.json5"))
    let config = ["--count", "4", "--config", folder.file("my.json5")]
    let words = ["generate", "--topic", "Transformers", "--out", folder.file("set")] + config
    #expect(await Session.run(words).code == .badInput)
    #expect(await Session.run(words + ["--max-requests", "9999"]).code == .done)
  }

  @Test func pricesOfAHomeAreReadAndTheirMistakesNamed() async throws {
    try FileSystem.makeFolder(folder.file("home/Config"))
    try FileSystem.write(
      Array("{\n  models: {\n    m: { inptu: 1 } } }".utf8),
      to: folder.file("home/Config/Prices.json5"))
    let result = await generate("--count", "2", "--home", folder.file("home"))
    #expect(result.code == .badInput)
    #expect(
      result.error
        == "Error: Config/Prices.json5: line 3: models.m.inptu: unknown key 'inptu'; did you mean 'input'?\n"
    )
  }

  @Test func aPlanTellsTheExpectedAndTheWorstCase() async throws {
    let words = ["plan", "--topic", "RAG", "--count", "4"]
    let text = await Session.run(words)
    #expect(text.output.contains("Of these cached"))
    #expect(
      text.output.contains(
        "If every reply failed and every draft came back, they would take 111 calls, "))
    let plan = try JSONReader(JSONParser.parse(await Session.run(words + ["--json"]).output))
    let calls = try plan.array("calls")
    // 27 requests a cell, 3 a planning request.
    #expect(try calls.reduce(0) { try $0 + $1.required("most").int("requests") } == 4 * 27 + 3)
    for call in calls {
      #expect(try call.int("cachedTokens") <= call.int("promptTokens"))
      #expect(
        try call.required("most").int("tokens")
          > call.int("promptTokens") + call.int("completionTokens"))
    }
    #expect(try plan.required("cost").int("nanoDollars") == 0)
    #expect(try plan.required("cost").strings("unknownPrices") == [])
    try FileSystem.write(
      Array("{ maxReplyTokens: null }".utf8), to: folder.file("my.json5"))
    let open = await Session.run(words + ["--config", folder.file("my.json5")])
    #expect(
      open.output.contains("How many tokens that is cannot be said: 'maxReplyTokens' is null."))
  }

  @Test func aPlanTellsTheTimeThatItKnowsOf() async throws {
    let words = ["plan", "--topic", "Rust", "--count", "4", "--model", "m"]
    try FileSystem.write(
      Array(
        """
        { endpoints: { slow: { baseURL: "http://127.0.0.1:9/v1", rates: { requestsPerMinute: 1 } } } }
        """.utf8), to: folder.file("slow.json5"))
    let unlimited = await Session.run(words + ["--base-url", "http://127.0.0.1:9/v1"])
    #expect(
      unlimited.output.contains(
        "Time: unknown, since nobody has measured how fast the models answer (--journal of an "
          + "earlier run with them tells).\n"))
    let slow = words + ["--endpoint", "slow", "--config", folder.file("slow.json5")]
    let limited = await Session.run(slow)
    let plan = try JSONReader(JSONParser.parse(await Session.run(slow + ["--json"]).output))
    let requests = try plan.array("calls").reduce(0) { try $0 + $1.int("requests") }
    #expect(
      limited.output.contains(
        "; the rate limits of slow take \(Pace.time(Double(requests) * 60)) by themselves.")
    )
    #expect(try plan.required("time").int("secondsByRates") == requests * 60)
    #expect(try plan.required("time").optional("seconds") == nil)
    #expect(try plan.strings("unmet") == [])
  }

  private final class Lines: Sendable {
    private let kept = Mutex("")
    var text: String { kept.withLock { $0 } }
    func add(_ text: String) { kept.withLock { $0 += text } }
  }

  @Test func progressTellsTokensAndCostWhereAModelIsPaid() async throws {
    let prices = RunPrices(
      of: ["m"], book: try PriceBook(JSONReader(["m": ["input": 2, "output": 2]])))
    let gate = SpendingGate(limit: Budget(), prices: prices)
    gate.resume(kept: Spending(requests: 9, tokens: 1_234_567, cost: 420_000_000), lost: .nothing)
    let lines = Lines()
    let clock = SteppingClock()
    let printer = ProgressPrinter(
      wanted: 40,
      console: Console(write: { _ in }, writeError: { lines.add($0) }, errorColumns: { nil }),
      clock: clock, gate: gate)
    clock.advance(by: .seconds(10))
    printer.planned(wave: 0, cells: 16)
    #expect(
      lines.text == "0/40 accepted, 0 refused, 0 cells done, 1.2M tokens, $0.42\n")
  }

  @Test(arguments: [(0, "0"), (9_999, "9999"), (12_345, "12k"), (1_250_000, "1.2M")])
  func tokensAreShort(tokens: Int, text: String) {
    #expect(ProgressPrinter.short(tokens) == text)
  }
}

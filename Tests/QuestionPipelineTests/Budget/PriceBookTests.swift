import QuestionPipeline
import Testing

struct PriceBookTests {
  private func book(_ text: String) throws -> PriceBook {
    try PriceBook(DefaultFiles(files: [("Config/Prices.json5", Array(text.utf8))]))
  }

  private func dollars(_ input: Double, _ cached: Double, _ output: Double) -> Price {
    Price(
      input: Money.nanoDollars(input), cachedInput: Money.nanoDollars(cached),
      output: Money.nanoDollars(output))
  }

  static let named = """
    {
      models: {
        "m": { input: 1, output: 10 },
        "m-mini": { input: 0.15, cachedInput: 0.075, output: 0.6, date: "2026-11-06" },
        "open-*": { input: 2, output: 2 },
        "open-large-*": { input: 3, output: 3 },
        "router/m": { input: 7, output: 7 },
      },
    }
    """

  @Test(arguments: [
    ("m", 1), ("M", 1), ("vendor/m", 1), ("a/b/m", 1), ("router/m", 7), ("m-2025-04-14", 1),
    ("m-20250414", 1), ("m-0613", 1), ("m-latest", 1), ("vendor/M-latest", 1),
    ("m-mini", 0.15), ("m-mini-2025-08-07", 0.15), ("open-small", 2), ("open-large-x", 3),
    ("vendor/open-large-x", 3), ("anything:free", 0), ("m:free", 0),
  ]) func aModelIsFoundByItsName(model: String, input: Double) throws {
    #expect(
      try book(Self.named).price(of: model)?.input == Money.nanoDollars(input), "\(model)")
  }

  @Test(arguments: [
    "m-pro", "m-5", "m-5-20250414", "m.1", "mm", "m-", "m-2025-", "open", "n", "", "/", "m:nitro",
    "m-mini-high",
  ]) func aModelThatNoNameStandsForHasNoPrice(model: String) throws {
    #expect(try book(Self.named).price(of: model) == nil)
  }

  @Test func withoutAPriceOfItsOwnCachedInputCostsWhatInputCosts() throws {
    #expect(try book(Self.named).price(of: "m") == dollars(1, 1, 10))
    #expect(try book(Self.named).price(of: "m-mini") == dollars(0.15, 0.075, 0.6))
  }

  @Test(arguments: [
    ("{ models: { m: { input: 1, output: 2 }, } ", "line 1"),
    (
      "{\n models: {\n  m: { input: 1, outptu: 2 } } }",
      "line 3: models.m.outptu: unknown key 'outptu'; did you mean 'output'?"
    ),
    ("{\n models: {\n  m: { input: 1 } } }", "line 3: models.m.output: is missing"),
    (
      "{\n models: {\n  m: { input: -1, output: 2 } } }",
      "models.m.input: -1.0 is not between 0.0 and 100000.0"
    ),
    (
      "{\n models: {\n  m: { input: \"1\", output: 2 } } }",
      "models.m.input: expected a number, found a string"
    ),
    (
      "{\n models: {\n  m: { input: 1, output: 2, date: \"June\" } } }",
      "models.m.date: expected a date such as 2026-11-06"
    ),
    ("{\n models: {\n  m: { input: 1, output: 2 },\n  m: { input: 1, output: 2 } } }", "line 4"),
    ("{ models: { \"*\": { input: 1, output: 2 } } }", "a price needs the name of a model"),
    ("{ prices: {} }", "unknown key 'prices'"), ("{}", "models: is missing"),
  ]) func aMistakeInTheFileIsNamedWithItsPlace(text: String, says: String) throws {
    #expect {
      try book(text)
    } throws: {
      "\($0)".hasPrefix("Config/Prices.json5: ") && "\($0)".contains(says)
    }
  }

  @Test func theShippedPricesCanBeReadAndKnowCommonModels() throws {
    let book = try PriceBook(.builtIn)
    #expect(book.price(of: "openai/gpt-4.1-mini-2025-04-14") == dollars(0.4, 0.1, 1.6))
    #expect(book.price(of: "gpt-5-pro") == nil)
    #expect(book.price(of: "llama3:8b") == nil)
  }

  @Test func pricesOfTheConfigurationGoBeforeThoseOfTheBook() throws {
    let own = "{ prices: { \"gpt-4.1\": { input: 1, output: 2 }, mine: { input: 0, output: 0 } } }"
    let settings = try ConfigurationReader.settings(
      .builtIn, overrides: [("my.json5", Array(own.utf8))])
    let book = try PriceBook(.builtIn).overlaid(with: settings.prices)
    #expect(book.price(of: "gpt-4.1") == dollars(1, 1, 2))
    #expect(book.price(of: "mine") == .free)
    #expect(book.price(of: "gpt-4o") == dollars(2.5, 1.25, 10))
    let wrong = "{\n prices: {\n  mine: { inptu: 0, output: 0 } } }"
    #expect {
      try ConfigurationReader.settings(.builtIn, overrides: [("my.json5", Array(wrong.utf8))])
    } throws: {
      "\($0)".hasPrefix("my.json5: line 3: prices.mine.inptu: unknown key 'inptu'")
    }
  }

  @Test func unknownPricesAreNamedAndModelsOfThisMachineAreFree() throws {
    let prices = RunPrices(
      of: ["gpt-4.1", "mystery", "local"], book: try PriceBook(.builtIn), free: ["local"])
    #expect(prices.unknown == ["mystery"])
    #expect(prices["local"] == .free)
    #expect(prices["mystery"] == nil)
    #expect(
      prices.notice == "the price of mystery is unknown, and no cost is counted for it")
    #expect(try RunPrices(JSONReader(prices.json)) == prices)
  }

  @Test(arguments: [
    (0, 0, 0, 0), (1, 0, 0, 1), (1, 1, 0, 1), (1_000_000, 0, 0, 1_000_000), (3, 1, 2, 5),
    (10, 50, 0, 1),
  ]) func aCostIsRoundedUpToAWholeNanoDollar(prompt: Int, cached: Int, reply: Int, cost: Int) {
    let price = Price(input: 1_000_000, cachedInput: 100_000, output: 1_400_000)
    #expect(price.cost(prompt: prompt, cached: cached, completion: reply) == cost)
  }

  @Test func aCostBeyondAllNumbersIsTheLargest() {
    let price = Price(input: .max, cachedInput: 0, output: .max)
    #expect(price.cost(prompt: .max, cached: 0, completion: .max) == .max)
    #expect(Spending(tokens: .max) + Spending(tokens: 1) == Spending(tokens: .max))
    #expect(Spending(tokens: .max / 2) * 3 == Spending(tokens: .max))
  }
}

struct MoneyTests {
  @Test(arguments: [
    ("2", 2_000_000_000), ("0.5", 500_000_000), ("$1.50", 1_500_000_000), ("0", 0),
    ("0.000000001", 1), ("1000000", 1_000_000_000_000_000),
  ]) func anAmountIsReadExactly(text: String, nano: Int) {
    #expect(Money.nanoDollars(text) == nano)
    #expect(Money.nanoDollars(Money.text(nano)) == nano)
  }

  @Test(arguments: ["", "-1", "1,5", "1.", ".5", "1e3", "0.0000000001", "1.2.3", "two", "$", " 1"])
  func whatIsNoAmountIsRefused(text: String) { #expect(Money.nanoDollars(text) == nil) }

  @Test(arguments: [
    (0, "$0.00", "$0.00"), (420_000_000, "$0.42", "$0.42"),
    (1, "$0.000000001", "less than $0.0001"),
    (1_234_567_891, "$1.234567891", "$1.23"), (12_345_000, "$0.012345", "$0.0123"),
    (1_996_000_000, "$1.996", "$2.00"),
  ]) func amountsAreWrittenExactlyAndShort(nano: Int, exact: String, short: String) {
    #expect(Money.text(nano) == exact)
    #expect(Money.short(nano) == short)
  }

  @Test(arguments: [(0, 0), (1, 100_000), (100_000, 100_000), (100_001, 200_000)])
  func whatIsNamedAsEnoughIsEnough(nano: Int, rounded: Int) {
    #expect(Money.roundedUp(nano) == rounded)
  }
}

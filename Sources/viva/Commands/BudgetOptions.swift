import QuestionPipeline

/// What a run may spend, as options give it.
enum BudgetOptions {
  static let maxCost = Option.optional(
    "max-cost", "usd", ValueType<Int>.dollars,
    "The most that may be spent at list price, over all invocations, in US dollars.")
  static let maxTokens = Option.optional(
    "max-tokens", "n", ValueType.number(1...Budget.most),
    "The most tokens that prompts and replies may take together. The cap of one reply is "
      + "'maxReplyTokens' in the config.")
  static let maxRequests = Option.optional(
    "max-requests", "n", ValueType.number(1...Budget.most),
    "The most requests that may be sent.")

  static let section = CommandSpec.Section(
    "What it may take", maxCost.spec, maxTokens.spec, maxRequests.spec)

  /// What the options say of settings, an entry each.
  static func settings(_ arguments: Arguments) -> [(option: OptionSpec, value: JSONValue)] {
    var result: [(option: OptionSpec, value: JSONValue)] = []
    if let cost = arguments[maxCost] {
      let dollars = Double(cost) / Double(Money.nanoPerDollar)
      result.append((maxCost.spec, ["budget": ["cost": .number(dollars)]]))
    }
    if let tokens = arguments[maxTokens] {
      result.append((maxTokens.spec, ["budget": ["tokens": .integer(tokens)]]))
    }
    if let requests = arguments[maxRequests] {
      result.append((maxRequests.spec, ["budget": ["requests": .integer(requests)]]))
    }
    return result
  }
}

extension ValueType where Value == Int {
  /// An amount of US dollars, in nano-dollars.
  static let dollars = ValueType(
    noun: "amount", expected: "an amount of US dollars such as 2 or 0.50, up to 1000000"
  ) { text in
    Money.nanoDollars(text).flatMap { $0 <= 1_000_000 * Money.nanoPerDollar ? $0 : nil }
  }
}

extension Workbench {
  /// What the models of a run cost.
  func prices(_ chosen: ChosenModel) throws -> RunPrices {
    let names = chosen.cast.names
    // Read in any case, so that a mistake in the file is found while nothing depends on it.
    let book = try PriceBook(files).overlaid(with: settings.prices)
    if let known = chosen.prices { return known }
    if chosen.backend == Backend.offline.rawValue { return RunPrices(free: names) }
    return RunPrices(of: names, book: book)
  }
}

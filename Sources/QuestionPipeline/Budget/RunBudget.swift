/// The limits of a run, what its models cost, and the gate that every request passes.
package struct RunBudget: Sendable {
  package var limit: Budget
  package var prices: RunPrices
  /// Measures and bounds what is really spent; nil where nothing can be, as offline.
  package var gate: SpendingGate?

  package init(limit: Budget, prices: RunPrices, gate: SpendingGate? = nil) {
    self.limit = limit
    self.prices = prices
    self.gate = gate
  }

  /// No limits, and models that cost nothing.
  package static func unlimited(_ cast: ModelCast) -> RunBudget {
    RunBudget(limit: Budget(), prices: RunPrices(free: cast.names))
  }

  /// Whether the limits can be kept at all.
  /// Throws: `ConfigurationError` where a price or the cap of a reply is missing.
  package func check(_ settings: Settings) throws {
    if limit.needsReplyCap, settings.maxReplyTokens == nil {
      throw ConfigurationError(
        source: limit.cost != nil ? "--max-cost" : "--max-tokens",
        detail: "needs a cap of one reply to reckon with; set 'maxReplyTokens' in the config")
    }
    if limit.cost != nil, !prices.unknown.isEmpty {
      throw ConfigurationError(
        source: "--max-cost",
        detail: "the price of \(prices.unknown.joined(separator: ", ")) is unknown; name it under "
          + "'prices' in a file given with --config, or limit --max-tokens or --max-requests instead"
      )
    }
  }

  /// Whether the first wave of a run fits.
  /// Throws: `ConfigurationError` that names what would be enough.
  package func checkFirstWave(_ ledger: WaveLedger, book: PlanBook, chunk: Int) throws {
    let total = ledger.total(with: ledger.plan(book, wave: 0, chunk: chunk))
    let shortfalls = limit.shortfalls(of: total)
    guard !shortfalls.isEmpty else { return }
    let options = shortfalls.map { "--\($0.option) \($0.needed)" }.joined(separator: " ")
    throw ConfigurationError(
      source: shortfalls.map { "--\($0.option)" }.joined(separator: ", "),
      detail: "the first wave does not fit the budget of "
        + shortfalls.map(\.limit).joined(separator: " and ")
        + ": it could take more if everything went wrong. The least that admits it is \(options); "
        + "a smaller count, 'maxReplyTokens', 'generator.replyAttempts', 'critic.rounds' or "
        + "'evaluator.samples' makes it less")
  }
}

/// Requests, tokens and money, spent or to be spent. Sums stop at the largest number there is.
package struct Spending: Sendable, Hashable {
  package var requests: Int
  /// Of prompts and replies together.
  package var tokens: Int
  /// Nano-dollars.
  package var cost: Int

  package init(requests: Int = 0, tokens: Int = 0, cost: Int = 0) {
    self.requests = requests
    self.tokens = tokens
    self.cost = cost
  }

  package static let nothing = Spending()

  package static func + (left: Spending, right: Spending) -> Spending {
    Spending(
      requests: sum(left.requests, right.requests), tokens: sum(left.tokens, right.tokens),
      cost: sum(left.cost, right.cost))
  }

  package static func += (left: inout Spending, right: Spending) { left = left + right }

  /// Takes away what was added before; below nothing there is nothing.
  package static func - (left: Spending, right: Spending) -> Spending {
    Spending(
      requests: max(0, left.requests - right.requests), tokens: max(0, left.tokens - right.tokens),
      cost: max(0, left.cost - right.cost))
  }

  package static func * (left: Spending, times: Int) -> Spending {
    Spending(
      requests: product(left.requests, times), tokens: product(left.tokens, times),
      cost: product(left.cost, times))
  }

  private static func sum(_ left: Int, _ right: Int) -> Int {
    let (result, overflow) = left.addingReportingOverflow(right)
    return overflow ? .max : result
  }

  private static func product(_ left: Int, _ right: Int) -> Int {
    let (result, overflow) = left.multipliedReportingOverflow(by: right)
    return overflow ? .max : result
  }
}

/// The limits that a run keeps to; nil where there is none.
package struct Budget: Sendable, Hashable {
  package var requests: Int?
  package var tokens: Int?
  /// Nano-dollars.
  package var cost: Int?

  package init(requests: Int? = nil, tokens: Int? = nil, cost: Int? = nil) {
    self.requests = requests
    self.tokens = tokens
    self.cost = cost
  }

  package var isUnlimited: Bool { requests == nil && tokens == nil && cost == nil }

  /// Whether what it says depends on the length of replies.
  package var needsReplyCap: Bool { tokens != nil || cost != nil }

  package func covers(_ spending: Spending) -> Bool { shortfalls(of: spending).isEmpty }

  /// One limit that does not cover what was to be spent.
  package struct Shortfall: Sendable, Hashable {
    /// Without its dashes: "max-cost".
    package var option: String
    /// "$0.50", "500 requests".
    package var limit: String
    /// What would have been enough, as the option takes it.
    package var needed: String
  }

  package func shortfalls(of spending: Spending) -> [Shortfall] {
    var result: [Shortfall] = []
    if let cost, spending.cost > cost {
      result.append(
        Shortfall(
          option: "max-cost", limit: Money.text(cost),
          needed: String(Money.text(Money.roundedUp(spending.cost)).dropFirst())))
    }
    if let tokens, spending.tokens > tokens {
      result.append(
        Shortfall(
          option: "max-tokens", limit: "\(tokens) tokens", needed: String(spending.tokens)))
    }
    if let requests, spending.requests > requests {
      result.append(
        Shortfall(
          option: "max-requests", limit: "\(requests) \(requests == 1 ? "request" : "requests")",
          needed: String(spending.requests)))
    }
    return result
  }

  /// "the budget of 500 requests does not cover what may come next: up to 620 in all": how a run ends.
  package func ending(_ spending: Spending) -> String {
    let shortfalls = shortfalls(of: spending)
    let limits = shortfalls.map(\.limit).joined(separator: " and ")
    let needed = shortfalls.map { ($0.option == "max-cost" ? "$" : "") + $0.needed }
    return "the budget of \(limits) does not cover what may come next: up to "
      + needed.joined(separator: " and ") + " in all"
  }
}

extension Budget {
  /// The limits of a configuration: `cost` in US dollars, `tokens`, `requests`.
  package init(_ reader: JSONReader) throws {
    try reader.allowOnly(["cost", "tokens", "requests"])
    self.init(
      requests: try reader.optional("requests")?.int(in: 1...Self.most),
      tokens: try reader.optional("tokens")?.int(in: 1...Self.most),
      cost: try reader.optional("cost").map {
        Money.nanoDollars(try $0.double(in: 0...1_000_000))
      })
  }

  /// The largest limit that can be given.
  package static let most = 1_000_000_000_000
}

/// What a set cost at list price, by the usage that its journal holds: equal for equal replies, unlike what was billed.
package struct CostSummary: Sendable, Hashable {
  /// Nano-dollars, of the models whose price is known.
  package var total: Int
  /// Nano-dollars for each accepted item, rounded up; nil where there is none.
  package var perItem: Int?
  /// The share of prompt tokens that servers had in their caches; nil where no prompt was sent.
  package var cachedShare: Double?
  /// Models without a price, whose part is not in the total.
  package var unknown: [String]

  /// - Parameter items: accepted ones.
  package init(_ usage: [ModelUsage], prices: RunPrices, items: Int) {
    total =
      usage.reduce(Spending.nothing) { sum, entry in
        sum + Spending(cost: entry.listCost(prices) ?? 0)
      }.cost
    perItem = items > 0 ? total / items + (total % items > 0 ? 1 : 0) : nil
    let prompt = usage.reduce(0) { $0 + $1.promptTokens }
    let cached = usage.reduce(0) { $0 + $1.cachedTokens }
    cachedShare = prompt > 0 ? (Double(cached) / Double(prompt)).roundedScore : nil
    unknown = prices.unknown
  }
}

extension CostSummary: JSONConvertible {
  package var json: JSONValue {
    var object = JSONObject()
    object["nanoDollars"] = .integer(total)
    object["nanoDollarsPerItem"] = perItem.map(JSONValue.integer)
    object["cachedShare"] = cachedShare.map(JSONValue.number)
    object["unknownPrices"] = .strings(unknown)
    return .object(object)
  }

  package init(_ reader: JSONReader) throws {
    total = try reader.int("nanoDollars")
    perItem = try reader.optional("nanoDollarsPerItem")?.int()
    cachedShare = try reader.optional("cachedShare")?.double()
    unknown = try reader.strings("unknownPrices")
  }
}

/// What the kept replies of one role and model took.
package struct ModelUsage: Sendable, Hashable {
  package var role: String
  package var model: String
  package var requests: Int
  /// Requests that brought a reply.
  package var replies: Int
  package var promptTokens: Int
  package var cachedTokens: Int
  package var completionTokens: Int
  package var corrections: Int
  /// Nano-dollars that servers said they charged, and how many replies said so.
  package var reportedCost: Int
  package var pricedReplies: Int
  /// In the order of `ReplyOutcome`.
  package var outcomes: [Int]

  /// Nano-dollars; nil where the price is unknown.
  package func listCost(_ prices: RunPrices) -> Int? {
    prices[model]?.cost(
      prompt: promptTokens, cached: cachedTokens, completion: completionTokens)
  }
}

extension [ModelUsage] {
  /// What the replies took, for the gate: where servers said what they charged, the larger figure counts.
  package func spending(at prices: RunPrices) -> Spending {
    reduce(Spending.nothing) { sum, entry in
      sum
        + Spending(
          requests: entry.replies, tokens: entry.promptTokens + entry.completionTokens,
          cost: Swift.max(entry.listCost(prices) ?? 0, entry.reportedCost))
    }
  }

  /// The figures by role.
  /// - Parameter tally: what the committed waves counted besides.
  package func byRole(_ tally: UsageTally) -> [SetContents.RoleUsage] {
    var result: [SetContents.RoleUsage] = []
    var outcomes: [[Int]] = []
    for entry in self {
      if result.last?.role != entry.role {
        result.append(
          SetContents.RoleUsage(
            role: entry.role, requests: 0, promptTokens: 0, completionTokens: 0))
        outcomes.append(ReplyOutcome.allCases.map { _ in 0 })
      }
      let last = result.count - 1
      result[last].requests += entry.requests
      result[last].promptTokens += entry.promptTokens
      result[last].cachedTokens += entry.cachedTokens
      result[last].completionTokens += entry.completionTokens
      result[last].corrections += entry.corrections
      for (index, count) in entry.outcomes.enumerated() { outcomes[last][index] += count }
    }
    for index in result.indices {
      for entry in tally.entries where entry.role.rawValue == result[index].role {
        result[index].freshSamples += entry.freshSamples
        result[index].coercions += entry.coercions
      }
      result[index].outcomes = zip(ReplyOutcome.allCases, outcomes[index])
        .filter { $0.1 > 0 }.map { ($0.rawValue, $1) }
    }
    return result
  }
}

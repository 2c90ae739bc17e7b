/// What calls of models took, by role and model: the figures that a wave leaves behind when it is committed.
package struct UsageTally: Sendable, Hashable {
  package struct Entry: Sendable, Hashable {
    package var role: ModelRole
    package var model: String
    package var requests = 0
    package var promptTokens = 0
    /// How many of the prompt's the server had in its cache.
    package var cachedTokens = 0
    package var completionTokens = 0
    /// Requests that asked afresh after a reply that could not be used.
    package var freshSamples = 0
    /// Values of replies that were brought into the schema's form.
    package var coercions = 0
  }

  /// In the order of roles, then of models.
  package private(set) var entries: [Entry] = []

  package init() {}

  package init(_ calls: [ModelCall]) { for call in calls { add(call) } }

  package mutating func add(_ call: ModelCall) {
    var entry = Entry(role: call.role, model: call.model)
    entry.requests = 1
    entry.promptTokens = call.usage?.prompt ?? 0
    entry.cachedTokens = call.usage?.cached ?? 0
    entry.completionTokens = call.usage?.completion ?? 0
    entry.freshSamples = call.isFreshSample ? 1 : 0
    entry.coercions = call.coercions
    add(entry)
  }

  package static func += (left: inout UsageTally, right: UsageTally) {
    for entry in right.entries { left.add(entry) }
  }

  private mutating func add(_ entry: Entry) {
    func place(_ entry: Entry) -> (Int, String) {
      (ModelRole.allCases.firstIndex(of: entry.role) ?? 0, entry.model)
    }
    let index = entries.firstIndex { place($0) >= place(entry) } ?? entries.count
    guard index < entries.count, place(entries[index]) == place(entry) else {
      entries.insert(entry, at: index)
      return
    }
    entries[index].requests += entry.requests
    entries[index].promptTokens += entry.promptTokens
    entries[index].cachedTokens += entry.cachedTokens
    entries[index].completionTokens += entry.completionTokens
    entries[index].freshSamples += entry.freshSamples
    entries[index].coercions += entry.coercions
  }

  /// The part of one role.
  package func of(_ role: ModelRole) -> UsageTally {
    var result = self
    result.entries.removeAll { $0.role != role }
    return result
  }

  /// What it comes to at list price; a model without a price adds nothing to the cost.
  package func spending(at prices: RunPrices) -> Spending {
    entries.reduce(into: Spending.nothing) { sum, entry in
      sum += Spending(
        requests: entry.requests, tokens: entry.promptTokens + entry.completionTokens,
        cost: prices[entry.model]?.cost(
          prompt: entry.promptTokens, cached: entry.cachedTokens,
          completion: entry.completionTokens) ?? 0)
    }
  }
}

extension UsageTally: JSONConvertible {
  package var json: JSONValue {
    .array(
      entries.map {
        [
          "role": .string($0.role.rawValue), "model": .string($0.model),
          "requests": .integer($0.requests), "promptTokens": .integer($0.promptTokens),
          "cachedTokens": .integer($0.cachedTokens),
          "completionTokens": .integer($0.completionTokens),
          "freshSamples": .integer($0.freshSamples), "coercions": .integer($0.coercions),
        ]
      })
  }

  package init(_ reader: JSONReader) throws {
    for value in try reader.array() {
      var entry = Entry(
        role: try value.required("role").choice(of: ModelRole.self),
        model: try value.string("model"))
      entry.requests = try value.int("requests")
      entry.promptTokens = try value.int("promptTokens")
      entry.cachedTokens = try value.int("cachedTokens")
      entry.completionTokens = try value.int("completionTokens")
      entry.freshSamples = try value.int("freshSamples")
      entry.coercions = try value.int("coercions")
      add(entry)
    }
  }
}

/// What a cell and a planning request can take at most, by the settings: the arithmetic behind admission.
///
/// A cell takes at most one draft and one critique a round and one more, each sample of each judge, and each of the
/// solver's; each of these may need all attempts at a reply, every second of them a correction turn.
package struct WaveEstimate: Sendable {
  private let estimate: RequestEstimate
  private let settings: Settings
  private let prices: RunPrices
  private let planner: String
  /// Of all stages behind the planner.
  package let perCell: Spending

  /// One model's part in a cell.
  package struct Part: Sendable, Hashable {
    package var role: ModelRole
    package var most: Spending
  }
  /// `perCell` by role, in the order of roles.
  package let parts: [Part]

  package init(_ estimate: RequestEstimate, settings: Settings, cast: ModelCast, prices: RunPrices)
  {
    self.estimate = estimate
    self.settings = settings
    self.prices = prices
    planner = cast.planner.name
    let drafts = settings.critic.rounds + 1
    var parts: [Part] = []
    func add(_ role: ModelRole, _ questions: Int, _ models: [String]) {
      var most = Spending.nothing
      for model in models {
        most +=
          Self.question(role, model, estimate: estimate, settings: settings, prices: prices)
          * questions
      }
      parts.append(Part(role: role, most: most))
    }
    add(.generator, drafts, [cast.generator.name])
    add(.critic, settings.critic.askModel ? drafts : 0, [cast.critic.name])
    add(.judge, settings.evaluator.samples, cast.judges.map(\.name))
    add(.solver, settings.evaluator.solverSamples, [cast.solver.name])
    if let embedder = cast.embedder {
      parts.append(
        Part(role: .embedder, most: Self.vectors(embedder.name, settings: settings, prices: prices))
      )
    }
    self.parts = parts
    perCell = parts.reduce(Spending.nothing) { $0 + $1.most }
  }

  /// The vectors of a cell's angle and question, each in a request of its own with all its attempts.
  private static func vectors(
    _ model: String, settings: Settings, prices: RunPrices
  ) -> Spending {
    // A question is no longer than the reply in which it came; without a cap no budget goes by tokens.
    let tokens = settings.maxReplyTokens ?? 0
    let one = Spending(
      requests: 1, tokens: tokens,
      cost: (prices[model] ?? .free).mostCost(prompt: tokens, completion: 0))
    return one * (2 * settings.generator.replyAttempts)
  }

  /// One planning request with all its attempts.
  /// - Parameter used: the angles that it names as used.
  package func planning(used: [String]) -> Spending {
    let tokens = used.reduce(0) { $0 + TokenEstimate.most(in: $1) + 4 }
    return Self.question(
      .planner, planner, estimate: estimate, settings: settings, prices: prices, used: tokens)
  }

  /// One question to a model with all its attempts.
  private static func question(
    _ role: ModelRole, _ model: String, estimate: RequestEstimate, settings: Settings,
    prices: RunPrices, used: Int = 0
  ) -> Spending {
    let attempts = settings.generator.replyAttempts
    // Without a cap tokens are not known, and no budget goes by them.
    guard let cap = settings.maxReplyTokens else { return Spending(requests: attempts) }
    let price = prices[model] ?? .free
    let (first, correction) = estimate.most(role, cap: cap, used: used)
    func one(_ prompt: Int) -> Spending {
      Spending(
        requests: 1, tokens: prompt + cap,
        cost: price.mostCost(prompt: prompt, completion: cap))
    }
    return one(first) * (attempts - attempts / 2) + one(correction) * (attempts / 2)
  }
}

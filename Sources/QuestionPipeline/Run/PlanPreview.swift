/// What a run would ask for and cost, worked out without a model.
package struct PlanPreview: Sendable {
  package var brief: Brief
  /// The squares of the first cells, one for each place asked for; fewer where no lane is left.
  package var squares: [PlannedSquare]
  /// Planning requests for them.
  package var chunks: Int
  /// Cells by wave, if nothing is refused.
  package var waves: [Int]
  /// What is asked of a model if every first draft passes.
  package var calls: [Calls]

  /// What models are paid for; models without a price are named and not counted.
  package let prices: RunPrices
  /// Whether replies have a cap; without one nobody knows how many tokens a worst case has.
  package let hasReplyCap: Bool

  /// Requests of one role, with estimates of their tokens.
  package struct Calls: Sendable, Hashable {
    package var role: ModelRole
    package var requests: Int
    package var promptTokens: Int
    /// How many of the prompt's a server may have in its cache: the beginning that all requests of the role share.
    package var cachedTokens: Int
    package var completionTokens: Int
    /// Nano-dollars at list price.
    package var cost: Int
    /// If everything goes wrong that the settings allow, short of refused cells being replaced.
    package var most: Spending
  }

  /// - Parameter isJudgedByRules: whether the judge is the offline one, which is asked once an item.
  package init(
    _ brief: Brief, settings: Settings, prompts: PromptLibrary, rubric: Rubric,
    passages: [Passage] = [], isJudgedByRules: Bool, cast: ModelCast, prices: RunPrices
  ) {
    self.brief = brief
    self.prices = prices
    hasReplyCap = settings.maxReplyTokens != nil
    (squares, chunks) = Self.deal(brief, settings: settings)
    waves = []
    var left = squares.count
    while left > 0 {
      waves.append(min(left, WaveSizes().limit(ofWave: waves.count)))
      left -= waves[waves.count - 1]
    }
    calls = []
    let estimate = RequestEstimate(
      brief, settings: settings, prompts: prompts, rubric: rubric, passages: passages)
    let worst = WaveEstimate(estimate, settings: settings, cast: cast, prices: prices)
    let evaluator = settings.evaluator
    let cells = squares.count
    let samples = isJudgedByRules ? 1 : evaluator.samples
    let counts: [(role: ModelRole, models: [String], each: Int)] = [
      (.planner, [cast.planner.name], chunks), (.generator, [cast.generator.name], cells),
      (.critic, [cast.critic.name], settings.critic.askModel ? cells : 0),
      (.judge, cast.judges.map(\.name), cells * samples),
      (.solver, [cast.solver.name], cells * evaluator.solverSamples),
    ]
    calls = counts.map { role, models, count in
      let (prompt, shared, reply) = estimate.usual(role)
      let most =
        role == .planner
        ? worst.planning(used: []) * chunks
        : (worst.parts.first { $0.role == role }?.most ?? .nothing) * cells
      var result = Calls(
        role: role, requests: 0, promptTokens: 0, cachedTokens: 0, completionTokens: 0, cost: 0,
        most: most)
      for model in models {
        let cached = max(0, count - 1) * shared
        result.requests += count
        result.promptTokens += count * prompt
        result.cachedTokens += cached
        result.completionTokens += count * reply
        result.cost +=
          prices[model]?.cost(
            prompt: count * prompt, cached: cached, completion: count * reply) ?? 0
      }
      return result
    }
    if let embedder = cast.embedder {
      calls.append(vectors(of: embedder.name, most: worst))
    }
  }

  /// The vectors of topics, angles and questions, in requests for a wave each.
  private func vectors(of model: String, most worst: WaveEstimate) -> Calls {
    func requests(_ texts: Int) -> Int { (texts + VectorDesk.batch - 1) / VectorDesk.batch }
    let tokens = (brief.topics.count + 2 * squares.count) * RequestEstimate.embedded
    return Calls(
      role: .embedder,
      requests: waves.reduce(requests(brief.topics.count)) { $0 + 2 * requests($1) },
      promptTokens: tokens, cachedTokens: 0, completionTokens: 0,
      cost: prices[model]?.cost(prompt: tokens, cached: 0, completion: 0) ?? 0,
      most: (worst.parts.first { $0.role == .embedder }?.most ?? .nothing) * squares.count)
  }

  package var requests: Int { calls.reduce(0) { $0 + $1.requests } }

  /// Nano-dollars at list price, of the models that have one.
  package var cost: Int { calls.reduce(Spending.nothing) { $0 + Spending(cost: $1.cost) }.cost }

  /// If everything goes wrong that the settings allow, short of refused cells being replaced.
  package var most: Spending { calls.reduce(Spending.nothing) { $0 + $1.most } }

  /// Cells that can be worked on at once: two waves, whatever the concurrency.
  package var widest: Int {
    waves.indices.map { waves[$0] + ($0 > 0 ? waves[$0 - 1] : 0) }.max() ?? 0
  }

  /// Plays the planner with a model that has an angle for every square.
  private static func deal(_ brief: Brief, settings: Settings) -> ([PlannedSquare], Int) {
    var book = PlanBook(brief: brief, retireAfter: settings.planner.retireAfter)
    let given = Set((brief.plan ?? []).compactMap(\.angle))
    var squares: [PlannedSquare] = []
    var chunks = 0
    while squares.count < brief.count, let lane = book.laneForNextCell() {
      if book.hasReadyAngle(lane) {
        let cell = book.takeCell(from: lane)
        let isGiven = given.contains(cell.angle)
        squares.append(
          PlannedSquare(
            square: cell.square, subtopic: cell.subtopic, angle: isGiven ? cell.angle : nil))
      } else {
        let (number, turns) = book.nextChunk(lane, size: settings.planner.chunk)
        let planned = turns.enumerated().map { position, turn in
          Lane.Planned(
            turn: turn, subtopic: nil, angle: "\u{0}\(lane)/\(number)/\(position)", passage: nil)
        }
        book.fill(lane, turns: turns, planned: planned)
        chunks += 1
      }
    }
    return (squares, chunks)
  }
}

extension PlanPreview {
  package static let formatVersion = 1

  /// Whether all that costs has a price.
  package var hasPrices: Bool { prices.unknown.isEmpty }

  /// What was asked for and stands in none of the squares, a clause each.
  package var unmet: [String] {
    var result: [String] = []
    if squares.count < brief.count {
      result.append("\(brief.count - squares.count) of \(brief.count) items")
    }
    func missing<Value: Hashable>(
      _ what: String, _ asked: [Value]?, _ name: (Value) -> String, _ value: (Square) -> Value
    ) {
      let planned = Set(squares.map { value($0.square) })
      let names = (asked ?? []).filter { !planned.contains($0) }.map(name)
      if !names.isEmpty { result.append("\(what) " + names.joined(separator: ", ")) }
    }
    if brief.plan == nil {
      missing("topic", brief.topics, { $0 }, \.topic)
      missing("kind", brief.kinds, \.rawValue, \.kind)
      missing("language", brief.languages, \.tag, \.language)
      missing("level", brief.levels, \.rawValue, \.level)
      missing("difficulty", brief.difficulties, String.init, \.difficulty)
    }
    return result
  }

  /// - Parameter time: How long it would take.
  package func json(_ time: PlanTime) -> JSONValue {
    var asked = brief
    asked.plan = nil
    asked.count = squares.count
    return [
      "viva": .string(Version.number), "format": .integer(Self.formatVersion),
      "brief": asked.json, "squares": .array(squares.map(\.json)),
      "calls": .array(calls.map { json($0) }), "waves": .array(waves.map(JSONValue.integer)),
      "cost": [
        "nanoDollars": hasPrices ? .integer(cost) : .null,
        "mostNanoDollars": hasReplyCap && hasPrices ? .integer(most.cost) : .null,
        "unknownPrices": .strings(prices.unknown),
      ], "time": time.json, "unmet": .strings(unmet),
    ]
  }

  private func json(_ calls: Calls) -> JSONValue {
    [
      "role": .string(calls.role.rawValue), "requests": .integer(calls.requests),
      "promptTokens": .integer(calls.promptTokens), "cachedTokens": .integer(calls.cachedTokens),
      "completionTokens": .integer(calls.completionTokens),
      "nanoDollars": hasPrices ? .integer(calls.cost) : .null,
      "most": [
        "requests": .integer(calls.most.requests),
        "tokens": hasReplyCap ? .integer(calls.most.tokens) : .null,
        "nanoDollars": hasReplyCap && hasPrices ? .integer(calls.most.cost) : .null,
      ],
    ]
  }

  /// The brief of an edited plan. Calls, waves, costs and times are for reading alone.
  package static func brief(_ reader: JSONReader) throws -> Brief {
    try reader.allowOnly([
      "viva", "format", "brief", "squares", "calls", "waves", "cost", "time", "unmet",
    ])
    let format = try reader.int("format")
    guard format == formatVersion else {
      throw reader.invalid("format \(format) is not known; this program reads \(formatVersion)")
    }
    var brief = try Brief(reader.required("brief"))
    let squares: [PlannedSquare] = try reader.list("squares")
    guard !squares.isEmpty else {
      throw try reader.required("squares").invalid("holds no square; at least one is needed")
    }
    func distinct<T: Hashable>(_ values: [T]) -> [T] {
      var seen: Set<T> = []
      return values.filter { seen.insert($0).inserted }
    }
    brief.plan = squares
    brief.count = squares.count
    brief.topics = distinct(squares.map(\.square.topic))
    brief.kinds = distinct(squares.map(\.square.kind))
    brief.languages = distinct(squares.map(\.square.language))
    return brief
  }
}

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

  /// Requests of one role, with estimates of their tokens.
  package struct Calls: Sendable, Hashable {
    package var role: ModelRole
    package var requests: Int
    package var promptTokens: Int
    package var completionTokens: Int
  }

  /// - Parameter isJudgedByRules: whether the judge is the offline one, which is asked once an item.
  package init(
    _ brief: Brief, settings: Settings, prompts: PromptLibrary, rubric: Rubric,
    passages: [Passage] = [], isJudgedByRules: Bool
  ) {
    self.brief = brief
    (squares, chunks) = Self.deal(brief, settings: settings)
    waves = []
    var left = squares.count
    while left > 0 {
      waves.append(min(left, PlanBook.limit(ofWave: waves.count)))
      left -= waves[waves.count - 1]
    }
    calls = []
    let estimate = Estimate(
      brief: brief, prompts: prompts, rubric: rubric,
      passage: passages.isEmpty
        ? 0 : passages.reduce(0) { $0 + TokenEstimate.tokens(in: $1.text) } / passages.count)
    let evaluator = settings.evaluator
    let counts: [(ModelRole, Int)] = [
      (.planner, chunks), (.generator, squares.count),
      (.critic, settings.critic.askModel ? squares.count : 0),
      (.judge, squares.count * (isJudgedByRules ? 1 : evaluator.samples)),
      (.solver, squares.count * evaluator.solverSamples),
    ]
    calls = counts.map { role, count in
      let (prompt, reply) = estimate.tokens(role)
      return Calls(
        role: role, requests: count, promptTokens: count * prompt,
        completionTokens: count * reply)
    }
  }

  package var requests: Int { calls.reduce(0) { $0 + $1.requests } }

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

  package var json: JSONValue {
    var asked = brief
    asked.plan = nil
    asked.count = squares.count
    return [
      "viva": .string(Version.number), "format": .integer(Self.formatVersion),
      "brief": asked.json, "squares": .array(squares.map(\.json)),
      "calls": .array(
        calls.map {
          [
            "role": .string($0.role.rawValue), "requests": .integer($0.requests),
            "promptTokens": .integer($0.promptTokens),
            "completionTokens": .integer($0.completionTokens),
          ]
        }), "waves": .array(waves.map(JSONValue.integer)),
    ]
  }

  /// The brief of an edited plan. Calls and waves are for reading alone.
  package static func brief(_ reader: JSONReader) throws -> Brief {
    try reader.allowOnly(["viva", "format", "brief", "squares", "calls", "waves"])
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

/// Tokens of a request and its reply, from the prompts' length and the usual length of what is filled in.
private struct Estimate {
  let brief: Brief
  let prompts: PromptLibrary
  let rubric: Rubric
  let passage: Int

  /// Those of the prompt template in the brief's first language, its inputs, and the reply.
  func tokens(_ role: ModelRole) -> (prompt: Int, reply: Int) {
    let language = brief.languages.first ?? .english
    let request = prompts.request(role, language: language, inputs: JSONObject(), cell: 0)
    let template = request.messages.reduce(0) { $0 + TokenEstimate.tokens(in: $1.content) }
    let audience = brief.audience.map { TokenEstimate.tokens(in: $0) } ?? 0
    let dimensions = rubric.dimensions.reduce(0) {
      $0 + TokenEstimate.tokens(in: JSONWriter.text($1.json(language: language.promptLanguage)))
    }
    switch role {
    case .planner: return (template + 400 + audience + 4 * passage, 350)
    case .generator: return (template + 300 + audience + passage, 450)
    case .critic: return (template + 550 + passage, 120)
    case .judge: return (template + 550 + dimensions + passage, 60 * rubric.dimensions.count)
    case .solver: return (template + 120, 200)
    }
  }
}

/// The squares of one topic, kind and language, and the angles that were planned for them.
package struct Lane: Sendable, Hashable {
  package let topic: String
  package let kind: QuestionKind
  package let language: LanguageTag
  /// The squares' levels and difficulties, in the order in which they take turns.
  package private(set) var turns: [Turn]
  /// Counts the planning requests of the lane.
  package var chunks = 0
  /// The next turn to ask an angle for, counting on through the cycle.
  package var cursor = 0
  /// Angles that were planned and not yet given to a cell, in order.
  package var ready: [Planned] = []
  /// All angles that the lane ever got.
  package var used: [String] = []
  /// Refusals in a row, by turn.
  package var strikes: [Int]
  /// Planning requests in a row that had no angle for it, by turn, since its last strike.
  private var barren: [Int]

  package struct Turn: Sendable, Hashable {
    package var level: BloomLevel
    package var difficulty: Int
  }

  package struct Planned: Sendable, Hashable {
    package var turn: Int
    package var subtopic: String?
    package var angle: String
    package var passage: String?
    package var unanswerable: Unanswerable?

    package init(
      turn: Int, subtopic: String?, angle: String, passage: String?,
      unanswerable: Unanswerable? = nil
    ) {
      self.turn = turn
      self.subtopic = subtopic
      self.angle = angle
      self.passage = passage
      self.unanswerable = unanswerable
    }
  }

  package init(topic: String, kind: QuestionKind, language: LanguageTag, turns: [Turn]) {
    self.topic = topic
    self.kind = kind
    self.language = language
    self.turns = turns
    strikes = Array(repeating: 0, count: turns.count)
    barren = strikes
  }

  /// Puts the squares with the fewest earlier questions first, and keeps away from the angles of those.
  mutating func goOn(from earlier: EarlierWork) {
    let place = EarlierWork.Place(topic: topic, kind: kind, language: language)
    used = earlier.angles[place] ?? []
    guard !earlier.counts.isEmpty else { return }
    let counted = turns.indices.map { (count: earlier.counts[square($0)] ?? 0, turn: $0) }
    turns = counted.sorted { ($0.count, $0.turn) < ($1.count, $1.turn) }.map { turns[$0.turn] }
  }

  package func square(_ turn: Int) -> Square {
    Square(
      topic: topic, kind: kind, level: turns[turn].level, difficulty: turns[turn].difficulty,
      language: language)
  }

  /// The next squares to ask angles for; the cursor moves on behind them. Empty when all are retired.
  package mutating func nextTurns(_ count: Int, retireAfter: Int) -> [Int] {
    let open = turns.indices.filter { strikes[$0] < retireAfter }
    guard !open.isEmpty else { return [] }
    var result: [Int] = []
    while result.count < count {
      let turn = cursor % turns.count
      cursor += 1
      if strikes[turn] < retireAfter { result.append(turn) }
    }
    return result
  }

  package mutating func strike(_ turn: Int) { strikes[turn] += 1 }

  /// Hears that a planning request had no angle for a square.
  /// - Parameter every: how many such requests in a row are one refusal.
  mutating func miss(_ turn: Int, every: Int) {
    barren[turn] += 1
    guard barren[turn] >= every else { return }
    barren[turn] = 0
    strike(turn)
  }

  /// Hears that a planning request had an angle for a square.
  mutating func meet(_ turn: Int) { barren[turn] = 0 }

  package mutating func clearStrikes(_ turn: Int) { strikes[turn] = 0 }
}

extension Lane {
  /// What changes in the course of a run.
  package var state: JSONValue {
    var object: JSONObject = [
      "chunks": .integer(chunks), "cursor": .integer(cursor), "used": .strings(used),
      "strikes": .array(strikes.map(JSONValue.integer)),
      "ready": .array(
        ready.map { planned in
          var object = JSONObject()
          object["turn"] = .integer(planned.turn)
          object["subtopic"] = planned.subtopic.map(JSONValue.string)
          object["angle"] = .string(planned.angle)
          object["passage"] = planned.passage.map(JSONValue.string)
          object["unanswerable"] = planned.unanswerable.map { .string($0.rawValue) }
          return .object(object)
        }),
    ]
    if barren.contains(where: { $0 > 0 }) {
      object["barren"] = .array(barren.map(JSONValue.integer))
    }
    return .object(object)
  }

  package mutating func restore(_ reader: JSONReader) throws {
    chunks = try reader.int("chunks")
    cursor = try reader.int("cursor")
    used = try reader.strings("used")
    strikes = try reader.array("strikes").map { try $0.int() }
    barren =
      try reader.optional("barren")?.array().map { try $0.int() }
      ?? Array(repeating: 0, count: turns.count)
    guard strikes.count == turns.count, barren.count == turns.count else {
      throw reader.invalid("holds other squares")
    }
    ready = try reader.array("ready").map {
      Planned(
        turn: try $0.required("turn").int(in: 0...max(0, turns.count - 1)),
        subtopic: try $0.optional("subtopic")?.string(), angle: try $0.string("angle"),
        passage: try $0.optional("passage")?.string(),
        unanswerable: try $0.optional("unanswerable")?.choice(of: Unanswerable.self))
    }
  }
}

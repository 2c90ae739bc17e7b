/// The plan of a brief: its lanes, dealt in an order that depends on the brief but never on its count, so that a larger
/// count goes on where a smaller one ended.
package struct Blueprint: Sendable, Hashable {
  package var lanes: [Lane]
  /// Cells dealt so far, by lane: what keeps topics, kinds and languages in balance.
  package private(set) var dealt: [Int]
  /// The same sums by topic, kind and language, and where each lane counts.
  private var byTopic: [Int]
  private var byKind: [Int]
  private var byLanguage: [Int]
  /// And by pairs of them; only looked up, never walked through.
  private var byPair: [Int: Int] = [:]
  private var parts: [Part]
  /// The lane of each place, where somebody gave the squares; else empty.
  private var laneOfPlace: [Int] = []

  private struct Part: Sendable, Hashable {
    var topic: Int
    var kind: Int
    var language: Int
  }

  /// - Parameters:
  ///   - brief: its topics, kinds and languages must not be empty.
  ///   - earlier: what lacks questions comes first, and angles that had one are not planned again.
  package init(_ brief: Brief, earlier: EarlierWork = EarlierWork()) {
    lanes = []
    parts = []
    byTopic = Array(repeating: 0, count: brief.topics.count)
    byKind = Array(repeating: 0, count: brief.kinds.count)
    byLanguage = Array(repeating: 0, count: brief.languages.count)
    dealt = []
    if let plan = brief.plan {
      lay(plan, brief)
      return
    }
    for (topicIndex, topic) in brief.topics.enumerated() {
      for (languageIndex, language) in brief.languages.enumerated() {
        for (kindIndex, kind) in brief.kinds.enumerated() {
          let turns = Self.turns(kind, brief: brief, shift: lanes.count)
          if !turns.isEmpty {
            var lane = Lane(topic: topic, kind: kind, language: language, turns: turns)
            lane.goOn(from: earlier)
            lanes.append(lane)
            parts.append(Part(topic: topicIndex, kind: kindIndex, language: languageIndex))
          }
        }
      }
    }
    dealt = Array(repeating: 0, count: lanes.count)
  }

  /// One lane for each topic, kind and language of the squares, which the brief names too. Each square is a turn of its
  /// own; those that have an angle come last in the cycle and are ready from the start.
  private mutating func lay(_ plan: [PlannedSquare], _ brief: Brief) {
    var members: [[PlannedSquare]] = []
    var indices: [Part: Int] = [:]
    for planned in plan {
      let square = planned.square
      guard let topic = brief.topics.firstIndex(of: square.topic),
        let kind = brief.kinds.firstIndex(of: square.kind),
        let language = brief.languages.firstIndex(of: square.language)
      else { continue }
      let part = Part(topic: topic, kind: kind, language: language)
      let index = indices[part] ?? members.count
      if index == members.count {
        indices[part] = index
        members.append([])
        parts.append(part)
      }
      members[index].append(planned)
      laneOfPlace.append(index)
    }
    lanes = members.map { squares in
      let ordered = squares.filter { $0.angle == nil } + squares.filter { $0.angle != nil }
      let first = ordered[0].square
      var lane = Lane(
        topic: first.topic, kind: first.kind, language: first.language,
        turns: ordered.map {
          Lane.Turn(level: $0.square.level, difficulty: $0.square.difficulty)
        })
      for (turn, planned) in ordered.enumerated() {
        guard let angle = planned.angle else { continue }
        lane.ready.append(
          Lane.Planned(turn: turn, subtopic: planned.subtopic, angle: angle, passage: nil))
        lane.used.append(angle)
      }
      return lane
    }
    dealt = Array(repeating: 0, count: lanes.count)
  }

  /// The levels and difficulties that a kind takes turns in: each level once a round, with another of its difficulties.
  private static func turns(_ kind: QuestionKind, brief: Brief, shift: Int) -> [Lane.Turn] {
    let levels = brief.levels.map { wanted in kind.levels.filter(wanted.contains) } ?? kind.levels
    var result: [Lane.Turn] = []
    for round in 0..<5 {
      for level in levels {
        let usual = brief.difficulties ?? Array(level.difficulties)
        guard round < usual.count else { continue }
        result.append(Lane.Turn(level: level, difficulty: usual[round]))
      }
    }
    guard !result.isEmpty else { return [] }
    let start = shift % result.count
    return Array(result[start...] + result[..<start])
  }

  /// The lane whose turn it is among those given: that of the place's square where squares were given, else the one that
  /// keeps topics, languages and kinds most even.
  package func nextLane(among candidates: [Int], place: Int) -> Int? {
    if laneOfPlace.indices.contains(place), candidates.contains(laneOfPlace[place]) {
      return laneOfPlace[place]
    }
    var best: (load: (Int, Int), lane: Int)?
    for index in candidates {
      let part = parts[index]
      let sum =
        byTopic[part.topic] * byTopic.count + byKind[part.kind] * byKind.count
        + byLanguage[part.language] * byLanguage.count
      // Among equals, the pairs that came least: no topic is to be all of one language or kind.
      let pairs = pairs(of: part).reduce(0) { $0 + byPair[$1, default: 0] }
      let load = (dealt[index] * lanes.count + sum, pairs)
      if let best, best.load <= load { continue }
      best = (load, index)
    }
    return best?.lane
  }

  /// The angles that a planning request of a lane is to keep away from: those of the topic's other kinds in the language,
  /// then its own.
  package func anglesTold(to lane: Int) -> [String] {
    let own = lanes[lane]
    let others = lanes.indices.filter {
      $0 != lane && lanes[$0].topic == own.topic && lanes[$0].language == own.language
    }
    return others.flatMap { lanes[$0].used } + own.used
  }

  package mutating func deal(to lane: Int) {
    dealt[lane] += 1
    count(lane, 1)
  }

  private mutating func count(_ lane: Int, _ cells: Int) {
    byTopic[parts[lane].topic] += cells
    byKind[parts[lane].kind] += cells
    byLanguage[parts[lane].language] += cells
    for pair in pairs(of: parts[lane]) { byPair[pair, default: 0] += cells }
  }

  /// Its topic with its kind, its topic with its language, its kind with its language, each as a number of its own.
  private func pairs(of part: Part) -> [Int] {
    let kinds = byKind.count
    let languages = byLanguage.count
    let topicKind = part.topic * kinds + part.kind
    let topicLanguage = byTopic.count * kinds + part.topic * languages + part.language
    let kindLanguage =
      byTopic.count * (kinds + languages) + part.kind * languages + part.language
    return [topicKind, topicLanguage, kindLanguage]
  }
}

extension Blueprint {
  package var state: JSONValue {
    [
      "dealt": .array(dealt.map(JSONValue.integer)), "lanes": .array(lanes.map(\.state)),
    ]
  }

  package mutating func restore(_ reader: JSONReader) throws {
    let states = try reader.array("lanes")
    guard states.count == lanes.count else { throw reader.invalid("holds other lanes") }
    for (index, cells) in try reader.array("dealt").map({ try $0.int() }).enumerated() {
      count(index, cells - dealt[index])
      dealt[index] = cells
    }
    for (index, state) in states.enumerated() { try lanes[index].restore(state) }
  }
}

/// The plan of a brief: its lanes, dealt in an order that depends on the brief but never on its count, so that a larger
/// count goes on where a smaller one ended.
package struct Blueprint: Sendable, Hashable {
  package var lanes: [Lane]
  /// Cells dealt so far, by lane: what keeps topics, kinds and languages in balance.
  package private(set) var dealt: [Int]

  /// - Parameter brief: its topics, kinds and languages must not be empty.
  package init(_ brief: Brief) {
    lanes = []
    for topic in brief.topics {
      for language in brief.languages {
        for kind in brief.kinds {
          let turns = Self.turns(kind, brief: brief, shift: lanes.count)
          if !turns.isEmpty {
            lanes.append(Lane(topic: topic, kind: kind, language: language, turns: turns))
          }
        }
      }
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

  /// The lane whose turn it is among those given: the one that keeps topics, languages and kinds most even.
  package func nextLane(among candidates: [Int]) -> Int? {
    var byTopic: [String: Int] = [:]
    var byKind: [QuestionKind: Int] = [:]
    var byLanguage: [LanguageTag: Int] = [:]
    for (index, lane) in lanes.enumerated() {
      byTopic[lane.topic, default: 0] += dealt[index]
      byKind[lane.kind, default: 0] += dealt[index]
      byLanguage[lane.language, default: 0] += dealt[index]
    }
    func load(_ index: Int) -> (Int, Int, Int) {
      let lane = lanes[index]
      let sum =
        byTopic[lane.topic]! * topicCount + byKind[lane.kind]! * kindCount
        + byLanguage[lane.language]! * languageCount
      return (dealt[index] * lanes.count + sum, dealt[index], index)
    }
    return candidates.min { load($0) < load($1) }
  }

  package mutating func deal(to lane: Int) { dealt[lane] += 1 }

  private var topicCount: Int { Set(lanes.map(\.topic)).count }
  private var kindCount: Int { Set(lanes.map(\.kind)).count }
  private var languageCount: Int { Set(lanes.map(\.language)).count }
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
    dealt = try reader.array("dealt").map { try $0.int() }
    for (index, state) in states.enumerated() { try lanes[index].restore(state) }
  }
}

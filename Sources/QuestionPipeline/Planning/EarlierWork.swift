/// What earlier runs did on the topics of a brief: what a plan goes on from.
package struct EarlierWork: Sendable, Hashable {
  /// Accepted questions, by square.
  package var counts: [Square: Int] = [:]
  /// Angles of accepted questions, in the order of their writing, by topic, kind and language.
  package var angles: [Place: [String]] = [:]

  package struct Place: Sendable, Hashable {
    package var topic: String
    package var kind: QuestionKind
    package var language: LanguageTag

    package init(topic: String, kind: QuestionKind, language: LanguageTag) {
      self.topic = topic
      self.kind = kind
      self.language = language
    }
  }

  package init() {}
}

/// How much of what a brief can ask for has an accepted question, before a run and after it.
package struct MemoryCoverage: Sendable, Hashable {
  /// Squares of the brief's plan.
  package var squares: Int
  /// Those of them on which earlier runs left a question.
  package var before: Int
  /// And those on which they or this run did.
  package var after: Int
  /// Accepted questions of earlier runs on the brief's topics, kinds and languages.
  package var questions: Int

  /// - Parameter earlier: accepted questions of earlier runs, by square.
  package init(of brief: Brief, earlier: [Square: Int], items: [Item]) {
    var wanted: Set<Square> = []
    for lane in Blueprint(brief).lanes {
      for turn in lane.turns.indices { wanted.insert(lane.square(turn)) }
    }
    var known = Set(earlier.keys).intersection(wanted)
    squares = wanted.count
    before = known.count
    questions = known.reduce(0) { $0 + (earlier[$1] ?? 0) }
    for item in items {
      guard let topic = item.topic.first, let level = item.level, let difficulty = item.difficulty
      else { continue }
      let square = Square(
        topic: topic, kind: item.kind, level: level, difficulty: difficulty,
        language: item.language)
      if wanted.contains(square) { known.insert(square) }
    }
    after = known.count
  }
}

extension MemoryCoverage: JSONConvertible {
  package var json: JSONValue {
    [
      "squares": .integer(squares), "before": .integer(before), "after": .integer(after),
      "questions": .integer(questions),
    ]
  }

  package init(_ reader: JSONReader) throws {
    squares = try reader.int("squares")
    before = try reader.int("before")
    after = try reader.int("after")
    questions = try reader.int("questions")
  }
}

/// The coordinates that several cells may share: one field of the blueprint.
package struct Square: Sendable, Hashable {
  /// The topic as the brief names it.
  package var topic: String
  package var kind: QuestionKind
  package var level: BloomLevel
  /// 1 (easiest) to 5.
  package var difficulty: Int
  package var language: LanguageTag

  package init(
    topic: String, kind: QuestionKind, level: BloomLevel, difficulty: Int, language: LanguageTag
  ) {
    self.topic = topic
    self.kind = kind
    self.level = level
    self.difficulty = difficulty
    self.language = language
  }
}

extension Square: JSONConvertible {
  package var json: JSONValue {
    [
      "topic": .string(topic), "kind": .string(kind.rawValue), "level": .string(level.rawValue),
      "difficulty": .integer(difficulty), "language": .string(language.tag),
    ]
  }

  package init(_ reader: JSONReader) throws {
    topic = try reader.string("topic")
    kind = try reader.required("kind").choice(of: QuestionKind.self)
    level = try reader.required("level").choice(of: BloomLevel.self)
    difficulty = try reader.required("difficulty").int(in: 1...5)
    language = try reader.required("language").language()
  }
}

/// One square of the plan with an angle of its own: the unit of work, retry, tracing and determinism.
package struct Cell: Sendable, Hashable {
  /// Counts from 0 in the order of planning; never reused within a run.
  package var ordinal: Int
  /// The place of the brief, from 0, that the cell is to fill.
  package var place: Int
  package var square: Square
  /// Below the topic, as the planner named it.
  package var subtopic: String?
  /// What no other cell of the run asks about.
  package var angle: String
  /// The identifier of the passage that the question is to be grounded in.
  package var passage: String?
  /// Why the documents are not to answer it; nil for a question that they answer.
  package var unanswerable: Unanswerable?

  package init(
    ordinal: Int, place: Int, square: Square, subtopic: String?, angle: String,
    passage: String? = nil, unanswerable: Unanswerable? = nil
  ) {
    self.ordinal = ordinal
    self.place = place
    self.square = square
    self.subtopic = subtopic
    self.angle = angle
    self.passage = passage
    self.unanswerable = unanswerable
  }

  /// Topic and subtopic.
  package var topicPath: [String] { [square.topic] + (subtopic.map { [$0] } ?? []) }
}

extension Cell: JSONConvertible {
  package var json: JSONValue {
    var object = JSONObject()
    object["ordinal"] = .integer(ordinal)
    object["place"] = .integer(place)
    object["square"] = square.json
    object["subtopic"] = subtopic.map(JSONValue.string)
    object["angle"] = .string(angle)
    object["passage"] = passage.map(JSONValue.string)
    object["unanswerable"] = unanswerable.map { .string($0.rawValue) }
    return .object(object)
  }

  package init(_ reader: JSONReader) throws {
    ordinal = try reader.int("ordinal")
    place = try reader.int("place")
    square = try Square(reader.required("square"))
    subtopic = try reader.optional("subtopic")?.string()
    angle = try reader.string("angle")
    passage = try reader.optional("passage")?.string()
    unanswerable = try reader.optional("unanswerable")?.choice(of: Unanswerable.self)
  }
}

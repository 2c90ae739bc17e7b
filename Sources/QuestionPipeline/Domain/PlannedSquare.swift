/// A square of a plan that somebody may have edited, with its angle where one is given.
package struct PlannedSquare: Sendable, Hashable {
  package var square: Square
  package var subtopic: String?
  /// Nil leaves the angle to the planner.
  package var angle: String?

  package init(square: Square, subtopic: String? = nil, angle: String? = nil) {
    self.square = square
    self.subtopic = subtopic
    self.angle = angle
  }
}

extension PlannedSquare: JSONConvertible {
  /// The members of the square, then `subtopic` and `angle`, null where they are not yet planned.
  package var json: JSONValue {
    var object = square.json.objectValue ?? JSONObject()
    object["subtopic"] = subtopic.map(JSONValue.string) ?? .null
    object["angle"] = angle.map(JSONValue.string) ?? .null
    return .object(object)
  }

  package init(_ reader: JSONReader) throws {
    try reader.allowOnly([
      "topic", "kind", "level", "difficulty", "language", "subtopic", "angle",
    ])
    square = try Square(reader)
    subtopic = try reader.optional("subtopic")?.string()
    angle = try reader.optional("angle")?.string()
  }
}

import QuestionPipeline

/// Plans and writes with the offline model as the stages would, without the stages.
struct OfflineRun {
  struct Written {
    var kind: QuestionKind
    var language: String
    var topic: [String]
    var angle: String
    var request: ChatRequest
    var reply: String
    /// Nil if the reply is no draft.
    var draft: Draft? {
      guard let value = try? JSONParser.parse(reply), value["unknown"] == nil else { return nil }
      return try? Draft(JSONReader(value))
    }
  }

  let model: OfflineModel

  static func request(_ block: JSONValue, _ role: ModelRole, cell: Int = 0) -> ChatRequest {
    let content = "Please.\n\n```json\n\(JSONWriter.text(block))\n```\n"
    return ChatRequest(
      messages: [ChatMessage(.system, "You write."), ChatMessage(.user, content)], schema: [:],
      schemaName: "reply", role: role, cell: cell)
  }

  func reply(_ block: JSONValue, _ role: ModelRole) async throws -> JSONValue {
    try JSONParser.parse(try await model.respond(to: Self.request(block, role)).content)
  }

  func angles(
    _ topic: String, _ kind: QuestionKind, _ language: String, levels: [BloomLevel]? = nil,
    count: Int = 8, used: [String] = [], extra: JSONObject = JSONObject()
  ) async throws -> [JSONValue] {
    let levels = levels ?? kind.levels
    var block: JSONObject = [
      "stage": "planner", "topic": .string(topic), "language": .string(language),
      "kind": .string(kind.rawValue), "chunk": 0,
      "squares": .array(
        (0..<count).map {
          let level = levels[$0 % levels.count]
          return [
            "square": .integer($0), "level": .string(level.rawValue),
            "difficulty": .integer(level.difficulties.lowerBound),
          ]
        }), "used": .strings(used), "covered": [],
    ]
    for member in extra.members { block[member.key] = member.value }
    return try await reply(.object(block), .planner)["angles"]?.arrayValue ?? []
  }

  static func generatorBlock(
    _ topic: [String], _ kind: QuestionKind, _ language: String, angle: String,
    level: BloomLevel? = nil, cell: Int = 0, attempt: Int = 0, extra: JSONObject = JSONObject()
  ) -> JSONObject {
    var block: JSONObject = [
      "stage": "generator", "cell": .integer(cell), "attempt": .integer(attempt),
      "topic": .strings(topic), "kind": .string(kind.rawValue), "language": .string(language),
      "level": .string((level ?? kind.levels[0]).rawValue), "difficulty": 3,
      "angle": .string(angle), "avoid": [], "lessons": [],
    ]
    for member in extra.members { block[member.key] = member.value }
    return block
  }

  /// Plans until the topic has no more, at most `limit` angles, and writes a first draft for each.
  func write(
    _ topic: String, _ kind: QuestionKind, _ language: String, limit: Int,
    extra: JSONObject = JSONObject()
  ) async throws -> [Written] {
    var used: [String] = []
    var result: [Written] = []
    while result.count < limit {
      let angles = try await angles(topic, kind, language, used: used, extra: extra)
      if angles.isEmpty { break }
      for angle in angles {
        let name = angle["angle"]?.stringValue ?? ""
        used.append(name)
        let path = [topic, angle["subtopic"]?.stringValue ?? ""]
        var more = extra
        more["passages"] = nil
        if let id = angle["passage"], case .array(let passages)? = extra["passages"] {
          more["passage"] = passages.first { $0["id"] == id }
        }
        let block = Self.generatorBlock(
          path, kind, language, angle: name, cell: result.count, extra: more)
        let request = Self.request(.object(block), .generator, cell: result.count)
        let reply = try await model.respond(to: request).content
        result.append(
          Written(
            kind: kind, language: language, topic: path, angle: name, request: request,
            reply: reply))
      }
    }
    return result
  }
}

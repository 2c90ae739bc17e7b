package import QuestionPipeline

/// A model that answers every stage by plain rules: enough to drive a run without the offline writer.
package struct StandInWriter: LanguageModel {
  package let name = "stand-in"
  /// Changes or replaces the reply of a request before it is sent; nil leaves it.
  private let twist: @Sendable (ModelRole, JSONReader) throws -> String?

  package init(
    twist: @escaping @Sendable (ModelRole, JSONReader) throws -> String? = { _, _ in nil }
  ) {
    self.twist = twist
  }

  package func respond(to request: ChatRequest) async throws -> ChatReply {
    let inputs = try Self.inputs(of: request)
    if let content = try twist(request.role, inputs) { return .text(content) }
    let reply: JSONValue
    switch request.role {
    case .planner: reply = try angles(inputs)
    case .generator: reply = try draft(inputs)
    case .critic: reply = ["flaws": [], "by": "stand-in"]
    case .judge:
      reply = [
        "scores": .array(
          try inputs.array("dimensions").map {
            ["name": .string(try $0.string("name")), "reason": "plain", "score": 5]
          })
      ]
    case .solver: reply = ["unknown": "a stand-in knows nothing"]
    case .embedder: throw ModelError(code: .invalidResponse, model: name, detail: "no vectors")
    }
    return .text(JSONWriter.text(reply))
  }

  /// The inputs that the messages carry.
  package static func inputs(of request: ChatRequest) throws -> JSONReader {
    JSONReader(.object(try PromptInputs.read(request.messages)))
  }

  private func angles(_ inputs: JSONReader) throws -> JSONValue {
    let lane = "\(try inputs.string("topic"))-\(try inputs.string("kind"))"
    let chunk = try inputs.int("chunk")
    let used = Set(try inputs.texts("used"))
    return [
      "angles": .array(
        try inputs.array("squares").map { square in
          let number = try square.int("square")
          var angle = "\(lane) \(chunk)/\(number)"
          while used.contains(angle) { angle += " again" }
          return [
            "square": .integer(number), "subtopic": "parts", "angle": .string(angle),
          ]
        })
    ]
  }

  /// Words that differ from cell to cell, so that no two questions are near.
  package static func words(_ cell: Int) -> String {
    let syllables = ["ba", "ke", "di", "fo", "gu", "la", "me", "ni", "po", "ru", "sa", "te", "vi"]
    var random = SplitMix64(seed: UInt64(cell) &* 7919)
    return (0..<5).map { _ in (0..<3).map { _ in random.pick(syllables) }.joined() }
      .joined(separator: " ")
  }

  private func draft(_ inputs: JSONReader) throws -> JSONValue {
    let cell = try inputs.int("cell")
    let words = Self.words(cell)
    return [
      "question": .string("Why does the part called \(words) slow the parts of a system down?"),
      "answer": .string(
        "Because each request waits for the \(words.split(separator: " ")[0]) step, parts queue when load rises above 80%."
      ),
      "keyPoints": ["each request waits", "parts queue when load rises"],
      "mistakes": ["Adding threads to a step that runs one at a time."],
    ]
  }
}

/// The prompts of all stages, read, checked and tried before anything is sent.
package struct PromptLibrary: Sendable {
  /// What judges are asked of two items at once.
  package static let pair = "pair"
  /// One prompt for each role of a model, that for pairs, and what is said to a reply that cannot be used.
  package static let stages = ModelRole.prompted.map(\.rawValue) + [pair, "correction"]
  package static let languages = ["en", "zh"]
  /// Bytes of a reply that a correction quotes.
  private static let quotedBytes = 12_000

  private let templates: [String: PromptTemplate]
  /// What stages are told of questions that the documents do not answer, by language.
  private let demands: [String: PromptDemands]
  /// SHA-256 over all prompt files.
  package let hash: String

  /// Throws: `ConfigurationError` for a file that is missing, malformed, lacks an input, or does not carry its inputs.
  package init(_ files: DefaultFiles) throws {
    var templates: [String: PromptTemplate] = [:]
    for stage in Self.stages {
      for language in Self.languages {
        let path = "Prompts/\(stage).\(language).md"
        guard let bytes = files[path] else {
          throw ConfigurationError(source: path, detail: "is missing")
        }
        let template = try PromptTemplate(file: path, bytes: bytes)
        guard template.stage == stage else {
          throw ConfigurationError(
            source: path, detail: "is for stage '\(template.stage)', not '\(stage)'")
        }
        guard stage == "correction" || template.schema != .null && !template.system.isEmpty else {
          throw ConfigurationError(
            source: path, detail: "has no system message, or no schema as its output")
        }
        try Self.rehearse(template, path)
        templates["\(stage).\(language)"] = template
      }
    }
    self.templates = templates
    var demands: [String: PromptDemands] = [:]
    for language in Self.languages {
      let path = "Prompts/unanswerable.\(language).md"
      guard let bytes = files[path] else {
        throw ConfigurationError(source: path, detail: "is missing")
      }
      demands[language] = try PromptDemands(file: path, bytes: bytes)
    }
    self.demands = demands
    hash = files.hash(below: "Prompts")
  }

  /// Renders a template once for each kind that it tells apart, and reads its inputs back.
  private static func rehearse(_ template: PromptTemplate, _ path: String) throws {
    for kind in template.kinds {
      var inputs = PromptInputs(.critic, language: .english, kind: kind)
      inputs.fence(["draft": ["question": "```json\n{{inputs}} \"?"]])
      inputs.own["cell"] = 1
      let message = template.message(inputs, seed: RunSeed(value: 1))
      let found = Result { try PromptInputs.read([ChatMessage(.user, message)]) }
      guard (try? found.get()) == inputs.flattened else {
        throw ConfigurationError(
          source: path, detail: "its last block is not the JSON of its inputs when it is filled in")
      }
    }
  }

  /// What a stage is told of questions that the documents do not answer.
  package func demand(_ role: ModelRole, _ language: LanguageTag) -> String {
    demands[language.promptLanguage]?[role] ?? ""
  }

  package func template(_ role: ModelRole, _ language: LanguageTag) -> PromptTemplate {
    template(role.rawValue, language)
  }

  private func template(_ stage: String, _ language: LanguageTag) -> PromptTemplate {
    guard let template = templates["\(stage).\(language.promptLanguage)"] else {
      preconditionFailure("every stage has a prompt in both languages")
    }
    return template
  }

  /// The request of one attempt: the stage's prompt around its inputs, with the last reply and what was wrong with it.
  /// - Parameter seed: the run's, from which the names of the fenced members are drawn.
  package func request(
    _ inputs: PromptInputs, seed: RunSeed, cell: Int, sample: Int = 0, attempt: Int = 0,
    correction: ModelDesk.Correction? = nil, temperature: Double? = nil,
    maxReplyTokens: Int? = nil
  ) -> ChatRequest {
    let template = template(inputs.stage, inputs.language)
    var messages = [
      ChatMessage(.system, template.system),
      ChatMessage(.user, template.message(inputs, seed: seed)),
    ]
    if let correction { messages += turns(correction, of: inputs, seed: seed) }
    return ChatRequest(
      messages: messages, schema: template.schema, schemaName: template.schemaName,
      temperature: temperature, maxReplyTokens: maxReplyTokens, role: inputs.role, cell: cell,
      sample: sample, attempt: attempt)
  }

  /// The model's reply as its own turn, and what was wrong with it, which quotes it, behind a fence. The inputs are not
  /// sent again: they stand above.
  private func turns(
    _ correction: ModelDesk.Correction, of inputs: PromptInputs, seed: RunSeed
  ) -> [ChatMessage] {
    let template = template("correction", inputs.language)
    let problem = PromptText.quoted(correction.problem, limit: 1_000)
    let block = PromptInputs.block(
      head: ["stage": .string(inputs.stage)], texts: [["problem": .string(problem)]],
      tail: JSONObject(), seed: seed, note: template.note)
    return [
      ChatMessage(.assistant, PromptText.quoted(correction.reply, limit: Self.quotedBytes)),
      ChatMessage(
        .user, template.message(block: block, language: inputs.language, kind: inputs.kind)),
    ]
  }
}

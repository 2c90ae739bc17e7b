/// The prompts of all stages, read and checked before anything is sent.
package struct PromptLibrary: Sendable {
  /// One prompt for each role of a model, and what is said to a reply that cannot be used.
  package static let stages = ModelRole.allCases.map(\.rawValue) + ["correction"]
  package static let languages = ["en", "zh"]

  private let templates: [String: PromptTemplate]
  /// SHA-256 over all prompt files.
  package let hash: String

  /// Throws: `ConfigurationError` for a file that is missing, malformed or lacks an input.
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
        templates["\(stage).\(language)"] = template
      }
    }
    self.templates = templates
    hash = files.hash(below: "Prompts")
  }

  package func template(_ role: ModelRole, _ language: LanguageTag) -> PromptTemplate {
    guard let template = templates["\(role.rawValue).\(language.promptLanguage)"] else {
      preconditionFailure("every stage has a prompt in both languages")
    }
    return template
  }

  private func corrections(_ language: LanguageTag) -> PromptTemplate {
    guard let template = templates["correction.\(language.promptLanguage)"] else {
      preconditionFailure("every stage has a prompt in both languages")
    }
    return template
  }

  /// The request of one attempt: the stage's prompt around its inputs, with the last reply and what was wrong with it.
  package func request(
    _ role: ModelRole, language: LanguageTag, inputs: JSONObject, cell: Int, sample: Int = 0,
    attempt: Int = 0, correction: ModelDesk.Correction? = nil, temperature: Double? = nil,
    maxReplyTokens: Int? = nil
  ) -> ChatRequest {
    let template = template(role, language)
    let block = JSONWriter.text(.object(inputs), indent: 1)
    var messages = template.messages(["inputs": block, "language": language.tag])
    if let correction {
      messages.append(ChatMessage(.assistant, correction.reply))
      messages += corrections(language).messages(["problem": correction.problem, "inputs": block])
        .filter { $0.role == .user }
    }
    return ChatRequest(
      messages: messages, schema: template.schema, schemaName: template.schemaName,
      temperature: temperature, maxReplyTokens: maxReplyTokens, role: role, cell: cell,
      sample: sample, attempt: attempt)
  }
}

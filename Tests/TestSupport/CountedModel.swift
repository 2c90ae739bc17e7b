package import QuestionPipeline

/// A model that is not asked over HTTP, whose requests are counted like those that are.
package struct CountedModel: LanguageModel {
  private let base: any LanguageModel
  private let inFlight: InFlight

  package init(_ base: any LanguageModel, _ inFlight: InFlight) {
    self.base = base
    self.inFlight = inFlight
  }

  package var name: String { base.name }

  package func respond(to request: ChatRequest) async throws -> ChatReply {
    do {
      return try await inFlight.send { try await base.respond(to: request) }
    } catch is WithheldRequest {
      throw CancellationError()
    }
  }
}

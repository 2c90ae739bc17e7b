import VivaKit

/// What the app has: something that completes a chat.
protocol Engine: Sendable {
  func complete(_ chat: [(role: String, text: String)], schema: String) async throws -> String
}

struct EngineIsBusy: Error {}

struct AppModel: LanguageModel {
  let name = "app-model-1"
  let engine: any Engine

  func respond(to request: ModelRequest) async throws -> ModelReply {
    let chat = request.messages.map { (role: $0.role.rawValue, text: $0.content) }
    do {
      return ModelReply(try await engine.complete(chat, schema: request.schema))
    } catch is EngineIsBusy {
      throw ModelFailure.unavailable("the engine is busy")
    }
  }
}

func writeASet(with engine: any Engine, in folder: String) async throws -> QuestionSet {
  let generator = Generator(.model(AppModel(engine: engine)))
  return try await generator.generate(GenerationRequest(topics: ["Python"]), in: folder)
}

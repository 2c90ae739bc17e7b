import QuestionPipeline
import Synchronization
import TestSupport

/// The offline writer as the engine of an app, which counts what it is asked.
final class OfflineEngine: Engine {
  private let model: OfflineModel
  private let count = Mutex(0)
  /// Throws what takes the place of a reply to a stage's request.
  private let fault: @Sendable (_ stage: String) throws -> Void

  init(fault: @escaping @Sendable (_ stage: String) throws -> Void = { _ in }) throws {
    model = OfflineModel(knowledge: try ShippedPack.shared.get(), rules: InspectionRules())
    self.fault = fault
  }

  var requests: Int { count.withLock { $0 } }

  func complete(_ chat: [(role: String, text: String)], schema: String) async throws -> String {
    count.withLock { $0 += 1 }
    let messages = chat.map { ChatMessage(ChatMessage.Role(rawValue: $0.role) ?? .user, $0.text) }
    try fault(try PromptInputs.read(messages)["stage"]?.stringValue ?? "")
    return try await model.respond(
      to: ChatRequest(
        messages: messages, schema: try JSONParser.parse(schema), schemaName: "reply",
        role: .generator, cell: 0)
    ).content
  }
}

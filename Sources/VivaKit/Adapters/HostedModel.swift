import QuestionPipeline

/// A model of the app's own behind the pipeline's protocol, counted while it is asked, so that an interruption waits for
/// what may be paid for already.
struct HostedModel: QuestionPipeline.LanguageModel {
  private let guest: any LanguageModel
  private let inFlight: InFlight

  init(_ guest: any LanguageModel, _ inFlight: InFlight) {
    self.guest = guest
    self.inFlight = inFlight
  }

  var name: String { guest.name }

  func respond(to request: ChatRequest) async throws -> ChatReply {
    do {
      let reply = try await inFlight.send { try await guest.respond(to: ModelRequest(request)) }
      let prompt = request.messages.reduce(0) { $0 + $1.content.utf8.count }
      return ChatReply(
        content: reply.text, finishReason: reply.isCutOff ? .length : .stop,
        usage: TokenUsage(
          prompt: reply.promptTokens ?? prompt / Self.bytesOfToken,
          completion: reply.replyTokens ?? reply.text.utf8.count / Self.bytesOfToken,
          isReported: reply.promptTokens != nil && reply.replyTokens != nil),
        model: name)
    } catch is CancellationError where Task.isCancelled {
      throw CancellationError()
    } catch is WithheldRequest {
      throw CancellationError()
    } catch {
      throw failure(error)
    }
  }

  /// About so many bytes of text are a token, where nobody counts.
  private static let bytesOfToken = 4

  private func failure(_ error: any Error) -> ModelError {
    switch error {
    case ModelFailure.refused(let why): ModelError(code: .refused, model: name, detail: why)
    case ModelFailure.unusable(let why):
      ModelError(code: .invalidRequest, model: name, detail: why)
    case ModelFailure.unavailable(let why):
      ModelError(code: .unavailable, model: name, detail: why)
    case is CancellationError:
      ModelError(code: .unavailable, model: name, detail: "gave its own work up")
    default: ModelError(code: .unavailable, model: name, detail: "\(error)")
    }
  }
}

extension ModelRequest {
  fileprivate init(_ request: ChatRequest) {
    self.init(
      messages: request.messages.map { message in
        let role: Message.Role =
          switch message.role {
          case .system: .system
          case .user: .user
          case .assistant: .assistant
          }
        return Message(role, message.content)
      },
      schema: JSONWriter.text(request.schema), role: request.role.rawValue,
      temperature: request.temperature, maxReplyTokens: request.maxReplyTokens)
  }
}

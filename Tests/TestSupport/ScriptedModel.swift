package import QuestionPipeline
import Synchronization

/// A model that plays a script and keeps what it was asked.
package final class ScriptedModel: LanguageModel {
  package let name: String
  private let answer: @Sendable (ChatRequest, Int) throws -> ChatReply
  private let kept = Mutex<[ChatRequest]>([])

  /// - Parameter answer: the reply to a request and the number of requests before it.
  package init(
    name: String = "scripted", answer: @escaping @Sendable (ChatRequest, Int) throws -> ChatReply
  ) {
    self.name = name
    self.answer = answer
  }

  /// Replies with the texts in their order, then with the last one again.
  package convenience init(name: String = "scripted", texts: String...) {
    self.init(name: name) { _, number in .text(texts[min(number, texts.count - 1)]) }
  }

  package var requests: [ChatRequest] { kept.withLock { $0 } }

  package func respond(to request: ChatRequest) async throws -> ChatReply {
    let number = kept.withLock { kept in
      kept.append(request)
      return kept.count - 1
    }
    return try answer(request, number)
  }
}

extension ChatReply {
  package static func text(_ content: String, finish: FinishReason = .stop) -> ChatReply {
    ChatReply(
      content: content, finishReason: finish,
      usage: TokenUsage(prompt: 10, completion: 5, isReported: true), model: "scripted")
  }
}

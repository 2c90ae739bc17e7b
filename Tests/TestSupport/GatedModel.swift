package import QuestionPipeline
import Synchronization

/// A model whose replies wait behind a gate, from the number of requests on that the test wants; it keeps count.
package final class GatedModel: LanguageModel {
  private struct State {
    var asked = 0
    var answered = 0
  }
  private let base: any LanguageModel
  private let free: Int
  private let reached: @Sendable () -> Void
  private let gate = Mailbox<Never>(capacity: 1)
  private let state = Mutex(State())

  /// - Parameters:
  ///   - free: requests that are answered at once.
  ///   - reached: called by the first request behind these.
  package init(
    _ base: any LanguageModel, free: Int, reached: @escaping @Sendable () -> Void = {}
  ) {
    self.base = base
    self.free = free
    self.reached = reached
  }

  package var name: String { base.name }

  package var asked: Int { state.withLock { $0.asked } }
  package var answered: Int { state.withLock { $0.answered } }

  /// Lets everybody through, now and later.
  package func open() { gate.finish() }

  package func respond(to request: ChatRequest) async throws -> ChatReply {
    let number = state.withLock { state in
      state.asked += 1
      return state.asked
    }
    if number - 1 == free { reached() }
    if number > free { _ = try await gate.next() }
    let reply = try await base.respond(to: request)
    state.withLock { $0.answered += 1 }
    return reply
  }
}

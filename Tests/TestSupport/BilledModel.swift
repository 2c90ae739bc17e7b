package import QuestionPipeline
import Synchronization

/// A model that behaves as badly as a seed says: it bills any number of tokens that the request allows, answers rubbish,
/// sends drafts back, and fails with and without billing. It keeps its own account.
package final class BilledModel: LanguageModel {
  package let name = "billed"
  package let price: Price
  private let seed: UInt64
  /// In hundredths, how often a reply is unusable, a draft is sent back, and a try fails.
  private let trouble: (rubbish: Int, flaws: Int, faults: Int)
  private let writer = StandInWriter()
  private let account = Mutex((billed: Spending.nothing, tries: [String: Int]()))

  package init(
    seed: UInt64,
    price: Price = Price(input: 400_000_000, cachedInput: 1_000, output: 1_600_000_000),
    rubbish: Int = 0, flaws: Int = 0, faults: Int = 0
  ) {
    self.seed = seed
    self.price = price
    trouble = (rubbish, flaws, faults)
  }

  /// What it has billed for all tries.
  package var billed: Spending { account.withLock { $0.billed } }

  package func respond(to request: ChatRequest) async throws -> ChatReply {
    let key = "\(request.role)/\(request.cell)/\(request.sample)/\(request.attempt)"
    let tries = account.withLock { account in
      account.tries[key, default: 0] += 1
      return account.tries[key] ?? 0
    }
    // The request decides, so that equal requests get equal answers; only faults may pass with another try.
    var random = SplitMix64(seed: seed ^ key.stableHash)
    let bytes = request.messages.reduce(0) { $0 + $1.content.utf8.count }
    // Never more than the estimates allow: half a token a byte, and the cap.
    var usage = TokenUsage(
      prompt: random.below(bytes / 2),
      completion: random.below((request.maxReplyTokens ?? 100) + 1), isReported: true)
    usage.cached = random.below(usage.prompt + 1)
    func happens(_ hundredths: Int) -> Bool { random.below(100) < hundredths }
    let (isRubbish, isFlawed) = (happens(trouble.rubbish), happens(trouble.flaws))
    var fault = SplitMix64(seed: seed ^ "\(key)/\(tries)".stableHash)
    if fault.below(100) < trouble.faults {
      let isBilled = fault.below(2) == 0
      if isBilled { bill(usage) }
      throw ModelError(
        code: .unavailable, model: name, detail: "the stream broke", mayBeBilled: isBilled)
    }
    bill(usage)
    var reply = try await writer.respond(to: request)
    reply.usage = usage
    if isRubbish {
      reply.content = "I would rather not."
    } else if isFlawed, request.role == .critic {
      reply.content =
        "{\"flaws\": [{\"name\": \"shallow-answer\", \"evidence\": \"no cost\", \"severity\": \"error\"}]}"
    }
    return reply
  }

  private func bill(_ usage: TokenUsage) {
    account.withLock {
      $0.billed += Spending(
        requests: 1, tokens: usage.prompt + usage.completion, cost: price.cost(usage))
    }
  }
}

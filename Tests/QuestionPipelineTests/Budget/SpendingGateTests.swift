import QuestionPipeline
import TestSupport
import Testing

struct SpendingGateTests {
  private let prices = RunPrices(free: ["m"])

  private func request(_ text: String = "hello", cap: Int? = 100, cell: Int = 0) -> ChatRequest {
    ChatRequest(
      messages: [ChatMessage(.user, text)], schema: [:], schemaName: "s", maxReplyTokens: cap,
      role: .generator, cell: cell)
  }

  private func usage(_ prompt: Int, _ reply: Int, cost: Int? = nil) -> TokenUsage {
    TokenUsage(prompt: prompt, completion: reply, isReported: true, cost: cost)
  }

  @Test func aPromptCountsNoFewerTokensThanItHasBytes() {
    let gate = SpendingGate(limit: Budget(), prices: prices)
    for text in ["", "hello", "茶叶", "🫖🫖"] {
      let most = gate.most(request(text, cap: 7), model: "m")
      #expect(most.tokens >= text.utf8.count + 7)
      #expect(most.requests == 1)
    }
  }

  @Test func whatATryTookReplacesWhatWasSetAside() async throws {
    let gate = SpendingGate(
      limit: Budget(tokens: 10_000),
      prices: RunPrices(
        of: ["m"], book: try PriceBook(JSONReader(["m": ["input": 1, "output": 2]]))))
    let first = try await gate.reserve(request(), model: "m")
    gate.settle(first, usage: usage(10, 20))
    #expect(gate.spent == Spending(requests: 1, tokens: 30, cost: 50_000))
    let second = try await gate.reserve(request(), model: "m")
    gate.settle(second, usage: usage(10, 20, cost: 70_000))
    #expect(gate.spent.cost == 120_000)
    let third = try await gate.reserve(request(), model: "m")
    gate.refund(third)
    #expect(gate.spent.requests == 2)
    #expect(gate.lost == .nothing)
    let fourth = try await gate.reserve(request(), model: "m")
    gate.lose(fourth)
    #expect(gate.lost == fourth.most)
    #expect(gate.spent.tokens == 60 + fourth.most.tokens)
  }

  @Test func whatEarlierInvocationsSpentCounts() async throws {
    let gate = SpendingGate(limit: Budget(requests: 5), prices: prices)
    gate.resume(kept: Spending(requests: 3), lost: Spending(requests: 1))
    gate.settle(try await gate.reserve(request(), model: "m"), usage: usage(1, 1))
    await #expect {
      _ = try await gate.reserve(request(), model: "m")
    } throws: {
      ($0 as? ModelError)?.code == .overBudget
        && "\($0)"
          == "m: the budget of 5 requests does not cover what may come next: up to 6 in all"
    }
  }

  @Test func aTryWaitsForOthersInFlightAndNotForever() async throws {
    let gate = SpendingGate(limit: Budget(requests: 2), prices: prices)
    let first = try await gate.reserve(request(), model: "m")
    let second = try await gate.reserve(request(), model: "m")
    let third = Task { try await gate.reserve(request(), model: "m") }
    // One was never sent: the third takes its place.
    gate.refund(first)
    let got = try await third.value
    let fourth = Task { try await gate.reserve(request(), model: "m") }
    gate.settle(second, usage: usage(1, 1))
    gate.settle(got, usage: usage(1, 1))
    await #expect(throws: ModelError.self) { _ = try await fourth.value }
    #expect(gate.spent.requests == 2)
  }

  @Test func aCancelledTryLeavesTheLineAndLetsOthersPass() async throws {
    let gate = SpendingGate(limit: Budget(tokens: 2_000), prices: prices)
    let first = try await gate.reserve(request(cap: 1_000), model: "m")
    let large = Task { try await gate.reserve(request(cap: 1_500), model: "m") }
    large.cancel()
    await #expect(throws: CancellationError.self) { _ = try await large.value }
    let small = try await gate.reserve(request(cap: 100), model: "m")
    gate.settle(first, usage: usage(1, 1))
    gate.settle(small, usage: usage(1, 1))
    // All that was set aside came back.
    let last = try await gate.reserve(request(cap: 1_700), model: "m")
    gate.settle(last, usage: usage(1, 1))
    #expect(gate.spent.requests == 3)
  }

  @Test func whoeverCameFirstIsServedFirst() async throws {
    let gate = SpendingGate(limit: Budget(requests: 1_000, tokens: 3_000), prices: prices)
    let held = try await gate.reserve(request(cap: 2_500), model: "m")
    // Many tries at once on a budget that holds few: no two of them ever stand above it.
    let total = try await withThrowingTaskGroup(of: Int.self) { group in
      for cell in 0..<50 {
        group.addTask {
          let reservation = try await gate.reserve(request(cap: 500, cell: cell), model: "m")
          gate.settle(reservation, usage: usage(1, 1))
          return 2
        }
      }
      gate.refund(held)
      return try await group.reduce(0, +)
    }
    #expect(total == 100)
    #expect(gate.spent == Spending(requests: 50, tokens: 100))
  }

  @Test(arguments: [true, false])
  func aFailedTryCountsAsSentAndItsTokensOnlyIfItMayHaveBeenBilled(isBilled: Bool)
    async throws
  {
    let gate = SpendingGate(limit: Budget(requests: 9), prices: prices)
    let permit = try await gate.admit(request(), model: "m", attempt: 0)
    permit.settle(isBilled ? .mayBeBilled : .free)
    #expect(gate.spent.requests == 1)
    #expect((gate.spent.tokens > 0) == isBilled)
    #expect(gate.spent == gate.lost)
    let next = try await gate.admit(request(), model: "m", attempt: 1)
    next.settle(.used(usage(3, 4)))
    #expect(gate.spent.tokens == gate.lost.tokens + 7)
  }

  @Test func anEstimateOfTheClientCountsSeveralTimesOver() async throws {
    let gate = SpendingGate(limit: Budget(tokens: 100_000), prices: prices)
    let reservation = try await gate.reserve(request(cap: 5_000), model: "m")
    gate.settle(reservation, usage: TokenUsage(prompt: 10, completion: 20, isReported: false))
    #expect(gate.spent.tokens == 120)
  }
}

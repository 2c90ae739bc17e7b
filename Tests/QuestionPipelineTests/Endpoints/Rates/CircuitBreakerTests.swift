import QuestionPipeline
import Testing

struct CircuitBreakerTests {
  @Test func opensAtFaultsOfDistinctRequestsOnly() {
    var breaker = CircuitBreaker()
    for _ in 0..<50 { #expect(breaker.fault(of: 1, isProbe: false, now: .zero) == false) }
    #expect(breaker.passage(now: .zero) == .free)
    let opened = (1...5).map { breaker.fault(of: $0, isProbe: false, now: .seconds(1)) }
    #expect(opened == [false, false, false, false, true])
    #expect(breaker.passage(now: .seconds(1)) == .closed(until: .seconds(3)))
    #expect(breaker.downSince == .seconds(1))
  }

  @Test func countsFaultsInARowOnly() {
    var breaker = CircuitBreaker()
    for request in 0..<100 as Range<UInt64> {
      #expect(breaker.fault(of: request, isProbe: false, now: .zero) == false)
      if request % 4 == 3 { breaker.succeed() }
    }
    #expect(!breaker.isOpen)
  }

  @Test func asksOneRequestAndThenLessAndLessOften() {
    var breaker = CircuitBreaker()
    for request in 0..<5 as Range<UInt64> {
      _ = breaker.fault(of: request, isProbe: false, now: .zero)
    }
    var now = Duration.zero
    var waits: [Duration] = []
    for request in 10..<18 as Range<UInt64> {
      guard case .closed(let until) = breaker.passage(now: now) else {
        Issue.record("not open")
        return
      }
      waits.append(until - now)
      now = until
      #expect(breaker.passage(now: now) == .probe)
      breaker.probe()
      #expect(breaker.passage(now: now) == .probing)
      // Those sent before it opened tell nothing new.
      #expect(breaker.fault(of: 1, isProbe: false, now: now) == false)
      #expect(breaker.passage(now: now) == .probing)
      #expect(breaker.fault(of: request, isProbe: true, now: now) == true)
    }
    #expect(waits == [2, 4, 8, 16, 32, 60, 60, 60].map { .seconds($0) })
    breaker.succeed()
    #expect(breaker.passage(now: now) == .free)
    #expect(breaker.downSince == nil)
  }

  @Test func asksTheNextWhereTheProbeWasCancelled() {
    var breaker = CircuitBreaker(.init(faults: 1))
    _ = breaker.fault(of: 1, isProbe: false, now: .zero)
    breaker.probe()
    breaker.abandonProbe(now: .seconds(5))
    #expect(breaker.passage(now: .seconds(5)) == .probe)
  }
}

struct BackoffTests {
  @Test func drawsFromZeroToABoundThatDoubles() {
    let backoff = Backoff()
    let bounds = (0..<9).map { backoff.bound(after: $0) }
    #expect(bounds == [1, 2, 4, 8, 16, 32, 60, 60, 60].map { .seconds($0) })
    #expect(backoff.bound(after: 1_000_000) == .seconds(60))
    #expect(backoff.wait(after: 3, chance: 0) == .zero)
    #expect(backoff.wait(after: 3, chance: 0.5) == .seconds(4))
  }

  @Test func givesEachPlaceOfARunAnotherNumber() {
    var hashes: Set<UInt64> = []
    for role in ModelRole.allCases {
      for cell in 0..<50 {
        for sample in 0..<4 {
          for attempt in 0..<4 {
            hashes.insert(
              ChatRequest.example(role: role, cell: cell, sample: sample, attempt: attempt)
                .placeHash)
          }
        }
      }
    }
    #expect(hashes.count == ModelRole.allCases.count * 50 * 4 * 4)
  }
}

extension ChatRequest {
  static func example(
    role: ModelRole = .generator, cell: Int = 0, sample: Int = 0, attempt: Int = 0
  ) -> ChatRequest {
    ChatRequest(
      messages: [ChatMessage(.user, "Ask something about tides.")], schema: .null,
      schemaName: "draft",
      maxReplyTokens: 200, role: role, cell: cell, sample: sample, attempt: attempt)
  }
}

import Testing

@testable import QuestionPipeline

struct RefusalPatternTests {
  /// A gate that lets eight requests through at once, of which the first is refused; then the others end.
  private func round(
    _ gate: inout GateState<Int>, now: Duration, othersToo: Bool = false
  ) throws -> Duration? {
    var tickets: [GateTicket] = []
    for cell in 0..<8 {
      guard case .admitted(let ticket) = gate.enter(GateEntrant(.example(cell: cell)), now: now)
      else { break }
      tickets.append(ticket)
    }
    try #require(tickets.count > 1)
    _ = gate.finish(tickets[0], .refused(hint: .seconds(1), chance: 0.5), now: now)
    let pause = gate.pause(now: now)
    for ticket in tickets.dropFirst() {
      let end: GateEnd =
        othersToo
        ? .refused(hint: .seconds(1), chance: 0.5)
        : .replied(TokenUsage(prompt: 1, completion: 1, isReported: true))
      _ = gate.finish(ticket, end, now: now)
    }
    return pause
  }

  private func gate() -> GateState<Int> {
    GateState(
      GateSettings(concurrency: ConcurrencyLimiter.Settings(start: 64, ceiling: 64)), now: .zero)
  }

  @Test func everybodyWaitsUntilTheAnswersOfOthersHaveContradictedItThreeTimes() throws {
    var gate = gate()
    var pauses: [Bool] = []
    for number in 0..<6 { pauses.append(try round(&gate, now: .seconds(10 * number)) != nil) }
    #expect(pauses == [true, true, true, false, false, false])
    #expect(gate.hasScatteredRefusals)
  }

  @Test func everybodyWaitsAgainOnceTheEndpointIsFull() throws {
    var gate = gate()
    for number in 0..<5 { _ = try round(&gate, now: .seconds(10 * number)) }
    #expect(try round(&gate, now: .seconds(50), othersToo: true) == nil)
    #expect(try round(&gate, now: .seconds(60)) == .seconds(1))
  }

  @Test func anEndpointThatIsFullIsNeverTakenForOneThatRefusesHereAndThere() throws {
    var gate = gate()
    for number in 0..<5 {
      #expect(try round(&gate, now: .seconds(10 * number), othersToo: true) == .seconds(1))
    }
    #expect(!gate.hasScatteredRefusals)
  }
}

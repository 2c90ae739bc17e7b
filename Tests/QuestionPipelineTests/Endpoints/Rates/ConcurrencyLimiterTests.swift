import QuestionPipeline
import Testing

struct ConcurrencyLimiterTests {
  @Test(arguments: 0..<40) func staysBetweenOneAndTheCeiling(seed: Int) {
    var random = SplitMix64(seed: UInt64(seed))
    let ceiling = 1 + random.below(50)
    var limiter = ConcurrencyLimiter(.init(start: 1 + random.below(60), ceiling: ceiling))
    // Some endpoints refuse often, some hardly ever.
    let refusals = random.below(4) * random.below(4)
    var flying: [UInt64] = []
    for _ in 0..<3000 {
      if random.below(2) == 0 {
        if limiter.hasRoom { flying.append(limiter.admit()) }
        #expect(limiter.inFlight <= limiter.limit || !limiter.hasRoom)
      } else if !flying.isEmpty {
        let number = flying.remove(at: random.below(flying.count))
        switch random.below(20) {
        case 0..<refusals: _ = limiter.overload(number)
        case 19: limiter.release()
        default: limiter.succeed(number)
        }
      }
      #expect((1...ceiling).contains(limiter.limit))
      #expect(limiter.inFlight == flying.count)
    }
  }

  @Test func doublesEachRoundUntilTheFirstSignal() {
    var limiter = ConcurrencyLimiter(.init(start: 4, ceiling: 1000))
    #expect(limits(of: &limiter, rounds: 4) == [8, 16, 32, 64])
    _ = refuse(&limiter)
    #expect(limiter.limit == 44)
    #expect(limits(of: &limiter, rounds: 3) == [45, 46, 47])
  }

  @Test func takesABurstOfRefusalsForOneSignal() {
    var limiter = ConcurrencyLimiter(.init(start: 100))
    let burst = (0..<100).map { _ in limiter.admit() }
    #expect(burst.map { limiter.overload($0) }.filter(\.self).count == 1)
    #expect(limiter.limit == 70)
    let late = limiter.admit()
    #expect(limiter.overload(late) == true)
    #expect(limiter.limit == 49)
  }

  @Test func doesNotGrowWhereNobodyRunsIntoIt() {
    var limiter = ConcurrencyLimiter(.init(start: 8))
    for _ in 0..<100 {
      let flying = (0..<7).map { _ in limiter.admit() }
      for number in flying { limiter.succeed(number) }
    }
    #expect(limiter.limit == 8)
  }

  @Test func doublesBackToWhereASeriesOfSignalsBegan() {
    var limiter = ConcurrencyLimiter(.init(start: 100))
    for _ in 0..<20 { _ = refuse(&limiter) }
    #expect(limiter.limit == 1)
    #expect(limits(of: &limiter, rounds: 6) == [2, 4, 8, 16, 32, 64])
    #expect(limits(of: &limiter, rounds: 2).last! < 75)
  }

  @Test func doesNotGrowByWhatWasSentBeforeADecrease() {
    var limiter = ConcurrencyLimiter(.init(start: 10))
    let flying = (0..<10).map { _ in limiter.admit() }
    _ = limiter.overload(flying[0])
    for number in flying.dropFirst() { limiter.succeed(number) }
    #expect(limiter.limit == 7)
  }

  /// Fills the limit, and lets as many succeed as it was, each followed by another.
  private func limits(of limiter: inout ConcurrencyLimiter, rounds: Int) -> [Int] {
    var flying: [UInt64] = []
    var result: [Int] = []
    for _ in 0..<rounds {
      for _ in 0..<limiter.limit {
        while limiter.hasRoom { flying.append(limiter.admit()) }
        limiter.succeed(flying.removeFirst())
      }
      result.append(limiter.limit)
    }
    for _ in flying { limiter.release() }
    return result
  }

  private func refuse(_ limiter: inout ConcurrencyLimiter) -> Bool {
    let number = limiter.admit()
    return limiter.overload(number)
  }
}

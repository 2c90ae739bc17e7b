import HTTPTransport
import Testing

@testable import QuestionPipeline

struct RateBucketTests {
  @Test(arguments: 0..<30) func keepsTheRateOverTime(seed: Int) {
    var random = SplitMix64(seed: UInt64(seed))
    let perMinute = 10 + random.below(1000)
    var bucket = RateBucket(statedPerMinute: perMinute, now: .zero)
    var now = Duration.zero
    var taken = 0
    var largest = 0
    while now < .seconds(600) {
      let amount = 1 + random.below(perMinute / 2)
      largest = max(largest, amount)
      if let wait = bucket.wait(for: amount, now: now) {
        #expect(wait > .zero)
        now += wait
        #expect(bucket.wait(for: amount, now: now) == nil)
      }
      bucket.take(amount, now: now)
      taken += amount
      now += .milliseconds(random.below(200))
    }
    // Ten seconds' worth at once, one request beyond that, and the rate.
    let seconds = Double((now / .seconds(1)) + 10)
    #expect(Double(taken) <= Double(perMinute) / 60 * seconds + Double(largest) + 1)
    // And nothing less: what is waited for is not longer than need be.
    #expect(Double(taken) >= Double(perMinute) / 60 * (seconds - 10) * 0.9)
  }

  @Test func letsARequestPassThatIsLargerThanItself() {
    var bucket = RateBucket(statedPerMinute: 600, now: .zero)
    #expect(bucket.wait(for: 100_000, now: .zero) == nil)
    bucket.take(700, now: .zero)
    // A debt of 600 and the next one's 10, at 10 a second.
    let wait = bucket.wait(for: 10, now: .zero)!
    #expect(abs((wait - .seconds(61)) / .seconds(1)) < 0.001)
    // Over and again: the next large one passes when it is full.
    let full = bucket.wait(for: 100_000, now: .zero)!
    #expect(abs((full - .seconds(70)) / .seconds(1)) < 0.001)
  }

  @Test func givesBackWhatWasNotUsed() {
    var buckets = RateBuckets(.init(outputTokensPerMinute: 60_000), now: .zero)
    let need = RateNeed(input: 100, output: 10_000)
    buckets.reserve(need, now: .zero)
    #expect(buckets.wait(for: need, now: .zero) != nil)
    buckets.settle(need, .used(TokenUsage(prompt: 100, completion: 0, isReported: true)))
    #expect(buckets.wait(for: need, now: .zero) == nil)
  }

  @Test(arguments: [
    (RateBuckets.Settlement.used(TokenUsage(prompt: 40, completion: 60, isReported: true)), true),
    (.unknown, true), (.unused, true), (.notSent, false),
  ])
  func countsEveryRequestThatWasSent(settlement: RateBuckets.Settlement, counts: Bool) {
    var buckets = RateBuckets(.init(requestsPerMinute: 1), now: .zero)
    let need = RateNeed(input: 40, output: 60)
    buckets.reserve(need, now: .zero)
    buckets.settle(need, settlement)
    #expect((buckets.wait(for: need, now: .zero) != nil) == counts)
  }

  @Test(arguments: [
    (RateBuckets.Settlement.unknown, true), (.unused, false), (.notSent, false),
  ])
  func keepsTokensReservedOnlyWhereTheyMayHaveBeenUsed(
    settlement: RateBuckets.Settlement, keeps: Bool
  ) {
    var buckets = RateBuckets(
      .init(inputTokensPerMinute: 600, outputTokensPerMinute: 6000), now: .zero)
    let need = RateNeed(input: 100, output: 1000)
    buckets.reserve(need, now: .zero)
    buckets.settle(need, settlement)
    #expect((buckets.wait(for: RateNeed(input: 100, output: 0), now: .zero) != nil) == keeps)
    #expect((buckets.wait(for: RateNeed(input: 0, output: 1000), now: .zero) != nil) == keeps)
  }

  @Test func takesWhatWasUsedBeyondTheReservation() {
    var buckets = RateBuckets(.init(outputTokensPerMinute: 6000), now: .zero)
    let need = RateNeed(input: 0, output: 100)
    buckets.reserve(need, now: .zero)
    buckets.settle(need, .used(TokenUsage(prompt: 0, completion: 1000, isReported: true)))
    #expect(buckets.wait(for: need, now: .zero)! > .milliseconds(900))
  }

  @Test func waitsForNothingWithoutLimits() {
    var buckets = RateBuckets(now: .zero)
    for _ in 0..<1000 { buckets.reserve(RateNeed(input: 1 << 30, output: 1 << 30), now: .zero) }
    #expect(buckets.wait(for: RateNeed(input: 1 << 30, output: 1 << 30), now: .zero) == nil)
  }
}

struct LearnedRateTests {
  private let need = RateNeed(input: 500, output: 500)

  private func headers(_ fields: (String, String)...) -> RateHeaders {
    RateHeaders(HTTPHead(status: 200, fields: fields.map { HTTPField($0.0, $0.1) }))
  }

  @Test func waitsOnceNothingRemains() {
    var buckets = RateBuckets(now: .zero)
    let told = headers(
      ("x-ratelimit-limit-requests", "60"), ("x-ratelimit-remaining-requests", "0"),
      ("x-ratelimit-reset-requests", "1m0s"))
    buckets.learn(told, now: .zero)
    let wait = buckets.wait(for: need, now: .zero)!
    #expect(abs((wait - .seconds(1)) / .seconds(1)) < 0.001)
  }

  /// A limit per second looks like one per minute; it must not slow anybody sixty times.
  @Test func isNotSlowedByALimitPerSecond() {
    var buckets = RateBuckets(now: .zero)
    var now = Duration.zero
    var left = 10
    for request in 1...200 {
      now += .milliseconds(100)
      if request % 10 == 0 { left = 10 }
      #expect(buckets.wait(for: need, now: now) == nil, "request \(request)")
      buckets.reserve(need, now: now)
      left -= 1
      buckets.settle(need, .used(TokenUsage(prompt: 500, completion: 500, isReported: true)))
      buckets.learn(
        headers(
          ("x-ratelimit-limit-requests", "10"),
          ("x-ratelimit-remaining-requests", "\(max(1, left))"),
          ("x-ratelimit-reset-requests", "1s")), now: now)
    }
  }

  @Test func isFullAgainWhenTheEndpointSaysSo() {
    var buckets = RateBuckets(now: .zero)
    buckets.learn(
      headers(
        ("x-ratelimit-limit-tokens", "6000"), ("x-ratelimit-remaining-tokens", "0"),
        ("x-ratelimit-reset-tokens", "250ms")), now: .zero)
    #expect(buckets.wait(for: need, now: .zero) == .milliseconds(250))
    #expect(
      buckets.wait(for: RateNeed(input: 3000, output: 3000), now: .milliseconds(250)) == nil)
  }

  @Test(arguments: ["-1", "0", "", "many", "99999999999999999999"])
  func ignoresALimitThatCannotBeMeant(limit: String) {
    let told = headers(
      ("x-ratelimit-limit-requests", limit), ("x-ratelimit-remaining-requests", "0"),
      ("x-ratelimit-reset-requests", "60s"))
    #expect(told == RateHeaders())
  }

  @Test(arguments: ["-1", "61", "none"]) func ignoresARemainderThatCannotBeMeant(remaining: String)
  {
    let told = headers(
      ("x-ratelimit-limit-requests", "60"), ("x-ratelimit-remaining-requests", remaining))
    #expect(told.requests == RateHeaders.Line(limit: 60))
  }

  @Test func readsBothFormsOfHeaders() {
    let told = headers(
      ("content-type", "application/json"), ("x-ratelimit-limit", "5"),
      ("x-ratelimit-limit-requests", "500"), ("x-ratelimit-remaining-requests", "499"),
      ("x-ratelimit-reset-requests", "120ms"), ("x-ratelimit-limit-tokens", "30000"),
      ("anthropic-ratelimit-input-tokens-limit", "50000"),
      ("anthropic-ratelimit-input-tokens-remaining", "49000"),
      ("anthropic-ratelimit-input-tokens-reset", "2026-01-01T00:00:00Z"),
      ("anthropic-ratelimit-output-tokens-limit", "8000"))
    #expect(told.requests == .init(limit: 500, remaining: 499, reset: .milliseconds(120)))
    #expect(told.tokens == .init(limit: 30_000))
    #expect(told.inputTokens == .init(limit: 50_000, remaining: 49_000))
    #expect(told.outputTokens == .init(limit: 8000))
  }

  @Test(arguments: [
    ("20ms", Duration.milliseconds(20)), ("6s", .seconds(6)), ("1m0s", .seconds(60)),
    ("6m0s", .seconds(360)), ("1h23m31s", .seconds(5011)), ("1.5s", .milliseconds(1500)),
    ("12", .seconds(12)), ("0.25", .milliseconds(250)), ("1d", .seconds(86_400)),
  ])
  func readsATimeUntilReset(text: String, time: Duration) {
    #expect(ResetTime.duration(text).map { abs(($0 - time) / .seconds(1)) < 1e-9 } == true)
  }

  @Test(arguments: [
    "", "0", "-1", "0s", "s", "1x", "1.2.3", "1m5", "1789138080000", "1789138080", "nan", "1e9",
    "2026-01-01T00:00:00Z", "9999999999999999999999h",
  ])
  func takesNoOtherTextForATime(text: String) {
    #expect(ResetTime.duration(text) == nil)
  }

  @Test func doesNotRaiseWhatTheUserStated() {
    var buckets = RateBuckets(.init(requestsPerMinute: 1), now: .zero)
    buckets.reserve(need, now: .zero)
    buckets.learn(
      headers(
        ("x-ratelimit-limit-requests", "1000"), ("x-ratelimit-remaining-requests", "1000"),
        ("x-ratelimit-reset-requests", "1ms")), now: .zero)
    #expect(buckets.wait(for: need, now: .zero)! > .seconds(59))
  }

  @Test func reckonsWithWhatIsInFlight() {
    var buckets = RateBuckets(now: .zero)
    for _ in 0..<5 { buckets.reserve(need, now: .zero) }
    for remaining in ["0", "6"] {
      buckets.learn(
        headers(
          ("x-ratelimit-limit-requests", "60"), ("x-ratelimit-remaining-requests", remaining)),
        now: .zero)
    }
    // The endpoint may not have seen the five yet, so of its six there is one.
    #expect(buckets.wait(for: need, now: .zero) == nil)
    buckets.reserve(need, now: .zero)
    #expect(buckets.wait(for: need, now: .zero) != nil)
  }
}

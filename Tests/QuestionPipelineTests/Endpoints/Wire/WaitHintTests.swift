import QuestionPipeline
import Testing

/// Section 5 of the page on endpoints: how long to wait.
struct WaitHintTests {
  private func wait(_ fields: [String: String], _ body: String = "{}") -> Duration? {
    WireFixture.fault(429, body, fields).retryAfter
  }

  @Test(
    arguments: [
      (["retry-after-ms": "1500.5"], Duration.milliseconds(1501)),
      (["retry-after": "40"], .seconds(40)), (["retry-after": " 0.5 "], .milliseconds(500)),
      (["retry-after": "Fri, 11 Sep 2026 14:47:40 GMT"], .seconds(60)),
      (["retry-after": "Friday, 11-Sep-26 14:47:40 GMT"], .seconds(60)),
      (["retry-after": "Fri Sep 11 14:47:40 2026"], .seconds(60)),
      (["x-ratelimit-reset-requests": "20ms"], .milliseconds(20)),
      (["x-ratelimit-reset-tokens": "6s"], .seconds(6)),
      (["x-ratelimit-reset-tokens": "1m0s"], .seconds(60)),
      (["x-ratelimit-reset-tokens": "6m0s"], .seconds(360)),
      (["x-ratelimit-reset-tokens": "1h23m31s"], .seconds(5011)),
      (["x-ratelimit-reset-tokens": "12"], .seconds(12)),
      (["x-ratelimit-reset": "1789138080"], .seconds(80)),
      (["x-ratelimit-reset": "1789138080000"], .seconds(80)),
      (["x-ratelimit-reset": "2026-09-11T14:48:00Z"], .seconds(80)),
      (["x-ratelimit-reset": "2026-09-11T16:48:00.0+02:00"], .seconds(80)),
    ])
  func readsHeaderFields(fields: [String: String], expected: Duration) {
    #expect(wait(fields) == expected)
  }

  @Test(
    arguments: [
      (
        #"{"error":{"message":"x","metadata":{"retry_after_seconds":7.5}}}"#,
        Duration.milliseconds(7500)
      ),
      (
        #"[{"error":{"code":429,"message":"x","details":[{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"57.238747106s"}]}}]"#,
        .milliseconds(57_239)
      ),
      (
        #"{"error":{"message":"x","metadata":{"headers":{"X-RateLimit-Limit":"20","X-RateLimit-Reset":"1789138080000"}}}}"#,
        .seconds(80)
      ),
      (#"{"error":{"message":"{\"error\":{\"retry_after\":3}}"}}"#, .seconds(3)),
      (#"{"error":{"message":"Please try again in 41.724s. Visit x."}}"#, .milliseconds(41_724)),
      (
        #"{"error":{"message":"Rate limit reached for m in organization o on tokens per min: Please try again in 120ms."}}"#,
        .milliseconds(120)
      ),
      (#"{"error":{"message":"retry after 37 seconds"}}"#, .seconds(37)),
      (#"{"error":{"message":"quota will reset after 23s"}}"#, .seconds(23)),
      (#"{"error":{"message":"try again in 1m2s, please"}}"#, .seconds(62)),
      (#"{"error":{"message":"Try again in 2 minutes 5 seconds."}}"#, .seconds(125)),
    ])
  func readsTheBody(body: String, expected: Duration) {
    #expect(wait([:], body) == expected)
  }

  @Test(
    arguments: [
      ["retry-after": "0"], ["retry-after": "-1"], ["retry-after": "nan"], ["retry-after": "inf"],
      ["retry-after": "soon"], ["retry-after-ms": "0"], ["x-ratelimit-reset": "-1"],
      ["retry-after": "Fri, 11 Sep 2026 14:00:00 GMT"], ["retry-after": "1e300"],
      ["x-ratelimit-reset": "1789137000"],
    ])
  func ignoresWhatIsNoTime(fields: [String: String]) {
    #expect(wait(fields) == nil)
  }

  @Test func believesTheFirstThatIsAboveZero() {
    let body = #"{"error":{"message":"try again in 5s","metadata":{"retry_after_seconds":4}}}"#
    let all = [
      "retry-after-ms": "1000", "retry-after": "2", "x-ratelimit-reset-tokens": "9s",
    ]
    #expect(wait(all, body) == .seconds(1))
    #expect(wait(all.merging(["retry-after-ms": "0"]) { $1 }, body) == .seconds(2))
    #expect(wait(["x-ratelimit-reset-tokens": "9s"], body) == .seconds(4))
    #expect(
      wait(["x-ratelimit-reset-tokens": "9s"], #"{"error":{"message":"try again in 5s"}}"#)
        == .seconds(9))
  }

  @Test func takesTheLaterOfTwoResets() {
    #expect(
      wait(["x-ratelimit-reset-requests": "1s", "x-ratelimit-reset-tokens": "6s"]) == .seconds(6))
  }

  @Test func passesOverTheResetOfALimitThatIsNotUsedUp() {
    let fields = [
      "x-ratelimit-reset-requests": "1h", "x-ratelimit-remaining-requests": "1400",
      "x-ratelimit-reset-tokens": "6s", "x-ratelimit-remaining-tokens": "0",
    ]
    #expect(wait(fields) == .seconds(6))
  }

  @Test func asksForNoWaitWithErrorsThatWaitingDoesNotMend() {
    #expect(WireFixture.fault(401, "{}", ["retry-after": "5"]).retryAfter == nil)
  }
}

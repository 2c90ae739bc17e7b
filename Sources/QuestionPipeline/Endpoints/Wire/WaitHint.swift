/// How long an endpoint asks to wait, and where it says so.
package struct WaitHint: Sendable, Hashable {
  package enum Source: String, Sendable, CaseIterable {
    case retryAfterMilliseconds, retryAfter, retryAfterDate, body, reset, prose
  }
  package var duration: Duration
  package var source: Source
}

/// Whether an endpoint refuses when it is full, or whom it will: logic alone.
///
/// An endpoint that is full refuses the requests that follow a refused one, too; then everybody waits. Where the requests
/// in flight behind a refused one were answered for the most part, time after time, refusals say nothing of the others
/// (some gateways, and many tests, refuse a share of all requests): then only the refused one waits.
struct RefusalPattern: Sendable {
  /// Waits that others' answers contradicted, in a row, after which refusals count for the refused alone.
  private static let limit = 3

  /// The requests in flight behind the last refusal that was news: above its number, up to the last admitted.
  private var window: ClosedRange<UInt64>?
  private var answered = 0
  private var refused = 0
  private var contradictions = 0

  /// Whether refusals hit requests one by one.
  var isScattered: Bool { contradictions >= Self.limit }

  mutating func answered(_ number: UInt64) {
    if window?.contains(number) == true { answered += 1 }
  }

  /// - Parameter last: the last request that was admitted.
  mutating func refused(_ number: UInt64, last: UInt64) {
    if let window, number <= window.upperBound {
      if window.contains(number) { refused += 1 }
      return
    }
    if answered > refused {
      contradictions += 1
    } else if refused > 0 {
      contradictions = 0
    }
    window = number < last ? number + 1...last : nil
    answered = 0
    refused = 0
  }
}

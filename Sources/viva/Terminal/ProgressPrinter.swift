package import QuestionPipeline
import Synchronization

/// Tells how a run gets on: items accepted and refused, rate, time left.
package final class ProgressPrinter: ProgressSink {
  private struct State: Sendable {
    /// Items that stood in the folder before, so that the rate is the one of this invocation.
    var acceptedBefore = 0
    var accepted = 0
    var refused = 0
    /// Cells that are through, committed or not.
    var done = 0
  }
  private let state = Mutex(State())
  private let wanted: Int
  private let line: ProgressLine
  /// Knows what was spent, where anything is.
  private let gate: SpendingGate?

  /// - Parameter wanted: items asked for.
  package init(
    wanted: Int, console: Console, clock: any WallClock, gate: SpendingGate? = nil
  ) {
    self.wanted = wanted
    self.gate = gate
    line = ProgressLine(console: console, clock: clock)
  }

  /// What the folder held already.
  package func resumed(accepted: Int, refused: Int) {
    state.withLock {
      $0 = State(
        acceptedBefore: accepted, accepted: accepted, refused: refused, done: accepted + refused)
    }
  }

  package func planned(wave: Int, cells: Int) { tell() }

  package func finished(_ cell: CellFinished) {
    state.withLock { $0.done += 1 }
    tell()
  }

  package func committed(_ wave: WaveCommitted) {
    state.withLock { state in
      for outcome in wave.outcomes {
        if outcome.isAccepted { state.accepted += 1 } else { state.refused += 1 }
      }
    }
    tell()
  }

  package func drains(_ count: Int, atMost bound: Duration) {
    line.note(Draining.text(count, bound))
  }

  package func finish() { line.finish() }

  private func tell() {
    line.tell { seconds in
      let state = state.withLock { $0 }
      return "\(state.accepted)/\(wanted) accepted, \(state.refused) refused, "
        + "\(state.done) cells done"
        + Pace.text(
          done: state.accepted - state.acceptedBefore, left: wanted - state.accepted,
          seconds: seconds) + spent()
    }
  }

  /// ", 1.2M tokens, $0.42"; the cost only where all prices are known.
  private func spent() -> String {
    guard let gate else { return "" }
    let spent = gate.spent
    return ", \(Self.short(spent.tokens)) tokens"
      + (gate.prices.unknown.isEmpty ? ", \(Money.short(spent.cost))" : "")
  }

  /// "980", "12k", "1.2M".
  static func short(_ number: Int) -> String {
    switch number {
    case ..<10_000: return String(number)
    case ..<1_000_000: return "\(number / 1000)k"
    default: return "\(number / 1_000_000).\(number % 1_000_000 / 100_000)M"
    }
  }
}

/// What is said while a run that is about to end waits for what is in flight.
enum Draining {
  static func text(_ count: Int, _ bound: Duration) -> String {
    let seconds = Int(bound.components.seconds)
    return
      "Ending: waiting up to \(seconds) s for \(count) \(count == 1 ? "reply" : "replies") "
      + "already asked for. Press Ctrl-C again to stop at once."
  }
}

/// Tells how many of a known number are through.
final class CountPrinter: Sendable {
  private let done = Mutex(0)
  private let wanted: Int
  private let things: String
  private let line: ProgressLine

  /// - Parameter things: what is counted, as a plural.
  init(wanted: Int, things: String = "items", console: Console, clock: any WallClock) {
    self.wanted = wanted
    self.things = things
    line = ProgressLine(console: console, clock: clock)
  }

  func advance() {
    let count = done.withLock {
      $0 += 1
      return $0
    }
    line.tell { seconds in
      "\(count)/\(wanted) \(things)"
        + Pace.text(done: count, left: wanted - count, seconds: seconds)
    }
  }

  func drains(_ count: Int, atMost bound: Duration) { line.note(Draining.text(count, bound)) }

  func finish() { line.finish() }
}

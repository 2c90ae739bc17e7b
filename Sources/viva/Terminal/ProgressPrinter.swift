package import QuestionPipeline
import Synchronization

/// Tells how a run gets on: items accepted and refused, rate, time left, and on a terminal where the cells are.
package final class ProgressPrinter: ProgressSink {
  private let state = Mutex(RunFigures())
  private let title: String
  private let line: ProgressLine
  /// Knows what was spent, where anything is.
  private let gate: SpendingGate?
  private let endpoints: [EndpointGate]

  /// - Parameters:
  ///   - title: what the run is called.
  ///   - wanted: items asked for.
  ///   - endpoints: the gates that the models stand behind.
  package init(
    title: String = "", wanted: Int, console: Console, clock: any WallClock,
    gate: SpendingGate? = nil, endpoints: [EndpointGate] = []
  ) {
    self.title = title
    self.gate = gate
    self.endpoints = endpoints
    state.withLock { $0.wanted = wanted }
    line = ProgressLine(console: console, clock: clock)
  }

  /// What the folder held already.
  package func resumed(accepted: Int, refused: Int) {
    state.withLock { state in
      state.acceptedBefore = accepted
      state.accepted = accepted
      state.refused = refused
      state.done = accepted + refused
    }
  }

  /// Keeps the panel up to date while nothing happens, until it is cancelled. Nothing to do where there is no terminal.
  package func keepDrawing(_ clock: any RunClock) async {
    while line.isLive, !Task.isCancelled {
      tell()
      do { try await clock.sleep(for: .milliseconds(250)) } catch { return }
    }
  }

  package func planned(wave: Int, cells: Int) { tell() }

  package func passed(from sender: String, to receivers: [String], calls: [ModelCall]) {
    state.withLock { $0.pass(from: sender, to: receivers, calls: calls) }
  }

  package func finished(_ cell: CellFinished) {
    state.withLock { $0.finish(cell) }
    tell()
  }

  package func committed(_ wave: WaveCommitted) {
    state.withLock { $0.commit(wave) }
    tell()
  }

  package func drains(_ count: Int, atMost bound: Duration) {
    line.note(Draining.text(count, bound))
  }

  package func finish() { line.finish() }

  private func tell() {
    line.tell(
      panel: { seconds, columns in
        let figures = state.withLock { $0 }
        return RunPanel(
          title: title, figures: figures, seconds: seconds, spent: gate?.spent,
          knowsPrices: gate.map { $0.prices.unknown.isEmpty } ?? false,
          resumed: gate?.resumed, endpoints: endpoints.map(\.snapshot)
        ).lines(columns: columns)
      },
      line: { seconds in
        let figures = state.withLock { $0 }
        return "\(figures.accepted)/\(figures.wanted) accepted, \(figures.refused) refused, "
          + "\(figures.done) cells done"
          + Pace.text(
            done: figures.accepted - figures.acceptedBefore,
            left: figures.wanted - figures.accepted, seconds: seconds) + spent()
      })
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
  private let done = Counter()
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
    let count = done.next()
    line.tell { seconds in
      "\(count)/\(wanted) \(things)"
        + Pace.text(done: count, left: wanted - count, seconds: seconds)
    }
  }

  func drains(_ count: Int, atMost bound: Duration) { line.note(Draining.text(count, bound)) }

  func finish() { line.finish() }
}

/// Counts from 1.
final class Counter: Sendable {
  private let count = Mutex(0)

  func next() -> Int {
    count.withLock {
      $0 += 1
      return $0
    }
  }
}

/// Tells how many cells are through.
final class CellCount: ProgressSink {
  private let through = Counter()
  private let wanted: Int
  private let tell: @Sendable (_ done: Int, _ wanted: Int) -> Void

  init(wanted: Int, tell: @escaping @Sendable (_ done: Int, _ wanted: Int) -> Void) {
    self.wanted = wanted
    self.tell = tell
  }

  /// Silent where nobody listens.
  static func heard(by listener: (@Sendable (Int, Int) -> Void)?, of wanted: Int)
    -> any ProgressSink
  {
    guard let listener else { return SilentProgress() }
    return CellCount(wanted: wanted, tell: listener)
  }

  func planned(wave: Int, cells: Int) {}
  func finished(_ cell: CellFinished) { tell(through.next(), wanted) }
  func committed(_ wave: WaveCommitted) {}
}

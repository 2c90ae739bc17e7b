import QuestionPipeline
import Synchronization

/// What tells on standard error how work gets on: a panel of some lines, redrawn at most ten times a second, where there
/// is a terminal; a plain line every ten seconds at most where there is none.
final class ProgressLine: Sendable {
  private struct State: Sendable {
    var last: Duration?
    /// Lines that stand on the screen.
    var drawn = 0
    var isOver = false
  }
  private let state = Mutex(State())
  private let console: Console
  private let clock: any WallClock
  let start: Duration

  init(console: Console, clock: any WallClock) {
    self.console = console
    self.clock = clock
    start = clock.now
  }

  /// Whether there is a terminal to draw on.
  var isLive: Bool { console.errorColumns() != nil }

  /// Shows the text, if it is time to.
  /// - Parameter text: makes it, from the seconds since the start.
  func tell(_ text: (_ seconds: Double) -> String) {
    tell(panel: { seconds, _ in [text(seconds)] }, line: text)
  }

  /// Shows lines on a terminal and a single line elsewhere, if it is time to.
  /// - Parameters:
  ///   - panel: makes the lines, from the seconds since the start and the terminal's columns.
  func tell(
    panel: (_ seconds: Double, _ columns: Int) -> [String], line: (_ seconds: Double) -> String
  ) {
    let now = clock.now
    let columns = console.errorColumns()
    // Written inside the lock, so that lines stay whole and in order.
    state.withLock { state in
      let pause: Duration = columns == nil ? .seconds(10) : .milliseconds(100)
      // The first plain line, too, is worth its place only after a while.
      let last = state.last ?? (columns == nil ? start : start - pause)
      guard !state.isOver, now - last >= pause else { return }
      state.last = now
      let seconds = (now - start).milliseconds / 1000
      if let columns {
        let lines = panel(seconds, columns).map { TextPage.clipped($0, to: max(1, columns - 1)) }
        console.writeError(
          Self.home(state.drawn) + lines.joined(separator: "\u{1B}[K\n") + "\u{1B}[J")
        state.drawn = lines.count
      } else {
        console.note(line(seconds))
      }
    }
  }

  /// Says something that stays, on a line of its own.
  func note(_ text: String) {
    state.withLock { state in
      wipe(&state)
      console.note(text)
    }
  }

  /// Wipes what is drawn; nothing is drawn behind it.
  func finish() {
    state.withLock { state in
      wipe(&state)
      state.isOver = true
    }
  }

  private func wipe(_ state: inout State) {
    if state.drawn > 0, !state.isOver { console.writeError(Self.home(state.drawn) + "\u{1B}[J") }
    state.drawn = 0
  }

  /// Goes to the first column of the first of so many lines.
  private static func home(_ lines: Int) -> String {
    lines > 1 ? "\r\u{1B}[\(lines - 1)A" : "\r"
  }
}

/// What a rate is, and what it lets expect.
enum Pace {
  /// ", 4.2/s, 3 min 20 s left"; empty while nothing is known.
  static func text(done: Int, left: Int, seconds: Double) -> String {
    guard seconds > 0, done > 0 else { return "" }
    let rate = Double(done) / seconds
    let pace = ", \(short(rate))/s"
    return left > 0 ? pace + ", \(time(Double(left) / rate)) left" : pace
  }

  /// Two figures or so: "0.42", "4.2", "420".
  static func short(_ rate: Double) -> String {
    if rate >= 10 { return String(Int(rate.rounded())) }
    let factor: Double = rate >= 1 ? 10 : 100
    return JSONWriter.text(of: (rate * factor).rounded() / factor)
  }

  /// "42 s", "3 min 20 s", "2 h 5 min".
  static func time(_ seconds: Double) -> String {
    let whole = Int(seconds.rounded(.up))
    switch whole {
    case ..<60: return "\(whole) s"
    case ..<3600: return "\(whole / 60) min \(whole % 60) s"
    default: return "\(whole / 3600) h \(whole % 3600 / 60) min"
    }
  }
}

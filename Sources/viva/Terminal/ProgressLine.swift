import QuestionPipeline
import Synchronization

/// The line on standard error that tells how work gets on: redrawn at most ten times a second where there is a terminal,
/// a plain line every ten seconds at most where there is none.
final class ProgressLine: Sendable {
  private struct State: Sendable {
    var last: Duration?
    var isDrawn = false
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

  /// Shows the text, if it is time to.
  /// - Parameter text: makes it, from the seconds since the start; in ASCII.
  func tell(_ text: (_ seconds: Double) -> String) {
    let now = clock.now
    let columns = console.errorColumns()
    // Written inside the lock, so that lines stay whole and in order.
    state.withLock { state in
      let pause: Duration = columns == nil ? .seconds(10) : .milliseconds(100)
      // The first plain line, too, is worth its place only after a while.
      let last = state.last ?? (columns == nil ? start : start - pause)
      guard !state.isOver, now - last >= pause else { return }
      state.last = now
      let line = text((now - start).milliseconds / 1000)
      if let columns {
        state.isDrawn = true
        console.writeError("\r\(line.prefix(max(0, columns - 1)))\u{1B}[K")
      } else {
        console.note(line)
      }
    }
  }

  /// Says something that stays, on a line of its own.
  func note(_ text: String) {
    state.withLock { state in
      if state.isDrawn, !state.isOver { console.writeError("\r\u{1B}[K") }
      state.isDrawn = false
      console.note(text)
    }
  }

  /// Wipes the line; nothing is drawn behind it.
  func finish() {
    state.withLock { state in
      if state.isDrawn, !state.isOver { console.writeError("\r\u{1B}[K") }
      state.isOver = true
    }
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
  private static func short(_ rate: Double) -> String {
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

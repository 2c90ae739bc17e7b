import QuestionPipeline
import Synchronization
import TestSupport
import Testing

@testable import viva

struct ProgressTests {
  private final class Screen: Sendable {
    let text = Mutex("")
    func console(columns: Int?) -> Console {
      Console(
        write: { _ in }, writeError: { text in self.text.withLock { $0 += text } },
        errorColumns: { columns })
    }
  }
  private let screen = Screen()
  private let clock = SteppingClock()

  private func commit(_ printer: ProgressPrinter, accepted: Int, refused: Int) {
    let outcomes =
      (0..<accepted + refused).map {
        CellOutcome(ordinal: $0, isAccepted: $0 < accepted, reason: nil)
      }
    printer.committed(WaveCommitted(wave: 0, outcomes: outcomes))
  }

  @Test func aTerminalGetsOneLineThatIsRedrawnAndWiped() {
    let printer = ProgressPrinter(wanted: 40, console: screen.console(columns: 200), clock: clock)
    clock.advance(by: .seconds(5))
    commit(printer, accepted: 10, refused: 2)
    clock.advance(by: .milliseconds(50))
    commit(printer, accepted: 1, refused: 0)  // Too soon to be drawn.
    clock.advance(by: .milliseconds(50))
    commit(printer, accepted: 9, refused: 0)
    printer.finish()
    commit(printer, accepted: 9, refused: 0)
    #expect(
      screen.text.withLock { $0 }
        == "\r10/40 accepted, 2 refused, 0 cells done, 2/s, 15 s left\u{1B}[K"
        + "\r20/40 accepted, 2 refused, 0 cells done, 3.9/s, 6 s left\u{1B}[K" + "\r\u{1B}[K")
  }

  @Test func aNarrowTerminalIsNotOverrun() {
    let printer = ProgressPrinter(wanted: 40, console: screen.console(columns: 21), clock: clock)
    commit(printer, accepted: 10, refused: 2)
    #expect(screen.text.withLock { $0 } == "\r10/40 accepted, 2 re\u{1B}[K")
  }

  @Test func aFileGetsAPlainLineEveryTenSecondsAtMost() {
    let printer = ProgressPrinter(wanted: 400, console: screen.console(columns: nil), clock: clock)
    for _ in 0..<25 {
      clock.advance(by: .seconds(1))
      commit(printer, accepted: 1, refused: 0)
    }
    printer.finish()
    #expect(
      screen.text.withLock { $0 } == """
        10/400 accepted, 0 refused, 0 cells done, 1/s, 6 min 30 s left
        20/400 accepted, 0 refused, 0 cells done, 1/s, 6 min 20 s left

        """)
  }

  @Test func theRateIsThatOfThisInvocation() {
    let printer = ProgressPrinter(wanted: 100, console: screen.console(columns: 200), clock: clock)
    printer.resumed(accepted: 50, refused: 5)
    clock.advance(by: .seconds(10))
    commit(printer, accepted: 10, refused: 0)
    #expect(
      screen.text.withLock { $0 }
        == "\r60/100 accepted, 5 refused, 55 cells done, 1/s, 40 s left\u{1B}[K")
  }

  @Test(arguments: [(0.2, "1 s"), (59, "59 s"), (200, "3 min 20 s"), (7500, "2 h 5 min")])
  func timesAreShort(seconds: Double, text: String) { #expect(Pace.time(seconds) == text) }
}

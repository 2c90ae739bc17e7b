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

  @Test func aTerminalGetsAPanelThatIsRedrawnAndWiped() {
    let printer = ProgressPrinter(
      title: "rag", wanted: 40, console: screen.console(columns: 200), clock: clock)
    clock.advance(by: .seconds(5))
    commit(printer, accepted: 10, refused: 2)
    clock.advance(by: .milliseconds(50))
    commit(printer, accepted: 1, refused: 0)  // Too soon to be drawn.
    clock.advance(by: .milliseconds(50))
    commit(printer, accepted: 9, refused: 0)
    printer.finish()
    commit(printer, accepted: 9, refused: 0)
    let stages = "\u{1B}[K\nin flight: generator 0, critic 0, evaluator 0; 0 cells done"
    #expect(
      screen.text.withLock { $0 }
        == "\rrag  ███████░░░░░░░░░░░░░░░░░░░░░░░  10/40 accepted, 2 refused, 15 s left" + stages
        + "\u{1B}[K\nrefused: refused 2\u{1B}[J"
        + "\r\u{1B}[2Arag  ███████████████░░░░░░░░░░░░░░░  20/40 accepted, 2 refused, 6 s left"
        + stages
        + "\u{1B}[K\nrefused: refused 2\u{1B}[J" + "\r\u{1B}[2A\u{1B}[J")
  }

  @Test func aNoteStaysAboveThePanel() {
    let printer = ProgressPrinter(wanted: 4, console: screen.console(columns: 80), clock: clock)
    commit(printer, accepted: 1, refused: 0)
    printer.drains(2, atMost: .seconds(30))
    let text = screen.text.withLock { $0 }
    #expect(text.contains("\r\u{1B}[1A\u{1B}[JEnding: waiting up to 30 s for 2 replies"))
  }

  @Test(arguments: [1, 8, 21, 45]) func aNarrowTerminalIsNotOverrun(columns: Int) {
    let printer = ProgressPrinter(
      title: "注意力机制的题目", wanted: 40, console: screen.console(columns: columns), clock: clock)
    commit(printer, accepted: 10, refused: 2)
    let lines = screen.text.withLock { $0 }.dropFirst().replacing("\u{1B}[K", with: "")
      .replacing("\u{1B}[J", with: "").split(separator: "\n")
    #expect(lines.allSatisfy { $0.columns < max(2, columns) })
  }

  @Test func thePanelTellsWhereTheCellsAre() {
    var figures = RunFigures()
    figures.wanted = 40
    let reply = ModelCall(
      key: "k", role: .generator, model: "m", sample: 0, attempt: 0, outcome: .good,
      usage: TokenUsage(prompt: 900, completion: 100, isReported: true))
    for _ in 0..<3 { figures.pass(from: "topic-planner", to: ["generator"], calls: []) }
    for _ in 0..<2 { figures.pass(from: "generator", to: ["critic"], calls: [reply]) }
    figures.pass(from: "critic", to: ["generator"], calls: [])
    figures.pass(from: "critic", to: ["evaluator"], calls: [reply])
    figures.pass(from: "evaluator", to: ["curator"], calls: [])
    let panel = RunPanel(title: "rag", figures: figures, seconds: 6)
    #expect(
      panel.lines(columns: 60) == [
        "rag  ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░  0/40 accepted, 6 s",
        "in flight: generator 2, critic 0, evaluator 0; 0 cells done",
        "3 requests, 0.5/s, 2700 + 300 tokens",
      ])
  }

  @Test func thePanelProjectsTheCost() {
    var figures = RunFigures()
    figures.wanted = 40
    figures.acceptedBefore = 10
    figures.accepted = 20
    figures.pass(
      from: "generator", to: ["critic"],
      calls: [
        ModelCall(
          key: "k", role: .generator, model: "m", sample: 0, attempt: 0, outcome: .good,
          usage: TokenUsage(prompt: 1_200_000, completion: 88_000, isReported: true))
      ])
    let dollar = Money.nanoPerDollar
    var spent = Spending.nothing
    spent.cost = 3 * dollar
    var before = Spending.nothing
    before.cost = 2 * dollar
    let panel = RunPanel(
      title: "", figures: figures, seconds: 10, spent: spent, knowsPrices: true, resumed: before)
    // Ten items for a dollar, so that the twenty that are missing cost two more.
    #expect(
      panel.lines(columns: 100)[2]
        == "1 requests, 0.1/s, 1.2M + 88k tokens, \(Money.short(3 * dollar)) of about "
        + Money.short(5 * dollar))
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
    #expect(screen.text.withLock { $0 }.contains("60/100 accepted, 5 refused, 40 s left"))
  }

  @Test(arguments: [(0.2, "1 s"), (59, "59 s"), (200, "3 min 20 s"), (7500, "2 h 5 min")])
  func timesAreShort(seconds: Double, text: String) { #expect(Pace.time(seconds) == text) }
}

package import QuestionPipeline

/// One command of the program.
protocol Command: Sendable {
  static var spec: CommandSpec { get }
  /// Errors thrown here are the user's: nothing has been written yet.
  init(_ arguments: Arguments, in workplace: Workplace) async throws
  /// Does the work. Throws what could not be foreseen.
  func run() async throws -> ExitCode
}

/// What commands meet outside: the console, the wish to stop, and the time.
package struct Workplace: Sendable {
  package var console: Console
  package var interruption: Interruption
  package var clock: any WallClock

  package init(
    console: Console, interruption: Interruption = Interruption(),
    clock: any WallClock = MonotonicClock()
  ) {
    self.console = console
    self.interruption = interruption
    self.clock = clock
  }
}

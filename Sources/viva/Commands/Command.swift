package import QuestionPipeline

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// One command of the program.
protocol Command: Sendable {
  static var spec: CommandSpec { get }
  /// Errors thrown here are the user's: nothing has been written yet.
  init(_ arguments: Arguments, in workplace: Workplace) async throws
  /// Does the work. Throws what could not be foreseen.
  func run() async throws -> ExitCode
}

/// What commands meet outside: the console, the wish to stop, the time, and the environment.
package struct Workplace: Sendable {
  package var console: Console
  package var interruption: Interruption
  package var clock: any RunClock
  /// The value of an environment variable.
  package var environment: @Sendable (String) -> String?

  package init(
    console: Console, interruption: Interruption = Interruption(),
    clock: any RunClock = MonotonicClock(),
    environment: @escaping @Sendable (String) -> String? = Workplace.processEnvironment
  ) {
    self.console = console
    self.interruption = interruption
    self.clock = clock
    self.environment = environment
  }

  package static let processEnvironment: @Sendable (String) -> String? = { name in
    getenv(name).map { String(cString: $0) }
  }
}

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
  /// The time of day, for dates that servers send.
  package var timeOfDay: @Sendable () -> UnixTime
  /// The value of an environment variable.
  package var environment: @Sendable (String) -> String?
  /// Hears how many items are through, of how many; nil where nobody asks.
  package var advances: (@Sendable (_ done: Int, _ wanted: Int) -> Void)?

  package init(
    console: Console, interruption: Interruption = Interruption(),
    clock: any RunClock = MonotonicClock(),
    timeOfDay: @escaping @Sendable () -> UnixTime = UnixTime.system,
    environment: @escaping @Sendable (String) -> String? = Workplace.processEnvironment
  ) {
    self.console = console
    self.interruption = interruption
    self.clock = clock
    self.timeOfDay = timeOfDay
    self.environment = environment
  }

  package static let processEnvironment: @Sendable (String) -> String? = { name in
    getenv(name).map { String(cString: $0) }
  }

  /// Where it is remembered what endpoints take: in the user's cache.
  var abilityFile: String? {
    let cache =
      environment("XDG_CACHE_HOME").flatMap { $0.hasPrefix("/") ? $0 : nil }
      ?? environment("HOME").map { $0 + "/.cache" }
    return cache.map { $0 + "/viva/abilities.json" }
  }

  func abilityCache() -> AbilityCache { AbilityCache(path: abilityFile, now: timeOfDay) }
}

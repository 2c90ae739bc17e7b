/// How the program ends, as scripts see it.
package enum ExitCode: Int32, Sendable {
  case done = 0
  case failed = 1
  /// Bad usage, configuration or input, found before anything was written.
  case badInput = 2
  /// Finished, but short of what was asked.
  case short = 3
  case gateFailed = 4
  /// Ended by a signal; the same command goes on.
  case interrupted = 130
}

import Dispatch
import QuestionPipeline
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Listens for SIGINT and SIGTERM as long as it is kept: the first asks for a clean end, a later one ends the program. Half
/// a second must lie between: some senders signal a process and then its group.
final class Signals {
  private let sources: [any DispatchSourceSignal]

  init(_ interruption: Interruption) {
    let queue = DispatchQueue(label: "viva.signals")
    let wish = Wish()
    sources = [SIGINT, SIGTERM].map { number in
      // Else the default would end the program before the source hears of it.
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler {
        switch wish.heard(at: ContinuousClock.now) {
        case .first: interruption.trigger()
        case .echo: break
        case .later: _exit(ExitCode.interrupted.rawValue)
        }
      }
      source.resume()
      return source
    }
  }

  /// What a signal says, by the time since the first.
  private final class Wish: Sendable {
    enum Meaning { case first, echo, later }
    private let first = Mutex<ContinuousClock.Instant?>(nil)

    func heard(at now: ContinuousClock.Instant) -> Meaning {
      first.withLock { first in
        guard let start = first else {
          first = now
          return .first
        }
        return now - start < .milliseconds(500) ? .echo : .later
      }
    }
  }
}

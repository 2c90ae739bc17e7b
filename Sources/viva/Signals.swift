import Dispatch
import QuestionPipeline
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Listens for SIGINT and SIGTERM as long as it is kept: the first asks for a clean end, a second one ends the program.
final class Signals {
  private let sources: [any DispatchSourceSignal]

  init(_ interruption: Interruption) {
    let queue = DispatchQueue(label: "viva.signals")
    let count = Counter()
    sources = [SIGINT, SIGTERM].map { number in
      // Else the default would end the program before the source hears of it.
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler {
        guard count.next() == 1 else { _exit(ExitCode.interrupted.rawValue) }
        interruption.trigger()
      }
      source.resume()
      return source
    }
  }

  private final class Counter: Sendable {
    private let value = Mutex(0)
    func next() -> Int {
      value.withLock {
        $0 += 1
        return $0
      }
    }
  }
}

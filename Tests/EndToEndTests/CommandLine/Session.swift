import QuestionPipeline
import Synchronization
import TestSupport
import Testing

@testable import viva

/// The program called as a shell would call it, with what it writes.
struct Session {
  struct Result: Sendable {
    var code: ExitCode
    var output: String
    var error: String
  }

  @discardableResult
  static func run(_ words: String..., interruption: Interruption = Interruption()) async -> Result {
    await run(words, interruption: interruption)
  }

  /// - Parameters:
  ///   - environment: all variables that the program sees.
  ///   - columns: of the terminal; nil for none.
  ///   - clock: where nothing is given, time stands still, so that no progress is told, however slow the machine is.
  @discardableResult
  static func run(
    _ words: [String], interruption: Interruption = Interruption(),
    environment: [String: String] = [:], columns: Int? = nil,
    clock: any RunClock = SteppingClock()
  ) async -> Result {
    let texts = Texts()
    let console = Console(
      write: { text in texts.output.withLock { $0 += text } },
      writeError: { text in texts.error.withLock { $0 += text } }, columns: { columns })
    let viva = Viva(
      Workplace(
        console: console, interruption: interruption, clock: clock,
        environment: { environment[$0] }))
    let code = await viva.run(words)
    return Result(
      code: code, output: texts.output.withLock { $0 }, error: texts.error.withLock { $0 })
  }

  private final class Texts: Sendable {
    let output = Mutex("")
    let error = Mutex("")
  }
}

/// A file of Fixtures/.
func fixture(_ name: String, here: String = #filePath) throws -> String {
  let folder = FileSystem.parent(of: FileSystem.parent(of: here))
  return String(decoding: try FileSystem.read("\(folder)/Fixtures/\(name)"), as: UTF8.self)
}

import QuestionPipeline
import TestSupport
import Testing

/// The built program under a limit on the size of its files, in a process of its own.
struct FileLimitTests {
  private let folder = TemporaryDirectory()

  private func run(_ limit: String) throws -> Int32 {
    let program = try #require(Process.program)
    return try Process([
      "bash", "-c", "ulimit -f \(limit); exec \"$@\" 2>>\"$0\"", folder.file("errors.txt"), program,
      "generate", "--topic", "Python", "--count", "3", "--out", folder.file("set"),
    ]).wait()
  }

  /// In units of 1,024 bytes: before the journal, in its index, while it is made, while the set is written.
  @Test(.enabled(if: Process.program != nil), arguments: [0, 1, 4, 16, 24, 40, 64])
  func aLimitIsNobodysBadInput(limit: Int) throws {
    #expect(try run(String(limit)) == 1)
    let errors = try String(decoding: FileSystem.read(folder.file("errors.txt")), as: UTF8.self)
    #expect(limit == 0 || errors.contains(folder.file("set")))
    #expect(try run("unlimited") == 0)
  }
}

/// Runs a coding task's solution against its tests with `python3`.
package enum CodeTrial {
  /// Whether `python3` is on the search path.
  package static var isPossible: Bool { ChildProcess.path(of: "python3") != nil }

  /// What went wrong, in a line; nil where all assertions hold. The code runs isolated from the user's own modules, and
  /// for ten seconds at most, but it is not fenced in: it is the pack's own.
  package static func problem(in task: CodeFact) -> String? {
    guard let python = ChildProcess.path(of: "python3") else { return "python3 is not installed" }
    let source = task.solution + "\n" + task.tests + "\n"
    do {
      let output = try ChildProcess.run(
        [python, "-I", "-"], input: Array(source.utf8), seconds: 10, limit: 1 << 20)
      guard output.code != 0 else { return nil }
      let lines = output.errors.split(separator: "\n")
      return "the solution fails its tests: \(lines.last ?? "exit code \(output.code)")"
    } catch {
      switch error {
      case .tooSlow: return "the solution takes more than 10 s"
      case .tooMuch: return "the solution prints more than 1 MB"
      case .notStarted(let why): return "python3 could not be started: \(why)"
      }
    }
  }
}

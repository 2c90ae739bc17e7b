import QuestionPipeline
import TestSupport
import Testing

@testable import viva

@Suite struct ShellTests {
  /// What bash completes the last of some words to, by the script that the program prints.
  private func completions(_ words: String...) async throws -> [String] {
    let folder = TemporaryDirectory()
    let script = await Session.run("completions", "bash").output
    let list = words.map { "'\($0)'" }.joined(separator: " ")
    let path = folder.path + "/complete.bash"
    try FileSystem.write(
      Array(
        (script + "COMP_WORDS=(\(list)); COMP_CWORD=\(words.count - 1); _viva\n"
          + "printf '%s\\n' \"${COMPREPLY[@]}\" end\n").utf8), to: path)
    let shell = try Process(["bash", path])
    var lines: [String] = []
    while case let line = shell.outputLine(), line != "end" { lines.append(line) }
    #expect(shell.wait() == 0)
    return lines.filter { !$0.isEmpty }
  }

  @Test func bashCompletesCommandsAndTheirSecondWords() async throws {
    #expect(try await completions("viva", "gen") == ["generate"])
    #expect(try await completions("viva", "journal", "s") == ["show", "stats"])
    #expect(try await completions("viva", "help", "gen") == ["generate"])
  }

  @Test func bashCompletesOptionsOfTheirCommandAlone() async throws {
    #expect(try await completions("viva", "generate", "--kin") == ["--kinds"])
    #expect(try await completions("viva", "report", "set", "--kin").isEmpty)
    #expect(try await completions("viva", "journal", "show", "file", "--ro") == ["--role"])
  }

  @Test func bashCompletesValues() async throws {
    #expect(try await completions("viva", "generate", "--backend", "off") == ["offline"])
    #expect(try await completions("viva", "generate", "--backend", "=", "off") == ["offline"])
    #expect(
      try await completions("viva", "generate", "--kinds", "open,mul") == ["open,multipleChoice"])
    #expect(try await completions("viva", "completions", "z") == ["zsh"])
    #expect(try await completions("viva", "generate", "--count", "").isEmpty)
  }

  @Test(arguments: Shell.allCases) func everyCommandAndOptionIsInTheScript(shell: Shell) async {
    let script = await Session.run("completions", shell.rawValue).output
    for command in Viva.program.commands {
      for word in command.name.split(separator: " ") { #expect(script.contains(word)) }
      for option in command.options {
        #expect(script.contains(shell == .fish ? "-l \(option.name) " : "--\(option.name)"))
      }
    }
  }

  @Test func anUnknownShellIsNamedWithTheNearest() async {
    let result = await Session.run("completions", "bsh")
    #expect(result.code == .badInput)
    #expect(result.error.hasPrefix("Error: Unknown shell 'bsh'. Did you mean 'bash'?\n"))
  }

  @Test func theManualHasEveryCommandAndOptionAndIsASCII() async {
    let page = await Session.run("man").output
    #expect(page.utf8.allSatisfy { $0 < 0x80 })
    for command in Viva.program.commands {
      #expect(page.contains(".SS \(command.name)\n"))
      for option in command.options {
        let name = option.name.reduce(into: "") { $0 += $1 == "-" ? "\\-" : String($1) }
        #expect(page.contains("\\fB\\-\\-\(name)\\fR"))
      }
    }
  }
}

/// `viva completions`: prints what teaches a shell the command line.
struct CompletionsCommand: Command {
  static let spec = CommandSpec(
    "completions", "Print the completion of commands and options for a shell",
    positionals: [
      CommandSpec.Positional(
        "shell", "One of \(Shell.allCases.map(\.rawValue).joined(separator: ", ")).",
        known: Shell.allCases.map(\.rawValue), completion: .none)
    ],
    notes: [
      CommandSpec.Note(
        "To use it",
        "bash  echo 'source <(viva completions bash)' >> ~/.bashrc",
        "zsh   echo 'source <(viva completions zsh)' >> ~/.zshrc   (behind compinit)",
        "fish  viva completions fish > ~/.config/fish/completions/viva.fish")
    ])

  private let shell: Shell
  private let console: Console

  init(_ arguments: Arguments, in workplace: Workplace) throws {
    console = workplace.console
    shell = try arguments.known(Shell.self, at: 0)
  }

  func run() -> ExitCode {
    console.print(shell.script(for: Viva.program))
    return .done
  }
}

/// `viva man`: prints the manual page.
struct ManCommand: Command {
  static let spec = CommandSpec(
    "man", "Print the manual page",
    notes: [
      CommandSpec.Note(
        "To use it", "viva man | man -l -", "viva man > /usr/local/share/man/man1/viva.1")
    ])

  private let console: Console

  init(_ arguments: Arguments, in workplace: Workplace) { console = workplace.console }

  func run() -> ExitCode {
    console.print(ManualPage(Viva.program).text)
    return .done
  }
}

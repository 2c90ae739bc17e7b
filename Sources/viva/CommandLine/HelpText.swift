import QuestionPipeline

/// Help and usage, made from what commands declare.
package enum HelpText {
  /// Columns of a page of help.
  private static let width = 100
  /// Where the explanations start.
  private static let column = 28

  /// "viva generate --topic <topic> [--count <n>]"
  package static func usage(of command: CommandSpec) -> String {
    var words = ["viva", command.name]
    words += command.positionals.map(\.form)
    for option in command.options {
      switch option.usage {
      case .unnamed: break
      case .expected: words.append(option.form)
      case .optional: words.append("[\(option.form)]")
      }
    }
    return words.joined(separator: " ")
  }

  package static func usageError(_ detail: String, of command: CommandSpec) -> UsageError {
    UsageError(detail: detail, usage: usage(of: command), help: "viva \(command.name) --help")
  }

  package static func usageError(_ detail: String, of program: ProgramSpec) -> UsageError {
    UsageError(
      detail: detail, usage: "\(program.name) <command> [option …]", help: "\(program.name) --help")
  }

  package static func text(of program: ProgramSpec) -> String {
    var lines = [program.summary, "", "Usage: \(program.name) <command> [option …]"]
    lines += ["", "Commands"]
    for command in program.commands { lines += entry(command.name, command.summary + ".") }
    lines += ["", "Options"]
    lines += entry("--help", "Show this, or with a command the help of that command.")
    lines += entry("--version", "Show the version.")
    lines += notes(program.notes)
    return lines.joined(separator: "\n")
  }

  /// On the commands whose names begin with a word.
  package static func text(ofGroup word: String, in program: ProgramSpec) -> String {
    var lines = ["Usage: \(program.name) \(word) <command> [option …]", "", "Commands"]
    for command in program.commands where command.name.hasPrefix(word + " ") {
      lines += entry(command.name, command.summary + ".")
    }
    return lines.joined(separator: "\n")
  }

  package static func text(of command: CommandSpec) -> String {
    var lines = [command.summary + ".", "", "Usage: \(usage(of: command))"]
    if !command.positionals.isEmpty {
      lines += ["", "Arguments"]
      for positional in command.positionals {
        lines += entry(positional.form, positional.help)
      }
    }
    for section in command.sections {
      lines += ["", section.title]
      for option in section.options {
        lines += entry(option.form, explanation(of: option))
      }
    }
    lines += notes(command.notes)
    return lines.joined(separator: "\n")
  }

  /// "Items wanted (default: 20)."
  static func explanation(of option: OptionSpec) -> String {
    guard let standard = option.standard else { return option.help }
    let help = option.help.hasSuffix(".") ? String(option.help.dropLast()) : option.help
    return "\(help) (default: \(standard))."
  }

  private static func notes(_ notes: [CommandSpec.Note]) -> [String] {
    notes.flatMap { ["", $0.title] + $0.lines.map { "  \($0)" } }
  }

  /// A name at the left and its explanation at the right, wrapped.
  private static func entry(_ name: String, _ explanation: String) -> [String] {
    let rows = TextPage.wrapped(explanation, to: width - column)
    let indent = String(repeating: " ", count: column)
    let head = "  \(name)"
    guard head.count + 2 <= column else { return [head] + rows.map { indent + $0 } }
    let first = head + String(repeating: " ", count: column - head.count) + (rows.first ?? "")
    return [first] + rows.dropFirst().map { indent + $0 }
  }
}

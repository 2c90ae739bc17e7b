import QuestionPipeline

/// The manual page, made from what commands declare, for `man` (groff and mandoc).
package struct ManualPage {
  private let program: ProgramSpec

  package init(_ program: ProgramSpec) { self.program = program }

  package var text: String {
    let name = program.name
    var lines = [
      ".TH \(name.uppercased()) 1 \"\(Version.date)\" \"\(name) \(program.version)\" \"User Commands\"",
      ".SH NAME", "\(name) \\- write question-and-answer sets and say how good they are",
      ".SH SYNOPSIS", ".B \(name)", ".I command", "[\\fIoption\\fR ...]",
      ".SH DESCRIPTION", Self.line(program.summary),
      "Results go to standard output, progress and notices to standard error.",
      ".SH COMMANDS",
    ]
    for command in program.commands { lines += section(of: command) }
    for note in program.notes {
      lines += [".SH \(Self.escaped(note.title.uppercased()))", ".nf"]
      lines += note.lines.map(Self.line) + [".fi"]
    }
    return lines.joined(separator: "\n")
  }

  private func section(of command: CommandSpec) -> [String] {
    var lines = [
      ".SS \(Self.escaped(command.name))", Self.line(command.summary + "."), ".PP",
      "\\fB\(Self.escaped(HelpText.usage(of: command)))\\fR",
    ]
    for positional in command.positionals {
      lines += entry("\\fI\(Self.escaped(positional.name))\\fR", positional.help)
    }
    for section in command.sections {
      lines += [".PP", "\\fI\(Self.escaped(section.title))\\fR"]
      for option in section.options {
        let value = option.placeholder.map { " \\fI\(Self.escaped($0))\\fR" } ?? ""
        lines += entry(
          "\\fB\(Self.escaped("--" + option.name))\\fR" + value, HelpText.explanation(of: option))
      }
    }
    for note in command.notes {
      lines += [".PP", "\\fI\(Self.escaped(note.title))\\fR", ".PP", ".nf"]
      lines += note.lines.map(Self.line) + [".fi"]
    }
    return lines
  }

  private func entry(_ term: String, _ text: String) -> [String] { [".TP", term, Self.line(text)] }

  /// A line of text: one that would begin with a request does not.
  private static func line(_ text: String) -> String {
    let text = escaped(text)
    return text.hasPrefix(".") || text.hasPrefix("'") ? "\\&" + text : text
  }

  private static func escaped(_ text: String) -> String {
    text.reduce(into: "") { result, character in
      switch character {
      case "\\": result += "\\e"
      case "-": result += "\\-"
      case "…": result += "..."
      case _ where character.isASCII: result.append(character)
      default:
        for scalar in character.unicodeScalars {
          let digits = String(scalar.value, radix: 16, uppercase: true)
          result += "\\[u\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits)]"
        }
      }
    }
  }
}

/// Completion for fish by its `complete`.
struct FishScript {
  let program: ProgramSpec

  var text: String {
    let name = program.name
    var lines = [
      "# Completion of \(name) \(program.version) for fish: \(name) completions fish | source",
      "function __\(name)_words",
      "  set -l words (commandline -opc)",
      "  test (count $words) -gt (count $argv); or return 1",
      "  for index in (seq (count $argv))",
      "    test $words[(math $index + 1)] = $argv[$index]; or return 1",
      "  end",
      "end",
      "function __\(name)_list",
      "  set -l token (string replace -r '^--[^=]*=' '' -- (commandline -ct))",
      "  set -l head (string match -r '.*,' -- $token)",
      "  printf '%s\\n' $head$argv",
      "end",
      "complete -c \(name) -f",
      "complete -c \(name) -n __fish_use_subcommand -l help -d 'Show help'",
      "complete -c \(name) -n __fish_use_subcommand -l version -d 'Show the version'",
    ]
    for entry in program.firstWords {
      lines.append(
        "complete -c \(name) -n __fish_use_subcommand -a \(entry.word) -d \(Self.quoted(entry.summary))"
      )
    }
    let words = program.firstWords.map(\.word).joined(separator: " ")
    lines += [
      "complete -c \(name) -n __fish_use_subcommand -a help -d 'Show the help of a command'",
      "complete -c \(name) -n '__\(name)_words help' -a '\(words)'",
    ]
    for group in program.groups {
      for entry in program.words(below: group) {
        lines.append(
          "complete -c \(name) -n '__\(name)_words \(group); and test (count (commandline -opc)) -eq 2' "
            + "-a \(entry.word) -d \(Self.quoted(entry.summary))")
      }
    }
    for command in program.commands {
      let head = "complete -c \(name) -n '__\(name)_words \(command.name)'"
      for option in command.options {
        var line = "\(head) -l \(option.name)"
        if option.placeholder != nil { line += " " + values(of: option) }
        lines.append(line + " -d \(Self.quoted(HelpText.explanation(of: option)))")
      }
      lines.append("\(head) -l help -d 'Show the help of this command'")
      if let last = command.completedPositional {
        if !last.known.isEmpty {
          lines.append("\(head) -a '\(last.known.joined(separator: " "))'")
        } else if last.completion != .none {
          lines.append("\(head) -F")
        }
      }
    }
    return lines.joined(separator: "\n")
  }

  private func values(of option: OptionSpec) -> String {
    if !option.known.isEmpty {
      let known = option.known.joined(separator: " ")
      return option.isList ? "-x -a '(__\(program.name)_list \(known))'" : "-x -a '\(known)'"
    }
    return switch option.completion {
    case .none: "-x"
    case .file: "-r -F"
    case .folder: "-x -a '(__fish_complete_directories)'"
    }
  }

  private static func quoted(_ text: String) -> String {
    "'" + text.reduce(into: "") { $0 += $1 == "'" || $1 == "\\" ? "\\\($1)" : String($1) } + "'"
  }
}

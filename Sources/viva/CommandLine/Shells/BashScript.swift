/// Completion for bash 3.2 and later, without the bash-completion package.
struct BashScript {
  let program: ProgramSpec

  var text: String {
    var lines = [
      "# Completion of \(program.name) \(program.version) for bash:"
        + " source <(\(program.name) completions bash)",
      "_\(program.name)() {",
      "  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]} command=${COMP_WORDS[1]}",
      "  COMPREPLY=()",
      "  # '--option=value' comes as three words.",
      "  if [[ $cur == = ]]; then",
      "    cur=",
      "  elif [[ $prev == = ]]; then",
      "    prev=${COMP_WORDS[COMP_CWORD - 2]}",
      "  fi",
      "  if ((COMP_CWORD == 1)); then",
      "    \(Self.words(program.firstWords.map(\.word) + ["help", "--help", "--version"]))",
      "    return",
      "  fi",
      "  case $command in",
      "    help)",
      "      \(Self.words(program.firstWords.map(\.word)))",
      "      return",
      "      ;;",
    ]
    for group in program.groups {
      lines += [
        "    \(group))",
        "      if ((COMP_CWORD == 2)); then",
        "        \(Self.words(program.words(below: group).map(\.word) + ["--help"]))",
        "        return",
        "      fi",
        "      command+=\" ${COMP_WORDS[2]}\"",
        "      ;;",
      ]
    }
    lines += ["  esac", "  case $command in"]
    for command in program.commands { lines += section(of: command) }
    lines += [
      "  esac",
      "}",
      "_\(program.name)_files() {",
      "  local IFS=$'\\n'",
      "  COMPREPLY=($(compgen \"$1\" -- \"$cur\"))",
      "  compopt -o filenames 2>/dev/null",
      "}",
      "# Values with commas between them.",
      "_\(program.name)_list() {",
      "  local head=",
      "  [[ $cur == *,* ]] && head=${cur%,*},",
      "  COMPREPLY=($(compgen -P \"$head\" -W \"$1\" -- \"${cur##*,}\"))",
      "  compopt -o nospace 2>/dev/null",
      "}",
      "complete -F _\(program.name) \(program.name)",
    ]
    return lines.joined(separator: "\n")
  }

  private static func words(_ words: [String]) -> String {
    "COMPREPLY=($(compgen -W \"\(words.joined(separator: " "))\" -- \"$cur\"))"
  }

  private func section(of command: CommandSpec) -> [String] {
    let pattern = command.name.contains(" ") ? "\"\(command.name)\"" : command.name
    var lines = ["    \(pattern))"]
    let valued = command.options.filter { $0.placeholder != nil }
    if !valued.isEmpty {
      lines.append("      case $prev in")
      for option in valued {
        lines.append("        --\(option.name)) \(values(of: option))return ;;")
      }
      lines.append("      esac")
    }
    let options = command.options.map { "--\($0.name)" } + ["--help"]
    let option = Self.words(options)
    if let last = command.completedPositional {
      lines += [
        "      if [[ $cur == -* ]]; then", "        \(option)", "      else",
        "        \(completing(last.known, last.completion) ?? ":")", "      fi",
      ]
    } else {
      lines.append("      \(option)")
    }
    return lines + ["      ;;"]
  }

  private func values(of option: OptionSpec) -> String {
    if option.isList, !option.known.isEmpty {
      return "_\(program.name)_list \"\(option.known.joined(separator: " "))\"; "
    }
    return completing(option.known, option.completion).map { $0 + "; " } ?? ""
  }

  private func completing(_ known: [String], _ completion: Completion) -> String? {
    guard known.isEmpty else { return Self.words(known) }
    return switch completion {
    case .none: nil
    case .file: "_\(program.name)_files -f"
    case .folder: "_\(program.name)_files -d"
    }
  }
}

/// Completion for zsh by its own `_arguments`.
struct ZshScript {
  let program: ProgramSpec

  var text: String {
    let name = program.name
    var lines = [
      "#compdef \(name)",
      "# Completion of \(name) \(program.version) for zsh:"
        + " source <(\(name) completions zsh), or a file _\(name) on the fpath.",
      "_\(name)() {",
      "  local curcontext=$curcontext command=$words[2]",
      "  if ((CURRENT == 2)) || [[ $command == help && CURRENT -eq 3 ]]; then",
      "    local -a commands=(",
    ]
    lines += program.firstWords.map { "      \(Self.described($0.word, $0.summary))" }
    lines += [
      "      \(Self.described("help", "Show the help of a command"))",
      "    )",
      "    if [[ $PREFIX == -* ]]; then",
      "      _arguments '--help[Show help]' '--version[Show the version]'",
      "    else",
      "      _describe -t commands command commands",
      "    fi",
      "    return",
      "  fi",
      "  case $command in",
    ]
    for group in program.groups {
      lines += [
        "    \(group))",
        "      if ((CURRENT == 3)); then",
        "        local -a below=(",
      ]
      lines += program.words(below: group).map {
        "          \(Self.described($0.word, $0.summary))"
      }
      lines += [
        "        )",
        "        _describe -t commands command below",
        "        return",
        "      fi",
        "      command+=\" $words[3]\"",
        "      shift words",
        "      ((CURRENT--))",
        "      ;;",
      ]
    }
    lines += ["  esac", "  shift words", "  ((CURRENT--))", "  case $command in"]
    for command in program.commands { lines += section(of: command) }
    return
      (lines + [
        "  esac", "}",
        "if [[ $zsh_eval_context[-1] == loadautofunc ]]; then _\(name) \"$@\"; else compdef _\(name) \(name); fi",
      ]).joined(separator: "\n")
  }

  private func section(of command: CommandSpec) -> [String] {
    var specs = command.options.map { option in
      let star = option.isRepeatable ? "\\*" : ""
      let help = Self.bracketed(HelpText.explanation(of: option))
      guard let placeholder = option.placeholder else {
        return "\(star)'--\(option.name)[\(help)]'"
      }
      let value = Self.coloned(placeholder)
      return "\(star)'--\(option.name)=[\(help)]:\(value):\(action(of: option))'"
    }
    specs.append("'--help[Show the help of this command]'")
    for positional in command.positionals {
      let action = action(positional.known, positional.completion)
      let name = Self.coloned(positional.name)
      switch positional.arity {
      case .one: specs.append("':\(name):\(action)'")
      case .optional: specs.append("'::\(name):\(action)'")
      case .several: specs.append("'*:\(name):\(action)'")
      }
    }
    let pattern = command.name.contains(" ") ? "\"\(command.name)\"" : command.name
    return ["    \(pattern))", "      _arguments \\"]
      + specs.dropLast().map { "        \($0) \\" } + specs.suffix(1).map { "        \($0)" }
      + ["      ;;"]
  }

  private func action(of option: OptionSpec) -> String {
    if option.isList, !option.known.isEmpty {
      return "_values -s , value \(option.known.joined(separator: " "))"
    }
    return action(option.known, option.completion)
  }

  private func action(_ known: [String], _ completion: Completion) -> String {
    guard known.isEmpty else { return "(\(known.joined(separator: " ")))" }
    return switch completion {
    case .none: " "
    case .file: "_files"
    case .folder: "_files -/"
    }
  }

  /// An element of `_describe`'s list.
  private static func described(_ word: String, _ summary: String) -> String {
    "'\(word):\(quoted(summary))'"
  }

  private static func bracketed(_ text: String) -> String {
    coloned(text).reduce(into: "") { $0 += $1 == "[" || $1 == "]" ? "\\\($1)" : String($1) }
  }

  private static func coloned(_ text: String) -> String {
    quoted(text).reduce(into: "") { $0 += $1 == ":" ? "\\:" : String($1) }
  }

  /// Inside single quotes.
  private static func quoted(_ text: String) -> String {
    text.reduce(into: "") { $0 += $1 == "'" ? "'\\''" : String($1) }
  }
}

/// A shell that completes words of the command line, from what commands declare.
package enum Shell: String, Sendable, Hashable, CaseIterable {
  case bash, zsh, fish

  /// The script that teaches the shell the program's commands, options and values.
  package func script(for program: ProgramSpec) -> String {
    switch self {
    case .bash: BashScript(program: program).text
    case .zsh: ZshScript(program: program).text
    case .fish: FishScript(program: program).text
    }
  }
}

extension ProgramSpec {
  /// The first words of commands with more than one, in their order.
  var groups: [String] {
    var found: [String] = []
    for command in commands {
      let words = command.name.split(separator: " ")
      if words.count > 1, !found.contains(String(words[0])) { found.append(String(words[0])) }
    }
    return found
  }

  /// The words that may stand first, each with what it does.
  var firstWords: [(word: String, summary: String)] {
    var found: [(word: String, summary: String)] = []
    for command in commands {
      let words = command.name.split(separator: " ").map(String.init)
      if words.count == 1 {
        found.append((words[0], command.summary))
      } else if !found.contains(where: { $0.word == words[0] }) {
        let further = self.words(below: words[0]).map(\.word)
        found.append((words[0], further.joined(separator: ", ")))
      }
    }
    return found
  }

  /// The second words of a group, each with what it does.
  func words(below group: String) -> [(word: String, summary: String)] {
    commands.filter { $0.name.hasPrefix(group + " ") }.map {
      (String($0.name.dropFirst(group.count + 1)), $0.summary)
    }
  }
}

extension OptionSpec {
  /// Whether several known values may stand behind it with commas between them.
  var isList: Bool { placeholder?.hasSuffix(",…") ?? false }
}

extension CommandSpec {
  /// The word without a name that shells which do not count words complete: the first that can be completed.
  var completedPositional: Positional? {
    positionals.first { !$0.known.isEmpty || $0.completion != .none } ?? positionals.first
  }
}

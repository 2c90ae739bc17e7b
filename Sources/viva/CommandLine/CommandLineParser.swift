import QuestionPipeline

/// What a command line asks for.
package enum ParsedCommandLine: Sendable {
  case run(Arguments)
  /// Help on a command, or on the program.
  case help(CommandSpec?)
  /// Help on the commands that begin with that word.
  case groupHelp(String)
  case version
}

/// Reads the words behind the program's name.
package struct CommandLineParser: Sendable {
  let program: ProgramSpec

  package init(_ program: ProgramSpec) { self.program = program }

  package func parse(_ words: [String]) throws(UsageError) -> ParsedCommandLine {
    guard let first = words.first else {
      throw HelpText.usageError("A command is missing.", of: program)
    }
    switch first {
    case "--help", "-h": return .help(nil)
    case "--version": return .version
    case "help": return try help(on: words.dropFirst())
    default: break
    }
    if first.hasPrefix("-") { throw unknownOption(first, among: ["--help", "--version"]) }
    if words.count == 2, ["--help", "-h"].contains(words[1]), isGroup(first) {
      return .groupHelp(first)
    }
    let (command, rest) = try command(words[...])
    return try parse(rest, for: command)
  }

  private func help(on words: ArraySlice<String>) throws(UsageError) -> ParsedCommandLine {
    guard let first = words.first else { return .help(nil) }
    if words.count == 1, isGroup(first) { return .groupHelp(first) }
    return .help(try command(words).command)
  }

  /// Whether a word is but the first of several commands' names.
  private func isGroup(_ word: String) -> Bool {
    program.commands.contains { $0.name.hasPrefix(word + " ") }
  }

  /// The command that the words begin with, and what follows.
  private func command(_ words: ArraySlice<String>) throws(UsageError) -> (
    command: CommandSpec, rest: ArraySlice<String>
  ) {
    for command in program.commands {
      let name = command.name.split(separator: " ").map(String.init)
      if words.starts(with: name) { return (command, words.dropFirst(name.count)) }
    }
    let first = words.first ?? ""
    let below = program.commands.filter { $0.name.hasPrefix(first + " ") }
    if !below.isEmpty {
      let names = below.map { String($0.name.dropFirst(first.count + 1)) }
      guard let second = words.dropFirst().first, !second.hasPrefix("-") else {
        throw HelpText.usageError(
          "'\(program.name) \(first)' needs a further word: \(names.joined(separator: ", ")).",
          of: program)
      }
      throw unknownCommand("\(first) \(second)")
    }
    throw unknownCommand(first)
  }

  private func parse(_ words: ArraySlice<String>, for command: CommandSpec) throws(UsageError)
    -> ParsedCommandLine
  {
    var arguments = Arguments(command: command)
    var rest = words
    var isBehindDashes = false
    while let word = rest.popFirst() {
      if isBehindDashes || word == "-" || !word.hasPrefix("-") {
        guard arguments.positionals.count < command.positionalCounts.upperBound else {
          throw unexpected(word, in: command)
        }
        arguments.add(positional: word)
      } else if word == "--" {
        isBehindDashes = true
      } else if word == "--help" || word == "-h" {
        return .help(command)
      } else {
        try take(word, from: &rest, into: &arguments)
      }
    }
    for option in command.options {
      do {
        try option.check(arguments.words(of: option))
      } catch {
        throw HelpText.usageError(error.text, of: command)
      }
    }
    if arguments.positionals.count < command.positionalCounts.lowerBound {
      let missing = command.positionals[arguments.positionals.count].name
      throw HelpText.usageError("<\(missing)> is missing.", of: command)
    }
    return .run(arguments)
  }

  /// Takes an option and the word that belongs to it.
  private func take(
    _ word: String, from rest: inout ArraySlice<String>, into arguments: inout Arguments
  ) throws(UsageError) {
    let command = arguments.command
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let dashed = String(parts[0])
    guard let option = command.options.first(where: { "--\($0.name)" == dashed }) else {
      if command.later.contains(where: { "--\($0)" == dashed }) {
        throw HelpText.usageError("'\(dashed)' is not available in this version.", of: command)
      }
      throw unknownOption(
        dashed, among: command.options.map { "--\($0.name)" } + ["--help"], of: command)
    }
    if !option.isRepeatable, !arguments.words(of: option).isEmpty {
      throw HelpText.usageError("'\(dashed)' is given twice.", of: command)
    }
    guard option.placeholder != nil else {
      guard parts.count == 1 else {
        throw HelpText.usageError("'\(dashed)' takes no value.", of: command)
      }
      return arguments.add("", to: option)
    }
    if parts.count == 2 { return arguments.add(String(parts[1]), to: option) }
    guard let value = rest.first, !value.hasPrefix("--") else {
      throw HelpText.usageError("'\(option.form)' needs a value.", of: command)
    }
    rest.removeFirst()
    arguments.add(value, to: option)
  }

  // MARK: Errors

  private func unknownCommand(_ name: String) -> UsageError {
    let near = Suggestion.nearest(to: name, among: program.commands.map(\.name))
    return HelpText.usageError(
      "Unknown command '\(name)'." + (near.map { " Did you mean '\($0)'?" } ?? ""), of: program)
  }

  private func unknownOption(
    _ name: String, among known: [String], of command: CommandSpec? = nil
  ) -> UsageError {
    // A single dash is as good a typo as any.
    let wanted = name.hasPrefix("--") ? name : "-" + name
    let near = Suggestion.nearest(to: wanted, among: known)
    let text = "Unknown option '\(name)'." + (near.map { " Did you mean '\($0)'?" } ?? "")
    return command.map { HelpText.usageError(text, of: $0) }
      ?? HelpText.usageError(text, of: program)
  }

  private func unexpected(_ word: String, in command: CommandSpec) -> UsageError {
    let near = Suggestion.nearest(
      to: "--" + word, among: command.options.map { "--\($0.name)" })
    return HelpText.usageError(
      "Unexpected argument '\(word)'." + (near.map { " Did you mean '\($0)'?" } ?? ""),
      of: command)
  }
}

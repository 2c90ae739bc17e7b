import QuestionPipeline

/// The words of a command line, sorted to the options and positions that a command declares.
package struct Arguments: Sendable {
  package let command: CommandSpec
  /// Those behind each option's name, in their order.
  private var words: [String: [String]] = [:]
  package private(set) var positionals: [String] = []

  init(command: CommandSpec) { self.command = command }

  mutating func add(_ word: String, to option: OptionSpec) {
    words[option.name, default: []].append(word)
  }

  mutating func add(positional word: String) { positionals.append(word) }

  func words(of option: OptionSpec) -> [String] { words[option.name] ?? [] }

  package func isGiven<Value>(_ option: Option<Value>) -> Bool { words[option.spec.name] != nil }

  package subscript<Value>(option: Option<Value>) -> Value {
    do {
      return try option.read(words[option.spec.name] ?? [])
    } catch {
      preconditionFailure("the parser has checked --\(option.spec.name)")
    }
  }

  /// The word at a position, as one of a choice. Throws: `UsageError` with the nearest.
  package func known<Value: RawRepresentable>(_ type: Value.Type, at position: Int) throws -> Value
  where Value.RawValue == String {
    let (word, positional) = (positionals[position], command.positionals[position])
    if let value = Value(rawValue: word) { return value }
    let near = Suggestion.nearest(to: word, among: positional.known)
    throw usageError(
      "Unknown \(positional.name) '\(word)'. "
        + (near.map { "Did you mean '\($0)'?" }
          ?? "Known: \(positional.known.joined(separator: ", "))."))
  }

  /// An error about how this command was called.
  package func usageError(_ detail: String) -> UsageError {
    HelpText.usageError(detail, of: command)
  }
}

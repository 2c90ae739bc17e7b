import QuestionPipeline

/// An option of a command with the type of its value. Everything that is known of it stands here: the parser, the help
/// and whatever is made from them later read nothing else.
package struct Option<Value: Sendable>: Sendable {
  package let spec: OptionSpec
  /// Reads the words that were given; none where the option is absent.
  let read: @Sendable ([String]) throws(ValueProblem) -> Value
}

/// What there is to say of an option, whatever its type.
package struct OptionSpec: Sendable {
  /// Without its dashes.
  package var name: String
  /// What stands for the value in help; nil for a flag.
  package var placeholder: String?
  package var help: String
  /// What holds where it is not given, in words.
  package var standard: String?
  package var isRepeatable: Bool
  package var known: [String]
  package var completion: Completion
  /// Whether the command's one-line usage names it, and whether in brackets.
  package var usage: Usage = .unnamed
  /// Reads the words for their errors alone.
  let check: @Sendable ([String]) throws(ValueProblem) -> Void

  package enum Usage: Sendable { case unnamed, optional, expected }

  /// "--count <n>"
  package var form: String { "--\(name)" + (placeholder.map { " <\($0)>" } ?? "") }
}

/// A word that cannot be the value of its option.
struct ValueProblem: Error, Hashable {
  /// The whole sentence or sentences.
  var text: String
}

extension Option {
  private init(
    _ name: String, _ placeholder: String?, _ help: String, standard: String?,
    isRepeatable: Bool, known: [String], completion: Completion,
    read: @escaping @Sendable ([String]) throws(ValueProblem) -> Value
  ) {
    self.read = read
    spec = OptionSpec(
      name: name, placeholder: placeholder, help: help, standard: standard,
      isRepeatable: isRepeatable, known: known, completion: completion,
      check: { words throws(ValueProblem) in _ = try read(words) })
  }

  /// The same option, named in its command's one-line usage.
  package func inUsage(_ usage: OptionSpec.Usage = .optional) -> Option {
    var spec = spec
    spec.usage = usage
    return Option(spec: spec, read: read)
  }

  private static func value<V>(_ word: String, _ type: ValueType<V>, of name: String)
    throws(ValueProblem) -> V
  {
    if let value = type.read(word) { return value }
    guard !type.known.isEmpty else {
      throw ValueProblem(text: "'--\(name)' needs \(type.expected), not '\(word)'.")
    }
    if let near = Suggestion.nearest(to: word, among: type.known) {
      throw ValueProblem(
        text: "Unknown \(type.noun) '\(word)' in '--\(name)'. Did you mean '\(near)'?")
    }
    throw ValueProblem(
      text: "Unknown \(type.noun) '\(word)' in '--\(name)'. "
        + "Known: \(type.known.joined(separator: ", ")).")
  }
}

extension Option where Value == Bool {
  package static func flag(_ name: String, _ help: String) -> Option {
    Option(
      name, nil, help, standard: nil, isRepeatable: false, known: [], completion: .none
    ) { words throws(ValueProblem) in !words.isEmpty }
  }
}

extension Option {
  /// One value that must be given.
  package static func required(
    _ name: String, _ placeholder: String, _ type: ValueType<Value>, _ help: String
  ) -> Option {
    Option(
      name, placeholder, help, standard: nil, isRepeatable: false, known: type.known,
      completion: type.completion
    ) { words throws(ValueProblem) in
      guard let word = words.last else {
        throw ValueProblem(text: "'--\(name)' is missing: \(type.expected) was expected.")
      }
      return try value(word, type, of: name)
    }.inUsage(.expected)
  }

  /// One value, with what holds where it is not given.
  package static func one(
    _ name: String, _ placeholder: String, _ type: ValueType<Value>, default standard: Value,
    _ help: String
  ) -> Option {
    Option(
      name, placeholder, help, standard: "\(standard)", isRepeatable: false, known: type.known,
      completion: type.completion
    ) { words throws(ValueProblem) in
      guard let word = words.last else { return standard }
      return try value(word, type, of: name)
    }
  }

  /// One value, or nil.
  package static func optional<Wrapped>(
    _ name: String, _ placeholder: String, _ type: ValueType<Wrapped>, standard: String? = nil,
    _ help: String
  ) -> Option where Value == Wrapped? {
    Option(
      name, placeholder, help, standard: standard, isRepeatable: false, known: type.known,
      completion: type.completion
    ) { words throws(ValueProblem) in
      guard let word = words.last else { return nil }
      return try value(word, type, of: name) as Wrapped
    }
  }

  /// A value each time the option is given.
  package static func repeated<Element>(
    _ name: String, _ placeholder: String, _ type: ValueType<Element>, _ help: String
  ) -> Option where Value == [Element] {
    Option(
      name, placeholder, help, standard: nil, isRepeatable: true, known: type.known,
      completion: type.completion
    ) { words throws(ValueProblem) in
      var values: [Element] = []
      for word in words { values.append(try value(word, type, of: name)) }
      return values
    }
  }

  /// Values with commas between them; nil where the option is not given. A value that comes again counts once.
  package static func list<Element: Hashable>(
    _ name: String, _ placeholder: String, _ type: ValueType<Element>, standard: String? = nil,
    _ help: String
  ) -> Option where Value == [Element]? {
    Option(
      name, placeholder, help, standard: standard, isRepeatable: true, known: type.known,
      completion: type.completion
    ) { words throws(ValueProblem) in
      guard !words.isEmpty else { return nil }
      var values: [Element] = []
      for word in words {
        for part in word.split(separator: ",", omittingEmptySubsequences: false) {
          let element: Element = try value(trimmed(part), type, of: name)
          if !values.contains(element) { values.append(element) }
        }
      }
      return values
    }
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}

/// What a command is called, what it takes and what it does: all that parsing and help need.
package struct CommandSpec: Sendable {
  /// Its words behind the program's name: "config show".
  package var name: String
  /// One sentence, without a full stop.
  package var summary: String
  package var positionals: [Positional]
  package var sections: [Section]
  /// Further paragraphs of help, each with its title.
  package var notes: [Note]
  /// Names of options that later versions will have: no typos, but nothing that help offers.
  package var later: [String]

  /// Options that stand together in help.
  package struct Section: Sendable {
    package var title: String
    package var options: [OptionSpec]

    package init(_ title: String, _ options: OptionSpec...) {
      self.title = title
      self.options = options
    }
  }

  /// A word without a name, by its place.
  package struct Positional: Sendable {
    /// How many words stand for it. Only the last of a command's may be anything but one.
    package enum Arity: Sendable, Hashable { case one, optional, several }
    package var name: String
    package var help: String
    package var arity: Arity
    /// All values there are, where they can be listed.
    package var known: [String]
    package var completion: Completion

    package init(
      _ name: String, _ help: String, arity: Arity = .one, known: [String] = [],
      completion: Completion = .file
    ) {
      self.name = name
      self.help = help
      self.arity = arity
      self.known = known
      self.completion = completion
    }

    /// "<set>", "[<item>]", "<set>…"
    package var form: String {
      switch arity {
      case .one: "<\(name)>"
      case .optional: "[<\(name)>]"
      case .several: "<\(name)>…"
      }
    }
  }

  package struct Note: Sendable {
    package var title: String
    /// Each is kept as it stands.
    package var lines: [String]

    package init(_ title: String, _ lines: String...) { self.init(title, lines: lines) }

    package init(_ title: String, lines: [String]) {
      self.title = title
      self.lines = lines
    }
  }

  package init(
    _ name: String, _ summary: String, positionals: [Positional] = [], sections: [Section] = [],
    notes: [Note] = [], later: [String] = []
  ) {
    self.name = name
    self.summary = summary
    self.positionals = positionals
    self.sections = sections
    self.notes = notes
    self.later = later
  }

  package var options: [OptionSpec] { sections.flatMap(\.options) }

  /// How many words without a name it takes.
  package var positionalCounts: ClosedRange<Int> {
    let least = positionals.count { $0.arity != .optional }
    return least...(positionals.last?.arity == .several ? Int.max : positionals.count)
  }
}

/// The program: its name and its commands.
package struct ProgramSpec: Sendable {
  package var name: String
  package var summary: String
  package var version: String
  package var commands: [CommandSpec]
  package var notes: [CommandSpec.Note]
}

/// Words that are no command line of the program.
package struct UsageError: Error, Hashable, CustomStringConvertible {
  /// The whole sentence or sentences.
  package var detail: String
  /// The one-line usage of the command in question.
  package var usage: String
  /// What shows more: "viva generate --help".
  package var help: String

  package var description: String {
    "\(detail)\nUsage: \(usage)\n  See '\(help)' for more information."
  }
}

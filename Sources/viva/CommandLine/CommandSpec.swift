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

  /// A word without a name, by its place. All of them are wanted.
  package struct Positional: Sendable {
    package var name: String
    package var help: String
    package var completion: Completion

    package init(_ name: String, _ help: String, completion: Completion = .file) {
      self.name = name
      self.help = help
      self.completion = completion
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

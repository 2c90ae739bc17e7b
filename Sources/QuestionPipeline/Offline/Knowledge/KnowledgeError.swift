/// A knowledge pack is not what it should be: every problem found, with its place.
package struct KnowledgeError: Error, Hashable, CustomStringConvertible {
  package enum Code: String, Sendable {
    /// No JSON5, or beyond the limits of size and depth.
    case unreadable
    /// A member is missing, unknown or of the wrong type or form.
    case malformed
    /// An identifier that is there twice.
    case doubled
    /// A reference to a concept that no file holds.
    case dangling
    /// No file holds a concept.
    case empty
  }

  package struct Problem: Sendable, Hashable, CustomStringConvertible {
    package var code: Code
    package var file: String
    /// Counts from 1; nil where the problem has no one line.
    package var line: Int?
    /// The identifier of the concept, where it is known.
    package var concept: String?
    /// Where in the file: "concepts[3].en.facts[0].ask".
    package var field: String
    package var detail: String

    package var description: String {
      var text = file
      if let line { text += ":\(line)" }
      if let concept { text += ": concept '\(concept)'" }
      if !field.isEmpty { text += ": \(field)" }
      return text + ": " + detail
    }
  }

  /// In the order of files and lines; at least one.
  package var problems: [Problem]

  package init(_ problems: [Problem]) {
    precondition(!problems.isEmpty)
    self.problems = problems
  }

  package var code: Code { problems[0].code }

  package var description: String {
    problems.count == 1
      ? problems[0].description
      : "\(problems.count) problems in the knowledge pack:\n"
        + problems.map { "  \($0)" }.joined(separator: "\n")
  }
}

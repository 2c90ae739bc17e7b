/// One named fault with its evidence.
package struct Flaw: Sendable, Hashable {
  /// An error refuses the item; a warning lowers its score.
  package enum Severity: String, Sendable, Hashable, CaseIterable { case warning, error }

  /// A fixed kebab-case name; see `FlawName`.
  package var name: String
  /// The words that show it.
  package var evidence: String
  /// Identifiers of the items that it is shared with.
  package var with: [String]
  package var severity: Severity
  /// What would mend it, for the generator.
  package var suggestion: String?

  package init(
    _ name: String, _ evidence: String, severity: Severity, with: [String] = [],
    suggestion: String? = nil
  ) {
    self.name = name
    self.evidence = evidence
    self.with = with
    self.severity = severity
    self.suggestion = suggestion
  }
}

extension Flaw: JSONConvertible {
  package var json: JSONValue {
    var object = JSONObject()
    object["name"] = .string(name)
    object["evidence"] = .string(evidence)
    if !with.isEmpty { object["with"] = .strings(with) }
    object["severity"] = .string(severity.rawValue)
    object["suggestion"] = suggestion.map(JSONValue.string)
    return .object(object)
  }

  package init(_ reader: JSONReader) throws {
    name = try reader.string("name")
    evidence = try reader.string("evidence")
    with = try reader.texts("with")
    severity = try reader.optional("severity")?.choice(of: Severity.self) ?? .warning
    suggestion = try reader.optional("suggestion")?.string()
  }
}

/// What is wrong with a draft, from one look at it.
package struct Critique: Sendable, Hashable, JSONConvertible {
  /// Which look at the cell's drafts it was, from 0.
  package var round: Int
  package var flaws: [Flaw]
  /// "rules", or the name of the model.
  package var by: String

  package init(round: Int, flaws: [Flaw], by: String) {
    self.round = round
    self.flaws = flaws
    self.by = by
  }

  package var json: JSONValue {
    ["round": .integer(round), "flaws": .array(flaws.map(\.json)), "by": .string(by)]
  }

  package init(_ reader: JSONReader) throws {
    round = try reader.int("round")
    flaws = try reader.list("flaws")
    by = try reader.string("by")
  }
}

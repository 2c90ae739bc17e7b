/// What a person decided on the items of a set, as the report's page gives it out.
package struct DecisionFile: Sendable, Hashable {
  package static let format = "viva-decisions"
  package static let version = 1

  package struct Decision: Sendable, Hashable {
    package var id: String
    /// Of the item that the person saw: see `Draft.revision`.
    package var revision: String
    package var decision: Item.Review.Decision
    /// In UTC: "2026-03-01T09:30:00Z".
    package var at: String
    /// The new texts of an edit; nil leaves the item's own.
    package var question: String?
    package var answer: String?
    package var choices: [Choice]?
  }

  /// The fingerprint of the set that was reviewed.
  package var set: String
  /// Who decided.
  package var by: String
  /// When the file was given out, in UTC.
  package var at: String
  package var decisions: [Decision]

  /// Throws: `ConfigurationError` that names the file and the place.
  package init(_ bytes: [UInt8], path: String) throws {
    do {
      self = try JSONParser.read(bytes, .json) { try DecisionFile($0) }
    } catch let error as JSONError {
      throw ConfigurationError(source: path, detail: "\(error)")
    }
  }

  private init(_ reader: JSONReader) throws {
    guard try reader.optional("format")?.string() == Self.format else {
      throw reader.invalid("it is no file of decisions: no \"format\": \"\(Self.format)\"")
    }
    let version = try reader.int("version")
    guard version <= Self.version else {
      throw reader.invalid("version \(version) was written by a newer version of Viva")
    }
    set = try reader.string("set")
    by = try reader.string("by")
    guard !by.isBlank else {
      throw try reader.required("by").invalid("the name of who decided is empty")
    }
    at = try Self.time(reader.required("at"))
    decisions = try reader.array("decisions").map { try Decision($0) }
    var seen: Set<String> = []
    for (decision, place) in zip(decisions, try reader.array("decisions"))
    where !seen.insert(decision.id).inserted {
      throw place.invalid("item '\(decision.id.clipped(80))' is decided on twice")
    }
  }

  /// Throws unless it is a time as JavaScript and ISO 8601 write it in UTC.
  fileprivate static func time(_ reader: JSONReader) throws -> String {
    let text = try reader.string()
    let form = "0000-00-00T00:00:00"
    let bytes = Array(text.utf8)
    let isTime =
      bytes.count >= 20 && bytes.count <= 24 && bytes.last == 0x5A
      && zip(bytes, form.utf8).allSatisfy {
        $1 == 0x30 ? (0x30...0x39).contains($0) : $0 == $1
      }
    guard isTime else {
      throw reader.invalid("'\(text.clipped(40))' is no time in UTC, such as 2026-03-01T09:30:00Z")
    }
    return text
  }
}

extension DecisionFile.Decision {
  fileprivate init(_ reader: JSONReader) throws {
    id = try reader.string("id")
    revision = try reader.string("revision")
    decision = try reader.required("decision").choice(of: Item.Review.Decision.self)
    at = try DecisionFile.time(reader.required("at"))
    question = try reader.optional("question")?.string()
    answer = try reader.optional("answer")?.string()
    choices = try reader.optional("choices")?.array().map {
      Choice(text: try $0.string("text"), isCorrect: try $0.bool("correct"))
    }
    let isChange = question != nil || answer != nil || choices != nil
    guard isChange == (decision == .edit) else {
      throw reader.invalid(
        isChange ? "only an edit has texts" : "an edit has a question, an answer or choices")
    }
    if let question, question.isBlank {
      throw try reader.required("question").invalid("the question is empty")
    }
    if let choices {
      let place = try reader.required("choices")
      guard choices.count > 1, choices.count(where: \.isCorrect) == 1 else {
        throw place.invalid("there are two choices or more, one of them correct")
      }
      guard choices.allSatisfy({ !$0.text.isBlank }) else {
        throw place.invalid("a choice is empty")
      }
    }
  }
}

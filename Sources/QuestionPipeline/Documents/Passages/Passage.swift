/// A piece of a document that questions are asked about.
package struct Passage: Sendable, Hashable {
  /// "p-" and a hash of document and text.
  package var id: String
  /// The name of the document, as citations give it.
  package var document: String
  /// The headings above the passage, outermost first.
  package var headings: [String]
  /// Exactly as in the document.
  package var text: String
  /// Where the text starts, in Unicode scalars of the decoded document.
  package var start: Int
  /// Where it starts, counted from 1; nil where the format has no pages.
  package var page: Int?
  /// Of a table that no passage holds whole: what stands above the rows that are in this one.
  package var lead: Lead?
  /// Of passages that belong together and are asked about as one: each of them; empty for a single one.
  package var parts: [Passage] = []

  /// The caption and header row of a table, exactly as in the document.
  package struct Lead: Sendable, Hashable {
    package var text: String
    /// In Unicode scalars of the decoded document.
    package var start: Int

    package init(text: String, start: Int) {
      self.text = text
      self.start = start
    }
  }

  /// What prompts show: the text below its lead.
  package var shown: String { lead.map { $0.text + "\n" + text } ?? text }

  /// The passages that have to be quoted: its parts, or itself.
  package var hops: [Passage] { parts.isEmpty ? [self] : parts }

  package init(id: String, document: String, headings: [String], text: String, start: Int) {
    self.id = id
    self.document = document
    self.headings = headings
    self.text = text
    self.start = start
  }

  /// Passages as one, under an identifier that tells theirs.
  /// - Parameter parts: at least one.
  package init(joining parts: [Passage]) {
    self.init(
      id: parts.map(\.id).joined(separator: Self.joint), document: parts[0].document,
      headings: parts[0].headings, text: parts.map(\.shown).joined(separator: "\n\n"),
      start: parts[0].start)
    self.parts = parts
  }

  /// Between the identifiers of joined passages.
  static let joint = "+"
}

extension Passage: JSONConvertible {
  package var json: JSONValue {
    var object = JSONObject()
    object["id"] = .string(id)
    object["document"] = .string(document)
    object["headings"] = .strings(headings)
    object["text"] = .string(text)
    object["start"] = .integer(start)
    if let page { object["page"] = .integer(page) }
    if !parts.isEmpty { object["parts"] = .array(parts.map(\.json)) }
    if let lead { object["lead"] = ["text": .string(lead.text), "start": .integer(lead.start)] }
    return .object(object)
  }

  package init(_ reader: JSONReader) throws {
    let parts: [Passage] = try reader.list("parts")
    guard parts.isEmpty else {
      self.init(joining: parts)
      return
    }
    self.init(
      id: try reader.string("id"), document: try reader.string("document"),
      headings: try reader.texts("headings"), text: try reader.string("text"),
      start: try reader.optional("start")?.int() ?? 0)
    page = try reader.optional("page")?.int()
    if let lead = try reader.optional("lead") {
      self.lead = Lead(text: try lead.string("text"), start: try lead.int("start"))
    }
  }
}

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

  package init(id: String, document: String, headings: [String], text: String, start: Int) {
    self.id = id
    self.document = document
    self.headings = headings
    self.text = text
    self.start = start
  }
}

extension Passage: JSONConvertible {
  package var json: JSONValue {
    [
      "id": .string(id), "document": .string(document), "headings": .strings(headings),
      "text": .string(text), "start": .integer(start),
    ]
  }

  package init(_ reader: JSONReader) throws {
    id = try reader.string("id")
    document = try reader.string("document")
    headings = try reader.texts("headings")
    text = try reader.string("text")
    start = try reader.optional("start")?.int() ?? 0
  }
}

/// The passages of a document as one run read it: what a long-term memory keeps once, however often it is read.
package struct DocumentVersion: Sendable, Hashable {
  /// What citations call it.
  package var name: String
  package var passages: [Passage]
  /// Of name and passages, so that a changed file or other passages are another version.
  package let hash: String

  package init(name: String, passages: [Passage]) {
    self.name = name
    self.passages = passages
    hash = SHA256.hex(JSONWriter.bytes(.array([.string(name)] + passages.map(\.json))))
  }

  /// The versions that a run's passages are of, in the order of their first passage.
  package static func all(in passages: [Passage]) -> [DocumentVersion] {
    passages.byDocument.map { DocumentVersion(name: $0[0].document, passages: $0) }
  }
}

extension DocumentVersion: JSONConvertible {
  package var json: JSONValue {
    ["name": .string(name), "passages": .array(passages.map(\.json))]
  }

  package init(_ reader: JSONReader) throws {
    self.init(name: try reader.string("name"), passages: try reader.list("passages"))
  }
}

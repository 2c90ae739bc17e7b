/// The vectors of some texts as a reply holds them, and a journal keeps it: base64 of a byte for each dimension.
package struct VectorReply: Sendable, Hashable {
  /// In the order of the texts.
  package var vectors: [StoredVector]

  package init(vectors: [StoredVector]) { self.vectors = vectors }

  static let schema: JSONValue = [
    "type": "object",
    "properties": ["vectors": ["type": "array", "items": ["type": "string"]]],
    "required": ["vectors"], "additionalProperties": false,
  ]
}

extension VectorReply: JSONConvertible {
  package var json: JSONValue {
    ["vectors": .array(vectors.map { .string(Base64.text(of: $0.row)) })]
  }

  package init(_ reader: JSONReader) throws {
    vectors = try reader.array("vectors").map { vector in
      guard let bytes = Base64.bytes(of: try vector.string().utf8),
        bytes.contains(where: { $0 != 0 })
      else { throw vector.invalid("is no vector in base64") }
      return bytes.withUnsafeBytes { StoredVector(row: $0) }
    }
  }
}

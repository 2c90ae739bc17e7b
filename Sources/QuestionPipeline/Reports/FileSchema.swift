/// The JSON Schemas of a set's files, built into the program.
package enum FileSchema: String, Sendable, CaseIterable {
  /// Of one line.
  case item, refused
  /// Of the whole file.
  case report, manifest

  package var path: String { "Schemas/\(rawValue).schema.json" }

  /// Throws `JSONError` if the program was built without it.
  package func schema() throws -> JSONSchema {
    guard let bytes = DefaultFiles.builtIn[path] else {
      throw JSONError(.missing, path: path, "is not built into the program")
    }
    return try JSONParser.read(bytes) { try JSONSchema($0.value) }
  }
}

/// What became of the files that a brief named: the record that goes with the set.
package struct DocumentIntake: Sendable, Hashable {
  /// A file that was read.
  package struct Record: Sendable, Hashable {
    package var name: String
    package var format: DocumentFormat
    /// Of the file.
    package var bytes: Int
    /// Of the file's bytes.
    package var sha256: String
    package var passages = 0
    package var notices: [String] = []
  }

  /// A file that could not be read.
  package struct Unread: Sendable, Hashable {
    package var name: String
    /// Goes on with "it …": "is encrypted; a password is needed".
    package var why: String

    package init(name: String, why: String) {
      self.name = name
      self.why = why
    }
  }

  /// A file with the same bytes as one before it.
  package struct Repeat: Sendable, Hashable {
    package var name: String
    package var of: String
  }

  package var records: [Record] = []
  package var unread: [Unread] = []
  package var repeats: [Repeat] = []

  package init() {}

  /// What to tell the user, a line each; of many the first.
  package var told: [String] {
    let lines =
      unread.map { "source \($0.name) is left out: it \($0.why)" }
      + repeats.map { "source \($0.name) is the same as \($0.of) and is read once" }
      + records.flatMap { record in record.notices.map { "source \(record.name): \($0)" } }
    guard lines.count > 50 else { return lines }
    return lines.prefix(49) + [
      "\(lines.count - 49) more notices about sources stand in manifest.json"
    ]
  }

  /// For the manifest; nil where there were no documents.
  package var json: JSONValue? {
    guard !records.isEmpty || !unread.isEmpty else { return nil }
    return [
      "read": .array(records.map(\.json)),
      "unread": .array(unread.map { ["name": .string($0.name), "why": .string($0.why)] }),
      "repeated": .array(repeats.map { ["name": .string($0.name), "of": .string($0.of)] }),
    ]
  }
}

extension DocumentIntake.Record {
  fileprivate var json: JSONValue {
    [
      "name": .string(name), "format": .string(format.rawValue), "bytes": .integer(bytes),
      "sha256": .string(sha256), "passages": .integer(passages), "notices": .strings(notices),
    ]
  }
}

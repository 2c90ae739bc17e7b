/// Brings a file to the newest schema by numbered steps, each in a transaction; `user_version` holds the number.
package struct Migrator: Sendable {
  /// SQL scripts; the first brings an empty file to version 1.
  package let steps: [[String]]
  /// What all steps come to, for a file that is new; nil goes through them.
  private let whole: [String]?

  /// - Parameter whole: a script that makes of an empty file at once what all steps make of it.
  package init(steps: [[String]], whole: [String]? = nil) {
    self.steps = steps
    self.whole = whole
  }

  /// Whether a new file is made at once.
  package var hasWholeScript: Bool { whole != nil }

  /// Whether this program can read the file as it is. Throws: `StorageError`, with `.tooNew` as `run` does.
  package func check(_ database: Database, file: String) async throws {
    let version = try await database.rows("PRAGMA user_version").first?.first?.int ?? 0
    guard version <= steps.count else { throw tooNew(version, file) }
  }

  private func tooNew(_ version: Int, _ file: String) -> StorageError {
    StorageError(
      code: .tooNew, file: file,
      detail: "has schema \(version); this program knows up to \(steps.count)")
  }

  /// Throws: `StorageError` with `.tooNew` if the file has a version that this program does not know.
  /// - Parameter keep: called before a file that has a version, and what goes with it, is changed.
  package func run(
    on database: Database, file: String,
    keep: @Sendable (_ connection: Connection, _ version: Int) throws -> Void = { _, _ in }
  ) async throws {
    let (steps, whole) = (steps, whole)
    try await database.withConnection { connection in
      var version = try connection.rows("PRAGMA user_version").first?.first?.int ?? 0
      guard version <= steps.count else { throw tooNew(version, file) }
      if 1..<steps.count ~= version { try keep(connection, version) }
      if version == 0, let whole, try Self.take(0, whole, to: steps.count, on: connection) {
        version = steps.count
      }
      for (index, script) in steps.enumerated().dropFirst(version) {
        _ = try Self.take(index, script, to: index + 1, on: connection)
      }
    }
  }

  /// Brings a file from one version to another, all or nothing; returns false where it has that version no more, since
  /// another process was quicker.
  private static func take(
    _ version: Int, _ script: [String], to next: Int, on connection: Connection
  ) throws -> Bool {
    try connection.transaction { connection in
      let current = try connection.rows("PRAGMA user_version").first?.first?.int ?? 0
      guard current == version else { return false }
      for statement in script { try connection.execute(statement) }
      try connection.execute("PRAGMA user_version = \(next)")
      return true
    }
  }
}

/// Brings a file to the newest schema by numbered steps, each in a transaction; `user_version` holds the number.
package struct Migrator: Sendable {
  /// SQL scripts; the first brings an empty file to version 1.
  package let steps: [[String]]

  package init(steps: [[String]]) { self.steps = steps }

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
    let steps = steps
    try await database.withConnection { connection in
      let version = try connection.rows("PRAGMA user_version").first?.first?.int ?? 0
      guard version <= steps.count else { throw tooNew(version, file) }
      if 1..<steps.count ~= version { try keep(connection, version) }
      for (index, script) in steps.enumerated().dropFirst(version) {
        try connection.transaction { connection in
          // Another process may have been quicker.
          let current = try connection.rows("PRAGMA user_version").first?.first?.int ?? 0
          guard current == index else { return }
          for statement in script { try connection.execute(statement) }
          try connection.execute("PRAGMA user_version = \(index + 1)")
        }
      }
    }
  }
}

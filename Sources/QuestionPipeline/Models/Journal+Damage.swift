import SQLiteStorage

/// What is looked at before a journal is written to, so that nothing which was durable is lost without a word.
///
/// - The write-ahead log is checked frame by frame: after an unclean end it is there, and at most some 16 MB.
/// - That the journal is open stands in its main file, until it is closed: where it was not and the log is gone, so is
///   what was kept in it.
/// - Each row carries a checksum, held against it when it is read (`RowSum`). A check of the whole file would read
///   gigabytes at each start of a long run; a row that is never read again changes nothing.
extension Journal {
  /// What the files tell while nobody has opened them.
  struct FoundFiles: Sendable {
    var hasLog: Bool

    /// Throws: `StorageError` where SQLite would begin anew or drop what was committed; `FileError`.
    init(_ file: String) throws {
      let log = file + "-wal"
      hasLog = (FileSystem.size(of: log) ?? 0) > 0
      guard hasLog else { return }
      guard let size = FileSystem.size(of: file), size > 0 else {
        throw Journal.damaged(
          file,
          "is \(FileSystem.exists(file) ? "empty" : "missing"), but its write-ahead log beside it is not; "
            + "put the file back")
      }
      if let damage = WriteAheadLog.damage(in: try FileSystem.read(log)) {
        throw Journal.damaged(log, "is damaged: \(damage)")
      }
    }
  }

  static func damaged(_ file: String, _ detail: String) -> StorageError {
    StorageError(code: .corrupt, file: file, detail: detail)
  }

  /// Says in the main file that the journal is open, and lets the last statement of the connection take it back.
  static func begin(_ database: Database, _ file: String, _ found: FoundFiles) async throws {
    let wasOpen = try await database.withConnection { connection in
      guard try !connection.rows("SELECT 1 FROM sqlite_master WHERE name = 'meta'").isEmpty else {
        return false
      }
      return try connection.rows("SELECT value FROM meta WHERE key = 'open'").first?[0] == "1"
    }
    if wasOpen, !found.hasLog {
      throw damaged(
        file,
        "was not closed, and its write-ahead log \(FileSystem.name(of: file))-wal is missing: what was kept "
          + "in it is gone. Put it back")
    }
  }

  static func markOpen(_ database: Database) async throws {
    try await database.withConnection { connection in
      try connection.execute("INSERT OR REPLACE INTO meta (key, value) VALUES ('open', '1')")
      // Into the main file, where it outlives the log.
      _ = try connection.rows("PRAGMA wal_checkpoint(PASSIVE)")
      connection.farewell = "UPDATE meta SET value = '0' WHERE key = 'open'"
    }
  }
}

extension StorageError {
  /// What helps where a run's journal cannot be used any more; nil for other errors.
  package var journalAdvice: String? {
    guard code == .corrupt || code == .notADatabase, file.contains("journal.sqlite") else {
      return nil
    }
    let journal = file.hasSuffix("-wal") ? String(file.dropLast(4)) : file
    return
      "Nothing was begun anew. What can still be read of it serves another run: give a new folder with --out, "
      + "and with an endpoint --journal \(journal), so that only what is lost is asked for again."
  }
}

package import SQLiteStorage

/// Where a run keeps its files: the system's disk, or one that a simulator makes.
package protocol RunStorage: Sendable {
  /// Whether the folder has a run's journal.
  func holdsRun(_ folder: String) -> Bool

  /// Throws: `ConfigurationError` where the folder holds something else than a run; `FileError`.
  func check(_ folder: String) throws

  /// Makes the folder and locks it; the lock is held as long as the returned value. Throws `FileError`.
  func claim(_ folder: String) throws -> any Sendable

  /// Writes a file whole or not at all. Throws `FileError`.
  func write(_ bytes: [UInt8], to path: String) throws

  /// Where databases lie.
  var databases: DatabasePlace { get }
}

/// The system's disk.
package struct SystemStorage: RunStorage {
  package init() {}

  package var databases: DatabasePlace { .system }

  package func holdsRun(_ folder: String) -> Bool {
    FileSystem.exists(folder + "/journal.sqlite")
  }

  package func check(_ folder: String) throws {
    if FileSystem.exists(folder), !holdsRun(folder),
      try !FileSystem.names(in: folder).allSatisfy({ $0.hasPrefix(".") })
    {
      throw ConfigurationError(
        source: folder, detail: "holds other files; choose a new folder, or one of an earlier run")
    }
  }

  package func claim(_ folder: String) throws -> any Sendable {
    try FileSystem.makeFolder(folder)
    return try FolderLock(folder: folder)
  }

  package func write(_ bytes: [UInt8], to path: String) throws {
    try FileSystem.write(bytes, to: path)
  }
}

package import SQLiteStorage

/// Where a run keeps its files: the system's disk, or one that a simulator makes.
package protocol RunStorage: Sendable {
  /// Whether the folder has a run's journal.
  func holdsRun(_ folder: String) -> Bool

  /// Throws: `ConfigurationError` where the folder holds something else than a run; `FileError`.
  func check(_ folder: String) throws

  /// Called where the folder's journal knows of no run. Throws: `ConfigurationError` where there was one.
  func checkUnbegun(_ folder: String) throws

  /// Makes the folder and locks it; the lock is held as long as the returned value. Throws `FileError`.
  func claim(_ folder: String) throws -> any Sendable

  /// Writes a file whole or not at all. Throws `FileError`.
  func write(_ bytes: [UInt8], to path: String) throws

  /// Writes a file that is made piece by piece, whole or not at all. Throws `FileError`.
  func write(
    to path: String,
    pieces: (_ put: ([UInt8]) throws(FileError) -> Void) throws(FileError) -> Void
  ) throws

  /// Where databases lie.
  var databases: DatabasePlace { get }
}

extension RunStorage {
  package func checkUnbegun(_ folder: String) throws {}

  /// As one piece.
  package func write(
    to path: String,
    pieces: (_ put: ([UInt8]) throws(FileError) -> Void) throws(FileError) -> Void
  ) throws {
    var bytes: [UInt8] = []
    try pieces { bytes += $0 }
    try write(bytes, to: path)
  }
}

/// The system's disk.
package struct SystemStorage: RunStorage {
  package init() {}

  package var databases: DatabasePlace { .system }

  package func holdsRun(_ folder: String) -> Bool {
    FileSystem.exists(folder + "/journal.sqlite")
  }

  package func check(_ folder: String) throws {
    guard FileSystem.exists(folder), !holdsRun(folder) else { return }
    try checkUnbegun(folder)
    if try !FileSystem.names(in: folder).allSatisfy({ $0.hasPrefix(".") }) {
      throw ConfigurationError(
        source: folder, detail: "holds other files; choose a new folder, or one of an earlier run")
    }
  }

  /// Files that are there only where a journal has been.
  private static let traces = ["manifest.json", "items.jsonl", "report.json", "journal.sqlite-wal"]

  package func checkUnbegun(_ folder: String) throws {
    // A log beside a journal is what the first start of a run leaves when it is killed.
    let traces = holdsRun(folder) ? Self.traces.dropLast() : Self.traces[...]
    guard let trace = traces.first(where: { FileSystem.exists(folder + "/" + $0) }) else { return }
    throw ConfigurationError(
      source: folder,
      detail:
        "holds \(trace) of a run, but its journal.sqlite is \(holdsRun(folder) ? "empty" : "missing"), "
        + "and with it the replies and the state to go on from; put it back, or choose a new folder"
    )
  }

  package func claim(_ folder: String) throws -> any Sendable {
    try FileSystem.makeFolder(folder)
    return try FolderLock(folder: folder)
  }

  package func write(_ bytes: [UInt8], to path: String) throws {
    try FileSystem.write(bytes, to: path)
  }

  package func write(
    to path: String,
    pieces: (_ put: ([UInt8]) throws(FileError) -> Void) throws(FileError) -> Void
  ) throws {
    try FileSystem.write(to: path, pieces: pieces)
  }
}

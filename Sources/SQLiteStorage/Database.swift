import CSQLite
import Synchronization

/// One SQLite file behind a queue. Rows leave as values; a cancelled caller interrupts its own statement and no other.
package actor Database {
  private let executor: any SerialExecutor
  private let connection: Connection
  private let interrupter: Interrupter

  package nonisolated var unownedExecutor: UnownedSerialExecutor {
    executor.asUnownedSerialExecutor()
  }

  /// Opens or creates. Throws `StorageError`.
  /// - Parameters:
  ///   - durable: whether a commit waits for the disk (`synchronous = FULL`).
  ///   - place: the disk, and where the work is done.
  package init(
    file: String, mode: Connection.Mode = .readWrite, durable: Bool = true,
    place: DatabasePlace = .system
  ) throws {
    executor = place.executor ?? QueueExecutor(label: "viva.sqlite")
    connection = try Connection(
      file: file, mode: mode, durable: durable, vfs: place.vfs,
      pageSize: place.pageSize)
    interrupter = Interrupter(connection.pointer)
  }

  package func rows(_ sql: String, _ arguments: SQLiteValue...) async throws -> [[SQLiteValue]] {
    try await interruptibly { try $0.rows(sql, arguments) }
  }

  package func execute(_ sql: String, _ arguments: SQLiteValue...) async throws {
    try await interruptibly { try $0.execute(sql, arguments) }
  }

  /// Runs the body in one transaction. It is not interrupted: what is to be durable is not for cancelling.
  package func transaction<T: Sendable>(
    _ body: @Sendable (Connection) throws -> T
  ) throws -> T {
    try connection.transaction(body)
  }

  /// Runs the body on the connection without a transaction of its own.
  package func withConnection<T: Sendable>(_ body: @Sendable (Connection) throws -> T) throws -> T {
    try body(connection)
  }

  private func interruptibly<T: Sendable>(_ body: (Connection) throws -> T) async throws -> T {
    let isRunning = Mutex(false)
    return try await withTaskCancellationHandler {
      try Task.checkCancellation()
      isRunning.withLock { $0 = true }
      defer { isRunning.withLock { $0 = false } }
      do {
        return try body(connection)
      } catch let error as StorageError where error.code == .interrupted {
        throw CancellationError()
      }
    } onCancel: {
      isRunning.withLock { if $0 { interrupter.interrupt() } }
    }
  }
}

/// The disk that databases lie on, and where their work is done.
package struct DatabasePlace: Sendable {
  /// The name of an SQLite VFS; nil for the system's files.
  package var vfs: String?
  /// Nil gives each database a queue of its own.
  package var executor: (any SerialExecutor)?
  /// Bytes of a page of a file that is made here.
  package var pageSize: Int

  /// Rows of a few kilobytes fill such pages better than SQLite's usual ones, in fewer calls.
  package static let pageSize = 8192

  package init(
    vfs: String? = nil, executor: (any SerialExecutor)? = nil,
    pageSize: Int = DatabasePlace.pageSize
  ) {
    self.vfs = vfs
    self.executor = executor
    self.pageSize = pageSize
  }

  package static let system = DatabasePlace()
}

/// The pointer, for `sqlite3_interrupt` alone, which SQLite allows from any thread while the connection is open.
private struct Interrupter: Sendable {
  nonisolated(unsafe) private let handle: OpaquePointer

  init(_ handle: OpaquePointer) { self.handle = handle }

  func interrupt() { sqlite3_interrupt(handle) }
}

/// SQLite could not do what was asked.
package struct StorageError: Error, Hashable, CustomStringConvertible {
  package enum Code: String, Sendable {
    case cannotOpen, busy, full, readOnly, corrupt, notADatabase, constraint, interrupted
    /// The disk did not do what the system was asked: a limit on files, a broken device, a share that went away.
    case disk
    /// The file was written by a newer program.
    case tooNew
    case other
  }
  package var code: Code
  /// The file, as the caller named it.
  package var file: String
  package var detail: String

  package init(code: Code, file: String, detail: String) {
    self.code = code
    self.file = file
    self.detail = detail
  }

  package var description: String { "\(file): \(detail)" }
}

import QuestionPipeline
import SQLiteStorage

/// The journal that a command is given: the file, or the folder of its set.
enum JournalFile {
  static let positional = CommandSpec.Positional(
    "journal", "The folder of a set, or its journal.sqlite.")

  /// Throws: `FileError` where there is none.
  static func path(_ given: String) throws -> String {
    let file = FileSystem.isFolder(given) ? given + "/journal.sqlite" : given
    guard FileSystem.exists(file) else {
      throw FileError(
        code: .notFound, path: file, detail: "there is no such journal; a run makes one")
    }
    return file
  }

  /// The journal, for reading alone; a run may be writing it. Throws: `FileError` or `StorageError`.
  static func open(_ given: String) async throws -> Journal {
    try await Journal(file: path(given), mode: .readOnly)
  }
}

import QuestionPipeline

/// A folder that results are written to, locked as long as the value is held.
struct OutputFolder: Sendable {
  static let reports = ["report.html", "report.json", "report.md"]

  let path: String
  private let lock: FolderLock

  /// Makes the folder, where there is none.
  /// - Parameter names: of the files that it may hold beside a journal's, if it is to have a journal.
  /// - Throws: ``VivaError`` where it holds others, or `FileError`.
  init(_ path: String, for names: [String], hasJournal: Bool) throws {
    let own = names + (hasJournal ? Journal.files : [])
    let found = FileSystem.exists(path) ? try FileSystem.names(in: path) : []
    if let other = found.first(where: { !$0.hasPrefix(".") && !own.contains($0) }) {
      throw VivaError(.invalidInput, "\(path): holds \(other); choose a new folder")
    }
    try FileSystem.makeFolder(path)
    lock = try FolderLock(folder: path)
    self.path = path
  }

  /// Keeps what a model says; what it holds already counts as spent.
  func journal(resuming budget: RunBudget) async throws -> Journal {
    let journal = try await Journal(file: path + "/" + Journal.files[0])
    budget.gate?.resume(
      kept: try await journal.usage().spending(at: budget.prices), lost: .nothing)
    return journal
  }
}

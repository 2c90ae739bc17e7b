import QuestionPipeline

/// A folder that a command writes its results to, beside the journal of what they stand on.
enum ResultFolder {
  private static let journal = ["journal.sqlite", "journal.sqlite-wal", "journal.sqlite-shm"]

  /// Results go to an empty folder, a new one, or one that holds the same results already.
  ///
  /// - Parameters:
  ///   - names: of the files that the command writes.
  /// - Throws: `FileError` or `ConfigurationError`.
  static func check(_ folder: String, for names: [String]) throws {
    guard FileSystem.exists(folder) else { return }
    guard FileSystem.isFolder(folder) else {
      throw FileError(
        code: .notFolder, path: folder, detail: "is a file; a folder was expected")
    }
    let found = try FileSystem.names(in: folder).filter { !$0.hasPrefix(".") }
    guard found.allSatisfy({ (names + journal).contains($0) }) else {
      throw ConfigurationError(
        source: folder, detail: "holds other files; choose a new folder with --out")
    }
    guard FileSystem.isWritable(folder) else {
      throw FileError(code: .notWritable, path: folder, detail: "is not writable")
    }
  }

  /// The name of an input without its ending, as a folder's name; that of the folder for an items.jsonl.
  static func name(of input: String) -> String {
    var name = FileSystem.name(of: input)
    if name == "items.jsonl" { name = FileSystem.name(of: FileSystem.parent(of: input)) }
    for ending in [".jsonl", ".json", ".csv", ".tsv", ".md", ".txt", ".gift"]
    where name.hasSuffix(ending) {
      name.removeLast(ending.count)
      break
    }
    return Slug.of([name])
  }
}

import QuestionPipeline

/// A folder that a command writes its results to, beside the journal of what they stand on.
enum ResultFolder {
  /// Results go to an empty folder, a new one, or one that holds the same results already.
  ///
  /// - Parameters:
  ///   - names: of the files that the command writes.
  ///   - option: what names another folder.
  /// - Throws: `FileError` or `ConfigurationError`.
  static func check(_ folder: String, for names: [String], option: String = "--out") throws {
    guard FileSystem.exists(folder) else { return }
    guard FileSystem.isFolder(folder) else {
      throw FileError(
        code: .notFolder, path: folder, detail: "is a file; a folder was expected")
    }
    let found = try FileSystem.names(in: folder).filter { !$0.hasPrefix(".") }
    guard found.allSatisfy({ (names + Journal.files).contains($0) }) else {
      throw ConfigurationError(
        source: folder, detail: "holds other files; choose a new folder with \(option)")
    }
    guard FileSystem.isWritable(folder) else {
      throw FileError(code: .notWritable, path: folder, detail: "is not writable")
    }
  }

  /// The same for what is made of sets: a folder that holds anything is known as its own by the record of how it was made.
  ///
  /// - Parameters:
  ///   - record: the name of that record's file.
  ///   - sources: the sets, whose place it must not take.
  /// - Throws: `FileError` or `ConfigurationError`.
  static func check(
    _ folder: String, for names: [String], madeBy record: String, of sources: [String]
  ) throws {
    guard FileSystem.exists(folder) else { return }
    let found =
      FileSystem.isFolder(folder)
      ? try FileSystem.names(in: folder).filter { !$0.hasPrefix(".") } : []
    guard found.isEmpty || found.contains(record) else {
      throw ConfigurationError(
        source: folder, detail: "holds other files; choose a new folder with --out")
    }
    try check(folder, for: names + [record])
    try check(folder, spares: sources)
  }

  /// What is written must not take the place of what is read: neither of a source itself nor of a folder around it.
  /// Throws: `ConfigurationError`.
  static func check(_ target: String, spares sources: [String], option: String = "--out") throws {
    guard FileSystem.exists(target) else { return }
    for source in sources {
      let path = unslashed(source)
      let above = FileSystem.parent(of: path)
      for place in [path, above, FileSystem.parent(of: above)] where place != "." && place != "/" {
        guard !FileSystem.exists(place) || !FileSystem.isSame(target, place) else {
          throw ConfigurationError(
            source: target,
            detail: "is what is read, or holds it; choose another place with \(option)")
        }
      }
    }
  }

  /// A path without the slashes at its end.
  static func unslashed(_ path: String) -> String {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    return path
  }

  private static let endings = [".jsonl", ".json", ".csv", ".tsv", ".md", ".txt", ".gift"]

  /// The path of an input without the ending of its name; that of the folder for an items.jsonl.
  static func stem(of input: String) -> String {
    var path = unslashed(input)
    if FileSystem.name(of: path) == "items.jsonl" { return FileSystem.parent(of: path) }
    for ending in endings where path.hasSuffix(ending) && path.count > ending.count {
      path.removeLast(ending.count)
      break
    }
    return path
  }

  /// The name of an input without its ending, as a folder's name; that of the folder for an items.jsonl.
  static func name(of input: String) -> String { Slug.of([FileSystem.name(of: stem(of: input))]) }
}

import QuestionPipeline

/// The folder of a set that is made of others: its items, its report, and a record of how it was made.
struct NewSet: Sendable {
  let folder: String
  /// The name of the record's file, by which the folder is known again: "merge.json".
  let record: String

  private static let files = ["items.jsonl", "report.json", "report.md", "report.html"]

  /// New sets go to an empty folder, a new one, or one that was made in the same way before.
  /// - Parameter sources: the folders of the sets that it is made of, which it must not be.
  /// Throws: `FileError` or `ConfigurationError`.
  func check(against sources: [String]) throws {
    try ResultFolder.check(folder, for: Self.files, madeBy: record, of: sources)
  }

  /// - Parameter how: the content of the record.
  func write(_ items: [Item], how: JSONValue, _ bench: Workbench) throws {
    try FileSystem.makeFolder(folder)
    let lock = try FolderLock(folder: folder)
    defer { withExtendedLifetime(lock) {} }
    let contents = SetContents(items: items)
    let report = SetReport(
      contents, rubric: bench.rubric, seed: bench.settings.seed,
      thresholds: bench.settings.duplicates)
    // What was taken out is safe before the set without it is there.
    try FileSystem.write(JSONWriter.bytes(how, indent: 2) + [0x0A], to: folder + "/" + record)
    try FileSystem.write(JSONWriter.lines(items.lazy.map(\.json)), to: folder + "/items.jsonl")
    _ = try SetPublisher(folder: folder, rubric: bench.rubric).publish(report, contents)
  }
}

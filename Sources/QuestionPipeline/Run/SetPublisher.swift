/// Writes the files of a set, each whole or not at all.
package struct SetPublisher: Sendable {
  private let folder: String
  private let rubric: Rubric
  private let thresholds: DuplicateThresholds

  private let storage: any RunStorage

  /// - Parameter thresholds: those of the run, so that the report means the same by a duplicate.
  package init(
    folder: String, rubric: Rubric, thresholds: DuplicateThresholds = DuplicateThresholds(),
    storage: any RunStorage = SystemStorage()
  ) {
    self.folder = folder
    self.rubric = rubric
    self.thresholds = thresholds
    self.storage = storage
  }

  /// The names of the files written. Each is made, written and let go of before the next.
  /// - Parameters:
  ///   - trace: writes its lines to a file, when their turn comes.
  ///   - documents: what became of those of the brief, for the manifest.
  ///   - withReports: whether the files of the report are among them.
  package func publish(
    _ contents: SetContents, identity: RunIdentity, segments: JSONValue, mark: JSONValue,
    trace: (_ path: String, _ storage: any RunStorage) async throws -> Void, seed: UInt64,
    timing: JSONValue,
    documents: JSONValue? = nil, withReports: Bool = true
  ) async throws -> [String] {
    var names: [String] = []
    if withReports {
      names = try publish(
        SetReport(contents, rubric: rubric, seed: seed, thresholds: thresholds), contents)
    }
    func write(_ name: String, _ bytes: [UInt8]) throws {
      try storage.write(bytes, to: folder + "/" + name)
      names.append(name)
    }
    func writeLines(_ name: String, _ values: some Sequence<JSONValue>) throws {
      try storage.write(to: folder + "/" + name) { (put) throws(FileError) in
        try JSONWriter.writeLines(values, to: put)
      }
      names.append(name)
    }
    try writeLines("items.jsonl", contents.items.lazy.map(\.json))
    try writeLines("refused.jsonl", contents.refused.lazy.map(\.json))
    try await trace(folder + "/trace.jsonl", storage)
    names.append("trace.jsonl")
    try write("timing.json", JSONWriter.bytes(timing, indent: 2) + [0x0A])
    let manifest = Manifest.json(
      contents, identity: identity, segments: segments, mark: mark, documents: documents)
    try write("manifest.json", JSONWriter.bytes(manifest, indent: 2) + [0x0A])
    return names
  }

  /// The names of the report's files, which alone are written. Throws `FileError`.
  package func publish(_ report: SetReport, _ contents: SetContents) throws -> [String] {
    var names: [String] = []
    func write(_ name: String, _ bytes: [UInt8]) throws {
      try storage.write(bytes, to: folder + "/" + name)
      names.append(name)
    }
    try storage.write(to: folder + "/report.json") { (put) throws(FileError) in
      try report.write(to: put)
    }
    names.append("report.json")
    try write("report.md", Array(MarkdownReport.text(report, contents).utf8))
    try storage.write(to: folder + "/report.html") { (put) throws(FileError) in
      try HTMLReport.write(report, contents, to: put)
    }
    names.append("report.html")
    return names
  }
}

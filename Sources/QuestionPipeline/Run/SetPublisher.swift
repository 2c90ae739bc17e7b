/// Writes the files of a set, each whole or not at all.
package struct SetPublisher: Sendable {
  private let folder: String
  private let rubric: Rubric
  private let thresholds: DuplicateThresholds

  /// - Parameter thresholds: those of the run, so that the report means the same by a duplicate.
  package init(
    folder: String, rubric: Rubric, thresholds: DuplicateThresholds = DuplicateThresholds()
  ) {
    self.folder = folder
    self.rubric = rubric
    self.thresholds = thresholds
  }

  /// The names of the files written. Throws `FileError`.
  package func publish(
    _ contents: SetContents, identity: RunIdentity, segments: JSONValue, mark: JSONValue,
    trace: [JSONValue], seed: UInt64, timing: JSONValue
  ) throws -> [String] {
    let report = SetReport(contents, rubric: rubric, seed: seed, thresholds: thresholds)
    let files: [(name: String, bytes: [UInt8])] = [
      ("items.jsonl", lines(contents.items.map(\.json))),
      ("refused.jsonl", lines(contents.refused.map(\.json))),
      ("trace.jsonl", lines(sorted(trace))),
      ("timing.json", JSONWriter.bytes(timing, indent: 2) + [0x0A]),
      (
        "manifest.json",
        JSONWriter.bytes(
          Manifest.json(contents, identity: identity, segments: segments, mark: mark), indent: 2)
          + [0x0A]
      ),
    ]
    let reports = try publish(report, contents)
    for file in files { try FileSystem.write(file.bytes, to: folder + "/" + file.name) }
    return reports + files.map(\.name)
  }

  /// The names of the report's files, which alone are written. Throws `FileError`.
  package func publish(_ report: SetReport, _ contents: SetContents) throws -> [String] {
    let files: [(name: String, bytes: [UInt8])] = [
      ("report.json", JSONWriter.bytes(report.json, indent: 2) + [0x0A]),
      ("report.md", Array(MarkdownReport.text(report, contents).utf8)),
      ("report.html", Array(HTMLReport.text(report, contents).utf8)),
    ]
    for file in files { try FileSystem.write(file.bytes, to: folder + "/" + file.name) }
    return files.map(\.name)
  }

  private func lines(_ values: [JSONValue]) -> [UInt8] {
    var bytes: [UInt8] = []
    for value in values {
      bytes += JSONWriter.bytes(value)
      bytes.append(0x0A)
    }
    return bytes
  }

  /// Waves first, then cells, each by step; rows of one place stay in the journal's order.
  private func sorted(_ rows: [JSONValue]) -> [JSONValue] {
    func key(_ row: JSONValue) -> (Int, Int, Int) {
      if let cell = row["cell"]?.intValue { return (1, cell, row["step"]?.intValue ?? 0) }
      return (0, row["wave"]?.intValue ?? 0, row["step"]?.intValue ?? 0)
    }
    return rows.enumerated().map { (key($1), $0, $1) }
      .sorted { $0.0 != $1.0 ? $0.0 < $1.0 : $0.1 < $1.1 }.map(\.2)
  }
}

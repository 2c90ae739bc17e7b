import QuestionPipeline

/// The files of a set that must not depend on what happened to its run.
struct PublishedSet: Sendable, Hashable {
  private var files: [String: [UInt8]]

  /// Nil where a file is missing.
  init?(_ folder: String, on disk: SimulatedDisk) {
    files = [:]
    for name in ["items.jsonl", "refused.jsonl", "manifest.json", "trace.jsonl"] {
      guard let bytes = disk.read(folder + "/" + name) else { return nil }
      files[name] = name == "trace.jsonl" ? Self.withoutWall(bytes) : bytes
    }
  }

  /// The first line that differs; nil where none does.
  func difference(to other: PublishedSet) -> String? {
    if self == other { return nil }
    for name in files.keys.sorted() where files[name] != other.files[name] {
      let mine = (files[name] ?? []).split(separator: 0x0A)
      let theirs = (other.files[name] ?? []).split(separator: 0x0A)
      let line = zip(mine, theirs).prefix { $0 == $1 }.count
      func shown(_ lines: [ArraySlice<UInt8>]) -> String {
        guard line < lines.count else { return "nothing" }
        return String(decoding: lines[line].prefix(400), as: UTF8.self)
      }
      return "\(name), line \(line + 1): \(shown(mine)) where the undisturbed run has "
        + shown(theirs)
    }
    return nil
  }

  /// What depends on timing stands at the end of each row.
  private static func withoutWall(_ trace: [UInt8]) -> [UInt8] {
    let mark = Array(#","wall":{"at":"#.utf8)
    var result: [UInt8] = []
    result.reserveCapacity(trace.count)
    trace.withUnsafeBufferPointer { trace in
      var start = 0
      while start < trace.count {
        var rowEnd = start
        while rowEnd < trace.count, trace[rowEnd] != 0x0A { rowEnd += 1 }
        var end = rowEnd - mark.count
        while end > start, !(trace[end] == 0x2C && trace[end..<rowEnd].starts(with: mark)) {
          end -= 1
        }
        let row = start..<(end > start ? end : rowEnd)
        result.append(contentsOf: UnsafeBufferPointer(rebasing: trace[row]))
        result.append(0x0A)
        start = rowEnd + 1
      }
    }
    return result
  }
}

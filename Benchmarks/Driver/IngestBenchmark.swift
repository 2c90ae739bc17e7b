import QuestionPipeline

/// Reads a folder of Markdown that it has made itself, and cuts it into passages.
struct IngestBenchmark {
  let megabytes: Int
  let folder: String
  /// Whether the passages stay in memory, as they do for a run.
  let keepsPassages: Bool

  /// Writes files of about a megabyte each, in English and Chinese by turns.
  func prepare() throws {
    try FileSystem.makeFolder(folder)
    for number in 0..<megabytes {
      var page = GeneratedPage(seed: UInt64(number + 1), isChinese: number % 4 == 3)
      try FileSystem.write(page.markdown(bytes: 1_000_000), to: "\(folder)/\(1000 + number).md")
    }
  }

  func run() throws -> String {
    var kept: [Passage] = []
    var count = 0
    let splitter = PassageSplitter()
    let start = Meter.now
    let intake = try DocumentReader().read([folder]) { document, _ in
      let passages = splitter.passages(of: document)
      count += passages.count
      if keepsPassages { kept += passages }
    }
    let used = Meter.now.since(start)
    let bytes = intake.records.reduce(0) { $0 + $1.bytes }
    return """
      \(intake.records.count) files, \(Double(bytes) / 1e6) MB, \(count) passages\
      \(keepsPassages ? " kept" : ""): \
      MB/s of one core \((Double(bytes) / used.cpu).shown(1)), \
      wall \(used.seconds.shown(2)) s, peak MB \((Meter.memory?.peak ?? 0).shown(1))
      """
  }
}

/// Markdown of words that nobody has written, with headings, lists, tables and code.
private struct GeneratedPage {
  private var generator: SplitMix64
  private let isChinese: Bool
  private var bytes: [UInt8] = []

  init(seed: UInt64, isChinese: Bool) {
    generator = SplitMix64(seed: seed)
    self.isChinese = isChinese
  }

  mutating func markdown(bytes limit: Int) -> [UInt8] {
    bytes.reserveCapacity(limit + 4096)
    add("# \(word()) \(word())\n\n")
    while bytes.count < limit {
      switch generator.next() % 8 {
      case 0: add("\n## \(word()) \(word())\n\n")
      case 1: for _ in 0..<6 { add("- \(sentence())\n") }
      case 2:
        add("| \(word()) | \(word()) |\n| --- | ---: |\n")
        for row in 0..<8 { add("| \(word()) | \(row) |\n") }
      case 3: add("```python\n\(word()) = \(generator.next() % 100)\nprint(\(word()))\n```\n")
      default: for _ in 0..<5 { add(sentence() + " ") }
      }
      add("\n\n")
    }
    return bytes
  }

  private mutating func add(_ text: String) { bytes += Array(text.utf8) }

  private mutating func sentence() -> String {
    let words = (0..<12).map { _ in word() }
    return isChinese ? words.joined() + "。" : words.joined(separator: " ") + "."
  }

  private mutating func word() -> String {
    if isChinese {
      let points = (0..<2).map { _ in UInt32(0x4E00 + generator.next() % 0x2000) }
      return String(String.UnicodeScalarView(points.compactMap { Unicode.Scalar($0) }))
    }
    let (first, last) = (Array("bdfgklmnprst"), Array("aeiou"))
    return (0..<(1 + Int(generator.next() % 3))).map { _ in
      String([
        first[Int(generator.next() % UInt64(first.count))],
        last[Int(generator.next() % UInt64(last.count))],
      ])
    }.joined()
  }
}

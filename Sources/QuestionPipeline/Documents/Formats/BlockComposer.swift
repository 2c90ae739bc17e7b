/// Writes what was read out of a file as Markdown, and keeps where its blocks stand.
struct BlockComposer {
  private(set) var text: [UInt8] = []
  private(set) var spans: [BlockSpan] = []
  /// Of what is added from now on.
  var page: Int?

  var isEmpty: Bool { spans.isEmpty }

  mutating func heading(_ level: Int, _ title: String) {
    let title = Self.line(title)
    guard !title.isEmpty else { return }
    let level = min(max(level, 1), 6)
    add(.heading(level: level, title: title)) {
      $0 += Array(repeating: 0x23, count: level) + [0x20] + Array(title.utf8)
    }
  }

  mutating func paragraph(_ words: String) {
    let words = Self.trimmed(words)
    if !words.isEmpty { add(.paragraph) { $0 += Array(words.utf8) } }
  }

  /// - Parameter entries: each with its depth from 0 and its mark ("-", "1.").
  mutating func list(_ entries: [(depth: Int, mark: String, words: String)]) {
    let lines = entries.compactMap { entry -> String? in
      let words = Self.line(entry.words)
      guard !words.isEmpty else { return nil }
      return String(repeating: "  ", count: min(entry.depth, 8)) + "\(entry.mark) \(words)"
    }
    if !lines.isEmpty { add(.list) { $0 += Array(lines.joined(separator: "\n").utf8) } }
  }

  mutating func code(_ words: String, language: String = "") {
    var lines = words[...]
    while let last = lines.unicodeScalars.last, last.properties.isWhitespace {
      lines.unicodeScalars.removeLast()
    }
    while lines.unicodeScalars.first == "\n" { lines.unicodeScalars.removeFirst() }
    guard !lines.isEmpty else { return }
    let fence = lines.contains("```") ? "~~~~" : "```"
    add(.code) { $0 += Array("\(fence)\(language)\n\(lines)\n\(fence)".utf8) }
  }

  /// - Parameter rows: the header row first; shorter rows are filled up.
  mutating func table(_ rows: [[String]], caption: String? = nil) {
    let width = rows.map(\.count).max() ?? 0
    guard width > 0 else { return }
    if width == 1 {
      for row in rows { paragraph(row.first ?? "") }
      return
    }
    var lines: [UInt8] = []
    if let caption = caption.map(Self.line), !caption.isEmpty {
      lines += Array(caption.utf8) + [0x0A]
    }
    Self.append(rows[0], width, to: &lines)
    lines.append(0x0A)
    Self.append(Array(repeating: "---", count: width), width, to: &lines)
    let lead = lines.count
    for row in rows.dropFirst() {
      lines.append(0x0A)
      Self.append(row, width, to: &lines)
    }
    add(.table(lead: lead)) { $0 += lines }
  }

  /// Takes over blocks of Markdown as they stand.
  mutating func append(_ spans: [BlockSpan], of bytes: UnsafeBufferPointer<UInt8>) {
    for span in spans { add(span.kind) { $0 += bytes[span.bytes] } }
  }

  private mutating func add(_ kind: DocumentBlock.Kind, _ write: (inout [UInt8]) -> Void) {
    if !text.isEmpty { text += [0x0A, 0x0A] }
    let start = text.count
    write(&text)
    spans.append(BlockSpan(kind: kind, bytes: start..<text.count, page: page))
  }

  private static func append(_ row: [String], _ width: Int, to line: inout [UInt8]) {
    line.append(0x7C)
    for column in 0..<width {
      line.append(0x20)
      for byte in (column < row.count ? Self.line(row[column]) : "").utf8 {
        if byte == 0x7C { line.append(0x5C) }
        line.append(byte)
      }
      line += [0x20, 0x7C]
    }
  }

  /// On one line, with single blanks.
  static func line(_ words: String) -> String {
    var result = String.UnicodeScalarView()
    var isPending = false
    for scalar in words.unicodeScalars {
      if scalar.properties.isWhitespace || scalar.value < 0x20 {
        isPending = !result.isEmpty
      } else {
        if isPending { result.append(" ") }
        isPending = false
        result.append(scalar)
      }
    }
    return String(result)
  }

  private static func trimmed(_ words: String) -> Substring {
    var rest = words[...].unicodeScalars
    while let last = rest.last, last.properties.isWhitespace { rest.removeLast() }
    while let first = rest.first, first.properties.isWhitespace { rest.removeFirst() }
    return Substring(rest)
  }

  func document(
    name: String, format: DocumentFormat, title: String? = nil, notices: [String] = []
  ) -> SourceDocument {
    SourceDocument(
      name: name, format: format, text: String(decoding: text, as: UTF8.self), spans: spans,
      title: title, notices: notices)
  }
}

/// Source code, whose text stays as it is: comments are paragraphs, functions and types are code under their names.
struct SourceCodeReader: FormatReader {
  func document(_ file: DocumentFile) throws(DocumentError) -> SourceDocument {
    var text = try TextDecoding.decode(file.bytes)
    let base = FileSystem.name(of: file.name)
    let ending = base.lastIndex(of: ".").map { base[base.index(after: $0)...].lowercased() }
    let language = ending.flatMap { CodeLanguage(ending: $0) } ?? .script
    let spans = text.withUTF8 { bytes in
      var scanner = CodeScanner(bytes, language)
      scanner.scan()
      return scanner.spans
    }
    return SourceDocument(name: file.name, format: .sourceCode, text: text, spans: spans)
  }
}

/// Finds comments and definitions: what stands at the margin opens a part, what is set in belongs to it.
struct CodeScanner {
  private let text: UnsafeBufferPointer<UInt8>
  private let marks: LineMarks
  private let lineMarks: [[UInt8]]
  private let blockMarks: [(open: [UInt8], close: [UInt8])]
  private(set) var spans: [BlockSpan] = []
  private var code: Range<Int>?
  private var hasBlank = false
  private var isNamed = false

  init(_ text: UnsafeBufferPointer<UInt8>, _ language: CodeLanguage) {
    self.text = text
    marks = LineMarks(text: text)
    lineMarks = language.line.map { Array($0.utf8) }
    blockMarks = language.block.map { (Array($0.open.utf8), Array($0.close.utf8)) }
  }

  mutating func scan() {
    var index = 0
    while index < text.count {
      let line = DocumentLine(text, at: index)
      if line.isBlank {
        hasBlank = true
        index = line.next
      } else if line.indent == 0, let comment = comment(line) {
        close()
        name(nil)
        spans.append(BlockSpan(kind: .paragraph, bytes: line.first..<comment.end))
        hasBlank = false
        index = comment.next
      } else {
        // A part that has ended goes on with what is set in, and with closing brackets.
        let closes = [0x7D, 0x29, 0x5D].contains(text[line.first])
        if line.indent == 0, !closes, hasBlank || code == nil {
          close()
          name(definition(line))
        }
        code = (code?.lowerBound ?? line.start)..<line.end
        hasBlank = false
        index = line.next
      }
    }
    close()
  }

  private mutating func close() {
    guard let range = code else { return }
    code = nil
    spans.append(BlockSpan(kind: .code, bytes: range))
  }

  /// A heading of no length, where the definition begins, that gives passages its name.
  private mutating func name(_ name: String?) {
    guard name != nil || isNamed else { return }
    isNamed = name != nil
    let place = spans.last?.bytes.upperBound ?? 0
    // The comment right above belongs to what it is written about.
    if name != nil, let last = spans.last, last.kind == .paragraph, !hasBlank {
      let start = last.bytes.lowerBound
      spans.insert(
        BlockSpan(kind: .heading(level: 1, title: name!), bytes: start..<start),
        at: spans.count - 1)
    } else {
      spans.append(BlockSpan(kind: .heading(level: 1, title: name ?? ""), bytes: place..<place))
    }
  }

  /// The lines of a comment from here on.
  private func comment(_ line: DocumentLine) -> (end: Int, next: Int)? {
    if let mark = blockMarks.first(where: { text[line.first..<line.end].starts(with: $0.open) }) {
      var index = line.first + mark.open.count
      while index < text.count, !text[index...].starts(with: mark.close) { index += 1 }
      let end = min(index + mark.close.count, text.count)
      let last = DocumentLine(text, at: end)
      return (max(end, last.end), last.next)
    }
    guard isLineComment(line) else { return nil }
    var (end, next) = (line.end, line.next)
    while next < text.count {
      let below = DocumentLine(text, at: next)
      guard !below.isBlank, isLineComment(below) else { break }
      (end, next) = (below.end, below.next)
    }
    return (end, next)
  }

  private func isLineComment(_ line: DocumentLine) -> Bool {
    let words = text[line.first..<line.end]
    return lineMarks.contains { words.starts(with: $0) } && !words.starts(with: [0x23, 0x21])
  }

  /// The name of what a line defines: "func parse(" gives "parse".
  private func definition(_ line: DocumentLine) -> String? {
    let words = marks.string(line.first..<min(line.end, line.first + 200))
      .split(whereSeparator: { !$0.isLetter && !$0.isNumber && $0 != "_" && $0 != "." })
    for (word, next) in zip(words, words.dropFirst()).prefix(6)
    where CodeLanguage.definers.contains(word.lowercased()) {
      return next.lowercased() == "class" ? nil : String(next)
    }
    return nil
  }
}

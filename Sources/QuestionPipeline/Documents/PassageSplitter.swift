/// Cuts documents into passages along their structure: headings, paragraphs, lists and tables; code blocks stay whole.
package struct PassageSplitter: Sendable {
  /// Paragraphs are joined up to about this many estimated tokens.
  private let target: Int

  package init(target: Int = 220) { self.target = target }

  /// A run of lines that belong together, by offsets into the text's scalars.
  private struct Block {
    var start: Int
    var end: Int
    var headings: [String]
    var tokens: Int
  }

  package func passages(of document: SourceDocument) -> [Passage] {
    let scalars = Array(document.text.unicodeScalars)
    var result: [Passage] = []
    var open: Block?
    func close() {
      guard let block = open else { return }
      open = nil
      var text = String.UnicodeScalarView()
      text.append(contentsOf: scalars[block.start..<block.end])
      let passage = String(text)
      let id = "p-" + SHA256.hex("\(document.name)\n\(block.start)\n\(passage)").prefix(12)
      result.append(
        Passage(
          id: id, document: document.name, headings: block.headings, text: passage,
          start: block.start))
    }
    for block in blocks(scalars) {
      if var current = open, current.headings == block.headings,
        current.tokens + block.tokens <= target
      {
        current.end = block.end
        current.tokens += block.tokens
        open = current
      } else {
        close()
        open = block
      }
    }
    close()
    return result
  }

  /// Paragraphs, lists, tables and code blocks, with the headings above each; headings themselves are left out.
  private func blocks(_ scalars: [Unicode.Scalar]) -> [Block] {
    var result: [Block] = []
    var headings: [(level: Int, text: String)] = []
    var start: Int?
    var end = 0
    var fence: Unicode.Scalar?
    func flush() {
      guard let first = start else { return }
      start = nil
      var text = String.UnicodeScalarView()
      text.append(contentsOf: scalars[first..<end])
      result.append(
        Block(
          start: first, end: end, headings: headings.map(\.text),
          tokens: TokenEstimate.tokens(in: String(text))))
    }
    var index = 0
    while index < scalars.count {
      var stop = index
      while stop < scalars.count, scalars[stop] != "\n" { stop += 1 }
      var contentEnd = stop
      while contentEnd > index, scalars[contentEnd - 1].properties.isWhitespace { contentEnd -= 1 }
      var first = index
      while first < contentEnd, scalars[first].properties.isWhitespace { first += 1 }
      let line = scalars[first..<contentEnd]
      if let mark = MarkdownLine.fence(line) {
        if fence == nil { fence = mark } else if fence == mark { fence = nil }
        if start == nil { start = index }
        end = contentEnd
      } else if fence != nil {
        end = max(end, contentEnd)
      } else if line.isEmpty {
        flush()
      } else if let heading = MarkdownLine.heading(line) {
        flush()
        headings.removeAll { $0.level >= heading.level }
        headings.append(heading)
      } else {
        if start == nil { start = first }
        end = contentEnd
      }
      index = stop + 1
    }
    flush()
    return result
  }
}

/// What one line of Markdown is.
enum MarkdownLine {
  /// The level and the words of an ATX heading.
  static func heading(_ line: some Collection<Unicode.Scalar>) -> (level: Int, text: String)? {
    let level = line.prefix { $0 == "#" }.count
    guard (1...6).contains(level) else { return nil }
    var rest = Array(line.dropFirst(level))
    guard rest.first == " " || rest.first == "\t" else { return nil }
    while let last = rest.last, last.properties.isWhitespace || last == "#" { rest.removeLast() }
    while let first = rest.first, first.properties.isWhitespace { rest.removeFirst() }
    guard !rest.isEmpty else { return nil }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: rest)
    return (level, String(text))
  }

  static func heading(_ line: Substring) -> (level: Int, text: String)? {
    heading(line.unicodeScalars)
  }

  /// The mark of a line that opens or closes a code block.
  static func fence(_ line: some Collection<Unicode.Scalar>) -> Unicode.Scalar? {
    guard let mark = line.first, mark == "`" || mark == "~",
      line.prefix(while: { $0 == mark }).count >= 3
    else { return nil }
    return mark
  }
}

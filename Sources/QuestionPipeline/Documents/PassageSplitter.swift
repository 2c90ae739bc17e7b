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
    for block in blocks(scalars).flatMap({ cut($0, scalars) }) {
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

  /// A block that is far too long, as pieces that end with a sentence, else with a space, else anywhere.
  private func cut(_ block: Block, _ scalars: [Unicode.Scalar]) -> [Block] {
    guard block.tokens > 2 * target else { return [block] }
    var result: [Block] = []
    var start = block.start
    var end = start
    var tokens = 0.0
    var lastSentence: Int?
    var lastSpace: Int?
    func close(at stop: Int) {
      result.append(
        Block(start: start, end: stop, headings: block.headings, tokens: Int(tokens)))
      start = stop
      while start < block.end, scalars[start].properties.isWhitespace { start += 1 }
      end = start
      tokens = 0
      lastSentence = nil
      lastSpace = nil
    }
    while end < block.end {
      tokens += scalars[end].value >= 0x2E80 ? 2.0 / 3 : 0.25
      end += 1
      switch scalars[end - 1] {
      case "。", "！", "？", "；", "\n": lastSentence = end
      case " ":
        lastSpace = end
        if end - 2 > start, [".", "!", "?"].contains(scalars[end - 2]) { lastSentence = end - 1 }
      default: break
      }
      if tokens >= Double(target) { close(at: lastSentence ?? lastSpace ?? end) }
    }
    if end > start { close(at: block.end) }
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

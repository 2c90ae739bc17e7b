/// Text of a model or of a foreign file as HTML: paragraphs, fenced code, and code in backticks; all else is text.
package enum RichText {
  /// - Parameter evidence: to be marked where the text holds it.
  static func markup(_ text: String, evidence: Evidence = .none) -> Markup {
    var result = Markup.empty
    for block in blocks(of: text) {
      switch block {
      case .paragraph(let text): result += "<p dir=\"auto\">\(inline(text, evidence: evidence))</p>"
      case .code(let text, let fence):
        // The fence's own line, so that the script can give the text back as it was.
        result += """
          <pre tabindex="0" data-fence="\(fence)"><code dir="ltr" lang="zxx">\(evidence.marked(text))</code></pre>
          """
      }
    }
    return result
  }

  package enum Block: Hashable {
    case paragraph(String)
    /// What a fence holds, and the line that opens it.
    case code(String, fence: String)
  }

  /// Paragraphs end at blank lines; a fence of backticks that is never closed runs to the end.
  package static func blocks(of text: String) -> [Block] {
    var blocks: [Block] = []
    var lines: [Substring] = []
    var fence: Int?
    var opening = ""
    func flush(_ lines: [Substring], isCode: Bool) -> Block? {
      let text = lines.joined(separator: "\n")
      if isCode { return .code(text, fence: opening) }
      return text.isBlank ? nil : .paragraph(text)
    }
    for line in text.textLines {
      let ticks = backticks(opening: line)
      if let open = fence {
        if ticks >= open, line.drop(while: { $0 == " " }).allSatisfy({ $0 == "`" || $0 == " " }) {
          blocks.append(.code(lines.joined(separator: "\n"), fence: opening))
          (lines, fence) = ([], nil)
        } else {
          lines.append(line)
        }
      } else if ticks >= 3 {
        if let block = flush(lines, isCode: false) { blocks.append(block) }
        (lines, fence) = ([], ticks)
        opening = String(line)
      } else if line.unicodeScalars.allSatisfy({ $0.properties.isWhitespace }) {
        if let block = flush(lines, isCode: false) { blocks.append(block) }
        lines = []
      } else {
        lines.append(line)
      }
    }
    if let block = flush(lines, isCode: fence != nil) { blocks.append(block) }
    return blocks
  }

  private static func backticks(opening line: Substring) -> Int {
    line.utf8.drop { $0 == 0x20 }.prefix { $0 == 0x60 }.count
  }

  package enum Span: Hashable {
    case text(String)
    /// What stands between single backticks within a line.
    case code(String)
  }

  /// Escaped text with `code` set as code.
  static func inline(_ text: String, evidence: Evidence = .none) -> Markup {
    var result = Markup.empty
    for span in spans(of: text) {
      switch span {
      case .text(let text): result += evidence.marked(text)
      case .code(let text): result += "<code dir=\"ltr\">\(evidence.marked(text))</code>"
      }
    }
    return result
  }

  /// The text and the code of a paragraph.
  package static func spans(of text: String) -> [Span] {
    guard text.utf8.contains(0x60) else { return [.text(text)] }
    var result: [Span] = []
    var rest = Substring(text)
    while let open = rest.utf8.firstIndex(of: 0x60) {
      let after = rest.utf8.index(after: open)
      guard
        let close = rest.utf8[after...].firstIndex(where: { $0 == 0x60 || $0 == 0x0A }),
        rest.utf8[close] == 0x60, close > after
      else {
        result.append(.text(String(rest[..<after])))
        rest = rest[after...]
        continue
      }
      result += [.text(String(rest[..<open])), .code(String(rest[after..<close]))]
      rest = rest[rest.utf8.index(after: close)...]
    }
    return result + [.text(String(rest))]
  }
}

extension Markup {
  static func + (left: Markup, right: Markup) -> Markup {
    var result = left
    result += right
    return result
  }
}

extension String {
  /// The lines, however they end: LF, CRLF or CR.
  package var textLines: [Substring] {
    // Most texts are one line.
    if !utf8.contains(where: { $0 == 0x0A || $0 == 0x0D }) { return [self[...]] }
    var lines: [Substring] = []
    var start = utf8.startIndex
    var index = start
    while index < utf8.endIndex {
      let byte = utf8[index]
      let next = utf8.index(after: index)
      if byte == 0x0A || byte == 0x0D {
        lines.append(self[start..<index])
        let isPair = byte == 0x0D && next < utf8.endIndex && utf8[next] == 0x0A
        index = isPair ? utf8.index(after: next) : next
        start = index
      } else {
        index = next
      }
    }
    lines.append(self[start...])
    return lines
  }
}

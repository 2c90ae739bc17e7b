import QuestionPipeline

/// Texts of items as HTML that is well-formed XML, too: paragraphs, lines, lists and code, without attributes.
enum ItemHTML {
  static func markup(_ text: String) -> Markup {
    RichText.blocks(of: PlainText.lines(text)).reduce(into: .empty) { result, block in
      switch block {
      case .paragraph(let text): result += "<p>\(lines(text))</p>"
      case .code(let text, fence: _): result += code(text)
      }
    }
  }

  /// A text without an element of its own where one paragraph is all it has.
  static func inline(_ text: String) -> Markup {
    let blocks = RichText.blocks(of: PlainText.lines(text))
    if blocks.isEmpty { return .empty }
    if blocks.count == 1, case .paragraph(let text) = blocks[0] { return lines(text) }
    return markup(text)
  }

  static func code(_ text: String) -> Markup {
    "<pre><code>\(PlainText.lines(text))</code></pre>"
  }

  static func list(_ texts: [String]) -> Markup {
    let entries: [Markup] = texts.map { "<li>\(inline($0))</li>" }
    return "<ul>\(entries)</ul>"
  }

  /// Lines with breaks between them, and the spaces that stand in their text.
  private static func lines(_ text: String) -> Markup {
    let lines: [Markup] = text.textLines.map { line in
      RichText.spans(of: spaced(line)).reduce(into: .empty) { result, span in
        switch span {
        case .text(let text): result += Markup(text)
        case .code(let text): result += "<code>\(text)</code>"
        }
      }
    }
    return lines.joined("<br/>")
  }

  /// With no-break spaces where HTML would show one space for several, or none.
  private static func spaced(_ line: Substring) -> String {
    var result = ""
    var isBehindSpace = true
    for sign in line {
      let isSpace = sign == " "
      result +=
        isSpace && isBehindSpace
        ? "\u{A0}" : sign == "\t" && isBehindSpace ? "\u{A0}\u{A0}" : String(sign)
      isBehindSpace = isSpace || sign == "\t" && isBehindSpace
    }
    return result
  }
}

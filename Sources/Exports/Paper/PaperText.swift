import QuestionPipeline

/// Texts of items on paper: every line and blank line as it stands, code as code, whichever way a line is written.
enum PaperText {
  static func markup(_ text: String) -> Markup {
    MarkdownProse.parts(of: text).reduce(into: .empty) { result, part in
      switch part {
      case .text(let text): result += "<p class=\"text\">\(inline(text))</p>"
      case .code(let code): result += self.code(code)
      }
    }
  }

  /// In one block, with fences as they stand.
  static func inline(_ text: String) -> Markup {
    RichText.spans(of: text).reduce(into: .empty) { result, span in
      switch span {
      case .text(let text): result += Markup(text)
      case .code(let code): result += "<code dir=\"ltr\">\(code)</code>"
      }
    }
  }

  static func code(_ code: String) -> Markup {
    "<pre dir=\"ltr\"><code lang=\"zxx\">\(code)</code></pre>"
  }

  /// Words of a document. Where its lines were broken at a margin, paper has a margin of its own; the first may have begun
  /// anywhere.
  static func quote(_ text: String) -> Markup {
    var lines: [Substring] = []
    var result: [String] = []
    for line in text.textLines {
      let words = line.drop { $0 == " " }
      if let last = lines.last, let open = result.last, last.first != "|",
        last.columns >= 40 || lines.count == 1 && words.columns >= 40,
        words.first.map({ $0.isLetter || $0.isNumber }) ?? false
      {
        let isSpaced = last.last?.columns == 1 || words.first?.columns == 1
        result[result.count - 1] = open + (isSpaced ? " " : "") + words
      } else {
        result.append(String(line))
      }
      lines.append(line)
    }
    return "<blockquote>\(markup(result.joined(separator: "\n")))</blockquote>"
  }

  static func list(_ texts: [String], style: Markup = "points") -> Markup {
    let entries: [Markup] = texts.map { "<li><div>\(markup($0))</div></li>" }
    return "<ul class=\"\(style)\">\(entries)</ul>"
  }

  /// Rules to write on by hand.
  static func lines(_ count: Int) -> Markup {
    "<div class=\"lines\">\([Markup](repeating: "<i></i>", count: count))</div>"
  }
}

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

  static func list(_ texts: [String], style: Markup = "points") -> Markup {
    let entries: [Markup] = texts.map { "<li><div>\(markup($0))</div></li>" }
    return "<ul class=\"\(style)\">\(entries)</ul>"
  }

  /// Rules to write on by hand.
  static func lines(_ count: Int) -> Markup {
    "<div class=\"lines\">\([Markup](repeating: "<i></i>", count: count))</div>"
  }
}

/// A document that questions are to be grounded in: its text, and the blocks that the text is made of.
package struct SourceDocument: Sendable, Hashable {
  /// What citations call it: the file's name, or its path below the folder that was given.
  package var name: String
  package var format: DocumentFormat
  /// The text, to whose Unicode scalars offsets refer: the decoded file where it is text itself (Markdown, source code),
  /// else what was read out of it, written as Markdown.
  package let text: String
  /// In the order of the text.
  package let blocks: [DocumentBlock]
  /// What the file says of its title.
  package var statedTitle: String?
  /// What was left out of it or is doubtful, for its reader's eyes: "2 hidden elements are left out".
  package var notices: [String]

  init(
    name: String, format: DocumentFormat, text: String, spans: [BlockSpan], title: String? = nil,
    notices: [String] = []
  ) {
    var text = text
    self.name = name
    self.format = format
    blocks = text.withUTF8 { DocumentBlock.measured(spans, in: $0) }
    self.text = text
    statedTitle = title
    self.notices = notices
  }

  /// A document in Markdown.
  package init(name: String, text: String) {
    self = MarkdownReader().document(name: name, text: text)
  }

  /// The first heading, what the file says of its title, or the name without its ending.
  package var title: String {
    for block in blocks {
      if case .heading(_, let title) = block.kind, !block.bytes.isEmpty { return title }
    }
    return statedTitle ?? Self.base(of: name)
  }

  /// Whether there is anything in it to ask about.
  package var isEmpty: Bool {
    !blocks.contains {
      if case .heading = $0.kind { false } else { true }
    }
  }

  /// A document's name without folders and ending.
  package static func base(of name: String) -> String {
    let base = FileSystem.name(of: name)
    guard let dot = base.lastIndex(of: "."), dot != base.startIndex else { return base }
    return String(base[..<dot])
  }
}

/// Markdown (CommonMark's blocks, GitHub's tables), whose text stays as it is.
struct MarkdownReader: FormatReader {
  func document(_ file: DocumentFile) throws(DocumentError) -> SourceDocument {
    document(name: file.name, text: try TextDecoding.decode(file.bytes))
  }

  func document(name: String, text: String) -> SourceDocument {
    scanned(name, .markdown, text, MarkdownScanner.Rules())
  }
}

/// Plain text: paragraphs and lists, and the headings that people mark as in Markdown or call chapters.
struct PlainTextReader: FormatReader {
  func document(_ file: DocumentFile) throws(DocumentError) -> SourceDocument {
    scanned(
      file.name, .plainText, try TextDecoding.decode(file.bytes),
      MarkdownScanner.Rules(hasMarkup: false, hasChapters: true))
  }
}

private func scanned(
  _ name: String, _ format: DocumentFormat, _ text: String, _ rules: MarkdownScanner.Rules
) -> SourceDocument {
  var text = text
  let (spans, title, notices) = text.withUTF8 {
    bytes -> ([BlockSpan], String?, [String]) in
    var scanner = MarkdownScanner(bytes, rules)
    scanner.scan()
    return (
      scanner.spans, scanner.title,
      DropNotices.list(comments: scanner.comments, hidden: scanner.hidden)
    )
  }
  return SourceDocument(
    name: name, format: format, text: text, spans: spans, title: title, notices: notices)
}

/// What is said of text that no reader of the page would see.
enum DropNotices {
  static func list(comments: Int, hidden: Int) -> [String] {
    var result: [String] = []
    if comments > 0 {
      result.append(
        comments == 1 ? "a comment is left out" : "\(comments) comments are left out")
    }
    if hidden > 0 {
      result.append(
        hidden == 1 ? "a hidden element is left out" : "\(hidden) hidden elements are left out")
    }
    return result
  }
}

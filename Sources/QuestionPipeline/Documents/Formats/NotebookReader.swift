/// Jupyter notebooks: Markdown cells as Markdown, code cells and what they printed as code.
struct NotebookReader: FormatReader {
  func document(_ file: DocumentFile) throws(DocumentError) -> SourceDocument {
    let text = try TextDecoding.decode(file.bytes)
    do {
      return try read(JSONReader(try JSONParser.parse(Array(text.utf8))), name: file.name)
    } catch {
      throw DocumentError(.malformed, "is no notebook that can be read: \(error)")
    }
  }

  private func read(_ notebook: JSONReader, name: String) throws -> SourceDocument {
    let metadata = try notebook.optional("metadata")
    let language =
      (try? metadata?.optional("language_info")?.string("name"))
      ?? (try? metadata?.optional("kernelspec")?.string("language")) ?? "python"
    // Before version 4 the cells stood in worksheets.
    var cells: [JSONReader] = try notebook.optional("cells")?.array() ?? []
    for sheet in try notebook.optional("worksheets")?.array() ?? [] {
      cells += try sheet.array("cells")
    }
    var composer = BlockComposer()
    var dropped = (comments: 0, hidden: 0)
    for cell in cells {
      let source = try Self.text(cell.optional("source") ?? cell.optional("input"))
      switch try cell.string("cell_type") {
      case "markdown", "heading":
        var source = source
        source.withUTF8 { bytes in
          var scanner = MarkdownScanner(bytes, MarkdownScanner.Rules())
          scanner.scan()
          composer.append(scanner.spans, of: bytes)
          dropped.comments += scanner.comments
          dropped.hidden += scanner.hidden
        }
      case "code":
        composer.code(source, language: language)
        for output in (try? cell.optional("outputs")?.array()) ?? [] {
          composer.code(try Self.printed(output))
        }
      default: composer.paragraph(source)
      }
    }
    return composer.document(
      name: name, format: .notebook, title: try? metadata?.string("title"),
      notices: DropNotices.list(comments: dropped.comments, hidden: dropped.hidden))
  }

  /// What a cell printed or gave as its value, as plain text; pictures and errors are left out.
  private static func printed(_ output: JSONReader) throws -> String {
    if let stream = try output.optional("text") { return try text(stream) }
    return try text(try output.optional("data")?.optional("text/plain"))
  }

  private static func text(_ value: JSONReader?) throws -> String {
    guard let value else { return "" }
    if case .array = value.value { return try value.strings().joined() }
    return try value.string()
  }
}

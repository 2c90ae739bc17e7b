/// CSV and TSV: one table, the first row its header.
struct DelimitedReader: FormatReader {
  func document(_ file: DocumentFile) throws(DocumentError) -> SourceDocument {
    let text = try TextDecoding.decode(file.bytes)
    guard let table = DelimitedText(Array(text.utf8), isExpected: true) else {
      throw DocumentError(.malformed, "holds no rows that can be told")
    }
    var composer = BlockComposer()
    composer.table(table.rows.map(\.cells))
    let notices = table.unread.map { "line \($0.line): \($0.why)" }
    return composer.document(name: file.name, format: .delimited, notices: notices)
  }
}

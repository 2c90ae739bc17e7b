/// PDF through poppler's `pdftotext`, which tells where every word stands; scans through `pdftoppm` and `tesseract`.
struct PDFReader: FormatReader {
  func document(_ file: DocumentFile) throws(DocumentError) -> SourceDocument {
    guard let program = file.programs["pdftotext"] else {
      throw DocumentError(
        .missingProgram,
        "is a PDF, and 'pdftotext' is not installed: install poppler-utils (Debian) or poppler (Homebrew)"
      )
    }
    let words = [program, "-bbox-layout", "-enc", "UTF-8", "-q", "-", "-"]
    let output = try run(words, "pdftotext", file)
    guard output.code == 0 else { throw Self.failure(output, file) }
    let (pages, title) = PDFPage.all(in: output.bytes)
    let bare = pages.filter(\.isBare).count
    guard bare < pages.count else { return try unread(pages.count, file, title) }
    var layout = PDFLayout(pages)
    layout.arrange()
    var composer = BlockComposer()
    layout.write(to: &composer)
    let notices =
      bare == 0
      ? []
      : [bare == 1 ? "a page without text is left out" : "\(bare) pages without text are left out"]
    return composer.document(name: file.name, format: .pdf, title: title, notices: notices)
  }

  private func run(_ words: [String], _ name: String, _ file: DocumentFile) throws(DocumentError)
    -> ChildProcess.Output
  {
    do throws(ChildProcess.Failure) {
      return try ChildProcess.run(
        words, input: file.bytes, seconds: file.limits.seconds, limit: file.limits.unpacked)
    } catch {
      switch error {
      case .notStarted(let why):
        throw DocumentError(.failed, "cannot be read: '\(name)' did not start (\(why))")
      case .tooSlow:
        throw DocumentError(
          .failed,
          "takes '\(name)' more than \(Int(file.limits.seconds)) s ('documents.seconds' in the configuration)"
        )
      case .tooMuch:
        throw DocumentError(
          .tooLarge,
          "holds more text than \(file.limits.unpacked >> 20) MiB ('documents.unpackedLimit' in the configuration)"
        )
      }
    }
  }

  private static func failure(_ output: ChildProcess.Output, _ file: DocumentFile) -> DocumentError
  {
    if output.code == 3 {
      return DocumentError(
        .encrypted, "is protected: its owner does not allow text to be taken out")
    }
    // With -q it says nothing; a file that needs a password says so itself.
    if file.bytes.holds("/Encrypt") {
      return DocumentError(.encrypted, "is encrypted; a password is needed")
    }
    return DocumentError(.malformed, "is a damaged PDF: 'pdftotext' cannot open it")
  }

  // MARK: Pages without text

  /// Scans are read by their pictures, where that is installed; a file without pictures is empty.
  private func unread(_ count: Int, _ file: DocumentFile, _ title: String?) throws(DocumentError)
    -> SourceDocument
  {
    let pages = "\(count) \(count == 1 ? "page" : "pages")"
    if let program = file.programs["pdfimages"] {
      let listed = try run([program, "-list", "-"], "pdfimages", file)
      // Two lines of heads, then a picture each.
      if listed.code == 0, listed.bytes.count(where: { $0 == 0x0A }) <= 2 {
        throw DocumentError(.empty, "is an empty PDF: \(pages) without text or pictures")
      }
    }
    guard file.limits.scannedPages > 0 else {
      throw DocumentError(.scanned, "is a scan: \(pages) of pictures without text")
    }
    guard let painter = file.programs["pdftoppm"], let reader = file.programs["tesseract"] else {
      throw DocumentError(
        .scanned,
        "is a scan: \(pages) of pictures without text; to read it, install poppler-utils, tesseract-ocr and tesseract-ocr-chi-sim"
      )
    }
    let languages = try languages(reader, file)
    var composer = BlockComposer()
    let read = min(count, file.limits.scannedPages)
    for page in 1...max(1, read) {
      let picture = try run(
        [painter, "-f", "\(page)", "-l", "\(page)", "-r", "200", "-gray", "-"], "pdftoppm", file)
      guard picture.code == 0 else { continue }
      var scan = file
      scan.bytes = picture.bytes
      let text = try run([reader, "stdin", "stdout", "-l", languages], "tesseract", scan)
      guard text.code == 0 else { continue }
      composer.page = page
      for paragraph in Self.paragraphs(String(decoding: text.bytes, as: UTF8.self)) {
        composer.paragraph(paragraph)
      }
    }
    guard !composer.isEmpty else {
      throw DocumentError(.scanned, "is a scan in whose \(pages) 'tesseract' finds no text")
    }
    var notices = ["it is a scan; its text was read from pictures and may hold mistakes"]
    if read < count {
      notices.append("only the first \(read) of \(count) pages are read ('documents.scannedPages')")
    }
    return composer.document(name: file.name, format: .pdf, title: title, notices: notices)
  }

  /// English and Chinese as far as they are installed.
  private func languages(_ reader: String, _ file: DocumentFile) throws(DocumentError) -> String {
    var asked = file
    asked.bytes = []
    let listed = try run([reader, "--list-langs"], "tesseract", asked)
    let names = Set(String(decoding: listed.bytes, as: UTF8.self).split(separator: "\n"))
    let wanted = ["eng", "chi_sim", "chi_tra"].filter { names.contains(Substring($0)) }
    guard !wanted.isEmpty else {
      throw DocumentError(
        .missingProgram,
        "is a scan, and 'tesseract' knows neither English nor Chinese: install tesseract-ocr-eng and tesseract-ocr-chi-sim"
      )
    }
    return wanted.prefix(2).joined(separator: "+")
  }

  private static func paragraphs(_ text: String) -> [String] {
    var result: [String] = []
    var lines: [String] = []
    // An empty line at the end closes the last paragraph.
    for line in (text + "\n").split(
      omittingEmptySubsequences: false, whereSeparator: { $0.isNewline })
    {
      let words = BlockComposer.line(String(line))
      if words.isEmpty {
        if !lines.isEmpty { result.append(LineJoin.joined(lines, known: [])) }
        lines = []
      } else {
        lines.append(words)
      }
    }
    return result
  }
}

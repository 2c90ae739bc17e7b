/// The kinds of files that documents come in.
package enum DocumentFormat: String, Sendable, Hashable, CaseIterable {
  case markdown, plainText, html, notebook, sourceCode, delimited, word, epub, pdf

  /// By the ending of the name; nil where it tells nothing.
  init?(name: String) {
    let base = FileSystem.name(of: name).lowercased()
    guard let dot = base.lastIndex(of: "."), dot != base.startIndex else {
      guard ["makefile", "dockerfile", "rakefile", "gemfile"].contains(base) else { return nil }
      self = .sourceCode
      return
    }
    switch base[base.index(after: dot)...] {
    case "md", "markdown", "mdown", "mkd", "mdx", "qmd", "rmd": self = .markdown
    case "txt", "text", "log", "rst", "adoc", "org", "tex": self = .plainText
    case "html", "htm", "xhtml": self = .html
    case "ipynb": self = .notebook
    case "csv", "tsv", "tab": self = .delimited
    case "docx", "docm": self = .word
    case "epub": self = .epub
    case "pdf": self = .pdf
    case let ending:
      guard CodeLanguage(ending: String(ending)) != nil else { return nil }
      self = .sourceCode
    }
  }

  /// By what stands in the file; nil where it is no text and nothing that is known.
  init?(content bytes: [UInt8]) {
    if Self.starts(bytes, with: "%PDF-") {
      self = .pdf
      return
    }
    if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
      // The kind stands in the names of the first entries, which are not packed.
      let head = Array(bytes.prefix(1 << 12))
      self = head.holds("application/epub+zip") ? .epub : .word
      return
    }
    let head = Array(bytes.prefix(1 << 12).drop { $0 <= 0x20 || $0 >= 0xEF })
    if Self.starts(head, with: "{"), head.holds("\"cells\"") {
      self = .notebook
      return
    }
    let lower = head.prefix(256).map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    if Self.starts(lower, with: "<!doctype html") || Self.starts(lower, with: "<html")
      || Self.starts(lower, with: "<?xml") && lower.holds("<html")
    {
      self = .html
      return
    }
    if Self.starts(head, with: "#!/") { self = .sourceCode } else { self = .markdown }
  }

  /// What a file is, by content where that is plain, else by name.
  static func of(name: String, content bytes: [UInt8]) throws(DocumentError) -> Self {
    let found = Self(content: bytes)
    if found == .pdf { return .pdf }
    if found == .word || found == .epub {
      let named = Self(name: name)
      if named == .word || named == .epub { return named! }
      if found == .epub { return .epub }
      if name == DocumentReader.standardInput || bytes.holds("word/document.xml") {
        return .word
      }
      throw DocumentError(.unsupported, "is a ZIP archive; unpack it first")
    }
    if let kind = foreign(bytes) { throw DocumentError(.unsupported, "is \(kind)") }
    if let named = Self(name: name) {
      switch named {
      case .pdf: throw DocumentError(.malformed, "is named as a PDF and is none")
      case .word, .epub:
        throw DocumentError(.malformed, "is named as a document in a ZIP archive and is none")
      default: return named
      }
    }
    // Nothing tells of a text without a known name; standard input never has one.
    return found == .markdown && name != DocumentReader.standardInput
      ? .plainText : found ?? .plainText
  }

  private static func foreign(_ bytes: [UInt8]) -> String? {
    // The password protection of newer Office files is an old Office file around them.
    let mark = [0xD0, 0xCF, 0x11, 0xE0] as [UInt8]
    if bytes.starts(with: mark), bytes.holds("E\0n\0c\0r\0y\0p\0t\0e\0d\0P") {
      return "encrypted; a password is needed"
    }
    let kinds: [([UInt8], String)] = [
      ([0xD0, 0xCF, 0x11, 0xE0], "an old Word, Excel or PowerPoint file; save it as DOCX or PDF"),
      (Array("{\\rtf".utf8), "an RTF document; save it as DOCX or PDF"),
      (Array("SQLite format 3".utf8), "an SQLite database"), ([0x1F, 0x8B], "a gzip archive"),
      ([0x89, 0x50, 0x4E, 0x47, 0x0D], "a PNG picture"), ([0xFF, 0xD8, 0xFF], "a JPEG picture"),
      (Array("GIF8".utf8), "a GIF picture"), (Array("PAR1".utf8), "a Parquet file"),
      ([0x7F, 0x45, 0x4C, 0x46], "a program"),
    ]
    return kinds.first { bytes.starts(with: $0.0) }?.1
  }

  private static func starts(_ bytes: [UInt8], with text: String) -> Bool {
    bytes.starts(with: text.utf8)
  }
}

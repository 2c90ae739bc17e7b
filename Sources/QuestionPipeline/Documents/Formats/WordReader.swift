/// Word's DOCX: headings by style, lists, tables with their header rows, page breaks; hidden and deleted text left out.
struct WordReader: FormatReader {
  func document(_ file: DocumentFile) throws(DocumentError) -> SourceDocument {
    var archive = try ZipArchive(file.bytes, limits: file.limits)
    guard let main = try archive.read("word/document.xml") else {
      let kind =
        archive.has("xl/workbook.xml")
        ? "is an Excel file; save it as CSV"
        : archive.has("ppt/presentation.xml")
          ? "is a PowerPoint file; save it as PDF" : "is a ZIP archive; unpack it first"
      throw DocumentError(.unsupported, kind)
    }
    let styles = WordStyles(
      styles: try archive.read("word/styles.xml") ?? [],
      numbering: try archive.read("word/numbering.xml") ?? [])
    let title = try archive.read("docProps/core.xml").flatMap {
      XMLParts.text(of: "dc:title", in: $0)
    }
    var blocks = WordBlocks(styles)
    blocks.read(main)
    return blocks.composer.document(
      name: file.name, format: .word, title: title,
      notices: DropNotices.list(comments: 0, hidden: blocks.hidden))
  }
}

/// What a document's styles say of its paragraphs.
struct WordStyles {
  struct Style {
    var name = ""
    var base: String?
    /// From 0, for headings.
    var outline: Int?
    var list: String?
    var isHidden = false
  }

  private var styles: [String: Style] = [:]
  /// Formats of numbers ("decimal", "bullet") by list and depth.
  private var formats: [String: [Int: String]] = [:]

  init(styles: [UInt8], numbering: [UInt8]) {
    var found: [String: Style] = [:]
    var id: String?
    XMLParts.walk(styles) { tag in
      if tag.name == "w:style" {
        id = tag["w:styleId"]
        if let id { found[id] = Style() }
      }
      guard let id else { return }
      let value = tag["w:val"]
      switch tag.name {
      case "w:name": found[id]?.name = value?.lowercased() ?? ""
      case "w:basedOn": found[id]?.base = value
      case "w:outlineLvl": found[id]?.outline = value.flatMap { Int($0) }
      case "w:numId": found[id]?.list = value
      case "w:vanish": found[id]?.isHidden = value != "0" && value != "false"
      default: break
      }
    } close: { name in
      if name == "w:style" { id = nil }
    }
    self.styles = found
    read(numbering)
  }

  private mutating func read(_ numbering: [UInt8]) {
    var abstract: [String: [Int: String]] = [:]
    var lists: [String: String] = [:]
    var (outer, depth, list): (String?, Int, String?) = (nil, 0, nil)
    XMLParts.walk(numbering) { tag in
      switch tag.name {
      case "w:abstractNum": outer = tag["w:abstractNumId"]
      case "w:lvl": depth = tag["w:ilvl"].flatMap { Int($0) } ?? 0
      case "w:numFmt": if let outer { abstract[outer, default: [:]][depth] = tag["w:val"] }
      case "w:num": list = tag["w:numId"]
      case "w:abstractNumId": if let list { lists[list] = tag["w:val"] }
      default: break
      }
    } close: { name in
      if name == "w:abstractNum" { outer = nil }
      if name == "w:num" { list = nil }
    }
    formats = lists.mapValues { abstract[$0] ?? [:] }
  }

  func isOrdered(list: String, depth: Int) -> Bool {
    guard let format = formats[list]?[depth] else { return false }
    return format != "bullet" && format != "none"
  }

  /// Along the styles that a style is made from.
  func first<T>(_ id: String?, _ value: (Style) -> T?) -> T? {
    var next = id
    for _ in 0..<16 {
      guard let id = next, let style = styles[id] else { return nil }
      if let found = value(style) { return found }
      next = style.base
    }
    return nil
  }

  /// From 1; by the style's outline level or its name, which Word keeps in English.
  func headingLevel(_ id: String?) -> Int? {
    let found = first(id) { style -> Int? in
      if style.name == "title" { return 1 }
      if style.name.hasPrefix("heading "), let level = Int(style.name.dropFirst(8)) { return level }
      return style.outline.map { $0 + 1 }
    }
    // Word's tenth outline level is body text.
    if let found { return found <= 9 ? found : nil }
    // A file without its styles still names them.
    guard styles.isEmpty, let id = id?.lowercased() else { return nil }
    if id == "title" { return 1 }
    return id.hasPrefix("heading") ? Int(id.dropFirst(7)) : nil
  }

  func name(_ id: String?) -> String { id.flatMap { styles[$0]?.name } ?? id?.lowercased() ?? "" }
}

/// Turns the elements of `word/document.xml` into blocks.
struct WordBlocks {
  private struct Paragraph {
    var words = ""
    var style: String?
    var outline: Int?
    var list: String?
    var depth = 0
  }

  private struct Table {
    var rows: [[String]] = []
    var row: [String] = []
    var cell: String?
    var span = 1
    var isMerged = false
  }

  private(set) var composer = BlockComposer()
  private(set) var hidden = 0
  private let styles: WordStyles
  private var paragraphs: [Paragraph] = []
  private var tables: [Table] = []
  private var entries: [(depth: Int, mark: String, words: String)] = []
  private var counts: [String: [Int: Int]] = [:]
  private var codeLines: [String] = []
  private var caption: String?
  /// A table that may go on behind a page break.
  private var waiting: (rows: [[String]], caption: String?, page: Int?)?
  private var hasBreak = false
  private var isText = false
  private var isHiddenRun = false
  private var isInProperties = false
  private var skipped = 0
  private var page = 1
  private var countsRendered = false
  private var hasPages = false

  init(_ styles: WordStyles) { self.styles = styles }

  mutating func read(_ bytes: [UInt8]) {
    // Word notes where pages ended when it last showed the file; else only forced breaks are known.
    countsRendered = bytes.holds("lastRenderedPageBreak")
    hasPages = countsRendered || bytes.holds("w:type=\"page\"")
    var copy = self
    XMLParts.walk(bytes) {
      copy.open($0)
    } close: {
      copy.close($0)
    } text: {
      copy.add($0)
    }
    self = copy
    flush(all: true)
  }

  // MARK: Elements

  private mutating func open(_ tag: MarkupTag) {
    if skipped > 0 || tag.name == "mc:Fallback" {
      skipped += tag.name == "mc:Fallback" ? 1 : 0
      return
    }
    let value = tag["w:val"]
    let isOn = value != "0" && value != "false" && value != "none"
    switch tag.name {
    case "w:p": paragraphs.append(Paragraph())
    case "w:rPr", "w:pPr": isInProperties = true
    case "w:pStyle": mutate { $0.style = value }
    case "w:outlineLvl": mutate { $0.outline = value.flatMap { Int($0) } }
    case "w:ilvl": mutate { $0.depth = value.flatMap { Int($0) } ?? 0 }
    case "w:numId": mutate { $0.list = value }
    case "w:r": isHiddenRun = false
    case "w:vanish", "w:webHidden": isHiddenRun = isOn
    case "w:rStyle":
      if styles.first(value, { $0.isHidden ? true : nil }) == true { isHiddenRun = true }
    case "w:t": isText = true
    case "w:tab" where !isInProperties: add("\t", isText: true)
    case "w:noBreakHyphen": add("-", isText: true)
    case "w:br", "w:cr":
      if tag["w:type"] == "page" { turn(isRendered: false) } else { add("\n", isText: true) }
    case "w:lastRenderedPageBreak": turn(isRendered: true)
    case "w:tbl":
      if tables.isEmpty { flush() }
      tables.append(Table())
    case "w:tr": mutateTable { $0.row = [] }
    case "w:tc":
      mutateTable {
        $0.cell = ""
        $0.span = 1
        $0.isMerged = false
      }
    case "w:gridSpan": mutateTable { $0.span = min(max(value.flatMap { Int($0) } ?? 1, 1), 100) }
    case "w:vMerge": mutateTable { $0.isMerged = value != "restart" }
    default: break
    }
  }

  private mutating func close(_ name: String) {
    if skipped > 0 {
      if name == "mc:Fallback" { skipped -= 1 }
      return
    }
    switch name {
    case "w:t": isText = false
    case "w:rPr", "w:pPr": isInProperties = false
    case "w:p": endParagraph()
    case "w:tc":
      mutateTable { table in
        guard let cell = table.cell else { return }
        let above = table.rows.last
        for offset in 0..<table.span {
          let column = table.row.count
          let isTaken = table.isMerged && cell.isEmpty && offset == 0
          table.row.append(
            isTaken
              ? above.flatMap { column < $0.count ? $0[column] : nil } ?? ""
              : offset == 0 ? cell : "")
        }
        table.cell = nil
      }
    case "w:tr":
      mutateTable { table in
        if table.row.contains(where: { !$0.isEmpty }) { table.rows.append(table.row) }
        table.row = []
      }
    case "w:tbl": endTable()
    default: break
    }
  }

  private mutating func add(_ words: String) { add(words, isText: isText) }

  private mutating func add(_ words: String, isText: Bool) {
    guard isText, skipped == 0 else { return }
    if isHiddenRun {
      if !BlockComposer.line(words).isEmpty { hidden += 1 }
    } else {
      mutate { $0.words += words }
    }
  }

  private mutating func turn(isRendered: Bool) {
    hasBreak = true
    if isRendered == countsRendered { page += 1 }
  }

  private mutating func mutate(_ change: (inout Paragraph) -> Void) {
    if !paragraphs.isEmpty { change(&paragraphs[paragraphs.count - 1]) }
  }

  private mutating func mutateTable(_ change: (inout Table) -> Void) {
    if !tables.isEmpty { change(&tables[tables.count - 1]) }
  }

  // MARK: Blocks

  private mutating func endParagraph() {
    guard let paragraph = paragraphs.popLast() else { return }
    let words = paragraph.words
    guard !BlockComposer.line(words).isEmpty else {
      flush()
      return
    }
    if tables.last?.cell != nil {
      mutateTable { $0.cell! += $0.cell!.isEmpty ? words : "\n" + words }
      return
    }
    let name = styles.name(paragraph.style)
    if name.hasPrefix("toc ") { return }
    let level = paragraph.outline.map { $0 + 1 } ?? styles.headingLevel(paragraph.style)
    let list = paragraph.list ?? styles.first(paragraph.style) { $0.list }
    if let level, level <= 9 {
      flush(all: true)
      at { $0.heading(level, words) }
    } else if name == "caption" {
      flush(all: true)
      caption = words
    } else if name.contains("code") || name.contains("preformatted") {
      flush(except: .code)
      codeLines.append(words)
    } else if let list, list != "0" {
      flush(except: .list)
      let depth = paragraph.depth
      counts[list, default: [:]][depth, default: 0] += 1
      for deeper in counts[list]!.keys where deeper > depth { counts[list]![deeper] = 0 }
      let isOrdered = styles.isOrdered(list: list, depth: depth)
      entries.append((depth, isOrdered ? "\(counts[list]![depth]!)." : "-", words))
    } else {
      flush(all: true)
      at { $0.paragraph(words) }
    }
  }

  private mutating func endTable() {
    guard let table = tables.popLast() else { return }
    if !tables.isEmpty {
      let words = table.rows.joined().filter { !$0.isEmpty }.joined(separator: " ")
      mutateTable { if $0.cell != nil { $0.cell! += $0.cell!.isEmpty ? words : "\n" + words } }
      return
    }
    guard !table.rows.isEmpty else { return }
    if hasBreak, let before = waiting, let joined = TableJoin.joined(before.rows, table.rows) {
      waiting!.rows = joined
    } else {
      flushTable()
      waiting = (table.rows, caption, hasPages ? page : nil)
      caption = nil
    }
    hasBreak = false
  }

  private enum Open { case list, code }

  /// Writes what is open; a table stays open for its second part unless something else has come.
  private mutating func flush(all: Bool = false, except kept: Open? = nil) {
    if all || kept != nil { flushTable() }
    if let words = caption, all {
      caption = nil
      at { $0.paragraph(words) }
    }
    if kept != .list, !entries.isEmpty {
      let list = entries
      entries = []
      at { $0.list(list) }
    }
    if kept != .code, !codeLines.isEmpty {
      let lines = codeLines
      codeLines = []
      at { $0.code(lines.joined(separator: "\n")) }
    }
  }

  private mutating func flushTable() {
    guard let table = waiting else { return }
    waiting = nil
    composer.page = table.page
    composer.table(table.rows, caption: table.caption)
  }

  private mutating func at(_ write: (inout BlockComposer) -> Void) {
    composer.page = hasPages ? page : nil
    write(&composer)
  }
}

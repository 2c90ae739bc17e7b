/// A table that is being read, its merged cells spread out.
struct HTMLTable {
  private var rows: [[String]] = []
  private var row: [String]?
  private var caption = ""
  private var cell: String?
  private var isCaption = false
  /// Cells that reach into the rows below, by column.
  private var reaching: [Int: (left: Int, words: String)] = [:]
  private var span = (columns: 1, rows: 1)
  private(set) var hasHeader = false

  /// All its text, for a cell of the table around it.
  var text: String {
    (rows + [row ?? []]).joined().filter { !$0.isEmpty }.joined(separator: " ")
  }

  mutating func open(_ tag: MarkupTag) {
    func number(_ name: String) -> Int { min(max(tag[name].flatMap { Int($0) } ?? 1, 1), 100) }
    switch tag.name {
    case "caption": isCaption = true
    case "thead": hasHeader = true
    case "tr":
      closeRow()
      row = []
    case "td", "th":
      closeCell()
      if row == nil { row = [] }
      fill()
      if tag.name == "th" { hasHeader = true }
      cell = ""
      span = (number("colspan"), number("rowspan"))
    default: break
    }
  }

  mutating func close(_ name: String) {
    switch name {
    case "caption": isCaption = false
    case "td", "th": closeCell()
    case "tr", "thead": closeRow()
    default: break
    }
  }

  mutating func add(_ words: String) {
    if isCaption {
      caption += caption.isEmpty ? words : " " + words
    } else if let before = cell {
      cell = before.isEmpty ? words : before + " " + words
    }
  }

  private mutating func closeCell() {
    guard let words = cell, row != nil else { return }
    cell = nil
    for offset in 0..<span.columns {
      let column = row!.count
      if span.rows > 1 { reaching[column] = (span.rows - 1, offset == 0 ? words : "") }
      row!.append(offset == 0 ? words : "")
    }
  }

  private mutating func closeRow() {
    closeCell()
    guard row != nil else { return }
    fill()
    if row!.contains(where: { !$0.isEmpty }) { rows.append(row!) }
    row = nil
  }

  /// Takes in the cells that reach down to where the row stands.
  private mutating func fill() {
    while let cell = reaching[row!.count] {
      reaching[row!.count] = cell.left > 1 ? (cell.left - 1, cell.words) : nil
      row!.append(cell.words)
    }
  }

  /// As a table, or as paragraphs where it has but one column or row.
  func write(to composer: inout BlockComposer) {
    var whole = self
    whole.closeRow()
    if whole.rows.count < 2 && !hasHeader || whole.rows.allSatisfy({ $0.count < 2 }) {
      whole.writeParagraphs(to: &composer)
    } else {
      composer.table(whole.rows, caption: whole.caption)
    }
  }

  func writeParagraphs(to composer: inout BlockComposer) {
    var whole = self
    whole.closeRow()
    composer.paragraph(caption)
    for row in whole.rows { for cell in row { composer.paragraph(cell) } }
  }
}

/// Answers that rest on rows of a table, held against the cells of those rows.
///
/// Every number must stand in a quoted row or come of quoted cells of one column; where the question names an operation,
/// a row or a comparison, it is worked out again, and the answer must agree.
struct TableCheck {
  enum Finding: Sendable, Hashable {
    /// The quotes are none of a table's, or not all of them.
    case elsewhere
    case carried
    /// What the item says, and what the table says instead, if that is known.
    case fault(said: String, there: String?)
  }

  private let tables: [PassageTable]

  /// Nil for a passage without a table.
  init?(_ passage: String) {
    tables = PassageTable.all(in: passage)
    if tables.isEmpty { return nil }
  }

  func finding(of item: StatedItem) -> Finding {
    let quotes = item.subject.draft.sources.map(\.quote)
    guard let quoted = tables.lazy.compactMap({ QuotedRows($0, quotes) }).first else {
      return .elsewhere
    }
    let question = TableQuestionReading(item, quoted)
    if let fault = question.fault { return fault }
    if let number = alien(in: item, quoted, question) { return .fault(said: number, there: nil) }
    return quoted.holdsAll ? .carried : .elsewhere
  }

  /// A number that neither stands in the quoted rows nor comes of them.
  private func alien(in item: StatedItem, _ quoted: QuotedRows, _ question: TableQuestionReading)
    -> String?
  {
    guard quoted.holdsAll else { return nil }
    var given = quoted.quantities + question.computed.flatMap { Self.quantities($0) }
    given += Self.quantities(item.subject.draft.question)
    given += item.subject.context.titles.flatMap { Self.quantities($0) }
    for part in item.answers {
      for quantity in QuantityReader(part).quantities() where quantity.isFirm {
        if quantity.value == Double(quoted.rows.count) { continue }
        if !given.contains(where: { quantity.agrees(with: $0) }) { return quantity.text }
      }
    }
    return nil
  }

  static func quantities(_ text: String) -> [Quantity] {
    QuantityReader(InspectedText(text)).quantities()
  }
}

/// The rows of a table that an item quotes.
struct QuotedRows {
  let table: PassageTable
  let keys: [String]
  let rows: [Int]
  /// Whether every quote is the table's: of its rows, header or caption.
  let holdsAll: Bool

  /// Nil where no quote holds a row, or the first column does not tell the rows apart.
  init?(_ table: PassageTable, _ quotes: [String]) {
    guard let keys = table.keys else { return nil }
    let finders = quotes.map { QuoteFinder($0) }
    let rows = table.rows.indices.filter { row in
      finders.contains { $0.range(of: table.rows[row].line) != nil }
    }
    guard !rows.isEmpty else { return nil }
    let lines = [table.caption ?? "", table.header.line] + table.rows.map(\.line)
    let whole = QuoteFinder(lines.joined(separator: "\n"))
    (self.table, self.keys, self.rows) = (table, keys, rows)
    holdsAll = quotes.allSatisfy { quote in
      // Between the header row and the others stands a line of dashes.
      quote.split(whereSeparator: \.isNewline).allSatisfy { line in
        line.allSatisfy { "|-: \t".contains($0) } || whole.range(of: String(line)) != nil
      }
    }
  }

  var columns: [PassageTable.Column] { table.columns }

  /// What stands in the cells, with units and without.
  var quantities: [Quantity] {
    var texts = table.header.cells + [table.caption ?? ""]
    for row in rows { texts += table.rows[row].cells }
    for column in columns {
      texts += rows.flatMap { row in
        [column.shown(column.figures[row], isChinese: false), column.figures[row].number]
      }
    }
    return texts.flatMap { TableCheck.quantities($0) }
  }
}

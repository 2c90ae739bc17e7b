/// Finds tables on a page by how words stand in columns over several rows.
struct PDFTables {
  struct Table {
    var rows: [[String]]
    /// Left and right edges of its columns.
    var columns: [ClosedRange<Double>]
    var words: Set<PDFWord>
  }

  private struct Row {
    var cells: [[PDFWord]]
    var top: Double { cells.joined().map(\.top).min() ?? 0 }
    var bottom: Double { cells.joined().map(\.bottom).max() ?? 0 }
    var height: Double { cells.first?.first?.height ?? 0 }

    static func edges(_ cell: [PDFWord]) -> ClosedRange<Double> {
      let left = cell.map(\.left).min() ?? 0
      return left...max(left, cell.map(\.right).max() ?? left)
    }
  }

  private let page: PDFPage
  private let rows: [Row]

  init(_ page: PDFPage) {
    self.page = page
    rows = Self.rows(page)
  }

  /// - Parameter columns: of the table at the end of the page before, which may go on at the top of this one.
  func tables(after columns: [ClosedRange<Double>]?) -> [Table] {
    var result: [Table] = []
    var index = 0
    if let columns, let first = continued(columns) {
      result.append(first.table)
      index = first.end
    }
    while index < rows.count {
      guard rows[index].cells.count >= 2 else {
        index += 1
        continue
      }
      var end = index + 1
      while end < rows.count, goesOn(end, from: index) { end += 1 }
      // A last row of one cell is text below the table.
      while end > index + 1, rows[end - 1].cells.count < 2 { end -= 1 }
      if let table = table(Array(rows[index..<end])) {
        result.append(table)
        index = end
      } else if end - index > 3, let part = table(Array(rows[(index + 1)..<end])) {
        // Its first row may have been text of another kind.
        result.append(part)
        index = end
      } else {
        index = end
      }
    }
    return result
  }

  private func goesOn(_ index: Int, from first: Int) -> Bool {
    let row = rows[index]
    let above = rows[index - 1]
    guard row.top - above.bottom < 1.8 * max(row.height, above.height) else { return false }
    if row.cells.count >= 2 { return true }
    // One cell that is set in, with rows of the table below it, is the rest of a cell above.
    guard index + 1 < rows.count, rows[index + 1].cells.count >= 2 else { return false }
    return row.cells[0][0].left > rows[first].cells[0][0].left + row.height
  }

  // MARK: Shape

  private func table(_ rows: [Row]) -> Table? {
    let full = rows.filter { $0.cells.count >= 2 }
    guard full.count >= 2 else { return nil }
    let columns = Self.columns(full)
    guard columns.count >= 2, columns.count >= 3 || full.count >= 3 else { return nil }
    let cells = full.flatMap(\.cells)
    // Of words in Chinese, a letter each counts for half a word.
    let size = cells.reduce(0) { sum, cell in
      sum + cell.reduce(0) { $0 + max(1, TextSize($1.text).wide / 2) }
    }
    let mean = Double(size) / Double(cells.count)
    guard mean <= (columns.count == 2 ? 6 : 9) else { return nil }
    if columns.count == 2 {
      let widths = columns.map { $0.upperBound - $0.lowerBound }
      if widths.allSatisfy({ $0 > page.width * 0.3 }) { return nil }
    }
    let firsts = full.map { $0.cells[0].map(\.text).joined() }
    if firsts.allSatisfy(Self.isListMark) { return nil }
    if full.count(where: { $0.cells.joined().contains { $0.text.contains("....") } }) * 2
      > full.count
    {
      return nil
    }
    let filled = full.reduce(0) { $0 + $1.cells.count }
    guard filled * 10 >= full.count * columns.count * 5 else { return nil }
    return assembled(rows, columns)
  }

  /// The rows at the page's top whose cells stand in the columns of a table before.
  private func continued(_ columns: [ClosedRange<Double>]) -> (table: Table, end: Int)? {
    var end = 0
    while end < rows.count {
      let cells = rows[end].cells
      let places = cells.map { Self.column(of: Row.edges($0), in: columns) }
      guard places.allSatisfy({ $0 != nil }), Set(places).count == cells.count,
        cells.count >= 2, end == 0 || rows[end].top - rows[end - 1].bottom < 1.8 * rows[end].height
      else { break }
      end += 1
    }
    guard end > 0 else { return nil }
    return (assembled(Array(rows[..<end]), columns), end)
  }

  private func assembled(_ rows: [Row], _ columns: [ClosedRange<Double>]) -> Table {
    var texts: [[String]] = []
    var bottoms: [Double] = []
    let gaps = zip(rows, rows.dropFirst()).map { $1.top - $0.bottom }.sorted()
    let usual = gaps.isEmpty ? 0 : gaps[gaps.count / 2]
    for row in rows {
      var cells = Array(repeating: "", count: columns.count)
      for cell in row.cells {
        let place = columns.firstIndex { $0.overlaps(Row.edges(cell)) } ?? 0
        let words = cell.map(\.text).joined(separator: " ")
        cells[place] += cells[place].isEmpty ? words : " " + words
      }
      let isRest =
        row.cells.count == 1
        || cells[0].isEmpty && row.top - (bottoms.last ?? 0) < usual - 0.15 * row.height
      if isRest, cells[0].isEmpty, let last = texts.indices.last {
        for column in cells.indices where !cells[column].isEmpty {
          texts[last][column] = LineJoin.joined([texts[last][column], cells[column]], known: [])
        }
      } else {
        texts.append(cells)
      }
      bottoms.append(row.bottom)
    }
    return Table(rows: texts, columns: columns, words: Set(rows.flatMap { $0.cells.joined() }))
  }

  // MARK: Geometry

  private static func rows(_ page: PDFPage) -> [Row] {
    let words = page.blocks.joined().flatMap(\.words).sorted {
      ($0.top + $0.bottom, $0.left) < ($1.top + $1.bottom, $1.left)
    }
    var rows: [[PDFWord]] = []
    for word in words {
      if let last = rows.last?.last,
        min(last.bottom, word.bottom) - max(last.top, word.top)
          > 0.5 * min(last.height, word.height)
      {
        rows[rows.count - 1].append(word)
      } else {
        rows.append([word])
      }
    }
    return rows.map { words in
      var cells: [[PDFWord]] = []
      for word in words.sorted(by: { ($0.left, $0.right) < ($1.left, $1.right) }) {
        if let last = cells.last?.last, word.left - last.right < 0.75 * word.height {
          cells[cells.count - 1].append(word)
        } else {
          cells.append([word])
        }
      }
      return Row(cells: cells)
    }
  }

  /// What the cells cover, seen from above.
  private static func columns(_ rows: [Row]) -> [ClosedRange<Double>] {
    var result: [ClosedRange<Double>] = []
    for edges in rows.flatMap({ $0.cells.map(Row.edges) }).sorted(by: {
      ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound)
    }) {
      if let last = result.last, edges.lowerBound <= last.upperBound + 1 {
        result[result.count - 1] =
          last.lowerBound...max(last.upperBound, edges.upperBound)
      } else {
        result.append(edges)
      }
    }
    return result
  }

  /// The one column that a cell stands in; nil if it reaches over several or none.
  private static func column(
    of cell: ClosedRange<Double>, in columns: [ClosedRange<Double>]
  ) -> Int? {
    let places = columns.indices.filter { columns[$0].overlaps(cell) }
    return places.count == 1 ? places[0] : nil
  }

  private static func isListMark(_ text: String) -> Bool {
    let rest = text.filter { !$0.isNumber && !"().、[]".contains($0) }
    return text.count <= 5 && (rest.isEmpty || rest.count == 1)
  }
}

/// A table of questions in Markdown: bars between cells, a line of hyphens below the names of the columns.
enum MarkdownTable {
  /// The rows of the first table whose columns include a question by name, with what stands around it; nil where the
  /// text has none, or more lines outside the table than in it.
  static func read(_ text: [UInt8]) -> (table: DelimitedText, leftOut: [LeftOut])? {
    guard hasRule(text) else { return nil }
    let lines = String(decoding: text, as: UTF8.self).unicodeScalars.split(
      omittingEmptySubsequences: false, whereSeparator: { $0 == "\n" }
    ).map { Array($0).trimmed }
    var start = 0
    while start + 2 < lines.count {
      defer { start += 1 }
      guard let names = cells(lines[start]), names.count >= 2, isRule(lines[start + 1]),
        names.contains(where: { ItemPart.question.names.contains(ItemPart.plain($0)) })
      else { continue }
      var rows = [DelimitedText.Row(cells: names, line: start + 1)]
      var end = start + 2
      while end < lines.count, let row = cells(lines[end]) {
        rows.append(DelimitedText.Row(cells: row, line: end + 1))
        end += 1
      }
      let around = [0..<start, end..<lines.count].compactMap { leftOut($0, lines) }
      let outside = lines.indices.count { !(start..<end).contains($0) && !lines[$0].isEmpty }
      guard rows.count >= 2, outside <= end - start else { return nil }
      return (DelimitedText(rows: rows, format: "a table in Markdown"), around)
    }
    return nil
  }

  /// Whether a line of bars and hyphens alone is there: a look that holds nothing, since few texts have one.
  private static func hasRule(_ text: [UInt8]) -> Bool {
    var isRule = true
    var marks: (bars: Int, hyphens: Int) = (0, 0)
    for byte in text {
      switch byte {
      case 0x0A:
        if isRule, marks.bars > 0, marks.hyphens > 0 { return true }
        isRule = true
        marks = (0, 0)
      case UInt8(ascii: "|"): marks.bars += 1
      case UInt8(ascii: "-"): marks.hyphens += 1
      case UInt8(ascii: ":"), 0x20, 0x09, 0x0D: break
      default: isRule = false
      }
    }
    return false
  }

  private static func leftOut(_ range: Range<Int>, _ lines: [ArraySlice<Unicode.Scalar>])
    -> LeftOut?
  {
    guard let first = range.first(where: { !lines[$0].isEmpty }),
      let last = range.last(where: { !lines[$0].isEmpty })
    else { return nil }
    return LeftOut(lines: (first + 1)...(last + 1), text: lines[first].string)
  }

  /// The cells between bars that are neither escaped nor in code; nil for a line that opens with none.
  private static func cells(_ line: ArraySlice<Unicode.Scalar>) -> [String]? {
    guard line.first == "|", line.count > 2 else { return nil }
    var cells: [String] = []
    var cell = Scalars()
    var isCode = false
    var isEscaped = false
    for scalar in line.dropFirst() {
      if scalar == "|", !isEscaped, !isCode {
        cells.append(plain(cell))
        cell = []
        continue
      }
      if scalar == "|", isEscaped { cell.removeLast() }
      if scalar == "`" { isCode.toggle() }
      isEscaped = scalar == "\\" && !isEscaped
      cell.append(scalar)
    }
    if !cell.trimmed.isEmpty { cells.append(plain(cell)) }
    return cells
  }

  private static func plain(_ cell: Scalars) -> String {
    cell.trimmed.string.split(separator: "<br>", omittingEmptySubsequences: false)
      .joined(separator: "\n")
  }

  /// `|---|:--:|`
  private static func isRule(_ line: ArraySlice<Unicode.Scalar>) -> Bool {
    line.first == "|" && line.contains("-")
      && line.allSatisfy { "|-: \t".unicodeScalars.contains($0) }
  }
}

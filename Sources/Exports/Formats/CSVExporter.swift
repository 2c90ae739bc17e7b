import QuestionPipeline

/// A table after RFC 4180 that spreadsheets show as text: what could be a formula has an apostrophe before it.
package struct CSVExporter: SetExporter {
  private let hasByteOrderMark: Bool

  package var carried: Set<ItemField> {
    Set(ItemField.allCases).subtracting([.cell, .scores, .flaws, .made, .review])
  }

  package init(_ options: ExportOptions) { hasByteOrderMark = options.hasByteOrderMark }

  package func export(_ set: ExportSet) -> Export {
    let columns = ItemTable.columns(of: set.items)
    var bytes: [UInt8] = hasByteOrderMark ? [0xEF, 0xBB, 0xBF] : []
    var guarded = 0
    func append(_ row: [String]) {
      bytes += row.map(Self.quoted).joined(separator: ",").utf8
      bytes += [0x0D, 0x0A]
    }
    append(columns)
    for item in set.items {
      let cells = ItemTable.cells(of: item)
      append(
        columns.map { column in
          let text = cells[column] ?? ""
          let cell = FormulaGuard.guarded(text)
          if cell.utf8.count != text.utf8.count { guarded += 1 }
          return cell
        })
    }
    var remarks: [String] = []
    if guarded > 0 {
      remarks.append(
        "\(guarded) \(guarded == 1 ? "cell has" : "cells have") an apostrophe before a text that a spreadsheet could "
          + "take for a formula; evaluate takes it back")
    }
    if let nulls = NullCharacters.replace(in: &bytes) { remarks.append(nulls) }
    return Export(.file(bytes), remarks: remarks)
  }

  /// In quotes where the standard asks for them, and where a reader might trim or guess another mark. By bytes: a quote
  /// with a combining mark behind it is another character, but still ends a cell.
  private static func quoted(_ cell: String) -> String {
    let marks = Array(",;|\"\t\r\n".utf8)
    guard
      cell.utf8.contains(where: { marks.contains($0) }) || cell.utf8.first == 0x20
        || cell.utf8.last == 0x20
    else { return cell }
    return "\""
      + String(decoding: cell.utf8.flatMap { $0 == 0x22 ? [0x22, 0x22] : [$0] }, as: UTF8.self)
      + "\""
  }
}

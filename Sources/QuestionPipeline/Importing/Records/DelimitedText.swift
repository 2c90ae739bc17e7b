/// Tables as text after RFC 4180, with the marks that spreadsheets use besides commas.
struct DelimitedText {
  struct Row {
    var cells: [String]
    /// Of its first cell.
    var line: Int
  }

  private(set) var rows: [Row] = []
  private(set) var unread: [SetReport.Unread] = []
  let delimiter: UInt8

  /// Rows that were told apart by other marks than those of a delimited text.
  init(rows: [Row], format: String) {
    self.rows = rows
    delimiter = 0x7C
    ownFormat = format
  }

  private var ownFormat: String?
  /// Whether cells are kept as they stand, with the blanks around them and their ends of lines.
  private var isExact = false

  /// A table with the columns of `ItemTable`; nil for any other.
  init?(ours bytes: [UInt8]) {
    let header = Array(bytes.prefix(1 << 14).prefix { $0 != 0x0A && $0 != 0x0D })
    let mark = Self.marks.first { mark in
      Self.firstRows(header, mark).first.map(ItemTable.isOurs) ?? false
    }
    guard let mark else { return nil }
    self.init(mark)
    isExact = true
    ownFormat = "a table as Viva writes them, " + format
    read(bytes)
  }

  /// "CSV with semicolons", "TSV".
  var format: String {
    if let ownFormat { return ownFormat }
    return switch delimiter {
    case 0x09: "TSV"
    case 0x3B: "CSV with semicolons"
    case 0x7C: "CSV with bars"
    default: "CSV"
    }
  }

  /// Nil for a text whose lines are no rows of a table.
  /// - Parameter isExpected: whether the file's name says that it is one; else a header has to.
  init?(_ bytes: [UInt8], isExpected: Bool) {
    guard let found = Self.delimiter(of: bytes, isExpected: isExpected) else { return nil }
    delimiter = found
    read(bytes)
    guard let first = rows.first, first.cells.count >= 2 || isExpected else { return nil }
  }

  /// Whether the first row names columns.
  var hasHeader: Bool {
    guard let first = rows.first else { return false }
    let known = first.cells.count { cell in
      let plain = ItemPart.plain(cell)
      return ItemPart.allCases.contains { $0.names.contains(plain) }
    }
    if known >= 1, first.cells.allSatisfy({ $0.utf8.count <= 60 }) { return true }
    // Without a known name: words, no question, where the second row has one.
    let asks = first.cells.contains { AskCues.hasQuestionMark(Array($0.unicodeScalars)[...]) }
    let second = rows.dropFirst().first?.cells.contains {
      AskCues.hasQuestionMark(Array($0.unicodeScalars)[...])
    }
    return !asks && second == true && first.cells.allSatisfy { !$0.isEmpty && $0.utf8.count <= 60 }
  }

  private static let marks: [UInt8] = [0x09, 0x2C, 0x3B, 0x7C]

  private static func delimiter(of bytes: [UInt8], isExpected: Bool) -> UInt8? {
    var best: (mark: UInt8, count: Int)?
    for mark in marks {
      let rows = firstRows(bytes, mark)
      guard let header = rows.first, header.count >= 2 else { continue }
      let known = header.contains { ItemPart.question.names.contains(ItemPart.plain($0)) }
      let regular = rows.count { $0.count == header.count }
      guard known || isExpected, regular * 2 >= rows.count || known else { continue }
      let count = regular * 100 + header.count
      if count > best?.count ?? 0 { best = (mark, count) }
    }
    if best == nil, isExpected { return 0x2C }
    return best?.mark
  }

  private static func firstRows(_ bytes: [UInt8], _ mark: UInt8) -> [[String]] {
    let head = Array(bytes.prefix(1 << 14))
    var table = DelimitedText(mark)
    table.read(head)
    var rows = table.rows.prefix(20).map(\.cells)
    if head.count < bytes.count, rows.count > 1 { rows.removeLast() }
    return rows
  }

  private init(_ delimiter: UInt8) { self.delimiter = delimiter }

  private mutating func read(_ bytes: [UInt8]) {
    var cells: [String] = []
    var cell: [UInt8] = []
    var line = 1
    var start = 1
    var index = 0
    var trustsQuotes = true
    func isBlankRow() -> Bool { cells.isEmpty && cell.allSatisfy { $0 <= 0x20 } }
    func text() -> String {
      if isExact { return String(decoding: cell, as: UTF8.self) }
      return Array(String(decoding: cell, as: UTF8.self).unicodeScalars).trimmed.string
    }
    while index < bytes.count {
      let byte = bytes[index]
      if byte == 0x22, trustsQuotes, cell.allSatisfy({ $0 == 0x20 }) {
        if let (value, end, breaks) = quoted(bytes, from: index) {
          cell = value
          index = end
          line += breaks
          // What stands between the quote and the mark belongs to it.
          while index < bytes.count, bytes[index] != delimiter, bytes[index] != 0x0A,
            bytes[index] != 0x0D
          {
            cell.append(bytes[index])
            index += 1
          }
        } else {
          unread.append(
            SetReport.Unread(line: line, why: "a quote that never ends; it is read as a letter"))
          trustsQuotes = false
        }
      } else if byte == delimiter {
        cells.append(text())
        cell = []
        index += 1
      } else if byte == 0x0A || byte == 0x0D {
        if !isBlankRow() {
          cells.append(text())
          rows.append(Row(cells: cells, line: start))
        }
        cells = []
        cell = []
        index += byte == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A ? 2 : 1
        line += 1
        start = line
      } else {
        cell.append(byte)
        index += 1
      }
    }
    if !isBlankRow() {
      cells.append(text())
      rows.append(Row(cells: cells, line: start))
    }
  }

  /// The content of a quoted cell, the place behind it and the line breaks inside; nil if it has no end.
  private func quoted(_ bytes: [UInt8], from start: Int) -> ([UInt8], Int, Int)? {
    var result: [UInt8] = []
    var breaks = 0
    var index = start + 1
    while index < bytes.count {
      let byte = bytes[index]
      if byte == 0x22 {
        guard index + 1 < bytes.count, bytes[index + 1] == 0x22 else {
          return (result, index + 1, breaks)
        }
        index += 1
      }
      if byte == 0x0A || byte == 0x0D && (index + 1 >= bytes.count || bytes[index + 1] != 0x0A) {
        breaks += 1
      }
      if byte != 0x0D || isExact {
        result.append(byte)
      } else if index + 1 < bytes.count, bytes[index + 1] != 0x0A {
        result.append(0x0A)
      }
      index += 1
    }
    return nil
  }
}

/// Rows of text in columns, for a terminal.
enum TextTable {
  /// - Parameter numbers: the columns that are set to the right.
  static func rows(_ head: [String], _ body: [[String]], numbers: Set<Int> = []) -> [String] {
    let widths = head.indices.map { column in
      ([head] + body).map { columns(of: $0[column]) }.max() ?? 0
    }
    return ([head] + body).map { row in
      var line = ""
      for (column, cell) in row.enumerated() {
        let blank = String(repeating: " ", count: widths[column] - columns(of: cell))
        line += numbers.contains(column) ? blank + cell : cell + blank
        line += "  "
      }
      while line.last == " " { line.removeLast() }
      return line
    }
  }

  /// Han characters and their like take two columns.
  static func columns(of text: String) -> Int {
    text.reduce(0) { sum, character in
      let value = character.unicodeScalars.first?.value ?? 0
      let isWide =
        (0x1100...0x115F).contains(value) || (0x2E80...0xA4CF).contains(value)
        || (0xAC00...0xD7A3).contains(value) || (0xF900...0xFAFF).contains(value)
        || (0xFE30...0xFE6F).contains(value) || (0xFF00...0xFF60).contains(value)
        || (0x1F300...0x1F64F).contains(value) || (0x2_0000...0x3_FFFD).contains(value)
      return sum + (isWide ? 2 : 1)
    }
  }
}

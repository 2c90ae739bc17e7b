import QuestionPipeline

/// Rows of text in columns, for a terminal.
enum TextTable {
  /// - Parameter numbers: the columns that are set to the right.
  static func rows(_ head: [String], _ body: [[String]], numbers: Set<Int> = []) -> [String] {
    let widths = head.indices.map { column in
      ([head] + body).map { $0[column].columns }.max() ?? 0
    }
    return ([head] + body).map { row in
      var line = ""
      for (column, cell) in row.enumerated() {
        let blank = String(repeating: " ", count: widths[column] - cell.columns)
        line += numbers.contains(column) ? blank + cell : cell + blank
        line += "  "
      }
      while line.last == " " { line.removeLast() }
      return line
    }
  }
}

/// A form that a set can be given for another program or for paper.
package enum ExportFormat: String, Sendable, Hashable, CaseIterable {
  case jsonl
  case csv
  case markdown

  /// What its files hold and who reads them, in a line of help.
  package var summary: String {
    switch self {
    case .jsonl: "every field of every item, a line of JSON each"
    case .csv: "a table for spreadsheets, safe from formulas; taken back by evaluate"
    case .markdown: "questions to read, with the answer below each or, with --no-answers, without"
    }
  }

  /// What is put behind the set's name where no path is given: the ending of the one file, or of the folder.
  package var suffix: String {
    switch self {
    case .jsonl: ".jsonl"
    case .csv: ".csv"
    case .markdown: ".md"
    }
  }

  /// What writes it.
  package func exporter(_ options: ExportOptions) -> any SetExporter {
    switch self {
    case .jsonl: JSONLinesExporter()
    case .csv: CSVExporter(options)
    case .markdown: MarkdownExporter(options)
    }
  }
}

/// What a user may choose of the formats that leave a choice.
package struct ExportOptions: Sendable, Hashable {
  /// Whether papers for people show the answers.
  package var hasAnswers = true
  /// Whether tables begin with a byte order mark, by which spreadsheets know UTF-8.
  package var hasByteOrderMark = false

  package init() {}
}

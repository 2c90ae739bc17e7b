/// What a user may choose of the formats that leave a choice.
package struct ExportOptions: Sendable, Hashable {
  /// Whether papers for people show the answers.
  package var hasAnswers = true
  /// Whether tables begin with a byte order mark, by which spreadsheets know UTF-8.
  package var hasByteOrderMark = false

  package init() {}
}

/// A choice that changes what some formats write and means nothing to the others.
package enum ExportChoice: Sendable, Hashable {
  /// To leave out the answers.
  case noAnswers
  case byteOrderMark
  /// What the set is called.
  case title
  /// The documents that the set was made from.
  case passages

  package var formats: [ExportFormat] { ExportFormat.allCases.filter { $0.choices.contains(self) } }
}

extension ExportFormat {
  package var choices: Set<ExportChoice> {
    switch self {
    case .markdown, .html, .interviewKit: [.noAnswers, .title]
    case .csv: [.byteOrderMark]
    case .ankiPackage, .ankiTable, .gift, .moodleXML, .qti, .huggingFace: [.title]
    case .lmEval: [.title, .passages]
    case .beir, .ragas: [.passages]
    case .jsonl, .alpaca, .sharegpt, .openAIFineTune: []
    }
  }
}

/// What a user may choose of the formats that leave a choice.
package struct ExportOptions: Sendable, Hashable {
  /// Whether papers for people show the answers.
  package var hasAnswers = true
  /// Whether tables begin with a byte order mark, by which spreadsheets know UTF-8.
  package var hasByteOrderMark = false

  package init() {}
}

/// Keeps spreadsheets from taking a text for a formula: an apostrophe goes before what could be one.
package enum FormulaGuard {
  /// The text as a cell may hold it: with an apostrophe before "=", "+", "-", "@" (also full-width, also behind blanks),
  /// before a tab, an end of line or a null character, and before an apostrophe, so that it can be taken back.
  package static func guarded(_ text: String) -> String { isRisky(text) ? "'" + text : text }

  /// What was guarded.
  static func plain(_ cell: String) -> String {
    cell.unicodeScalars.first == "'" ? String(cell.unicodeScalars.dropFirst()) : cell
  }

  private static func isRisky(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first else { return false }
    if "'\t\r\n\0".unicodeScalars.contains(first) { return true }
    guard let sign = text.unicodeScalars.first(where: { !$0.isBlank }) else { return false }
    return "=+-@＝＋－＠".unicodeScalars.contains(sign)
  }
}

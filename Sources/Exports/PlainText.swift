import QuestionPipeline

/// Texts for formats that do not take every character.
enum PlainText {
  /// A line with replacement characters for control characters, which neither XML nor tables of text allow.
  static func line(_ text: some StringProtocol) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { isControl($0) ? "\u{FFFD}" : $0 }))
  }

  /// The same for all lines of a text, with LF between them.
  static func lines(_ text: String) -> String {
    text.textLines.map { line($0) }.joined(separator: "\n")
  }

  /// The same on one line.
  static func oneLine(_ text: String) -> String {
    text.textLines.map { line($0) }.joined(separator: " ")
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09: false
    case 0..<0x20, 0x7F..<0xA0, 0xFFFE, 0xFFFF: true
    default: false
    }
  }
}

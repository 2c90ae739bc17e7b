/// What one line of Markdown is.
enum MarkdownLine {
  /// The level and the words of an ATX heading.
  static func heading(_ line: some Collection<Unicode.Scalar>) -> (level: Int, text: String)? {
    let level = line.prefix { $0 == "#" }.count
    guard (1...6).contains(level) else { return nil }
    var rest = Array(line.dropFirst(level))
    guard rest.first == " " || rest.first == "\t" else { return nil }
    while let last = rest.last, last.properties.isWhitespace || last == "#" { rest.removeLast() }
    while let first = rest.first, first.properties.isWhitespace { rest.removeFirst() }
    guard !rest.isEmpty else { return nil }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: rest)
    return (level, String(text))
  }

  static func heading(_ line: Substring) -> (level: Int, text: String)? {
    heading(line.unicodeScalars)
  }

  /// The mark of a line that opens or closes a code block.
  static func fence(_ line: some Collection<Unicode.Scalar>) -> Unicode.Scalar? {
    guard let mark = line.first, mark == "`" || mark == "~",
      line.prefix(while: { $0 == mark }).count >= 3
    else { return nil }
    return mark
  }
}

import QuestionPipeline

/// Text of sets put together for a terminal: wrapped to its width, with nothing in it that a terminal would obey.
struct TextPage {
  /// Columns of a line.
  let width: Int
  /// Whether heads are set in bold type.
  let isStyled: Bool
  private(set) var lines: [String] = []

  /// - Parameter environment: `NO_COLOR` there means plain text.
  init(_ console: Console, environment: (String) -> String?) {
    let columns = console.columns()
    width = min(max(columns ?? 100, 20), 120)
    isStyled = columns != nil && (environment("NO_COLOR") ?? "").isEmpty
  }

  var text: String { lines.map { $0 + "\n" }.joined() }

  mutating func blank() {
    if let last = lines.last, !last.isEmpty { lines.append("") }
  }

  /// A line that stands out.
  mutating func head(_ text: String) {
    for line in Self.wrapped(Self.inline(text), to: width) {
      lines.append(isStyled ? "\u{1B}[1m\(line)\u{1B}[0m" : line)
    }
  }

  /// Paragraphs, each line of which may be told again below itself.
  /// - Parameters:
  ///   - mark: before the first line: "A. "; the others stand in from the margin as far.
  mutating func add(_ text: String, indent: Int = 0, mark: String = "") {
    let margin = String(repeating: " ", count: indent)
    let hang = String(repeating: " ", count: mark.columns)
    var isFirst = true
    for paragraph in text.textLines {
      let safe = String(paragraph).safeOnScreens.replacing("\t", with: "    ")
      for row in Self.wrapped(safe, to: max(10, width - indent - hang.count)) {
        lines.append((margin + (isFirst ? mark : hang) + row).trimmedRight)
        isFirst = false
      }
    }
  }

  /// Code, of which no line is broken.
  mutating func code(_ text: String, indent: Int = 2) {
    let margin = String(repeating: " ", count: indent)
    for line in text.textLines {
      lines.append(
        (margin + String(line).safeOnScreens.replacing("\t", with: "    ")).trimmedRight)
    }
    while lines.last == "" { lines.removeLast() }
  }

  mutating func rows(_ rows: [String]) { lines += rows }

  /// A text on one line.
  static func inline(_ text: String) -> String {
    text.textLines.joined(separator: " ").safeOnScreens.replacing("\t", with: " ")
  }

  /// The beginning of a text, so that it takes no more columns.
  static func clipped(_ text: String, to width: Int) -> String {
    guard text.columns > width else { return text }
    var result = ""
    var columns = 1
    for character in text {
      columns += character.columns
      if columns > width { break }
      result.append(character)
    }
    return result + "…"
  }

  /// Rows of at most so many columns: broken at spaces, between ideographs, and within words that are longer.
  static func wrapped(_ text: String, to width: Int) -> [String] {
    guard text.columns > width else { return [text] }
    var rows: [String] = []
    var row = ""
    var columns = 0
    for piece in pieces(of: text) {
      let size = piece.columns
      if columns + piece.trimmedRight.columns > width, !row.isEmpty {
        rows.append(row.trimmedRight)
        (row, columns) = ("", 0)
      }
      if size <= width {
        row += piece
        columns += size
        continue
      }
      for character in piece {
        let one = character.columns
        if columns + one > width {
          rows.append(row)
          (row, columns) = ("", 0)
        }
        row.append(character)
        columns += one
      }
    }
    return row.trimmedRight.isEmpty ? rows : rows + [row.trimmedRight]
  }

  /// Words with the spaces behind them, and wide characters one by one with the signs that close them.
  private static func pieces(of text: String) -> [String] {
    var pieces: [String] = []
    var piece = ""
    var isOver = false
    for character in text {
      let isWide = character.columns == 2
      let closes = "，。、；：？！）》”’」』】％".contains(character)
      if !piece.isEmpty, !closes, isOver ? character != " " : isWide {
        pieces.append(piece)
        piece = ""
        isOver = false
      }
      piece.append(character)
      if character == " " || isWide { isOver = true }
    }
    return piece.isEmpty ? pieces : pieces + [piece]
  }
}

extension String {
  /// Without controls, those that turn the direction of writing included.
  fileprivate var safeOnScreens: String {
    let text = withoutControls
    let turns: (Unicode.Scalar) -> Bool = {
      (0x202A...0x202E).contains($0.value) || (0x2066...0x2069).contains($0.value)
    }
    guard text.unicodeScalars.contains(where: turns) else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.map { turns($0) ? "\u{FFFD}" : $0 }))
  }

  /// Without the spaces at the end.
  fileprivate var trimmedRight: String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}

/// A line of a pasted text, or a piece of one where several questions share it.
struct TextLine {
  /// In the input, from 1.
  var number: Int
  /// Columns before it; a tab goes on to the next multiple of four.
  var indent: Int
  /// Without the white space around it, quote marks and HTML.
  var text: Scalars
  var shape: LineShape
  /// Inside a fence, or recognised as code: kept as it stands in `text`, with its indentation.
  var isCode = false
  /// Inside a details block, whose headings are its own.
  var isInDetails = false
  /// The fence's own line: opening (with the language behind it) or closing.
  var fence: Fence?

  enum Fence: Hashable {
    case opening(String)
    case closing
  }

  var isBlank: Bool { text.isEmpty && !isCode && fence == nil }

  /// "---", "***", "====".
  var isRule: Bool {
    text.count >= 3 && Set(text.filter { $0 != " " }).count == 1
      && "-*_=—".unicodeScalars.contains(text[0])
  }

  /// The words behind the marks, without emphasis around them.
  var words: ArraySlice<Unicode.Scalar> { text[min(shape.start, text.count)...] }

  init(_ number: Int, indent: Int, _ text: Scalars) {
    self.number = number
    self.indent = indent
    self.text = text
    shape = LineShape(text.folded)
  }

  /// A line of code as it stands.
  init(code text: Scalars, _ number: Int) {
    self.number = number
    indent = 0
    self.text = text
    shape = LineShape([])
    isCode = true
  }
}

/// Cuts a text into lines and finds what is code.
struct LineCutter {
  private(set) var lines: [TextLine] = []
  /// How many details blocks are open.
  private var details = 0

  /// - Parameter text: of any size; lines end with LF, CRLF or CR.
  init(_ text: String) {
    var raw = Self.cut(text)
    let fences = Self.fences(raw)
    lines.reserveCapacity(raw.count)
    var pre: Bool = false
    var index = 0
    var open: (mark: Unicode.Scalar, indent: Int)?
    while index < raw.count {
      defer { index += 1 }
      let line = raw[index]
      raw[index] = []  // A large text is not kept twice.
      if fences.contains(index) {
        var fence = TextLine(code: [], index + 1)
        fence.isCode = false
        let trimmed = Self.unquoted(line).trimmed
        if open == nil {
          open = (trimmed[trimmed.startIndex], line.prefix { $0 == " " }.count)
          let name = trimmed.drop { $0 == "`" || $0 == "~" }.trimmed
          fence.fence = .opening(name.prefix { !$0.isBlank && $0 != "{" }.string)
        } else {
          fence.fence = .closing
          open = nil
        }
        lines.append(fence)
      } else if let open {
        lines.append(TextLine(code: Self.dedented(line, open.indent), index + 1))
      } else {
        addText(line, index + 1, &pre)
      }
    }
    CodeRuns.mark(&lines)
  }

  private mutating func addText(_ line: Scalars, _ number: Int, _ isPre: inout Bool) {
    var columns = 0
    for scalar in line {
      if scalar == "\t" {
        columns = columns / 4 * 4 + 4
      } else if scalar.isBlank {
        columns += scalar.value == 0x3000 ? 2 : scalar.value >= 0x200B ? 0 : 1
      } else {
        break
      }
    }
    let plain = HTMLRemnants.plain(Self.unquoted(line), isPre: &isPre)
    if plain.isCode {
      lines.append(TextLine(code: plain.text, number))
      return
    }
    let isInDetails = details > 0
    details = max(0, details + plain.details)
    let text = Array(plain.text.trimmed)
    if let role = plain.summary {
      var line = TextLine(number, indent: columns, text)
      line.shape.role = LineLabels.alone(text.folded) ?? role
      line.shape.start = LineLabels.alone(text.folded) == nil ? line.shape.start : text.count
      lines.append(line)
      return
    }
    for piece in SharedLine.pieces(of: text) {
      lines.append(TextLine(number, indent: columns, Array(piece.trimmed)))
      lines[lines.count - 1].isInDetails = isInDetails
    }
  }

  private static func cut(_ text: String) -> [Scalars] {
    var result: [Scalars] = []
    var line = Scalars()
    var isBehindReturn = false
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n":
        if !isBehindReturn {
          result.append(line)
          line = []
        }
        isBehindReturn = false
      case "\r":
        result.append(line)
        line = []
        isBehindReturn = true
      default:
        line.append(scalar)
        isBehindReturn = false
      }
    }
    if !line.isEmpty { result.append(line) }
    return result
  }

  /// The lines that open and close fences. One that nothing closes is no fence, so that it swallows nothing.
  private static func fences(_ lines: [Scalars]) -> Set<Int> {
    var result: Set<Int> = []
    var open: (index: Int, mark: Unicode.Scalar, count: Int)?
    for (index, line) in lines.enumerated() {
      let text = unquoted(line).trimmed
      guard let mark = text.first, mark == "`" || mark == "~" else { continue }
      let count = text.prefix { $0 == mark }.count
      guard count >= 3 else { continue }
      let info = text.dropFirst(count).trimmed
      if let current = open {
        if mark == current.mark, count >= current.count, info.isEmpty {
          result.insert(current.index)
          result.insert(index)
          open = nil
        } else if !info.isEmpty, !info.contains(mark) {
          open = (index, mark, count)  // The one before was never closed.
        }
      } else if !info.contains("`") {
        open = (index, mark, count)
      }
    }
    return result
  }

  /// Without "> " before it.
  private static func unquoted(_ line: Scalars) -> ArraySlice<Unicode.Scalar> {
    var rest = line[...]
    while true {
      let trimmed = rest.drop { $0.isBlank }
      guard trimmed.first == ">" else { return rest }
      rest = trimmed.dropFirst()
      if rest.first == " " { rest.removeFirst() }
    }
  }

  private static func dedented(_ line: Scalars, _ columns: Int) -> Scalars {
    var rest = line[...]
    for _ in 0..<columns where rest.first == " " { rest.removeFirst() }
    return Array(rest)
  }
}

/// Texts as Markdown that shows them as they are, and from which they can be taken back to the last blank.
///
/// Fenced blocks and code in backticks stand as they do in the text; all else is escaped. Lines end in two spaces, the
/// sign of a break; blanks that Markdown would drop are numeric references, an empty first or last line is a comment.
package enum MarkdownProse {
  /// Stands for an empty line at either end of a text.
  private static let emptyLine = "<!-- -->"

  /// No lines for an empty text; no line begins with what Markdown takes for a heading, a list or a comment of ours.
  package static func lines(of text: String) -> [String] {
    guard !text.isEmpty else { return [] }
    let source = cut(text)
    var result: [String] = []
    for run in runs(source) {
      for index in run.lines {
        if run.isFence {
          result.append(source[index].string)
        } else if source[index].isEmpty {
          let isEdge = index == 0 || index == source.count - 1
          result.append(isEdge ? emptyLine : "")
        } else {
          let goesOn = index + 1 < source.count && !source[index + 1].isEmpty
          result.append(line(source[index]) + (goesOn ? "  " : ""))
        }
      }
    }
    return result
  }

  package enum Part: Hashable {
    /// Lines as they stand, blank ones among them.
    case text(String)
    /// What a fence holds.
    case code(String)
  }

  /// The text cut where fenced blocks begin and end.
  package static func parts(of text: String) -> [Part] {
    let source = cut(text)
    return runs(source).compactMap { run in
      let lines = source[run.lines].map(\.string)
      if run.isFence { return .code(lines.dropFirst().dropLast().joined(separator: "\n")) }
      guard let first = lines.firstIndex(where: { !$0.isBlank }),
        let last = lines.lastIndex(where: { !$0.isBlank })
      else { return nil }
      return .text(lines[first...last].joined(separator: "\n"))
    }
  }

  /// A block of code that ends where its fence does, whatever it holds.
  package static func fenced(_ code: String, language: String) -> [String] {
    var longest = 2
    for line in cut(code) {
      longest = max(longest, line.drop { $0 == " " }.prefix { $0 == "`" }.count)
    }
    let fence = String(repeating: "`", count: longest + 1)
    let isWord = language.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || $0.isASCIIDigit
    }
    return [fence + (isWord ? language : "")] + cut(code).map(\.string) + [fence]
  }

  /// The text of lines as `lines(of:)` gives them; empty lines around them are nobody's.
  static func text(of lines: [Scalars]) -> String {
    var rest = lines[...]
    while rest.first?.trimmed.isEmpty == true { rest.removeFirst() }
    while rest.last?.trimmed.isEmpty == true { rest.removeLast() }
    let source = Array(rest)
    return runs(source).flatMap { run in
      source[run.lines].map { run.isFence ? $0.string : plain($0) }
    }.joined(separator: "\n")
  }

  /// What the first fence among the lines holds.
  static func code(of lines: [Scalars]) -> String {
    guard let start = lines.firstIndex(where: { ticks($0) >= 3 }),
      let end = lines.lastIndex(where: { ticks($0) >= ticks(lines[start]) }), end > start
    else { return text(of: lines) }
    return lines[(start + 1)..<end].map(\.string).joined(separator: "\n")
  }

  /// Lines end at line feeds alone.
  static func cut(_ text: String) -> [Scalars] {
    text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { Array($0) }
  }

  /// The lines cut where fenced blocks begin and end.
  private static func runs(_ lines: [Scalars]) -> [(lines: Range<Int>, isFence: Bool)] {
    var result: [(lines: Range<Int>, isFence: Bool)] = []
    var start = 0
    var index = 0
    while index < lines.count {
      guard let end = fenceEnd(in: lines, from: index) else {
        index += 1
        continue
      }
      if start < index { result.append((start..<index, false)) }
      result.append((index..<(end + 1), true))
      (start, index) = (end + 1, end + 1)
    }
    return start < lines.count ? result + [(start..<lines.count, false)] : result
  }

  /// The line that closes the fence which the line opens; nil where none is opened, none is closed, or Markdown and a
  /// plain reader might disagree on where.
  private static func fenceEnd(in lines: [Scalars], from start: Int) -> Int? {
    let count = ticks(lines[start])
    guard count >= 3, lines[start].prefix(4) != [" ", " ", " ", " "],
      !lines[start].drop(while: { $0 == " " }).dropFirst(count).contains("`")
    else { return nil }
    guard let end = lines[(start + 1)...].firstIndex(where: { ticks($0) >= 3 }) else { return nil }
    let line = lines[end]
    guard ticks(line) >= count, line.prefix(4) != [" ", " ", " ", " "],
      line.allSatisfy({ $0 == "`" || $0 == " " })
    else { return nil }
    return end
  }

  /// The backticks that a line begins with, behind spaces.
  private static func ticks(_ line: Scalars) -> Int {
    line.drop { $0 == " " }.prefix { $0 == "`" }.count
  }

  private static func line(_ scalars: Scalars) -> String {
    var body = scalars[...]
    while body.last?.properties.isWhitespace == true { body.removeLast() }
    var result = ""
    var start = body.startIndex
    func put(_ text: ArraySlice<Unicode.Scalar>) {
      result += MarkdownText.exact(text.string, opensLine: text.startIndex == body.startIndex)
    }
    var index = body.startIndex
    while index < body.endIndex {
      guard let end = codeEnd(in: body, from: index) else {
        index += max(1, body[index...].prefix { $0 == "`" }.count)
        continue
      }
      put(body[start..<index])
      result += body[index...end].string
      (index, start) = (end + 1, end + 1)
    }
    put(body[start...])
    return result + scalars[body.endIndex...].map { "&#\($0.value);" }.joined()
  }

  /// The backtick that closes the code which the one at the index opens: both stand alone, with words between them.
  private static func codeEnd(in line: ArraySlice<Unicode.Scalar>, from start: Int) -> Int? {
    func run(_ index: Int) -> Int { line[index...].prefix { $0 == "`" }.count }
    guard line[start] == "`", run(start) == 1,
      let end = line[(start + 1)...].firstIndex(of: "`"), run(end) == 1
    else { return nil }
    let code = line[(start + 1)..<end]
    guard code.contains(where: { !$0.properties.isWhitespace }),
      !code.contains(where: { $0.properties.generalCategory == .control })
    else { return nil }
    return end
  }

  /// Undoes `line`.
  private static func plain(_ line: Scalars) -> String {
    var rest = line[...]
    while rest.last == " " || rest.last == "\r" { rest.removeLast() }
    guard rest.string != emptyLine else { return "" }
    var result = Scalars()
    while let scalar = rest.first {
      rest.removeFirst()
      if scalar == "\\", let next = rest.first, next.value < 0x80, !next.isASCIIDigit,
        !next.plainForm.isLowerLetter, next != " "
      {
        result.append(next)
        rest.removeFirst()
      } else if scalar == "`", let end = rest.firstIndex(of: "`") {
        result.append("`")
        result += rest[...end]
        rest = rest[(end + 1)...]
      } else if scalar == "&", let (value, end) = reference(rest) {
        result.append(value)
        rest = rest[end...]
      } else {
        result.append(scalar)
      }
    }
    return result.string
  }

  /// The scalar that a reference stands for, and the place behind it.
  private static func reference(_ text: ArraySlice<Unicode.Scalar>) -> (Unicode.Scalar, Int)? {
    guard let end = text.prefix(9).firstIndex(of: ";") else { return nil }
    let name = text[..<end].string
    let names: [String: Unicode.Scalar] = ["lt": "<", "gt": ">", "amp": "&"]
    let number = name.hasPrefix("#") ? UInt32(name.dropFirst()).flatMap(Unicode.Scalar.init) : nil
    guard let scalar = names[name] ?? number else { return nil }
    return (scalar, end + 1)
  }
}

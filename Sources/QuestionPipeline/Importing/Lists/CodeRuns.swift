/// Finds code that lost its fence when it was pasted, so that its comments are no headings and its lines no list.
enum CodeRuns {
  /// Marks the lines of each run and puts fences around it. A run begins with a line that is surely code, or with
  /// comments right before one, and has two such lines at least.
  static func mark(_ lines: inout [TextLine]) {
    guard lines.contains(where: isStrong) else { return }
    var result: [TextLine] = []
    result.reserveCapacity(lines.count + 16)
    // Code that tells no language is in that of the code before it.
    var known = ""
    var index = 0
    while index < lines.count {
      let (first, end) = run(in: lines, from: index)
      guard end > first, lines[first..<end].count(where: isStrong) >= 2 else {
        // None of the lines of a short run can begin a longer one.
        let next = max(first, end, index + 1)
        result += lines[index..<next]
        index = next
        continue
      }
      let base = lines[index].indent
      let name = language(of: lines[index..<end])
      if !name.isEmpty { known = name }
      result.append(fence(.opening(known), lines[index].number))
      for line in lines[index..<end] {
        let indent = line.text.isEmpty ? 0 : max(0, line.indent - base)
        result.append(
          TextLine(code: Scalars(repeating: " ", count: indent) + line.text, line.number))
      }
      result.append(fence(.closing, lines[end - 1].number))
      index = end
    }
    lines = result
  }

  private static func fence(_ fence: TextLine.Fence, _ number: Int) -> TextLine {
    var line = TextLine(code: [], number)
    line.isCode = false
    line.fence = fence
    return line
  }

  /// The first sure line of the run that begins at the line with its comments, and the run's end; equal if there is none.
  private static func run(in lines: [TextLine], from start: Int) -> (first: Int, end: Int) {
    var first = start
    while first < lines.count, isComment(lines[first]) { first += 1 }
    guard first < lines.count, isStrong(lines[first]) else { return (first, first) }
    var end = first + 1
    var index = end
    while index < lines.count {
      let line = lines[index]
      if line.isBlank {
        index += 1
        continue
      }
      let follows = index == end
      let isPart =
        isStrong(line) || isComment(line)
        || follows && (line.indent > lines[first].indent + 1 || isTail(line))
          && line.shape.role == nil && !line.isCode && line.fence == nil
      guard isPart else { break }
      index += 1
      // A comment belongs to it only with code behind it.
      if !isComment(line) || follows { end = index }
    }
    while end > first + 1, isComment(lines[end - 1]) { end -= 1 }
    return (first, end)
  }

  private static func isComment(_ line: TextLine) -> Bool {
    guard !line.isCode, line.fence == nil, let first = line.text.first else { return false }
    return first == "#" && line.shape.heading <= 1 || line.text.has("//".unicodeScalars, at: 0)
      || line.text.has("/*".unicodeScalars, at: 0) || line.text.has("*/".unicodeScalars, at: 0)
  }

  /// Closing brackets and what else ends a block.
  private static func isTail(_ line: TextLine) -> Bool {
    guard let first = line.text.first else { return false }
    return "}])".unicodeScalars.contains(first)
  }

  private static let openings: [Scalars] =
    ("import |from |def |class |return |return;|#include|public |private |protected |const |let |var |"
    + "function |func |fn |async def |async function |SELECT |INSERT |CREATE |UPDATE |print(|@|for (|"
    + "if (|while (|try:|else:|elif |except |with open|package |using namespace|struct |int |void |"
    + "double |float |char |export |$ |>>> |pip install |FROM |RUN ")
    .split(separator: "|").map { Array($0.unicodeScalars) }

  /// A line that people write in programs and hardly ever in sentences.
  static func isStrong(_ line: TextLine) -> Bool {
    guard !line.isCode, line.fence == nil, let first = line.text.first, first.value < 0x80,
      line.shape.role == nil, line.shape.number == nil, !line.shape.isBullet,
      line.shape.heading == 0
    else { return false }
    let text = line.text.prefix(400)
    guard let last = text.last else { return false }
    if text == ["}"] || text == [")"] || text.has("})".unicodeScalars, at: 0) { return true }
    if openings.contains(where: { text.has($0, at: 0) }) {
      return ";{}):,\"'>]*".unicodeScalars.contains(last) || isShortCode(text)
    }
    if last == ";" || last == "{" { return text.contains { "=(){}".unicodeScalars.contains($0) } }
    return isAssignmentOrCall(Array(text))
  }

  /// "import torch", "return x + 1", "from a import b": no sentence of so few plain words.
  private static func isShortCode(_ text: ArraySlice<Unicode.Scalar>) -> Bool {
    let isPlain = text.allSatisfy { $0.value < 0x80 }
    let words = text.count { $0 == " " } + 1
    let isImport = text.has("import ".unicodeScalars, at: 0) && words <= 5
    let isFrom =
      text.has("from ".unicodeScalars, at: 0)
      && text.place(of: Array(" import ".unicodeScalars), from: 0) != nil
    let symbols = text.count { "=()[]*+/_<>.@".unicodeScalars.contains($0) }
    return isPlain && text.last != "." && (isImport && text.last != "?" || isFrom || symbols >= 2)
  }

  /// "a.b[0] = …", "model.fit(x, y)".
  private static func isAssignmentOrCall(_ text: Scalars) -> Bool {
    var index = 0
    while index < text.count,
      text[index].plainForm.isLowerLetter || text[index].isASCIIDigit
        || "_.[],'\" ".unicodeScalars.contains(text[index])
    {
      if text[index] == " ", index > 0, text[index - 1] != ",", index + 1 < text.count,
        !"=+-*".unicodeScalars.contains(text[index + 1])
      {
        return false
      }
      index += 1
    }
    guard index > 0, index < text.count else { return false }
    if text[index] == "="
      || "+-*".unicodeScalars.contains(text[index]) && index + 1 < text.count
        && text[index + 1] == "="
    {
      return index + 1 < text.count && text[index - 1] == " "
        && ("([{\"'_.".unicodeScalars.contains { text[index...].contains($0) } || text.count < 40)
    }
    return text[index] == "(" && (text.last == ")" || text.last == ";" || text.last == "(")
      && text[..<index].contains { $0 == "." || $0 == "_" }
  }

  private static func language(of lines: ArraySlice<TextLine>) -> String {
    for line in lines.prefix(40) {
      let text = line.text
      func opens(_ words: String) -> Bool { text.has(words.unicodeScalars, at: 0) }
      if opens("#include") { return "cpp" }
      if opens("import ") && text.last != ";" || opens("def ") || opens("print(")
        || opens("from ") && text.last != ";"
      {
        return "python"
      }
      if opens("public ") || opens("package ") || opens("import ") { return "java" }
      if opens("const ") || opens("let ") || opens("function ") { return "javascript" }
      if opens("SELECT ") || opens("CREATE ") || opens("INSERT ") { return "sql" }
      if opens("$ ") || opens("pip install ") { return "shell" }
    }
    return ""
  }
}

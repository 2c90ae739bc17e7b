/// Takes HTML out of a line as far as pasted texts have it; what is no tag that is known stays ("List<String>").
enum HTMLRemnants {
  struct Plain {
    var text: Scalars
    /// Inside `<pre>`.
    var isCode = false
    /// The line is the summary of a details block: a question, unless its words are a label such as "Answer".
    var summary: LineRole?
    /// Details blocks that it opens, less those that it closes.
    var details = 0
  }

  private static let tags: Set<String> = [
    "p", "br", "b", "i", "u", "em", "strong", "span", "div", "li", "ul", "ol", "h1", "h2", "h3",
    "h4", "h5", "h6", "details", "summary", "a", "img", "code", "pre", "hr", "table", "tr", "td",
    "th", "tbody", "thead", "blockquote", "font", "sup", "sub", "center", "section", "article",
    "small", "mark", "kbd", "nav", "header", "footer", "button", "label", "input",
  ]
  private static let entities: [(name: Scalars, scalar: Unicode.Scalar)] = [
    (Array("&lt;".unicodeScalars), "<"), (Array("&gt;".unicodeScalars), ">"),
    (Array("&amp;".unicodeScalars), "&"), (Array("&quot;".unicodeScalars), "\""),
    (Array("&#39;".unicodeScalars), "'"), (Array("&apos;".unicodeScalars), "'"),
    (Array("&nbsp;".unicodeScalars), " "), (Array("&ldquo;".unicodeScalars), "“"),
    (Array("&rdquo;".unicodeScalars), "”"),
  ]

  /// - Parameter isPre: whether the lines before have left a `<pre>` open; kept up to date.
  static func plain(_ line: ArraySlice<Unicode.Scalar>, isPre: inout Bool) -> Plain {
    guard line.contains(where: { $0 == "<" || $0 == "&" }) else {
      return Plain(text: Array(line), isCode: isPre)
    }
    var result = Plain(text: [])
    result.text.reserveCapacity(line.count)
    var wasPre = isPre
    var isInCode = false
    var index = line.startIndex
    while index < line.endIndex {
      let scalar = line[index]
      if scalar == "`" { isInCode.toggle() }
      if scalar == "<", !isInCode, let tag = tag(in: line, at: index) {
        switch tag.name {
        case "pre":
          isPre = !tag.isClosing
          wasPre = wasPre || isPre
        case "li" where !tag.isClosing && result.text.trimmed.isEmpty:
          result.text += Array("- ".unicodeScalars)
        case "h1" where !tag.isClosing, "h2" where !tag.isClosing, "h3" where !tag.isClosing,
          "h4" where !tag.isClosing:
          let level = Int(tag.name.suffix(1)) ?? 2
          result.text += Scalars(repeating: "#", count: level) + [" "]
        case "b" where !isPre, "strong" where !isPre: result.text += ["*", "*"]
        case "code" where !isPre && !wasPre: result.text.append("`")
        case "br", "td", "th", "hr": result.text.append(" ")
        case "details": result.details += tag.isClosing ? -1 : 1
        case "summary" where !tag.isClosing: result.summary = .question
        default: break
        }
        index = tag.end
      } else if scalar == "&", let entity = entities.first(where: { line.has($0.name, at: index) })
      {
        result.text.append(entity.scalar)
        index += entity.name.count
      } else {
        result.text.append(scalar)
        index += 1
      }
    }
    result.isCode = wasPre && !result.text.trimmed.isEmpty
    return result
  }

  private static func tag(in line: ArraySlice<Unicode.Scalar>, at start: Int) -> (
    name: String, isClosing: Bool, end: Int
  )? {
    var index = start + 1
    guard index < line.endIndex else { return nil }
    if line.has("!--".unicodeScalars, at: index) {
      guard let end = line.prefix(start + 4_096).place(of: ["-", "-", ">"], from: index) else {
        return nil
      }
      return ("comment", false, end + 3)
    }
    let isClosing = line[index] == "/"
    if isClosing { index += 1 }
    var name = String.UnicodeScalarView()
    while index < line.endIndex, name.count <= 10,
      line[index].plainForm.isLowerLetter || line[index].isASCIIDigit
    {
      name.append(line[index].plainForm)
      index += 1
    }
    guard tags.contains(String(name)), index < line.endIndex,
      ">/ \t".unicodeScalars.contains(line[index])
    else { return nil }
    // Attributes end somewhere near; a "<b " in running text does not.
    let limit = min(line.endIndex, start + 2_048)
    while index < limit, line[index] != ">", line[index] != "<" || line[start] != "<" {
      index += 1
    }
    guard index < limit, line[index] == ">" else { return nil }
    return (String(name), isClosing, index + 1)
  }
}

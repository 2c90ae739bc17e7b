/// Foreign text in Markdown, so that it stays text: no markup, link, image, HTML, table cell or block can begin in it.
package enum MarkdownText {
  /// One line, for headings, list entries and table cells.
  package static func inline(_ text: String) -> String {
    escaped(text.textLines.joined(separator: " "))
  }

  /// One line so that nothing of it is lost: what `inline` drops or replaces is a numeric reference.
  /// - Parameter opensLine: whether it stands where a line begins, where more signs mean something.
  static func exact(_ text: String, opensLine: Bool) -> String {
    escaped(text, isStart: opensLine, isExact: true)
  }

  /// A quotation of one or more paragraphs, every line of which begins with a mark of ours.
  static func quote(_ text: String, indent: String = "") -> String {
    var lines: [String] = []
    for line in text.textLines {
      let content = escaped(String(line))
      lines.append(indent + (content.isEmpty ? ">" : "> " + content))
    }
    // Two spaces at the end keep the line breaks of the text.
    return lines.joined(separator: "  \n")
  }

  /// A block of code behind a fence longer than any run of backticks in it.
  static func fenced(_ code: String, language: String, indent: String = "") -> String {
    var longest = 2
    var run = 0
    for byte in code.utf8 {
      run = byte == 0x60 ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: longest + 1)
    // The word after a fence must not end it: letters and digits only.
    let word = language.utf8.allSatisfy {
      (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
    }
    let lines = code.textLines.map { String($0).withoutControls }
    return ([fence + (word ? language : "")] + lines + [fence])
      .map { indent + $0 }.joined(separator: "\n")
  }

  /// Everything that means something to CommonMark or its dialects gets a backslash; spaces at the start, which make
  /// code, go.
  private static func escaped(_ text: String, isStart: Bool = true, isExact: Bool = false) -> String
  {
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count + 16)
    func append(_ text: StaticString) {
      result.append(text)
    }
    var previous: Unicode.Scalar?
    var isStart = isStart
    var digits = 0
    for scalar in (isExact ? text : text.withoutControls).unicodeScalars {
      let isLost = isStart && scalar.properties.isWhitespace
      if isExact, isLost || String.isControl(scalar) {
        result.append(contentsOf: "&#\(scalar.value);".utf8)
        (isStart, digits, previous) = (false, 0, scalar)
        continue
      }
      if isLost { continue }
      switch scalar {
      case "\\", "`", "*", "_", "{", "}", "[", "]", "#", "|", "~", "!", "$", "^":
        append("\\")
      case "<": append("&lt;")
      case ">": append("&gt;")
      case "&": append("&amp;")
      case "-", "+", "=":
        if isStart { append("\\") }
      case ".":
        // "www." and "name.tld" would be made links of; "1." begins a list.
        if previous.map(isLetter) ?? false { append("\\") }
      case ")":
        if digits > 0 { append("\\") }
      case ":", "@": append("\\")
      default: break
      }
      if scalar != "<", scalar != ">", scalar != "&" {
        result.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      }
      let isDigit = ("0"..."9").contains(scalar)
      digits = isDigit && (isStart || digits > 0) ? digits + 1 : 0
      isStart = false
      previous = scalar
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)
  }
}

/// Finds the blocks of Markdown where they stand, in one pass over its bytes.
struct MarkdownScanner {
  /// What is looked for besides headings, lists, tables and code.
  struct Rules {
    /// Comments, hidden elements and scripts of HTML, and front matter.
    var hasMarkup = true
    /// Lines such as "Chapter 3" and "第三章 缓存", which are headings of plain text.
    var hasChapters = false
  }

  private let text: UnsafeBufferPointer<UInt8>
  private let marks: LineMarks
  private let rules: Rules
  private let inline: InlineMarkup
  private(set) var spans: [BlockSpan] = []
  private(set) var title: String?
  private(set) var comments = 0
  private(set) var hidden = 0
  /// The paragraph or list that is open: from its first letter to the end of its latest line.
  private var open: Range<Int>?
  private var isList = false
  private var blanks = 0
  private var lines = 0
  /// The end of a hidden element that goes on beyond its paragraph.
  private var hiddenUntil = 0

  init(_ text: UnsafeBufferPointer<UInt8>, _ rules: Rules) {
    self.text = text
    self.rules = rules
    marks = LineMarks(text: text)
    inline = InlineMarkup(text)
    spans.reserveCapacity(text.count / 200)
  }

  mutating func scan() {
    var index = rules.hasMarkup ? frontMatter() : 0
    while index < text.count {
      let line = DocumentLine(text, at: index)
      if line.isBlank {
        blanks += 1
        if !isList { close() }
        index = line.next
      } else if let end = special(line) {
        blanks = 0
        index = end
      } else {
        add(line)
        blanks = 0
        index = line.next
      }
    }
    close()
  }

  /// What is no paragraph or list: handles it and gives the place behind it.
  private mutating func special(_ line: DocumentLine) -> Int? {
    let byte = text[line.first]
    switch byte {
    case 0x23:
      guard line.indent < 4 || open == nil, let heading = marks.heading(line) else { return nil }
      close()
      append(.heading(level: heading.level, title: heading.title), line.first..<line.end)
      return line.next
    case 0x60, 0x7E:
      guard let fence = marks.fence(line) else { return nil }
      if isList, line.indent >= 2 { return insideList(code(line, fence)) }
      close()
      let end = code(line, fence)
      append(.code, line.start..<end.content)
      return end.next
    case 0x3D, 0x2D, 0x2A, 0x5F:
      if let level = marks.underline(line), !isList, lines == 1, blanks == 0, let range = open {
        open = nil
        append(.heading(level: level, title: marks.string(range)), range.lowerBound..<line.end)
        return line.next
      }
      guard marks.isRule(line) else { return nil }
      close()
      return line.next
    case 0x3C where rules.hasMarkup: return markup(line)
    default: break
    }
    if line.next < text.count, marks.hasBar(line) {
      let below = DocumentLine(text, at: line.next)
      if !below.isBlank, marks.isDelimiterRow(below) { return table(line, below) }
    }
    if rules.hasChapters, open == nil, ChapterLine.matches(text[line.first..<line.end]) {
      let below = line.next < text.count ? DocumentLine(text, at: line.next) : nil
      guard below?.isBlank ?? true else { return nil }
      append(.heading(level: 1, title: marks.string(line.first..<line.end)), line.first..<line.end)
      return line.next
    }
    return nil
  }

  private mutating func add(_ line: DocumentLine) {
    let isEntry = marks.entry(line) > 0
    if isList {
      // A loose list goes on with an entry or with what is set in below one.
      if blanks > 0, !isEntry, line.indent < 2 { close() }
    } else if isEntry, line.indent < 4 || open == nil {
      close()
    }
    if let range = open {
      open = range.lowerBound..<line.end
    } else {
      isList = isEntry
      open = line.first..<line.end
      lines = 0
    }
    lines += 1
  }

  private mutating func close() {
    guard let range = open else { return }
    open = nil
    append(isList ? .list : .paragraph, range)
    isList = false
    lines = 0
  }

  private mutating func append(_ kind: DocumentBlock.Kind, _ range: Range<Int>) {
    guard range.upperBound > hiddenUntil else { return }
    guard rules.hasMarkup, kind == .paragraph || kind == .list else {
      if range.lowerBound >= hiddenUntil { spans.append(BlockSpan(kind: kind, bytes: range)) }
      return
    }
    let found = inline.visible(max(range.lowerBound, hiddenUntil)..<range.upperBound)
    comments += found.comments
    hidden += found.hidden
    hiddenUntil = max(hiddenUntil, found.end)
    for part in found.parts { spans.append(BlockSpan(kind: kind, bytes: part)) }
  }

  // MARK: Code and tables

  private func code(_ line: DocumentLine, _ fence: (mark: UInt8, count: Int)) -> (
    content: Int, next: Int
  ) {
    var end = line.end
    var index = line.next
    while index < text.count {
      let next = DocumentLine(text, at: index)
      end = max(end, next.end)
      index = next.next
      if let other = marks.fence(next), other.mark == fence.mark, other.count >= fence.count {
        break
      }
    }
    return (end, index)
  }

  private mutating func insideList(_ end: (content: Int, next: Int)) -> Int {
    if let range = open { open = range.lowerBound..<end.content }
    return end.next
  }

  private mutating func table(_ header: DocumentLine, _ delimiter: DocumentLine) -> Int {
    // A line or two right above the header row are its caption, and so is a paragraph before it that says so.
    if isList || lines > 2 { close() }
    var start = header.first
    if let range = open {
      start = range.lowerBound
      open = nil
    } else if let last = spans.last, last.kind == .paragraph, marks.isCaption(last.bytes),
      text[last.bytes.upperBound..<header.first].allSatisfy({ $0 <= 0x20 })
    {
      start = last.bytes.lowerBound
      spans.removeLast()
    }
    lines = 0
    var end = delimiter.end
    var index = delimiter.next
    while index < text.count {
      let row = DocumentLine(text, at: index)
      guard !row.isBlank, marks.hasBar(row) else { break }
      end = row.end
      index = row.next
    }
    append(.table(lead: delimiter.end - start), start..<end)
    return index
  }

  // MARK: Markup

  /// Where the text begins behind front matter, whose title is kept.
  private mutating func frontMatter() -> Int {
    guard text.count > 3 else { return 0 }
    let first = DocumentLine(text, at: 0)
    let mark = text[0]
    guard first.start == first.first, first.end == 3, mark == 0x2D || mark == 0x2B,
      text[0..<3].allSatisfy({ $0 == mark })
    else { return 0 }
    var index = first.next
    var title: String?
    while index < text.count, index < 1 << 16 {
      let line = DocumentLine(text, at: index)
      index = line.next
      if line.end - line.start == 3, text[line.start..<line.end].allSatisfy({ $0 == mark }) {
        self.title = title
        return index
      }
      let words = marks.string(line.start..<line.end)
      if title == nil, words.hasPrefix("title") {
        let value = words.dropFirst(5).drop { " :=".contains($0) }.filter { !"\"'".contains($0) }
        title = value.isEmpty ? nil : String(value)
      }
    }
    return 0
  }

  /// A comment, a script or a hidden element that opens a line: gives the place behind it.
  private mutating func markup(_ line: DocumentLine) -> Int? {
    guard let found = inline.dropped(at: line.first) else { return nil }
    if found.isComment { comments += 1 } else { hidden += 1 }
    close()
    // What follows on the same line is text again.
    var end = found.end
    while end < text.count, text[end] == 0x20 || text[end] == 0x09 { end += 1 }
    return end
  }
}

/// Lines of plain text that stand alone and name a chapter.
enum ChapterLine {
  static func matches(_ line: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    guard line.count <= 120, line.count >= 6 else { return false }
    let words = String(decoding: UnsafeBufferPointer(rebasing: line), as: UTF8.self)
    if words.hasPrefix("第") {
      let rest = words.dropFirst().drop { "0123456789一二三四五六七八九十百零〇两 ".contains($0) }
      guard rest.count < words.count - 1, let unit = rest.first, "章节篇回卷部".contains(unit) else {
        return false
      }
      return !"。，；".contains(words.last ?? " ")
    }
    let parts = words.split(separator: " ")
    guard parts.count >= 2,
      ["chapter", "part", "section", "appendix"].contains(parts[0].lowercased())
    else { return false }
    let number = parts[1].filter { $0.isLetter || $0.isNumber }
    return number.count <= 4 && parts.count <= 12
      && (number.allSatisfy(\.isNumber) || number.allSatisfy { "IVXLC".contains($0) }
        || number.count == 1)
      && !words.hasSuffix(".")
  }
}

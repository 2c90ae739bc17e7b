/// A line of a text, by offsets into its bytes.
struct DocumentLine {
  /// Where it starts.
  var start: Int
  /// Its first byte that is no blank; `end` on an empty line.
  var first: Int
  /// Behind its last byte that is no blank.
  var end: Int
  /// Where the next line starts.
  var next: Int

  var isBlank: Bool { first >= end }
  /// Blanks before its first letter; a tab counts as four.
  var indent: Int

  init(_ text: UnsafeBufferPointer<UInt8>, at start: Int) {
    self.start = start
    var stop = start
    while stop < text.count, text[stop] != 0x0A { stop += 1 }
    next = stop + 1
    end = stop
    while end > start, text[end - 1] <= 0x20 { end -= 1 }
    first = start
    indent = 0
    while first < end, text[first] <= 0x20 {
      indent += text[first] == 0x09 ? 4 : 1
      first += 1
    }
    if first >= end { first = end }
  }
}

/// What a line of Markdown is, told by its first bytes.
struct LineMarks {
  let text: UnsafeBufferPointer<UInt8>

  /// The level and the words of an ATX heading.
  func heading(_ line: DocumentLine) -> (level: Int, title: String)? {
    var index = line.first
    while index < line.end, text[index] == 0x23 { index += 1 }
    let level = index - line.first
    guard (1...6).contains(level), index < line.end, text[index] <= 0x20 else { return nil }
    var end = line.end
    while end > index, text[end - 1] <= 0x20 || text[end - 1] == 0x23 { end -= 1 }
    while index < end, text[index] <= 0x20 { index += 1 }
    return index < end ? (level, string(index..<end)) : nil
  }

  /// The level that a line of `=` or `-` gives the line above it.
  func underline(_ line: DocumentLine) -> Int? {
    guard line.end - line.first >= 2 else { return nil }
    let mark = text[line.first]
    guard mark == 0x3D || mark == 0x2D else { return nil }
    return text[line.first..<line.end].allSatisfy { $0 == mark } ? (mark == 0x3D ? 1 : 2) : nil
  }

  /// A rule between two parts: three or more of one mark and nothing else.
  func isRule(_ line: DocumentLine) -> Bool {
    guard line.end - line.first >= 3 else { return false }
    let mark = text[line.first]
    guard mark == 0x2D || mark == 0x2A || mark == 0x5F else { return false }
    var count = 0
    for byte in text[line.first..<line.end] {
      if byte == mark { count += 1 } else if byte != 0x20 { return false }
    }
    return count >= 3
  }

  /// The mark and its length on a line that opens or closes a code block.
  func fence(_ line: DocumentLine) -> (mark: UInt8, count: Int)? {
    guard line.first < line.end else { return nil }
    let mark = text[line.first]
    guard mark == 0x60 || mark == 0x7E else { return nil }
    var index = line.first
    while index < line.end, text[index] == mark { index += 1 }
    guard index - line.first >= 3 else { return nil }
    // "```x```" is code within a line.
    return mark == 0x60 && text[index..<line.end].contains(0x60) ? nil : (mark, index - line.first)
  }

  /// The bytes of a list entry's mark with the blank behind it; 0 where there is none.
  func entry(_ line: DocumentLine) -> Int {
    guard line.first < line.end else { return 0 }
    let byte = text[line.first]
    if byte == 0x2D || byte == 0x2A || byte == 0x2B {
      return line.first + 1 < line.end && text[line.first + 1] <= 0x20 ? 2 : 0
    }
    // "•"
    if byte == 0xE2 {
      return line.end - line.first > 3 && text[line.first + 1] == 0x80
        && text[line.first + 2] == 0xA2 ? 3 : 0
    }
    var index = line.first
    while index < line.end, (0x30...0x39).contains(text[index]) { index += 1 }
    guard index > line.first, index - line.first <= 3, index + 1 < line.end else { return 0 }
    if text[index] == 0x2E || text[index] == 0x29 {
      return text[index + 1] <= 0x20 ? index + 2 - line.first : 0
    }
    // "1、"
    return index + 2 < line.end && text[index] == 0xE3 && text[index + 1] == 0x80
      && text[index + 2] == 0x81 ? index + 3 - line.first : 0
  }

  /// The row below a table's header: `| --- | :-: |`.
  func isDelimiterRow(_ line: DocumentLine) -> Bool {
    var dashes = 0
    var bars = 0
    for byte in text[line.first..<line.end] {
      switch byte {
      case 0x2D: dashes += 1
      case 0x7C: bars += 1
      case 0x3A, 0x20, 0x09: break
      default: return false
      }
    }
    return bars > 0 && dashes >= 2
  }

  func hasBar(_ line: DocumentLine) -> Bool { text[line.first..<line.end].contains(0x7C) }

  /// Whether a paragraph names a table: "Table 3: …", "表 2 …".
  func isCaption(_ range: Range<Int>) -> Bool {
    guard range.count <= 300 else { return false }
    var start = range.lowerBound
    while start < range.upperBound, [0x2A, 0x5F, 0x3A, 0x20].contains(text[start]) { start += 1 }
    let words = text[start..<range.upperBound]
    guard !words.contains(0x0A) else { return false }
    var rest = words
    if words.count > 6, Self.table.contains(where: { words.starts(with: $0) }) {
      rest = words.dropFirst(5)
    } else if words.starts(with: Self.biao) {
      rest = words.dropFirst(3)
      if rest.starts(with: Self.ge) { rest = rest.dropFirst(3) }
    } else {
      return false
    }
    rest = rest.drop { $0 <= 0x20 }
    guard let next = rest.first else { return false }
    return (0x30...0x39).contains(next) || next == 0x3A || next == 0x2E
      || rest.starts(with: [0xEF, 0xBC, 0x9A])  // "："
  }

  private static let table = ["Table", "table", "TABLE"].map { Array($0.utf8) }
  private static let biao = Array("表".utf8)
  private static let ge = Array("格".utf8)

  func string(_ range: Range<Int>) -> String {
    String(decoding: UnsafeBufferPointer(rebasing: text[range]), as: UTF8.self)
  }
}

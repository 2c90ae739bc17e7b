/// Settles what a line's marks mean where only its neighbours tell.
enum LineNeighbours {
  static func resolve(_ lines: inout [TextLine]) {
    letters(&lines)
    speakers(&lines)
  }

  /// "A:" is an option where "B:" follows, else the answer; "D:" an option behind "C:", else text.
  private static func letters(_ lines: inout [TextLine]) {
    var next: Int?  // The option of the next line that is not blank.
    for index in lines.indices.reversed() where !lines[index].isBlank {
      let shape = lines[index].shape
      if shape.isLetterA {
        if next == 1 { lines[index].shape.role = nil } else { lines[index].shape.option = nil }
      }
      next = shape.option
    }
    var previous: Int?
    for index in lines.indices where !lines[index].isBlank {
      let shape = lines[index].shape
      if shape.isColonOption, let option = shape.option, option > 0, previous != option - 1 {
        lines[index].shape.option = nil
        lines[index].shape.start = 0
      }
      previous = lines[index].shape.option
    }
  }

  /// Names that answer an interviewer twice or more are those of the other side.
  private static func speakers(_ lines: inout [TextLine]) {
    guard lines.contains(where: { $0.shape.isSpeaker && $0.shape.role == .question }) else {
      return
    }
    var counts: [Scalars: Int] = [:]
    var isAwaited = false
    for line in lines where !line.isBlank {
      if isAwaited, line.shape.role == nil, let name = name(of: line) {
        counts[name.words, default: 0] += 1
      }
      isAwaited = line.shape.isSpeaker && line.shape.role == .question
    }
    for index in lines.indices {
      guard lines[index].shape.role == nil, !lines[index].isCode,
        let name = name(of: lines[index]), counts[name.words, default: 0] >= 2
      else { continue }
      lines[index].shape.role = .answer
      lines[index].shape.isSpeaker = true
      lines[index].shape.start = name.end
    }
  }

  private static func name(of line: TextLine) -> (words: Scalars, end: Int)? {
    let text = line.text.folded
    guard let colon = text.prefix(16).firstIndex(of: ":"), colon > 0 else { return nil }
    let words = text[..<colon].filter { $0 != "*" }
    guard words.count(where: { $0 == " " }) <= 1,
      !words.contains(where: { "\"'.,。，?".unicodeScalars.contains($0) })
    else { return nil }
    var end = colon + 1
    while end < text.count, text[end] == "*" || text[end] == " " { end += 1 }
    return (words, end)
  }
}

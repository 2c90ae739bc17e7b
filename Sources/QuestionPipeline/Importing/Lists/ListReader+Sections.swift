/// Titles of pages, parts and groups of points.
extension ListReader {
  /// Whether a heading ends the question that is open, or stands in its answer.
  func closes(_ line: TextLine) -> Bool {
    guard let current = open else { return true }
    if line.isInDetails { return false }
    if current.leader.heading > 0 { return line.shape.heading <= current.leader.heading }
    return line.shape.heading <= max(topic?.level ?? 2, 2)
  }

  /// The one heading of the first level above all others names the page, not a topic.
  func isTitle(_ index: Int) -> Bool {
    lines[index].shape.heading == 1 && items.isEmpty
      && !lines[(index + 1)...].contains { $0.shape.heading == 1 }
  }

  mutating func section(_ line: TextLine) {
    let words = Array(line.words).filter { $0 != "*" }.trimmed
    var text = words
    while let last = text.last, ":：#".unicodeScalars.contains(last) { text = text.dropLast() }
    while let first = text.first, !first.properties.isAlphabetic, !first.isASCIIDigit,
      !Script.isHan(first)
    { text = text.dropFirst() }
    guard !text.isEmpty, text.count <= 80 else { return }
    topic = (text.trimmed.string, line.shape.heading == 0 ? 7 : line.shape.heading)
    label = nil
  }

  /// A line before points: their title, if it is short and ends in a colon; else it ends what a title was for.
  mutating func lead(_ line: TextLine) {
    leave(line)
    guard let last = line.text.last, last == ":" || last == "：", line.text.count <= 40 else {
      if topic?.level == 7 { topic = nil }
      label = nil
      return
    }
    section(line)
  }

  /// "🧠 第二轮", "Part 3", "二、简答题": a title without the mark of one.
  func isSectionTitle(_ index: Int) -> Bool {
    let line = lines[index]
    guard line.text.count <= 60, line.shape.role == nil, line.shape.option == nil,
      !line.shape.isBullet,
      open == nil || index > 0 && lines[index - 1].isBlank
        || line.shape.style == .section && line.text.contains("题"),
      index + 1 >= lines.count || lines[index + 1].isBlank || leaders.leaders[index + 1] != nil,
      let last = line.text.last, !".。!！?？,，;；、".unicodeScalars.contains(last)
    else { return false }
    if line.shape.style == .section { return true }
    let first = line.text[0]
    if first.properties.isEmojiPresentation || first.properties.isEmoji && first.value > 0x2000 {
      return true
    }
    let text = line.text.folded
    if first == "第",
      let unit = text.prefix(6).firstIndex(where: { "轮輪章节節部篇".unicodeScalars.contains($0) })
    {
      return unit > 1
    }
    return ["part ", "section ", "chapter ", "round ", "module "].contains { opening in
      text.has(opening.unicodeScalars, at: 0)
        && text.count > opening.unicodeScalars.count
        && text[opening.unicodeScalars.count].isASCIIDigit
    }
  }
}

/// The key at the end of an exam: "Answers: 1. B 2. C", "参考答案：1-5 ABCDA".
enum AnswerKey {
  /// The end of a key that begins at the line; nil if none does. A key names numbers of two or more questions that
  /// have no answer yet.
  static func end(
    of lines: [TextLine], _ leaders: ListLeaders, from start: Int, for items: [RawItem],
    open: OpenItem?
  ) -> Int? {
    let line = lines[start]
    guard line.shape.role == .answer, !items.isEmpty, open?.hasAnswer != true else { return nil }
    let waiting = items.suffix(200).filter { $0.answer.isEmpty && $0.number != nil }.compactMap(
      \.number)
    guard waiting.count + (open == nil ? 0 : 1) >= 2 else { return nil }
    var entries = pairs(in: line)
    guard line.words.trimmed.isEmpty || entries.count >= 2 else { return nil }
    var index = start + 1
    while index < lines.count {
      if lines[index].isBlank {
        index += 1
        continue
      }
      let found = pairs(in: lines[index])
      guard !found.isEmpty, leaders.strengths[index] != .strong, !leaders.isCredited[index] else {
        break
      }
      entries += found
      index += 1
    }
    let known = Set(waiting + [open?.number ?? -1])
    return entries.count(where: { known.contains($0.number) }) >= 2 ? index : nil
  }

  static func give(_ lines: ArraySlice<TextLine>, to items: inout [RawItem]) {
    // Parts that count anew have a number twice: the first key is the first one's.
    var places: [Int: ArraySlice<Int>] = [:]
    for (index, item) in items.enumerated() where item.answer.isEmpty {
      if let number = item.number { places[number, default: []].append(index) }
    }
    for line in lines {
      for entry in pairs(in: line) {
        guard let place = places[entry.number]?.popFirst() else { continue }
        items[place].answer = entry.answer
      }
    }
  }

  /// "1. B  2. C", "1-5 ABCDA", "3. True".
  private static func pairs(in line: TextLine) -> [(number: Int, answer: String)] {
    guard !line.isCode, line.fence == nil, line.text.count <= 2_000 else { return [] }
    let text = line.text
    let folded = text.folded
    var start = line.shape.role == .answer ? line.shape.start : 0
    // "一、1.A 2.C" gives the keys of a part.
    if start < folded.count, let part = ListNumber(folded, at: start), part.style == .section {
      start = part.end
    }
    var marks: [(number: Int, start: Int, end: Int)] = []
    var result: [(number: Int, answer: String)] = []
    var index = start
    while index < folded.count {
      let isFree =
        index == start || folded[index - 1] == " "
        || ",;，；.".unicodeScalars.contains(folded[index - 1])
      guard isFree, folded[index].isASCIIDigit || folded[index] == "(" else {
        index += 1
        continue
      }
      if let range = range(folded, index) {
        for (offset, letter) in text[range.letters].enumerated()
        where offset <= range.last - range.first {
          result.append((range.first + offset, String(letter)))
        }
        index = range.letters.upperBound
      } else if let number = ListNumber(folded, at: index), number.style != .section {
        marks.append((number.value, index, number.end))
        index = max(number.end, index + 1)
      } else {
        index += 1
      }
    }
    if let first = marks.first, !text[start..<first.start].trimmed.isEmpty, result.isEmpty {
      return []
    }
    for (place, mark) in marks.enumerated() {
      let end = place + 1 < marks.count ? marks[place + 1].start : text.count
      var words = text[mark.end..<end].trimmed
      while let last = words.last, ",;，；".unicodeScalars.contains(last) { words = words.dropLast() }
      if !words.isEmpty, words.count <= 400 { result.append((mark.number, words.string)) }
    }
    return result
  }

  /// "1-5 abcda", "6～10：BBACD".
  private static func range(_ line: Scalars, _ start: Int) -> (
    first: Int, last: Int, letters: Range<Int>
  )? {
    var index = start
    func number() -> Int? {
      var value = 0
      let first = index
      while index < line.count, line[index].isASCIIDigit, index - first < 4 {
        value = value * 10 + Int(line[index].value - 0x30)
        index += 1
      }
      return index > first ? value : nil
    }
    guard let first = number(), index < line.count, "-~–—～至".unicodeScalars.contains(line[index])
    else { return nil }
    index += 1
    guard let last = number(), last > first, last - first < 100 else { return nil }
    while index < line.count, " :.、".unicodeScalars.contains(line[index]) { index += 1 }
    let letters = index
    while index < line.count, (0x61...0x68).contains(line[index].value) { index += 1 }
    guard index - letters == last - first + 1 else { return nil }
    return (first, last, letters..<index)
  }
}

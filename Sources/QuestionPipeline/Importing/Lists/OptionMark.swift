/// The letter before an option: "A.", "(b)", "C、", "D：".
struct OptionMark {
  /// 0 for A, at most 7.
  var letter: Int
  /// Behind the mark and the blanks after it.
  var end: Int
  var isColon: Bool

  /// - Parameter line: folded, so letters are small.
  init?(_ line: Scalars, at start: Int) {
    var index = start
    let isBracketed = index < line.count && line[index] == "("
    if isBracketed { index += 1 }
    while index < line.count, line[index] == " ", isBracketed { index += 1 }
    guard index < line.count, (0x61...0x68).contains(line[index].value) else { return nil }
    letter = Int(line[index].value) - 0x61
    index += 1
    while index < line.count, line[index] == " ", index - start < 4 { index += 1 }
    guard index < line.count else { return nil }
    let mark = line[index]
    isColon = mark == ":"
    if isBracketed {
      guard mark == ")" else { return nil }
    } else {
      guard ".、)]:".unicodeScalars.contains(mark) else { return nil }
    }
    index += 1
    // "e.g.", "a.m.": no options.
    if mark == ".", index + 1 < line.count, line[index].isLowerLetter, line[index + 1] == "." {
      return nil
    }
    if isBracketed, index < line.count, line[index] == "." || line[index] == "、" { index += 1 }
    while index < line.count, line[index] == " " { index += 1 }
    end = index
  }
}

/// Options that stand in running text: "… is A. red B. green C. blue".
struct InlineOptions {
  /// Where the first mark begins.
  var stemEnd: Int
  var texts: [Range<Int>]

  /// Blanks, and marks that may stand before a letter.
  private static func isGap(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case ")", "]", "。", ";", "；", ",", "，", "？", "?", "．": true
    default: scalar.isBlank
    }
  }

  /// Nil unless there are two or more, lettered from A on without a gap, once.
  init?(_ line: Scalars) {
    var marks: [(start: Int, end: Int)] = []
    var index = 0
    while index < line.count {
      let isBehindGap =
        index == 0 || Self.isGap(line[index - 1])
        || !marks.isEmpty && Script.isHan(line[index - 1])
      if isBehindGap, let mark = OptionMark(line, at: index), !mark.isColon || !marks.isEmpty {
        if mark.letter == marks.count {
          marks.append((index, mark.end))
          index = max(mark.end, index + 1)
          continue
        }
        // A second list in the same text: which letters answer what cannot be told.
        if mark.letter == 0, marks.count >= 2 { return nil }
      }
      index += 1
    }
    guard marks.count >= 2 else { return nil }
    stemEnd = marks[0].start
    texts = marks.indices.map { place in
      marks[place].end..<(place + 1 < marks.count ? marks[place + 1].start : line.count)
    }
  }
}

/// Cuts a line on which several questions, or a question and its labelled answer, stand one after another.
enum SharedLine {
  /// The pieces in their order; the line alone if it is one.
  static func pieces(of line: Scalars) -> [ArraySlice<Unicode.Scalar>] {
    guard line.count >= 8 else { return [line[...]] }
    let folded = line.folded
    let first = LineShape(folded)
    var cuts = labelCuts(folded, first)
    if let number = first.number, first.heading == 0, first.role == nil || first.style == .plain {
      cuts += numberCuts(folded, from: first.start, after: number)
    }
    guard !cuts.isEmpty else { return [line[...]] }
    var result: [ArraySlice<Unicode.Scalar>] = []
    var start = 0
    for cut in Set(cuts).sorted() where cut > start {
      result.append(line[start..<cut])
      start = cut
    }
    result.append(line[start...])
    return result
  }

  private static let behindSentence: Set<Unicode.Scalar> = [
    "?", "？", ".", "。", "!", "！", ")", "）", ";", "；", "…", "”", "\"",
  ]

  /// Labels of questions and answers inside the line. A line that is none of both has only an answer behind its question.
  private static func labelCuts(_ line: Scalars, _ first: LineShape) -> [Int] {
    var cuts: [Int] = []
    var isQuestion =
      first.role == .question || first.number != nil || first.heading > 0 || first.isBold
    var index = max(first.start, 1)
    var hasAsked = false
    while index < line.count {
      let before = line[index - 1]
      if before == "?" { hasAsked = true }
      guard before == " " || behindSentence.contains(before), startsLabel(line[index]),
        let found = LineLabels.match(line, at: index),
        !found.isLetterA || hasAsked || first.role != nil
      else {
        index += 1
        continue
      }
      switch found.role {
      case .question where first.role != nil || !cuts.isEmpty:
        cuts.append(index)
        isQuestion = true
      case .answer where isQuestion || hasAsked:
        cuts.append(index)
        isQuestion = false
      case .explanation where !cuts.isEmpty || first.role == .answer: cuts.append(index)
      default: break
      }
      index = max(found.end, index + 1)
    }
    return cuts
  }

  private static func startsLabel(_ scalar: Unicode.Scalar) -> Bool {
    scalar != " " && !scalar.isASCIIDigit
  }

  /// "1. What …? 2. Why …?": numbers that go on by one, with a question before each.
  private static func numberCuts(_ line: Scalars, from start: Int, after number: Int) -> [Int] {
    var cuts: [Int] = []
    var expected = number + 1
    var pieceStart = start
    var index = start
    // So often a number may fail to go on with the count; a line of numbers would be read once for each.
    var attempts = 0
    while index < line.count, attempts < 16 {
      let before = index > 0 ? line[index - 1] : " "
      if before == " " || behindSentence.contains(before),
        line[index].isASCIIDigit || line[index] == "(",
        let found = ListNumber(line, at: index), found.value == expected,
        found.style == .plain || found.style == .brackets
      {
        guard asks(line[pieceStart..<index]) else {
          attempts += 1
          index = found.end
          continue
        }
        attempts = 0
        cuts.append(index)
        expected += 1
        pieceStart = found.end
        index = found.end
      } else {
        index += 1
      }
    }
    // The last piece must ask too; else it is "Answer: 2. …".
    if let last = cuts.last, !asks(line[min(line.count, last + 2)...]) { cuts.removeLast() }
    return cuts
  }

  private static func asks(_ text: ArraySlice<Unicode.Scalar>) -> Bool {
    let strength = AskCues.strength(of: text.trimmed)
    return strength == .strong
  }
}

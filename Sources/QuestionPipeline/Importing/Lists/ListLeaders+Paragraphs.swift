/// Questions that have no number: paragraphs and points.
extension ListLeaders {
  /// Paragraphs without a mark, each before a labelled answer: "What is X?", "Answer: …".
  mutating func answered(_ lines: [TextLine]) {
    let answers = lines.count { $0.shape.role == .answer }
    let marked = leaders.count { $0 != nil }
    guard answers > 0, marked * 2 < answers else { return }
    var paragraph: Int?
    var isOpen = false
    for (index, line) in lines.enumerated() {
      if line.shape.role == .answer {
        if let start = paragraph, leaders[start] == nil {
          leaders[start] = Leader(kind: .answered, indent: lines[start].indent)
        }
        paragraph = nil
        isOpen = true  // What follows at once belongs to the answer.
      } else if line.isBlank {
        isOpen = false
      } else if line.shape.role == .question || leaders[index] != nil {
        paragraph = nil
        isOpen = true
      } else if line.shape.option == nil, !line.isCode, line.fence == nil, !isOpen,
        line.shape.role == nil, !line.isRule
      {
        paragraph = index
        isOpen = true
      }
    }
  }

  /// Lists with points that ask, or that a title has announced. Points of an answer are told apart when they are read:
  /// a bullet opens nothing inside another question.
  mutating func bullets(_ lines: [TextLine]) {
    var block: [Int] = []
    var strong = 0
    var asking = 0
    func isPoint(_ line: TextLine) -> Bool {
      line.shape.isBullet && line.shape.role == nil && line.shape.number == nil && !line.isCode
        && line.shape.option == nil
    }
    func close() -> [Int] {
      defer {
        block = []
        strong = 0
        asking = 0
      }
      guard let first = block.first else { return [] }
      if let announcement, announcement < first { return block }
      return strong >= 1 && asking * 3 >= block.count
        ? block.filter { strengths[$0] != .none } : []
    }
    var found: [Int] = []
    for (index, line) in lines.enumerated() {
      if isPoint(line) {
        if Self.isContents(line) || line.words.trimmed.isEmpty { continue }
        block.append(index)
        if AskCues.hasQuestionMark(line.words) { strong += 1 }
        if strengths[index] != .none { asking += 1 }
      } else if !line.isBlank, line.indent < 2 || line.shape.heading > 0 {
        found += close()
      }
    }
    found += close()
    for index in found where leaders[index] == nil {
      leaders[index] = Leader(kind: .bullet, indent: lines[index].indent)
    }
  }
}

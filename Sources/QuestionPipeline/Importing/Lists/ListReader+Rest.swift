/// What is no item: told where it asks, listed where it does not.
extension ListReader {
  /// What belongs to no question. One that asks is told of, since somebody may miss it.
  mutating func leave(_ line: TextLine) {
    guard !line.text.isEmpty else { return }
    if let last = leftOut.last, last.lines.upperBound >= line.number - 2, !isOver || last.isFooter {
      leftOut[leftOut.count - 1].lines =
        last.lines.lowerBound...max(line.number, last.lines.upperBound)
    } else {
      leftOut.append(
        LeftOut(lines: line.number...line.number, text: line.text.string, isFooter: isOver))
    }
    guard !line.isCode, line.fence == nil, line.shape.heading == 0,
      Furniture.kind(of: line.text.folded) == nil
    else { return }
    let end = AskCues.questionEnd(in: line.text[...], from: 0)
    if let end, line.text.count <= 300,
      end == line.text.count || line.shape.isBullet || line.shape.number != nil
    {
      unread.append(
        SetReport.Unread(
          line: line.number,
          why: "a question in running text, without a number, bullet, heading or \"Q:\" before it"))
    } else if line.shape.role == .question {
      unread.append(SetReport.Unread(line: line.number, why: "a turn that asks nothing"))
    } else if line.shape.role == .answer, line.shape.isSpeaker == false {
      unread.append(SetReport.Unread(line: line.number, why: "an answer without its question"))
    }
  }

  /// A table of contents repeats the questions that follow, without their answers.
  mutating func dropContents() {
    func isBare(_ item: RawItem) -> Bool { item.answer.isEmpty && item.options.isEmpty }
    guard let first = items.firstIndex(where: isBare),
      items[first...].contains(where: { !isBare($0) })
    else { return }
    var answered: [String: Int] = [:]
    for (index, item) in items.enumerated() where index > first && !isBare(item) {
      answered[QuestionNormal.form(of: item.question)] = index
    }
    var kept: [RawItem] = []
    for (index, item) in items.enumerated() {
      if isBare(item), let later = answered[QuestionNormal.form(of: item.question)], later > index {
        leftOut.append(LeftOut(lines: item.line...item.line, text: item.question))
      } else {
        kept.append(item)
      }
    }
    items = kept
    leftOut.sort { $0.lines.lowerBound < $1.lines.lowerBound }
  }
}

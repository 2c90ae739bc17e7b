/// Reads questions from Markdown and plain text as people paste them.
///
/// Each line is looked at for its marks, then the whole text for which of them open questions (`ListLeaders`), then
/// the lines are dealt out in one pass: to the question that is open, to a new one, or to what is left out.
struct ListReader {
  private(set) var items: [RawItem] = []
  private(set) var unread: [SetReport.Unread] = []
  private(set) var leftOut: [LeftOut] = []
  private var lines: [TextLine]
  private var leaders: ListLeaders
  private var open: OpenItem?
  private var topic: (text: String, level: Int)?
  private var labels: BulletLabels
  /// Of the points before, below the topic.
  private var label: String?
  /// Behind the comments, related posts and so on of a page: nothing is taken until the next question.
  private var isOver = false

  init(_ text: String) {
    var lines = LineCutter(text).lines
    var leaders = ListLeaders(&lines)
    if !leaders.leaders.contains(where: { $0 != nil }) { leaders.fallBack(lines) }
    if !leaders.leaders.contains(where: { $0 != nil }) { leaders.takeExercises(lines) }
    labels = BulletLabels(lines, leaders)
    self.lines = lines
    self.leaders = leaders
    read()
  }

  private mutating func read() {
    var index = 0
    while index < lines.count {
      if let end = AnswerKey.end(of: lines, leaders, from: index, for: items, open: open) {
        close()
        AnswerKey.give(lines[index..<end], to: &items)
        index = end
        isOver = true
      } else {
        take(index)
        index += 1
      }
    }
    close()
    dropContents()
  }

  private mutating func take(_ index: Int) {
    let line = lines[index]
    if line.isBlank {
      open?.addBlank()
    } else if let fence = line.fence {
      if case .opening(let name) = fence {
        put(line, Array("```\(name)".unicodeScalars), isCode: true)
      } else {
        put(line, ["`", "`", "`"], isCode: true)
      }
    } else if line.isCode {
      put(line, line.text, isCode: true)
    } else if let name = labels.label(at: index), open == nil || open?.leader.kind == .bullet {
      close()
      label = name
    } else if let leader = leaders.leaders[index], opens(index, leader) {
      begin(index, leader)
    } else if line.isRule {
      if open?.hasBody == true { close() }
    } else if line.shape.heading > 0, line.shape.role == nil, closes(line) {
      close()
      if isTitle(index) { leave(line) } else { section(line) }
    } else {
      takeBody(index)
    }
  }

  /// Text, options and labelled answers.
  private mutating func takeBody(_ index: Int) {
    let line = lines[index]
    let text = line.text.folded
    if let kind = Furniture.kind(of: text), line.shape.role == nil, open.map(\.hasBody) ?? true {
      if kind == .ending {
        close()
        isOver = true
      }
      leave(line)
      return
    }
    if isSectionTitle(index) {
      close()
      section(line)
      return
    }
    guard let current = open else {
      lead(line)
      return
    }
    // What an interviewer says and what asks nothing ends the talk before it.
    if line.shape.role == .question, current.leader.kind != .label {
      close()
      leave(line)
      return
    }
    if current.leader.kind == .bullet, current.leader.indent >= line.indent, line.shape.role == nil {
      close()
      if line.shape.isBullet { leave(line) } else { lead(line) }
      return
    }
    switch line.shape.role {
    case .answer where !current.hasAnswer: open?.beginAnswer(line.words, line.number)
    case .explanation where current.hasAnswer || !current.options.isEmpty:
      open?.beginExplanation(line.words, line.number)
    case .answer where current.leader.kind == .speaker:
      // The same person goes on.
      var rest = line
      rest.text = Array(line.words.trimmed)
      open?.addText(rest)
    default:
      if current.takesOptions, let letter = line.shape.option, letter == current.options.count {
        takeOptions(line)
      } else if current.takesOptions, let checked = line.shape.checked {
        open?.addOption(Array(line.words.trimmed), checked: checked)
      } else {
        if let number = line.shape.number, line.shape.style == .plain, current.leader.kind == .number {
          open?.nested = number
        }
        open?.addText(line)
      }
    }
  }

  /// One option, or all that stand on the line.
  private mutating func takeOptions(_ line: TextLine) {
    let count = open?.options.count ?? 0
    if count == 0, let all = InlineOptions(line.text.folded), all.stemEnd < line.shape.start {
      for range in all.texts { open?.addOption(Array(line.text[range].trimmed), checked: nil) }
      return
    }
    var rest = line.words
    // "C. red   D. green" goes on with the letter after.
    var letter = (line.shape.option ?? 0) + 1
    var index = rest.startIndex
    let folded = line.text.folded
    while index < rest.endIndex {
      if index > rest.startIndex, folded[index - 1] == " ", let mark = OptionMark(folded, at: index),
        mark.letter == letter, !mark.isColon
      {
        open?.addOption(Array(rest[..<index].trimmed), checked: nil)
        rest = line.text[mark.end...]
        index = mark.end
        letter += 1
      } else {
        index += 1
      }
    }
    let words = Array(rest.trimmed)
    let isBold = line.shape.isBold || line.text.has("**".unicodeScalars, at: 0) && words.suffix(2).elementsEqual("**".unicodeScalars)
    open?.addOption(
      isBold ? Array(words.filter { $0 != "*" }.trimmed) : words,
      checked: line.shape.checked ?? (isBold ? true : nil))
  }

  /// Whether a line that may open a question does so here.
  private func opens(_ index: Int, _ leader: Leader) -> Bool {
    guard let current = open else { return true }
    let line = lines[index]
    switch leader.kind {
    case .label, .speaker, .answered: return true
    case .heading:
      return current.leader.kind != .heading || leader.heading <= current.leader.heading
        || !current.hasBody
    case .bold: return [.bold, .bullet, .plain, .speaker].contains(current.leader.kind)
    case .bullet: return current.leader.kind == .bullet
    case .plain: return true
    case .number: break
    }
    switch current.leader.kind {
    case .number:
      if leader.rank > current.leader.rank || leader.indent > current.leader.indent + 1 {
        return false
      }
      return !isNested(index, in: current)
    case .label, .speaker, .heading, .bold:
      return leaders.isCredited[index] && leaders.strengths[index] == .strong && line.indent < 3
        || leader.heading > 0 && leader.heading <= current.leader.heading
    case .bullet, .answered, .plain:
      return leaders.strengths[index] == .strong || leaders.isCredited[index]
    }
  }

  /// Whether a numbered line goes on with, or begins, a list of steps inside the answer.
  private func isNested(_ index: Int, in current: OpenItem) -> Bool {
    if leaders.strengths[index] == .strong || leaders.isCredited[index] { return false }
    guard let number = lines[index].shape.number else { return false }
    if let nested = current.nested { return number == nested + 1 || number == 1 }
    // A list that begins anew below a question that has its answer.
    return number == 1 && current.number != nil && (current.hasBody || current.number == 1)
      && number != (current.number ?? 0) + 1
  }

  private mutating func begin(_ index: Int, _ leader: Leader) {
    close()
    isOver = false
    let line = lines[index]
    var words = Array(line.words.trimmed)
    if words.suffix(2).elementsEqual("**".unicodeScalars), words.count > 2 { words.removeLast(2) }
    open = OpenItem(line, leader, words: words)
  }

  /// Whether a heading ends the question that is open, or stands in its answer.
  private func closes(_ line: TextLine) -> Bool {
    guard let current = open else { return true }
    if line.isInDetails { return false }
    if current.leader.heading > 0 { return line.shape.heading <= current.leader.heading }
    return line.shape.heading <= max(topic?.level ?? 2, 2)
  }

  /// The one heading of the first level above all others names the page, not a topic.
  private func isTitle(_ index: Int) -> Bool {
    lines[index].shape.heading == 1 && items.isEmpty
      && !lines[(index + 1)...].contains { $0.shape.heading == 1 }
  }

  private mutating func section(_ line: TextLine) {
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
  private mutating func lead(_ line: TextLine) {
    leave(line)
    guard let last = line.text.last, last == ":" || last == "：", line.text.count <= 40 else {
      if topic?.level == 7 { topic = nil }
      label = nil
      return
    }
    section(line)
  }

  /// "🧠 第二轮", "Part 3", "二、简答题": a title without the mark of one.
  private func isSectionTitle(_ index: Int) -> Bool {
    let line = lines[index]
    guard line.text.count <= 60, line.shape.role == nil, line.shape.option == nil,
      !line.shape.isBullet, open == nil || index > 0 && lines[index - 1].isBlank,
      index + 1 >= lines.count || lines[index + 1].isBlank || leaders.leaders[index + 1] != nil,
      let last = line.text.last, !".。!！?？,，;；、".unicodeScalars.contains(last)
    else { return false }
    if line.shape.style == .section { return true }
    let first = line.text[0]
    if first.properties.isEmojiPresentation || first.properties.isEmoji && first.value > 0x2000 {
      return true
    }
    let text = line.text.folded
    if first == "第", let unit = text.prefix(6).firstIndex(where: { "轮輪章节節部篇".unicodeScalars.contains($0) }) {
      return unit > 1
    }
    return ["part ", "section ", "chapter ", "round ", "module "].contains { opening in
      text.has(opening.unicodeScalars, at: 0)
        && text.count > opening.unicodeScalars.count && text[opening.unicodeScalars.count].isASCIIDigit
    }
  }

  private mutating func put(_ line: TextLine, _ text: Scalars, isCode: Bool) {
    if open == nil { leave(line) } else { open?.addCode(text, line.number) }
  }

  private mutating func close() {
    guard let current = open else { return }
    open = nil
    let item = current.finished(topic: [topic?.text, label].compactMap(\.self))
    if item.question.isEmpty {
      unread.append(SetReport.Unread(line: item.line, why: current.hasBody ? "an answer without its question" : "a mark of a question without words"))
      for line in current.asking {
        unread.append(SetReport.Unread(line: line, why: "a question in an answer that has no question"))
      }
    } else {
      items.append(item)
    }
  }

  /// What belongs to no question. One that asks is told of, since somebody may miss it.
  private mutating func leave(_ line: TextLine) {
    guard !line.text.isEmpty else { return }
    if let last = leftOut.last, last.lines.upperBound >= line.number - 2, !isOver || last.isFooter {
      leftOut[leftOut.count - 1].lines = last.lines.lowerBound...max(line.number, last.lines.upperBound)
    } else {
      leftOut.append(
        LeftOut(lines: line.number...line.number, text: line.text.string, isFooter: isOver))
    }
    guard !line.isCode, line.fence == nil, line.shape.heading == 0, Furniture.kind(of: line.text.folded) == nil
    else { return }
    let end = AskCues.questionEnd(in: line.text[...], from: 0)
    if let end, line.text.count <= 300, end == line.text.count || line.shape.isBullet || line.shape.number != nil {
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
  private mutating func dropContents() {
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
      if isBare(item), let later = answered[QuestionNormal.form(of: item.question)], later > index
      {
        leftOut.append(LeftOut(lines: item.line...item.line, text: item.question))
      } else {
        kept.append(item)
      }
    }
    items = kept
    leftOut.sort { $0.lines.lowerBound < $1.lines.lowerBound }
  }
}

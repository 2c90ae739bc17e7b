/// Reads questions from Markdown and plain text as people paste them.
///
/// Each line is looked at for its marks, then the whole text for which of them open questions (`ListLeaders`), then
/// the lines are dealt out in one pass: to the question that is open, to a new one, or to what is left out.
struct ListReader {
  var items: [RawItem] = []
  var unread: [SetReport.Unread] = []
  var leftOut: [LeftOut] = []
  var lines: [TextLine]
  var leaders: ListLeaders
  var open: OpenItem?
  var topic: (text: String, level: Int)?
  var labels: BulletLabels
  /// Of the points before, below the topic.
  var label: String?
  /// Behind the comments, related posts and so on of a page: nothing is taken until the next question.
  var isOver = false

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

  mutating func read() {
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

  mutating func take(_ index: Int) {
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
      if isTitle(index) || Furniture.kind(of: Array(line.words).folded) != nil {
        leave(line)
      } else {
        section(line)
      }
    } else {
      takeBody(index)
    }
  }

  /// Text, options and labelled answers.
  mutating func takeBody(_ index: Int) {
    let line = lines[index]
    let text = line.text.folded
    // One word below a question may as well be its answer.
    if let kind = Furniture.kind(of: text), line.shape.role == nil,
      open.map(\.hasBody) ?? true || kind == .ending && lines[index - 1].isBlank
    {
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
    if current.leader.kind == .bullet, current.leader.indent >= line.indent, line.shape.role == nil
    {
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
        if let number = line.shape.number, line.shape.style == .plain,
          current.leader.kind == .number
        {
          open?.nested = (number, line.indent)
        }
        open?.addText(line)
      }
    }
  }

  /// One option, or all that stand on the line.
  mutating func takeOptions(_ line: TextLine) {
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
      if index > rest.startIndex, folded[index - 1] == " ",
        let mark = OptionMark(folded, at: index),
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
    let isBold =
      line.shape.isBold
      || line.text.has("**".unicodeScalars, at: 0)
        && words.suffix(2).elementsEqual("**".unicodeScalars)
    open?.addOption(
      isBold ? Array(words.filter { $0 != "*" }.trimmed) : words,
      checked: line.shape.checked ?? (isBold ? true : nil))
  }

  /// Whether a line that may open a question does so here.
  func opens(_ index: Int, _ leader: Leader) -> Bool {
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
  func isNested(_ index: Int, in current: OpenItem) -> Bool {
    if leaders.strengths[index] == .strong || leaders.isCredited[index] { return false }
    guard let number = lines[index].shape.number else { return false }
    if lines[index].shape.heading > 0 { return false }
    if let nested = current.nested, lines[index].indent + 1 >= nested.indent {
      return number == nested.number + 1 || number == 1
    }
    // A list that begins anew below a question that has its answer.
    return number == 1 && current.number != nil && (current.hasBody || current.number == 1)
      && number != (current.number ?? 0) + 1
  }

  mutating func begin(_ index: Int, _ leader: Leader) {
    close()
    isOver = false
    let line = lines[index]
    var words = Array(line.words.trimmed)
    if words.suffix(2).elementsEqual("**".unicodeScalars), words.count > 2 { words.removeLast(2) }
    open = OpenItem(line, leader, words: words)
  }

  mutating func put(_ line: TextLine, _ text: Scalars, isCode: Bool) {
    if open == nil { leave(line) } else { open?.addCode(text, line.number) }
  }

  mutating func close() {
    guard let current = open else { return }
    open = nil
    let item = current.finished(topic: [topic?.text, label].compactMap(\.self))
    if item.question.isEmpty {
      unread.append(
        SetReport.Unread(
          line: item.line,
          why: current.hasBody
            ? "an answer without its question" : "a mark of a question without words"))
      for line in current.asking {
        unread.append(
          SetReport.Unread(line: line, why: "a question in an answer that has no question"))
      }
    } else {
      items.append(item)
    }
  }
}

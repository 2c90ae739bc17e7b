/// Tells question, options and answer of one item apart.
extension OpenItem {
  /// The question with all that belongs to it, told apart.
  func finished(topic: [String]) -> RawItem {
    var question = words
    var rest = body[...]
    if question.trimmed.isEmpty { takeFirstLines(&question, &rest) }
    var inline: Scalars = []
    var options = options
    if options.count == 1, options[0].checked == nil {
      // One option is none: a list in the answer, or a name.
      let text = Array("A. ".unicodeScalars) + options[0].text
      rest = [BodyLine(text: text, isCode: false, isBlankBefore: false, number: line)] + rest
      options = []
    }
    if options.isEmpty, let found = takeInlineOptions(&question, &rest) { options = found }
    if !options.isEmpty { Self.dropOptionsLabel(&question, &rest) }
    if answer == nil {
      (question, inline) = Self.cut(question, hasMore: !rest.isEmpty)
      if inline.isEmpty { takeContinuation(&question, &rest) }
      if inline.isEmpty { takeShownCode(&question, &rest) }
    } else {
      append(rest, to: &question)
      rest = []
    }
    var item = RawItem(
      line: line, question: Self.clean(question, isSpoken: leader.kind == .speaker))
    var text = inline
    if let answer { append(answer[...], to: &text) } else { append(rest, to: &text) }
    item.answer = Self.plain(text, isSpoken: leader.kind == .speaker)
    if let explanation {
      var text: Scalars = []
      append(explanation[...], to: &text)
      item.explanation = Self.plain(text, isSpoken: false)
    }
    item.options = options.map { Self.option($0.text, checked: $0.checked) }
    item.topic = topic
    item.number = number
    return item
  }

  /// "Q:" or "### Question 3" alone on a line: the question stands below, up to the next blank line.
  private func takeFirstLines(_ question: inout Scalars, _ rest: inout ArraySlice<BodyLine>) {
    guard let first = rest.first else { return }
    guard !first.isCode else {
      append(rest, to: &question)
      rest = []
      return
    }
    question = first.text
    rest.removeFirst()
    guard !AskCues.hasQuestionMark(question[...]) else { return }
    let more = rest.prefix { !$0.isBlankBefore && !$0.isCode }
    append(more, to: &question)
    rest = rest.dropFirst(more.count)
  }

  /// "Options:" before them says nothing.
  private static func dropOptionsLabel(
    _ question: inout Scalars, _ rest: inout ArraySlice<BodyLine>
  ) {
    func isLabel(_ text: ArraySlice<Unicode.Scalar>) -> Bool {
      let words = Array(text).folded.filter { $0 != "*" && $0 != ":" }.trimmed.string
      return ["options", "option", "choices", "选项", "選項"].contains(words)
    }
    if let place = rest.lastIndex(where: { isLabel($0.text[...]) }) { rest.remove(at: place) }
    if let line = question.lastIndex(of: "\n"), isLabel(question[(line + 1)...]) {
      question = Array(question[..<line])
    }
  }

  private func append(_ lines: ArraySlice<BodyLine>, to text: inout Scalars) {
    for line in lines {
      if !text.isEmpty {
        text.append("\n")
        if line.isBlankBefore { text.append("\n") }
      }
      text += line.text
    }
  }

  /// What follows the last question of a first line: "What is X? It is …" becomes two.
  /// - Parameter hasMore: whether lines below may hold the answer, so that the first one need not.
  static func cut(_ words: Scalars, hasMore: Bool) -> (question: Scalars, rest: Scalars) {
    var end: Int?
    var start = 0
    while let stop = AskCues.questionEnd(in: words[...], from: start) {
      // Sentences after the first question mark must ask from their beginning on, or they are the answer.
      if end != nil {
        let sentence = words[start..<stop]
        if sentence.contains(where: { ".。!！".unicodeScalars.contains($0) }) { break }
      }
      end = stop
      start = stop
    }
    guard let end else { return (words, []) }
    let rest = words[end...].trimmed
    guard !rest.isEmpty else { return (words, []) }
    // "What is X? Explain with an example." goes on asking; so does "(5 points)".
    let sentence = Array(rest.prefix { !".。!！?？".unicodeScalars.contains($0) })
    let strength = AskCues.strength(of: sentence.folded)
    if strength == .strong || hasMore && strength == .weak, rest.count <= 160 { return (words, []) }
    let closing: [Unicode.Scalar: Set<Unicode.Scalar>] = [
      "(": [")", "）"], "（": ["）", ")"], "[": ["]"], "【": ["】"],
    ]
    if let ends = closing[rest[rest.startIndex]], let last = rest.last, ends.contains(last) {
      return (words, [])
    }
    return (Array(words[..<end]), Array(rest))
  }

  /// A question that was broken into lines goes on until its question mark.
  private func takeContinuation(_ question: inout Scalars, _ rest: inout ArraySlice<BodyLine>) {
    guard let last = question.last(where: { !$0.isBlank }),
      !"?？.。!！:：)）*".unicodeScalars.contains(last)
    else { return }
    for (offset, line) in rest.prefix(4).enumerated() {
      guard !line.isCode, !line.isBlankBefore else { return }
      if let end = AskCues.questionEnd(in: line.text[...], from: 0) {
        guard end == line.text.count else { return }
        for line in rest.prefix(offset + 1) { question += [" "] + line.text.trimmed }
        rest = rest.dropFirst(offset + 1)
        return
      }
      guard let mark = line.text.last, !".。!！".unicodeScalars.contains(mark) else { return }
    }
  }

  private static let pointers: [Scalars] = [
    "this code", "following", "below", "the code", "output of", "print", "snippet", "代码", "輸出",
    "输出", "如下",
    "下面", "以下", "下列", "程序",
  ].map { Array($0.unicodeScalars) }

  /// Code right below a question that points at it belongs to the question.
  private func takeShownCode(_ question: inout Scalars, _ rest: inout ArraySlice<BodyLine>) {
    guard let first = rest.first, first.isCode else { return }
    let code = rest.prefix { $0.isCode }
    let text = question.folded
    let asksToWrite = ItemAssembly.asksForCode(text)
    let isShown = pointsAtCode(text) && !asksToWrite
    guard isShown, code.count < rest.count || AskCues.hasQuestionMark(question[...]) else { return }
    append(code, to: &question)
    rest = rest.dropFirst(code.count)
  }

  private func pointsAtCode(_ text: Scalars) -> Bool {
    text.last == ":" || Self.pointers.contains { text.place(of: $0, from: 0) != nil }
  }

  private func takeInlineOptions(_ question: inout Scalars, _ rest: inout ArraySlice<BodyLine>)
    -> [(text: Scalars, checked: Bool?)]?
  {
    if let found = InlineOptions(question.folded), found.stemEnd > 0 {
      let result = found.texts.map { (text: Array(question[$0].trimmed), checked: Bool?.none) }
      question = Array(question[..<found.stemEnd].trimmed)
      return result
    }
    guard
      let place = rest.indices.first(where: { InlineOptions(rest[$0].text.folded)?.stemEnd == 0 }),
      !rest[place].isCode, let found = InlineOptions(rest[place].text.folded)
    else { return nil }
    let text = rest[place].text
    let result = found.texts.map { (text: Array(text[$0].trimmed), checked: Bool?.none) }
    append(rest[..<place], to: &question)
    rest = rest[(place + 1)...]
    return result
  }
}

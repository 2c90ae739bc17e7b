/// References to a text, a figure or code that the reader does not have.
struct ReferenceRule: ItemRule {
  /// Point back: they need text before them.
  private static let back = Phrases(
    "as shown above|shown above|as mentioned above|mentioned above|as described above|the code above"
      + "|the above code|the passage above|the above passage|the text above|the above text"
      + "|the snippet above|the above snippet|the example above|the above example|the table above"
      + "|the above table|as discussed above|the previous question|the paragraph above"
      + "|the above paragraph|the function above|the above function"
      + "|如上所示|如上所述|上文提到|上文所述|上文中|根据上文|上述代码|上述文字|上述材料|上述段落|上述函数|上面的代码|上面的例子"
      + "|上面提到的|前文提到|前文所述|前面提到的|上一题")
  /// Point forward: they need text or code after them.
  private static let ahead = Phrases(
    "the code below|the snippet below|the following code|the following snippet|the table below"
      + "|the following passage|the passage below|the text below|the following text"
      + "|the following paragraph|the function below|the following function|the following program"
      + "|以下代码|下列代码|下面的代码|下面这段代码|以下这段代码|如下代码|下面的函数|以下函数|下面的程序|以下短文|下面的短文"
      + "|以下材料|下面的材料|阅读下文")
  /// Point at pictures, which a text has none of.
  private static let pictures = Phrases(
    "the figure above|the figure below|the diagram above|the diagram below|the image above"
      + "|the image below|the picture above|the picture below|the graph above|the graph below"
      + "|the chart above|the chart below|as shown in the figure|shown in the figure"
      + "|in the figure shown|shown in the diagram|see the figure"
      + "|由图可知|据图回答|看图回答|如图所示|如上图|如下图|见上图|见下图|上图所示|下图所示|上图中|下图中|上表中|下表中|图中所示")
  /// Point at a source, where they open or close a clause; elsewhere "the passage" may be a topic.
  private static let sources = Phrases(
    "according to the passage|according to the text|according to the article"
      + "|according to the document|according to the author|according to the paragraph"
      + "|according to the excerpt|according to the given text|according to the provided text"
      + "|based on the passage|based on the text|based on the article|based on the document"
      + "|based on the given passage|based on the provided text|based on the provided context"
      + "|based on the given context|according to the context|according to the given context"
      + "|in this passage|in this article|in the given passage|as stated in the passage"
      + "|as stated in the text|as described in the passage|mentioned in the passage"
      + "|mentioned in the text|discussed in the passage"
      + "|根据文章|根据短文|根据材料|根据原文|根据本文|根据文档|根据文本|根据段落|根据文中|根据上述材料|根据所给材料|根据给定材料"
      + "|依据材料|依据原文|阅读材料|结合材料|本文中|文章中|文中提到")

  /// What only questions on a text before them ask.
  private static let reading = Phrases(
    "main idea of the passage|main idea of the text|main idea of the article|main idea of this passage"
      + "|main point of the passage|purpose of the passage|tone of the passage|theme of the passage"
      + "|title for the passage|author of the passage|the passage mainly|what does the passage"
      + "|the passage suggests|the underlined word|the underlined sentence"
      + "|如表所示|上文的主要|上文的主旨|上文作者|本文的主旨|本文主旨|本文的主要观点|文章的主旨|文章主旨|作者在文中|划线部分|划线句|画线句|加点词")
  private static let numbered: Set<String> = [
    "figure", "fig", "table", "diagram", "chart", "exhibit", "图", "表",
  ]
  private static let pointing: Set<String> = [
    "in", "see", "from", "to", "on", "using", "如", "见", "据", "由", "从",
  ]

  /// "as shown in Figure 3", "如图3所示": a numbered picture or table that stands elsewhere. "Table 1 of the paper" can
  /// be looked up.
  ///
  /// - Parameter isShort: whether the text is too short to bring a table along, as text loses its lines.
  private static func numberedPicture(_ tokens: [Token], isShort: Bool) -> Range<Int>? {
    for place in tokens.indices.dropFirst().dropLast() where numbered.contains(tokens[place].text) {
      guard isShort || !["table", "表"].contains(tokens[place].text),
        tokens[place + 1].kind == .number, pointing.contains(tokens[place - 1].text)
      else {
        continue
      }
      let next = place + 2 < tokens.count ? tokens[place + 2] : nil
      if let next, !next.followsBreak, ["of", "from"].contains(next.text) { continue }
      return (place - 1)..<(place + 2)
    }
    return nil
  }

  func flaws(of subject: InspectedDraft) -> [Flaw] {
    let text = subject.question
    let tokens = text.unquotedTokens
    guard !tokens.isEmpty, !quotes(text) else { return [] }
    func evidence(_ match: Phrases.Match) -> String {
      text.text(
        tokens[match.range.lowerBound].range
          .lowerBound..<tokens[match.range.upperBound - 1].range.upperBound)
    }
    func length(_ range: Range<Int>) -> Double {
      tokens[range].reduce(0) { $0 + ($1.isIdeograph ? 0.5 : 1) }
    }
    let picture =
      Self.pictures.first(in: tokens)
      ?? Self.numberedPicture(tokens, isShort: text.length < 80).map { Phrases.Match(range: $0) }
    if let picture, !hasPictureOrTable(text) {
      return [subject.flaw(FlawName.unseenReference, evidence(picture), severity: .error)]
    }
    // Statements may speak of texts that have an above and a below.
    if subject.context.kind == .cloze || subject.context.kind == .trueFalse { return [] }
    if let match = Self.back.first(in: tokens), length(0..<match.range.lowerBound) < 12 {
      return [subject.flaw(FlawName.unseenReference, evidence(match), severity: .error)]
    }
    if let match = Self.ahead.first(in: tokens), length(match.range.upperBound..<tokens.count) < 25,
      !hasContentAfterColon(text)
    {
      return [subject.flaw(FlawName.unseenReference, evidence(match), severity: .error)]
    }
    // A question of 80 words brings its material along.
    if text.length < 80, let match = Self.reading.first(in: tokens) {
      return [subject.flaw(FlawName.unseenReference, evidence(match), severity: .error)]
    }
    if text.length < 80, let match = Self.sources.first(in: tokens) {
      let opens = match.range.lowerBound == 0 || tokens[match.range.lowerBound].followsBreak
      let closes =
        match.range.upperBound == tokens.count || tokens[match.range.upperBound].followsBreak
      if opens && length(match.range.lowerBound..<tokens.count) > 2 || closes && !subject.isChinese
      {
        return [subject.flaw(FlawName.unseenReference, evidence(match), severity: .error)]
      }
    }
    return []
  }

  /// Markdown's pictures and tables, TeX's tables.
  private func hasPictureOrTable(_ text: InspectedText) -> Bool {
    let scalars = text.scalars
    if scalars.count(where: { $0 == "|" }) >= 6 { return true }
    return scalars.indices.contains { index in
      scalars[index...].starts(with: "![".unicodeScalars)
        || scalars[index] == "\\" && scalars[index...].starts(with: "\\begin{".unicodeScalars)
    }
  }

  /// Whether the question brings along what it may refer to: a long quote, or code.
  private func quotes(_ text: InspectedText) -> Bool {
    if text.scalars.first == ">" { return true }
    guard text.hasCode || !text.signs.isDisjoint(with: [.backtick, .quote]) else { return false }
    if text.scalars.count(where: { $0 == "`" }) >= 6 || text.scalars.contains("\n") && text.hasCode
    {
      return true
    }
    let hidden = text.prose.count { $0 == InspectedText.hidden }
    let parts = QuotedSpans.parts(of: text.scalars)
    let quoted = parts.enumerated().filter { $0.offset % 2 == 1 }.map(\.element.count).max() ?? 0
    return max(hidden, quoted) >= 20
  }

  /// Content of three lines or more after a colon: code that nobody put between backticks.
  private func hasContentAfterColon(_ text: InspectedText) -> Bool {
    guard let colon = text.prose.firstIndex(where: { $0 == ":" || $0 == "：" }) else { return false }
    return text.prose[colon...].contains("\n") || text.prose.count - colon > 30
  }
}

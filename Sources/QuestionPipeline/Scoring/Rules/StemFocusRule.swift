/// Stems that leave the work to the options, or tell what nobody needs.
///
/// After Haladyna, Downing and Rodriguez (2002), guidelines 15 and 16 (the central idea in the stem, no window dressing),
/// and Tarrant et al. (2006): "unfocused stem", "gratuitous information", "true or false in disguise". The first and the
/// last are common in real examinations (下列说法正确的是); they are flaws of form, not mistakes.
struct StemFocusRule: ItemRule {
  /// Words of the frame that say nothing of the subject, as stems.
  private static let frame = ContentWords.set(
    of: Tokenizer.tokens(
      of: "following true false correct incorrect right wrong statement statements option options "
        + "answer answers choose select best one pick accurate valid claim claims apply below above"
    ))
  private static let chineseFrame = WordSet(
    "下列以关于说法正确错误选项叙述描述哪个一最有中个的是不合适恰当表选出请述各对符题意".map(String.init))
  private static let series = Phrases(
    "which of the following statements|which of the following is true|which of the following are true"
      + "|which of the following is correct|which of the following are correct"
      + "|which of the following is false|which of the following is incorrect|which statement is true"
      + "|which statement is correct|which statement is false|which of these statements"
      + "|which of these is true|which statement about|which one of the following statements"
      + "|what is true about|what is true of|which is true of|which is true about"
      + "|说法正确的是|说法中正确的是|说法错误的是|说法不正确的是|叙述正确的是|叙述错误的是|叙述不正确的是|描述正确的是"
      + "|描述错误的是|表述正确的是|表述错误的是|说法哪个正确|说法哪项正确|哪个说法正确|哪项说法正确|哪种说法正确")

  func flaws(of subject: InspectedDraft) -> [Flaw] {
    guard subject.context.kind == .multipleChoice, !subject.question.tokens.isEmpty else {
      return []
    }
    var flaws: [Flaw] = []
    if isUnfocused(subject) {
      flaws.append(subject.flaw(FlawName.unfocusedStem, subject.question.raw.asEvidence))
    }
    if let match = Self.series.first(in: subject.question.tokens) {
      flaws.append(
        subject.flaw(FlawName.trueFalseSeries, subject.question.text(ofTokens: match.range)))
    }
    if let words = gratuitous(subject) {
      flaws.append(subject.flaw(FlawName.gratuitousInformation, words))
    }
    return flaws
  }

  /// Whether the stem, without the options, names nothing to think about.
  private func isUnfocused(_ subject: InspectedDraft) -> Bool {
    let text = subject.question
    if text.hasCode || text.scalars.contains(where: { $0.isMathSign && $0.value > 0x7F }) {
      return false
    }
    let content = text.tokens.count { token in
      if token.isIdeograph { return !Self.chineseFrame.contains(token) }
      if token.kind == .number { return true }
      return !QuestionWords.functionTokens.contains(token)
        && !QuestionWords.interrogativeTokens.contains(token)
        && !Self.frame.contains(Stemmer.stem(token.text))
    }
    if content == 0 { return true }
    // "Transformers:" names a subject and asks nothing of it.
    let isFragment =
      !text.prose.contains { $0 == "?" || $0 == "？" } && Gaps.ranges(in: text).isEmpty
    return isFragment && text.length <= 2
  }

  /// A sentence before the question that nothing else in the item takes up.
  private func gratuitous(_ subject: InspectedDraft) -> String? {
    let text = subject.question
    let sentences = Sentences.runs(of: text.tokens, in: text.prose)
    // What is quoted is what the question is about.
    guard sentences.count >= 2, !text.hasCode, Gaps.ranges(in: text).isEmpty,
      !text.prose.contains(where: { QuotedSpans.closing(of: $0) != nil })
    else { return nil }
    let contents = sentences.map { ContentWords.set(of: Array($0)) }
    let options = subject.choices.reduce(into: Set<String>()) {
      $0.formUnion(ContentWords.set(of: $1.tokens))
    }
    for (index, sentence) in sentences.enumerated().dropLast() {
      let length = sentence.reduce(0.0) { $0 + ($1.isIdeograph ? 0.5 : 1) }
      guard length >= 7, !sentence.contains(where: { $0.kind == .number }) else { continue }
      let isTakenUp = contents.indices.contains { other in
        other != index && !contents[other].isDisjoint(with: contents[index])
      }
      guard !isTakenUp, contents[index].isDisjoint(with: options),
        !refersBack(sentences[index + 1])
      else { continue }
      let range = sentence.first!.range.lowerBound..<sentence.last!.range.upperBound
      return text.text(range).asEvidence
    }
    return nil
  }

  /// "It then …", "What does this …", 它…: the sentence before is needed.
  private func refersBack(_ sentence: ArraySlice<Token>) -> Bool {
    sentence.contains { token in
      [
        "it", "its", "they", "their", "them", "this", "these", "that", "those", "he", "she", "his",
        "her", "such", "now", "then", "它", "其", "这", "该", "此", "他", "她", "那",
      ].contains(token.text)
    }
  }
}

/// Stems that ask by negation, betray the key by grammar, or hide their gap in the middle.
///
/// After Haladyna, Downing and Rodriguez (2002), guidelines 17 and 28c, and Moore et al. (2023).
struct StemRule: ItemRule {
  private static let negated = Phrases(
    "which of the following is not|which of the following are not|which of the following does not"
      + "|which of these is not|which of these are not|which of these does not|which one is not"
      + "|which is not|which statement is not|which option is not|is not true|is not correct"
      + "|is incorrect|is false|are false|is least likely|all of the following except"
      + "|all of these except|which of the following is incorrect|which of the following is false"
      + "|不正确的是|错误的是|有误的是|不恰当的是|不属于|不包括|不符合|不是下列|哪个不|哪项不|哪一项不|哪一个不|哪种不|哪一种不"
      + "|不成立的是|不能成立")
  private static let shouted: Set<String> = ["NOT", "EXCEPT", "LEAST"]

  func flaws(of subject: InspectedDraft) -> [Flaw] {
    guard subject.context.kind == .multipleChoice else { return [] }
    var flaws: [Flaw] = []
    if let words = negation(subject.question) {
      flaws.append(subject.flaw(FlawName.negatedStem, words))
    }
    let gaps = Gaps.ranges(in: subject.question)
    if let gap = gaps.first {
      let before = subject.question.tokens.count { $0.range.upperBound <= gap.lowerBound }
      let end = Self.endOfSentence(subject.question, after: gap)
      let after = subject.question.tokens.count {
        $0.range.lowerBound >= gap.upperBound && $0.range.upperBound <= end
      }
      if after > 3 && after * 3 > before {
        flaws.append(
          subject.flaw(FlawName.fillInMidSentence, subject.question.raw.asEvidence))
      }
    }
    if let evidence = GrammaticalCue(subject, gap: gaps.first)?.evidence {
      flaws.append(subject.flaw(FlawName.grammaticalCue, evidence))
    }
    return flaws
  }

  /// Where the sentence of the gap ends: what comes below may be material, or statements to choose from.
  private static func endOfSentence(_ text: InspectedText, after gap: Range<Int>) -> Int {
    let rest = text.prose[gap.upperBound...]
    return rest.firstIndex { scalar in
      scalar == "\n" || scalar == "。" || (0x2460...0x2473).contains(scalar.value)
    } ?? text.prose.count
  }

  private func negation(_ stem: InspectedText) -> String? {
    if let match = Self.negated.first(in: stem.tokens) { return stem.text(ofTokens: match.range) }
    for token in stem.tokens where (3...6).contains(token.range.count) {
      // Of the first letters of what is shouted.
      switch stem.scalars[token.range.lowerBound] {
      case "N", "E", "L": break
      default: continue
      }
      let written = stem.text(token.range)
      if Self.shouted.contains(written) { return written }
    }
    return nil
  }
}

/// Grammar of the stem that the key fits and another option does not.
///
/// The article before a gap (on the vocabulary items of Q-AACD all five that people marked, and no other, are found),
/// the number of the verb, in Chinese the verb 是 said twice, and an end mark that the key alone has or lacks.
struct GrammaticalCue {
  let evidence: String

  init?(_ subject: InspectedDraft, gap: Range<Int>?) {
    guard let key = subject.keyIndex else { return nil }
    let cue =
      Self.opening(subject, key, gap) ?? Self.endMark(subject, key)
    guard let cue else { return nil }
    evidence = cue
  }

  /// Whether the article right before the gap, or at the stem's end, gives the answer away.
  static func articleGivesKeyAway(_ subject: InspectedDraft) -> Bool {
    guard let key = subject.keyIndex else { return false }
    let gap = Gaps.ranges(in: subject.question).first
    guard let word = word(before: gap, in: subject.question) else { return false }
    return article(subject, key, word) != nil
  }

  /// The last word before the gap, or of a stem that no mark ends.
  private static func word(before gap: Range<Int>?, in stem: InspectedText) -> Token? {
    let end = gap?.lowerBound ?? stem.prose.count
    guard let last = stem.tokens.last(where: { $0.range.upperBound <= end }),
      stem.prose[last.range.upperBound..<end].allSatisfy({ $0 == " " || $0 == ":" || $0 == "\n" })
    else { return nil }
    // "a/an" and "a(n)" are open.
    let before = last.range.lowerBound > 0 ? stem.prose[last.range.lowerBound - 1] : " "
    return before == "/" || before == "(" ? nil : last
  }

  private static func opening(
    _ subject: InspectedDraft, _ key: Int, _ gap: Range<Int>?
  ) -> String? {
    guard let word = word(before: gap, in: subject.question) else { return nil }
    return article(subject, key, word) ?? agreement(subject, key, word)
      ?? doubledVerb(subject, key, word)
  }

  private static func article(_ subject: InspectedDraft, _ key: Int, _ word: Token) -> String? {
    guard word.text == "a" || word.text == "an" else { return nil }
    let fits = subject.choices.map { choice -> Bool? in
      // "a ____: an apple" is wrong anyway; the article tells nothing.
      if let first = choice.tokens.first?.text, ["a", "an", "the"].contains(first) { return nil }
      return IndefiniteArticle.takesAn(choice).map { $0 == (word.text == "an") }
    }
    guard fits[key] == true, let unfit = fits.indices.first(where: { fits[$0] == false }) else {
      return nil
    }
    return "“\(word.text)” … “\(subject.draft.choices[unfit].text.asEvidence)”"
  }

  /// "The two kinds are ____" with an option "a list"; "The result is ____" with "two lists".
  private static func agreement(_ subject: InspectedDraft, _ key: Int, _ word: Token) -> String? {
    let misfits: Set<String>
    switch word.text {
    case "are", "were": misfits = ["a", "an", "one"]
    case "is", "was": misfits = ["two", "three", "four", "several", "many"]
    default: return nil
    }
    func fits(_ choice: InspectedText) -> Bool {
      choice.tokens.first.map { !misfits.contains($0.text) } ?? true
    }
    guard fits(subject.choices[key]), let unfit = subject.choices.first(where: { !fits($0) })
    else { return nil }
    return "“\(word.text)” … “\(unfit.raw.asEvidence)”"
  }

  /// 列表是____ with an option 是可变的.
  private static func doubledVerb(
    _ subject: InspectedDraft, _ key: Int, _ word: Token
  ) -> String? {
    guard subject.isChinese, ["是", "为", "于", "叫", "称"].contains(word.text) else { return nil }
    func doubles(_ choice: InspectedText) -> Bool { choice.tokens.first?.text == word.text }
    guard !doubles(subject.choices[key]), let unfit = subject.choices.first(where: doubles) else {
      return nil
    }
    return "“\(word.text)”……“\(unfit.raw.asEvidence)”"
  }

  /// A full stop that the key alone has, or alone lacks.
  private static func endMark(_ subject: InspectedDraft, _ key: Int) -> String? {
    guard subject.choices.count >= 3 else { return nil }
    let marked = subject.choices.map { choice in
      choice.scalars.last { !$0.isSpace }.map { $0 == "." || $0 == "。" } ?? false
    }
    let others = Set(marked.indices.filter { $0 != key }.map { marked[$0] })
    guard others.count == 1, others.first != marked[key],
      subject.choices.allSatisfy({ $0.length >= 2 && !$0.hasCode })
    else { return nil }
    return subject.say(
      marked[key] ? "only the key ends in a full stop" : "only the key lacks a full stop",
      marked[key] ? "只有正确选项以句号结尾" : "只有正确选项没有句号")
  }
}

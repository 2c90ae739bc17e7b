/// Stems that ask by negation, betray the key by grammar, or hide their gap in the middle.
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
    let gaps = Gaps.ranges(in: subject.question.scalars)
    if let gap = gaps.first {
      let before = subject.question.tokens.count { $0.range.upperBound <= gap.lowerBound }
      let after = subject.question.tokens.count { $0.range.lowerBound >= gap.upperBound }
      if after > 3 && after * 3 > before {
        flaws.append(
          subject.flaw(FlawName.fillInMidSentence, subject.question.raw.asEvidence))
      }
    }
    if let cue = article(subject, gap: gaps.first) {
      flaws.append(subject.flaw(FlawName.grammaticalCue, cue))
    }
    return flaws
  }

  private func negation(_ stem: InspectedText) -> String? {
    if let match = Self.negated.first(in: stem.tokens) { return stem.text(ofTokens: match.range) }
    return stem.tokens.lazy.map { stem.text($0.range) }.first { Self.shouted.contains($0) }
  }

  /// "… is called an ____" where the article fits the key and not every option.
  private func article(_ subject: InspectedDraft, gap: Range<Int>?) -> String? {
    guard let key = subject.keyIndex else { return nil }
    let end = gap?.lowerBound ?? subject.question.prose.count
    guard let last = subject.question.tokens.last(where: { $0.range.upperBound <= end }),
      last.text == "a" || last.text == "an",
      !(gap == nil && hasMark(subject.question, after: last)),
      subject.question.prose[last.range.upperBound..<end].allSatisfy({
        $0 == " " || $0 == ":" || $0 == "\n"
      })
    else { return nil }
    let fits = subject.choices.map {
      Self.beginsWithVowelSound($0).map { $0 == (last.text == "an") }
    }
    let unfit = fits.indices.first { $0 != key && fits[$0] == false }
    guard fits[key] == true, let unfit else { return nil }
    return "“\(last.text)” … “\(subject.draft.choices[unfit].text.asEvidence)”"
  }

  private func hasMark(_ stem: InspectedText, after token: Token) -> Bool {
    stem.prose[token.range.upperBound...].contains { SentenceEnd.isTerminal($0) }
  }

  /// Nil where it is not to be told: digits, symbols, code.
  static func beginsWithVowelSound(_ option: InspectedText) -> Bool? {
    guard let first = option.tokens.first, first.kind == .word, first.range.lowerBound == 0 else {
      return nil
    }
    let written = Array(option.text(first.range).utf8)
    guard let letter = written.first, letter < 0x80 else { return nil }
    let isSpelled =
      written.count <= 5 && written.allSatisfy { (0x41...0x5A).contains($0) }
    if isSpelled, written.count == 1 || !written.dropFirst().contains(where: Self.isVowel) {
      return "AEFHILMNORSX".utf8.contains(letter)  // Letters by their names: an LSTM.
    }
    let word = first.text
    for silent in ["hour", "honest", "honor", "honour", "heir"] where word.hasPrefix(silent) {
      return true
    }
    let consonants = ["uni", "use", "usu", "eu", "one", "once", "ubiq"]
    if consonants.contains(where: { word.hasPrefix($0) }), !word.hasPrefix("unin"),
      !word.hasPrefix("unim")
    {
      return false
    }
    return Self.isVowel(letter)
  }

  private static func isVowel(_ letter: UInt8) -> Bool {
    [0x61, 0x65, 0x69, 0x6F, 0x75].contains(letter | 0x20)
  }
}

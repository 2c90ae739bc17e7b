/// Words in options that betray the key or measure nothing.
struct OptionWordingRule: ItemRule {
  private static let absolutes = Phrases(
    "always|never|completely|entirely|absolutely|impossible|guarantee*|under all circumstances"
      + "|in every case|no matter what|without exception|in all cases|totally|invariably"
      + "|总是|永远|从不|绝不|绝对不|绝对会|绝对是|必然|百分之百|无一例外|毫无例外|任何情况下|完全不|完全没有|决不|一律|始终都")
  private static let harmless = Phrases("completely at random|how often|多久|absolutely continuous")
  private static let vague = Phrases(
    "often|sometimes|frequently|rarely|seldom|usually|occasionally|most of the time|now and then"
      + "|有时|经常|常常|偶尔|往往|很少会|多半|时而")

  func flaws(of subject: InspectedDraft) -> [Flaw] {
    guard subject.context.kind == .multipleChoice, subject.choices.count >= 2,
      let key = subject.keyIndex
    else { return [] }
    var flaws: [Flaw] = []
    let wrong = subject.choices.indices.filter { $0 != key }.map { subject.choices[$0] }
    if !Self.absolutes.isFound(in: subject.choices[key].tokens) {
      let words = wrong.compactMap { choice in
        first(of: Self.absolutes, in: choice)
      }
      if !words.isEmpty {
        flaws.append(subject.flaw(FlawName.absoluteTerms, quoted(words)))
      }
    }
    let vague = subject.choices.compactMap { choice in
      first(of: Self.vague, in: choice)
    }
    if !vague.isEmpty { flaws.append(subject.flaw(FlawName.vagueTerms, quoted(vague))) }
    if let word = repeated(subject, subject.choices[key], wrong) {
      flaws.append(subject.flaw(FlawName.wordRepeat, "“\(word)”"))
    }
    return flaws
  }

  private func first(of words: Phrases, in choice: InspectedText) -> String? {
    let found = words.all(in: choice.tokens)
    guard !found.isEmpty else { return nil }
    let harmless = Self.harmless.all(in: choice.tokens)
    return found.first { match in !harmless.contains { $0.range.overlaps(match.range) } }
      .map { choice.text(ofTokens: $0.range) }
  }

  private func quoted(_ words: [String]) -> String {
    words.map { "“\($0)”" }.joined(separator: ", ")
  }

  /// A telling word of the stem that the key repeats and no wrong option has.
  private func repeated(
    _ subject: InspectedDraft, _ key: InspectedText, _ wrong: [InspectedText]
  ) -> String? {
    let stem = Self.tellingList(subject.question.tokens)
    guard !stem.isEmpty else { return nil }
    let shared = Self.tellingList(key.tokens).filter { word in
      stem.contains { $0.key == word.key }
    }
    guard !shared.isEmpty else { return nil }
    let others = Set(wrong.flatMap { Self.tellingList($0.tokens).map(\.key) })
    guard let word = shared.first(where: { !others.contains($0.key) }),
      let first = stem.first(where: { $0.key == word.key })
    else { return nil }
    return subject.question.tokens[first.range].map(\.text).joined()
  }

  /// Long words by their stems, and runs of four content ideographs, each with its tokens.
  private static func tellingList(_ tokens: [Token]) -> [(key: UInt64, range: Range<Int>)] {
    var result: [(key: UInt64, range: Range<Int>)] = []
    var run = 0
    for (index, token) in tokens.enumerated() {
      if token.isIdeograph, !QuestionWords.functionIdeographTokens.contains(token) {
        run = token.followsBreak ? 1 : run + 1
        if run >= 4 {
          let range = index - 3..<index + 1
          let key = tokens[range].reduce(1 as UInt64) { ($0 &* 31) ^ $1.key }
          result.append((key, range))
        }
        continue
      }
      run = 0
      guard token.kind == .word, token.text.utf8.count >= 6,
        !QuestionWords.functionTokens.contains(token)
      else { continue }
      let stem = Stemmer.stem(token.text)
      if !QuestionWords.generic.contains(stem) {
        result.append((stem.stableHash, index..<index + 1))
      }
    }
    return result
  }
}

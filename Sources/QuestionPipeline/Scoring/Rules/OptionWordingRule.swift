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
    let harmless = Self.harmless.all(in: choice.tokens)
    return words.all(in: choice.tokens)
      .first { match in !harmless.contains { $0.range.overlaps(match.range) } }
      .map { choice.text(ofTokens: $0.range) }
  }

  private func quoted(_ words: [String]) -> String {
    words.map { "“\($0)”" }.joined(separator: ", ")
  }

  /// A telling word of the stem that the key repeats and no wrong option has.
  private func repeated(
    _ subject: InspectedDraft, _ key: InspectedText, _ wrong: [InspectedText]
  ) -> String? {
    let stem = Self.telling(subject.question.tokens)
    let others = wrong.reduce(into: Set<String>()) { $0.formUnion(Self.telling($1.tokens)) }
    let stemList = Self.tellingList(subject.question.tokens)
    return Self.tellingList(key.tokens).first { word in
      stem.contains(word.key) && !others.contains(word.key)
    }.map { word in stemList.first { $0.key == word.key }?.written ?? word.written }
  }

  private static func telling(_ tokens: [Token]) -> Set<String> {
    Set(tellingList(tokens).map(\.key))
  }

  /// Long words by their stems, and runs of four content ideographs.
  private static func tellingList(_ tokens: [Token]) -> [(key: String, written: String)] {
    var result: [(key: String, written: String)] = []
    var run: [String] = []
    for token in tokens {
      if token.isIdeograph, !QuestionWords.functionIdeographs.contains(token.text) {
        run = token.followsBreak ? [token.text] : run.suffix(3) + [token.text]
        if run.count == 4 { result.append((run.joined(), run.joined())) }
        continue
      }
      run = []
      let stem = Stemmer.stem(token.text)
      if token.kind == .word, token.text.utf8.count >= 6, !QuestionWords.generic.contains(stem),
        !QuestionWords.function.contains(token.text)
      {
        result.append((stem, token.text))
      }
    }
    return result
  }
}

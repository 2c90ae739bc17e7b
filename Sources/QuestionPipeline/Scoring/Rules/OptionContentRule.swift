/// Options that betray the key, or are none, by their content and length.
///
/// After the guidelines of Haladyna, Downing and Rodriguez (2002).
struct OptionContentRule: ItemRule {
  let settings: InspectorSettings

  private static let aboves = Phrases(
    "all of the above|none of the above|all of these|none of these|all the above|all above"
      + "|none of the others|all of the options|none of the options"
      + "|以上都是|以上都不是|以上都对|以上都不对|以上全部|以上皆是|以上皆非|以上均|上述都|上述均|全部正确|都不正确|以上所有|以上选项都")
  private static let combinations = Phrases(
    "both a and b|both b and c|both a and c|a and b|b and c|a and c|a and d|c and d|b and d"
      + "|i and ii|ii and iii|i and iii|a 和 b|b 和 c|a 和 c|a 与 b|b 与 c|a 与 c")

  func flaws(of subject: InspectedDraft) -> [Flaw] {
    guard subject.context.kind == .multipleChoice, subject.choices.count >= 2 else { return [] }
    var flaws: [Flaw] = []
    for choice in subject.choices {
      if let match = Self.aboves.first(in: choice.tokens) {
        flaws.append(
          subject.flaw(FlawName.noneOrAllOfAbove, choice.text(ofTokens: match.range)))
        break
      }
    }
    for choice in subject.choices where choice.tokens.count <= 5 {
      if let match = Self.combinations.first(in: choice.tokens), hasLetters(choice, match) {
        flaws.append(subject.flaw(FlawName.complexFormat, choice.raw.asEvidence))
        break
      }
    }
    if let twin = twins(subject) {
      flaws.append(subject.flaw(FlawName.duplicateOptions, "“\(twin.asEvidence)”"))
    }
    return flaws + lengths(subject)
  }

  /// Capital letters or numerals, as labels of options are written.
  private func hasLetters(_ choice: InspectedText, _ match: Phrases.Match) -> Bool {
    guard let token = choice.tokens[match.range].last else { return false }
    return choice.text(token.range).unicodeScalars.allSatisfy { (0x41...0x5A).contains($0.value) }
  }

  private func twins(_ subject: InspectedDraft) -> String? {
    guard mayHaveTwins(subject.choices) else { return nil }
    var seen: Set<String> = []
    for choice in subject.choices {
      // `List` and `list` may well differ; sentences do not differ by their case.
      let isSentence = choice.length >= 4
      var scalars = choice.scalars.filter { !$0.isSpace }
      while let last = scalars.last, SentenceEnd.isTerminal(last) { scalars.removeLast() }
      let text = String(scalars: scalars)
      let form = isSentence ? text.lowercased() : text
      if !form.isEmpty, !seen.insert(form).inserted { return choice.raw }
    }
    return nil
  }

  /// False where each option begins with another letter or ideograph, as most do: equal ones begin alike.
  private func mayHaveTwins(_ choices: [InspectedText]) -> Bool {
    var beginnings: [UInt32] = []
    for choice in choices {
      guard let first = choice.scalars.first(where: { !$0.isSpace }) else { continue }
      // What else may equal what is written otherwise, by accents composed or not.
      guard first.value < 0x80 || (0x4E00...0x9FFF).contains(first.value) else { return true }
      var value = first.value
      if value &- 0x41 < 26 { value += 0x20 }
      if beginnings.contains(value) { return true }
      beginnings.append(value)
    }
    return false
  }

  private func lengths(_ subject: InspectedDraft) -> [Flaw] {
    let lengths = subject.choices.map { Double($0.scalars.count) }
    let unit = subject.isChinese ? 1.0 : 2.5  // An ideograph says as much as several letters.
    guard let longest = lengths.max(), let shortest = lengths.min() else { return [] }
    if let key = subject.keyIndex {
      let wrong = lengths.enumerated().filter { $0.offset != key }.map(\.element).max() ?? 0
      if lengths[key] >= settings.longestKeyRatio * wrong, lengths[key] - wrong >= 8 * unit {
        return [
          subject.flaw(
            FlawName.longestOptionIsKey,
            subject.say(
              "\(Int(lengths[key])) letters, the others at most \(Int(wrong))",
              "正确选项 \(Int(lengths[key])) 字，其余最多 \(Int(wrong)) 字"))
        ]
      }
    }
    if longest >= settings.unequalOptionsRatio * shortest, longest - shortest >= 14 * unit {
      return [
        subject.flaw(
          FlawName.unequalOptions,
          subject.say(
            "\(Int(shortest)) to \(Int(longest)) letters",
            "最短 \(Int(shortest)) 字，最长 \(Int(longest)) 字"))
      ]
    }
    return []
  }
}

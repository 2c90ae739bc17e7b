/// Answers that name another option than the one marked correct.
struct KeyRule: ItemRule {
  private static let trueWords: Set<String> = [
    "true", "correct", "yes", "right", "正确", "对", "真", "是",
  ]
  private static let falseWords: Set<String> = [
    "false", "incorrect", "no", "wrong", "错误", "错", "不正确", "不对", "假", "否",
  ]
  private static let announcements = Phrases(
    "answer|the answer is|correct answer|the correct answer is|correct option is|correct choice is"
      + "|option|choice|答案|答案是|答案为|正确答案是|正确答案为|正确答案|正确选项是|应选|故选|选项|选")

  func flaws(of subject: InspectedDraft) -> [Flaw] {
    guard let key = subject.keyIndex, !subject.answer.tokens.isEmpty else { return [] }
    let named =
      switch subject.context.kind {
      case .multipleChoice: letter(subject) ?? text(subject, key)
      case .trueFalse: verdict(subject)
      case .open, .cloze, .coding, .scenario, .interview: nil as Named?
      }
    guard let named, named.option != key else { return [] }
    return [
      subject.flaw(
        FlawName.contradictoryKey,
        subject.say(
          "the answer says “\(named.words)”, marked is “\(subject.draft.choices[key].text)”",
          "答案为“\(named.words)”，标记的是“\(subject.draft.choices[key].text)”"
        ), severity: named.isSure ? .error : .warning)
    ]
  }

  private struct Named {
    var option: Int
    var words: String
    var isSure = true
  }

  /// "B", "B. …", "The answer is B": a capital letter where a letter names an option.
  private func letter(_ subject: InspectedDraft) -> Named? {
    let tokens = subject.answer.tokens
    let scalars = subject.answer.prose
    func option(_ token: Token) -> Int? {
      guard token.range.count == 1 else { return nil }
      var value = scalars[token.range.lowerBound].value
      if value >= 0xFF21 { value -= 0xFEE0 }
      guard value >= 0x41 else { return nil }
      let index = Int(value) - 0x41
      return index < subject.draft.choices.count ? index : nil
    }
    func next(_ token: Token) -> Unicode.Scalar? {
      token.range.upperBound < scalars.count ? scalars[token.range.upperBound] : nil
    }
    if let first = tokens.first, let index = option(first), !isAnOption(subject) {
      let mark = next(first)
      if mark == nil || [".", ")", ":", "：", "、", "）", "．", "。", ",", "，", "\n"].contains(mark!) {
        return Named(option: index, words: subject.answer.text(first.range))
      }
    }
    for match in Self.announcements.all(in: tokens) where match.range.upperBound < tokens.count {
      let token = tokens[match.range.upperBound]
      guard let index = option(token), !isAnOption(subject) else { continue }
      let before = subject.answer.text(ofTokens: match.range)
      // "Option C is wrong because …" refutes; only what calls itself the answer decides.
      let isVerdict =
        before.lowercased().contains("answer") || before.contains("答案") || before.hasSuffix("选")
        || before.lowercased().contains("correct")
      guard isVerdict, next(token).map({ !Script.isLatin($0) }) ?? true else { continue }
      if index == 0, next(token) == " ", !subject.isChinese, isArticle(tokens, match, scalars) {
        continue
      }
      return Named(option: index, words: before + " " + subject.answer.text(token.range))
    }
    return nil
  }

  /// Options that are letters themselves, so that "A" in the answer may mean the text.
  private func isAnOption(_ subject: InspectedDraft) -> Bool {
    subject.choices.contains { $0.scalars.count == 1 }
  }

  /// "the correct answer is A list …": an article in title case, not a letter.
  private func isArticle(
    _ tokens: [Token], _ match: Phrases.Match, _ scalars: [Unicode.Scalar]
  ) -> Bool {
    let place = match.range.upperBound + 1
    guard place < tokens.count, !tokens[place].followsBreak else { return false }
    return !["because", "since", "as", "and", "which"].contains(tokens[place].text)
  }

  /// The option that the answer opens with, or the only one that it quotes.
  private func text(_ subject: InspectedDraft, _ key: Int) -> Named? {
    let start = Self.visible(subject.draft.answer)
    let opening = subject.draft.choices.indices.filter {
      Self.opens(start, with: subject.draft.choices[$0].text)
    }
    func length(_ index: Int) -> Int {
      QuestionNormal.form(of: subject.draft.choices[index].text).unicodeScalars.count
    }
    // One option may begin another: the longest counts.
    if let longest = opening.max(by: { length($0) < length($1) }) {
      if opening.contains(key), length(key) == length(longest) { return nil }
      return Named(option: longest, words: subject.draft.choices[longest].text)
    }
    let answer = subject.answer.tokens.map(\.key)
    let quoted = subject.choices.indices.filter { index in
      subject.choices[index].length >= 3
        && LeakRule.find(subject.choices[index].tokens.map(\.key), in: answer) != nil
    }
    guard quoted.count == 1 else { return nil }
    return Named(
      option: quoted[0], words: subject.draft.choices[quoted[0]].text, isSure: false)
  }

  /// The text folded, each run of spaces as one and none at the ends.
  private static func visible(_ text: String) -> [Unicode.Scalar] {
    var result: [Unicode.Scalar] = []
    for scalar in TextFolding.fold(text) where scalar != " " || result.last != " " {
      result.append(scalar)
    }
    while result.last == " " { result.removeLast() }
    return Array(result.drop { $0 == " " })
  }

  /// Whether the option, whole, opens the answer: "3,200 / 16 = 200" does not open with 3,200.
  /// - Parameter answer: what is visible of it.
  private static func opens(_ answer: [Unicode.Scalar], with option: String) -> Bool {
    func isQuote(_ scalar: Unicode.Scalar) -> Bool {
      switch scalar {
      case "\"", "'", "`", "\n": true
      default: false
      }
    }
    let answer = answer.drop(while: isQuote)
    var option = visible(option).filter { !isQuote($0) }
    while let last = option.last, SentenceEnd.isTerminal(last) { option.removeLast() }
    guard !option.isEmpty, answer.starts(with: option) else { return false }
    let rest = answer.dropFirst(option.count).drop { isQuote($0) && $0 != "\n" }
    guard let next = rest.first else { return true }
    let isPoint = next == "." || next == ","
    if isPoint, let after = rest.dropFirst().first, Script.isDigit(after), let last = option.last,
      Script.isDigit(last)
    {
      return false
    }
    return isPoint || ["。", ":", ";", "、", "\n"].contains(next)
  }

  /// "True." or "该说法错误。" as the opening of an answer.
  private func verdict(_ subject: InspectedDraft) -> Named? {
    let polarity = subject.draft.choices.map { Self.polarity(of: $0.text) }
    guard Set(polarity.compactMap { $0 }).count == 2, let said = Self.opening(subject.answer) else {
      return nil
    }
    return polarity.firstIndex(of: said.isTrue).map { Named(option: $0, words: said.words) }
  }

  private static func polarity(of text: String) -> Bool? {
    let word = Tokenizer.tokens(of: text).map(\.text).joined()
    if trueWords.contains(word) { return true }
    return falseWords.contains(word) ? false : nil
  }

  private static func opening(_ answer: InspectedText) -> (isTrue: Bool, words: String)? {
    let tokens = answer.tokens
    let end = tokens.indices.dropFirst().first { tokens[$0].followsBreak } ?? tokens.count
    guard end <= 8 else { return nil }
    var words = tokens[..<end].map(\.text)
    let frame: Set<String> = [
      "the", "this", "that", "it", "statement", "claim", "is", "answer", "该", "这", "个", "种", "说",
      "法", "陈", "述", "命", "题", "是", "的", "题", "干", "答", "案", "为", "本", "此", "句", "话",
    ]
    words.removeAll { frame.contains($0) && end > 1 }
    let word = words.joined()
    let text = answer.text(ofTokens: 0..<end)
    if trueWords.contains(word) { return (true, text) }
    return falseWords.contains(word) ? (false, text) : nil
  }
}

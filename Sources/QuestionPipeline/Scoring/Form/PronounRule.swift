/// Questions that open with a pronoun before anything is named that it could stand for.
///
/// Lists are cut out of texts, and "Why does it fail?" then stands alone. Only the first clause is looked at, and only
/// pronouns before the first word of content: later ones have, or may have, their antecedent in the question.
struct PronounRule: ItemRule {
  private static let pronouns: Set<String> = [
    "it", "its", "they", "them", "their", "he", "him", "his", "she", "her",
  ]
  private static let demonstratives: Set<String> = ["this", "these", "those", "that"]
  /// "Is it possible to …", "why does it matter that …": the pronoun stands for what follows.
  private static let expletive: Set<String> = [
    "possible", "better", "best", "necessary", "important", "useful", "true", "safe", "common",
    "worth", "easy", "hard", "difficult", "helpful", "wise", "enough", "okay", "ok", "good", "bad",
    "take", "takes", "matter", "make", "mean", "help", "cost", "costs", "advisable", "recommended",
    "correct", "legal", "normal", "harmful", "preferable", "sufficient", "raining", "desirable",
    "essential", "crucial", "risky", "dangerous", "acceptable", "okay", "fair", "more", "less",
    "called", "said", "known", "often", "sometimes", "usually", "so", "not", "that",
  ]
  private static let chinese = Phrases(
    "它|它们|他|她|他们|她们|其|该方法|该模型|该算法|该技术|该函数|该操作|此方法|此模型|这种方法|这个模型|这一方法|这种技术|这些方法")
  private static let chineseFrame = WordSet(
    "请问为什么如何怎样怎么解释说明描述简述谈一下那么在对于关于吗呢有哪些是和与会能".map(String.init))

  func flaws(of subject: InspectedDraft) -> [Flaw] {
    switch subject.context.kind {
    case .open, .interview, .multipleChoice: break
    case .scenario, .coding, .trueFalse, .cloze: return []
    }
    let text = subject.question
    let tokens = text.tokens
    // "She felt ____ when …" is a sentence to be filled.
    guard !text.hasCode, Gaps.ranges(in: text).isEmpty,
      let place = subject.isChinese ? chinese(tokens) : english(tokens)
    else {
      return []
    }
    return [subject.flaw(FlawName.unclearPronoun, text.text(ofTokens: place))]
  }

  private func english(_ tokens: [Token]) -> Range<Int>? {
    for (index, token) in tokens.prefix(6).enumerated() {
      if token.followsBreak, index > 0 { return nil }
      let next = index + 1 < tokens.count ? tokens[index + 1].text : ""
      if Self.pronouns.contains(token.text) {
        // What the pronoun may announce follows within a few words.
        let ahead = tokens[(index + 1)...].prefix(4).map(\.text)
        if token.text == "it", !Self.expletive.isDisjoint(with: ahead) || next == "to" {
          return nil
        }
        if ["his", "her", "their", "its"].contains(token.text), next.isEmpty { return nil }
        return max(0, index - 2)..<min(tokens.count, index + 2)
      }
      if Self.demonstratives.contains(token.text), index > 0 {
        // "that" mostly joins; "this is", "these methods" point.
        if token.text == "that" { return nil }
        // "Which of these …" points at the options.
        if tokens[index - 1].text == "of" { return nil }
        return max(0, index - 2)..<min(tokens.count, index + 2)
      }
      guard
        QuestionWords.functionTokens.contains(token)
          || QuestionWords.interrogativeTokens.contains(token)
          || EnglishDemands.opensWithVerb([token.text])
      else { return nil }
    }
    return nil
  }

  private func chinese(_ tokens: [Token]) -> Range<Int>? {
    for index in tokens.indices.prefix(9) {
      if let match = Self.chinese.match(in: tokens, at: index) {
        // 其中, 其他, 其实 are words of their own; 他人 is one as well.
        let text = tokens[match.range].map(\.text).joined()
        let next = match.range.upperBound < tokens.count ? tokens[match.range.upperBound].text : ""
        if text == "其", ["中", "他", "它", "实", "余", "次"].contains(next) { return nil }
        if text == "他", ["人", "们", "国"].contains(next) { return nil }
        return match.range.lowerBound..<min(tokens.count, match.range.upperBound + 2)
      }
      let token = tokens[index]
      if !token.isIdeograph || !Self.chineseFrame.contains(token) { return nil }
      if index > 0, token.followsBreak { return nil }
    }
    return nil
  }
}

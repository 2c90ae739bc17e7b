/// How a text ends, by its last marks and words.
enum SentenceEnd: Equatable {
  /// Ends with a sentence mark, code, or a finished list.
  case complete
  /// Ends where no sentence can; the text shows it.
  case broken(String)
  /// Earlier sentences have their marks, the last has none.
  case unmarkedAfterMarked
  /// There is no sentence mark at all.
  case unmarked
  /// Too short to be a sentence: a name, a number, an option's letter.
  case phrase

  static let danglingWords = Phrases(
    "because|and|or|but|the|a|an|of|with|which|if|when|while|for|by|from|as|than|its|their|into|whose"
      + "|between|each|every|whereas|although|such|our|your|via|nor|because it|since it|so that|due to"
      + "|in order to|such as|is a|is an|are the|is the|to the|must be|can be|will be|has been|they|it's"
      + "|因为|由于|所以|因此|以及|或者|并且|但是|如果|例如|比如|其中|包括|通过|根据|然而|从而|以便|而且|不仅|对于|关于"
      + "|除了|使得|即使|虽然|这个|一个|一种|并不|把|被|取决于|相当于|在于|大于|小于|等于|因为它|会把|用来|才能")

  /// Of these a question may consist to its end: "Explain what a tensor is made of".
  static let tolerableInQuestions: Set<String> = [
    "of", "with", "for", "by", "from", "as", "into", "via", "when", "while", "they",
  ]

  init(of text: InspectedText) {
    if text.hasUnclosedFence {
      self = .broken("```")
      return
    }
    var end = text.prose.count
    while end > 0, text.prose[end - 1].isSpace { end -= 1 }
    guard end > 0 else {
      self = .phrase
      return
    }
    if text.prose[end - 1] == InspectedText.hidden {
      self = .complete
      return
    }
    let beforeClosers = Self.skipClosers(text.prose, end)
    let last = beforeClosers > 0 ? text.prose[beforeClosers - 1] : " "
    if Self.isEllipsis(text.prose, beforeClosers) {
      self = Self.mayTrailOff(text.tokens) ? .complete : .broken(text.raw.tailEvidence)
    } else if Self.isTerminal(last) || Self.isTerminal(text.prose[end - 1]) {
      self = .complete
    } else if Self.isDangling(text.prose[end - 1]) || Self.hasOpenBracket(text.prose) {
      self = .broken(text.raw.tailEvidence)
    } else if Self.endsInList(text.prose, end) {
      self = .complete
    } else if let match = Self.danglingEnd(text.tokens), text.tokens.count > 1,
      text.text(ofTokens: match) != "A"
    {
      self = .broken(text.text(ofTokens: match).asEvidence)
    } else {
      self = text.hasUnclosedCode ? .broken(text.raw.tailEvidence) : Self.unmarkedKind(text)
    }
  }

  private static func unmarkedKind(_ text: InspectedText) -> SentenceEnd {
    let fragment = lastFragment(text.prose)
    if fragment > 0 {
      // A number alone may be a reference: "… as measured. [1]"
      let isText = text.tokens.contains { $0.range.lowerBound >= fragment && $0.kind != .number }
      return isText ? .unmarkedAfterMarked : .complete
    }
    return text.length >= 8 ? .unmarked : .phrase
  }

  /// Where the text after the last sentence mark starts; 0 if there is no mark.
  private static func lastFragment(_ prose: [Unicode.Scalar]) -> Int {
    for index in stride(from: prose.count - 2, through: 1, by: -1) {
      switch prose[index] {
      case "。", "！", "？": return index + 1
      case "!", "?", ".":
        guard prose[index + 1].isSpace else { continue }
        if prose[index] == "." && isAbbreviation(prose, index) { continue }
        return index + 1
      default: continue
      }
    }
    return 0
  }

  /// "e.g. ", "vs. ", "1. " and initials end no sentence.
  private static func isAbbreviation(_ prose: [Unicode.Scalar], _ dot: Int) -> Bool {
    var start = dot
    while start > 0, !prose[start - 1].isSpace, dot - start < 8 { start -= 1 }
    let word = String(String.UnicodeScalarView(prose[start..<dot])).lowercased()
    return abbreviations.contains(word) || word.utf8.count <= 1
      || word.utf8.count <= 2 && word.unicodeScalars.allSatisfy(Script.isDigit)
  }

  private static let abbreviations: Set<String> = [
    "e.g", "i.e", "vs", "cf", "etc", "fig", "eq", "no", "approx", "dr", "(e.g", "(i.e", "st", "mr",
    "mrs", "ms", "jr", "sr", "prof", "inc", "ltd", "u.s", "u.k", "vol",
  ]

  private static func danglingEnd(_ tokens: [Token]) -> Range<Int>? {
    for start in max(0, tokens.count - 3)..<tokens.count {
      if let match = danglingWords.match(in: tokens, at: start),
        match.range.upperBound == tokens.count
      {
        return match.range
      }
    }
    if let last = tokens.last, last.text.hasSuffix("'s") { return tokens.count - 1..<tokens.count }
    return nil
  }

  static func isTerminal(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case ".", "!", "?", "。", "！", "？", "．", "؟", "।": true
    default: false
    }
  }

  private static func isDangling(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case ",", "，", "、", ";", "；", ":", "：", "(", "（", "[", "【", "=", "—", "–", "-", "“", "「": true
    default: false
    }
  }

  private static func skipClosers(_ prose: [Unicode.Scalar], _ end: Int) -> Int {
    var end = end
    while end > 0 {
      switch prose[end - 1] {
      case ")", "）", "]", "】", "}", "\"", "'", "”", "’", "」", "』", "》", "*", "_", "$": end -= 1
      default: return end
      }
    }
    return end
  }

  private static func isEllipsis(_ prose: [Unicode.Scalar], _ end: Int) -> Bool {
    guard end > 0 else { return false }
    return prose[end - 1] == "…" || end >= 3 && prose[(end - 3)..<end].allSatisfy { $0 == "." }
  }

  /// "and so on …" is no broken sentence.
  private static func mayTrailOff(_ tokens: [Token]) -> Bool {
    guard let last = tokens.last?.text else { return false }
    return ["etc", "on", "forth", "等"].contains(last)
  }

  /// A bracket that opens in the last sentence and is never closed; "[0, 1)" counts as closed.
  private static func hasOpenBracket(_ prose: [Unicode.Scalar]) -> Bool {
    var open = 0
    for scalar in prose {
      switch scalar {
      case "(", "（", "[", "【": open += 1
      case ")", "）", "]", "】": open = max(0, open - 1)
      case "。", "\n": open = 0
      default: break
      }
    }
    return open > 0
  }

  private static func endsInList(_ prose: [Unicode.Scalar], _ end: Int) -> Bool {
    let start = prose[..<end].lastIndex(of: "\n").map { $0 + 1 } ?? 0
    guard start > 0 else { return false }
    let line = prose[start..<end].drop { $0.isSpace }
    guard let first = line.first else { return false }
    if ["-", "*", "•", "·", "|", "#", ">"].contains(first) { return true }
    let digits = line.prefix { Script.isDigit($0) }
    let next = line.dropFirst(digits.count).first
    return !digits.isEmpty && next.map { [".", ")", "）", "、", "．"].contains($0) } == true
  }
}

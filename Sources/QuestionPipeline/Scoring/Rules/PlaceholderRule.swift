/// Text that was to be replaced and never was.
struct PlaceholderRule: ItemRule {
  private static let sure = Phrases(
    "lorem ipsum|insert your answer here|insert answer here|your answer here|your text here"
      + "|insert text here|to be filled in|to be completed later|placeholder text"
      + "|待补充|待填写|待完善|此处填写|此处省略|请在此处填写|占位文字|此处插入")
  private static let wordMarks: Set<String> = ["TODO", "FIXME", "TBD", "XXX", "XXXX"]

  func flaws(of subject: InspectedDraft) -> [Flaw] {
    for text in [subject.question, subject.answer] + subject.choices + subject.keyPoints {
      if let words = found(in: text) {
        return [subject.flaw(FlawName.placeholderText, words)]
      }
    }
    for mistake in subject.draft.mistakes {
      if let words = found(in: InspectedText(mistake)) {
        return [subject.flaw(FlawName.placeholderText, words)]
      }
    }
    for followUp in subject.followUps {
      if let words = found(in: followUp.question) ?? found(in: followUp.strong) {
        return [subject.flaw(FlawName.placeholderText, words)]
      }
    }
    return []
  }

  private func found(in text: InspectedText) -> String? {
    let tokens = text.unquotedTokens
    if let match = Self.sure.first(in: tokens) {
      return text.text(
        tokens[match.range.lowerBound].range
          .lowerBound..<tokens[match.range.upperBound - 1].range.upperBound)
    }
    for (index, token) in tokens.enumerated() where (3...4).contains(token.range.count) {
      // Of the first letters of the marks.
      switch text.scalars[token.range.lowerBound] {
      case "T", "F", "X", "x": break
      default: continue
      }
      let written = text.text(token.range)
      if Self.wordMarks.contains(written), isMark(text, token, tokens.count) { return written }
      if written == "xxx" || written == "xxxx", isAlone(text, token), index > 0 { return written }
    }
    return bracketed(text) ?? template(text)
  }

  /// What a template's brackets are named for, in small letters.
  private static let slots: Set<String> = [
    "answer", "question", "topic", "text", "content", "explanation", "placeholder", "output",
    "response", "答案", "问题", "题目", "主题", "内容", "解析", "回答",
  ]

  /// "{{answer}}" anywhere, "{answer}", "<answer>" or "[答案]" as the whole text: a template that nobody filled.
  private func template(_ text: InspectedText) -> String? {
    let prose = text.prose
    func slot(_ range: Range<Int>) -> Bool {
      let inside = prose[range].filter { !$0.isSpace && $0 != "{" && $0 != "}" }
      return Self.slots.contains(String(String.UnicodeScalarView(inside)).lowercased())
    }
    guard let first = prose.firstIndex(where: { !$0.isSpace }),
      let last = prose.lastIndex(where: { !$0.isSpace }), last > first
    else { return nil }
    if last - first < 40, ["{", "<", "[", "【"].contains(prose[first]),
      ["}", ">", "]", "】"].contains(prose[last]), slot((first + 1)..<last)
    {
      return text.text(first..<(last + 1))
    }
    for start in prose.indices.dropLast() where prose[start] == "{" && prose[start + 1] == "{" {
      guard let end = prose[start...].prefix(40).firstIndex(of: "}") else { continue }
      if slot((start + 2)..<end) { return text.text(start..<min(end + 2, prose.count)) }
    }
    return nil
  }

  /// "TODO: write this" and "TODO" alone, not "a TODO list" or "the TODO comment".
  private func isMark(_ text: InspectedText, _ token: Token, _ count: Int) -> Bool {
    if count <= 2 { return true }
    let next = text.prose[token.range.upperBound...].first { $0 != " " }
    let isStart = text.prose[..<token.range.lowerBound].allSatisfy {
      $0.isSpace || $0 == "[" || $0 == "("
    }
    let before = text.prose[..<token.range.lowerBound].last { $0 != " " }
    return next == ":" && token.text != "xxx" || isStart && (next == ":" || next == "]")
      || before == "[" && next == "]"
  }

  private func isAlone(_ text: InspectedText, _ token: Token) -> Bool {
    let range = token.range
    func isFree(_ index: Int) -> Bool {
      guard text.prose.indices.contains(index) else { return true }
      let scalar = text.prose[index]
      return scalar.isSpace || Script.isHan(scalar)
        || [".", "。", "?", "？", ",", "，"].contains(scalar)
    }
    return isFree(range.lowerBound - 1) && isFree(range.upperBound)
  }

  /// "[insert term]", "<your topic>", "{{concept}}" as a template leaves them.
  private func bracketed(_ text: InspectedText) -> String? {
    guard text.signs.contains(.gap) else { return nil }
    let prose = text.prose
    for (start, scalar) in prose.enumerated() where scalar == "[" || scalar == "<" {
      let closing: Unicode.Scalar = scalar == "[" ? "]" : ">"
      guard let end = prose[start...].prefix(48).firstIndex(of: closing) else { continue }
      let inside = String(String.UnicodeScalarView(prose[(start + 1)..<end])).lowercased()
      if inside.hasPrefix("insert ") || inside.hasPrefix("your ") || inside.hasPrefix("fill in ")
        || inside.hasPrefix("此处") || inside.hasPrefix("插入")
      {
        return text.text(start..<(end + 1))
      }
    }
    return nil
  }
}

/// Characters that a wrong encoding left behind.
struct EncodingRule: ItemRule {
  /// What UTF-8 becomes when it is read as GBK: the leading marks of common ideographs.
  private static let fromGBK: Set<Unicode.Scalar> = [
    "鐨", "勬", "鍨", "嬫", "槸", "鏄", "鍦", "銆", "锛", "鈥", "鍙", "鍚", "鎴", "鏁", "鍑", "绗", "缁", "妯", "璁",
    "瀛", "浠", "閫",
  ]

  private static let fromGBKSieve = fromGBK.reduce(into: PhraseSieve()) {
    $0.insert(UInt64($1.value))
  }

  func flaws(of subject: InspectedDraft) -> [Flaw] {
    for text in [subject.question, subject.answer] + subject.choices + subject.keyPoints {
      if let words = found(in: text.scalars) {
        return [subject.flaw(FlawName.mojibake, words)]
      }
    }
    return []
  }

  private func found(in scalars: [Unicode.Scalar]) -> String? {
    var fromGBK: Set<Unicode.Scalar> = []
    var latinPairs = 0
    for (index, scalar) in scalars.enumerated() {
      let value = scalar.value
      if (0x20..<0x7F).contains(value) { continue }
      let next = index + 1 < scalars.count ? scalars[index + 1].value : 0
      let isControl = value < 0x20 && ![0x09, 0x0A, 0x0D].contains(value)
      if value == 0xFFFD || (0x80...0x9F).contains(value) || isControl || value == 0x7F {
        return around(scalars, index)
      }
      if value &- 0x3000 < 0x7000 {
        // Of ideographs only these tell anything, and the sign of what was replaced twice.
        if Self.fromGBKSieve.mayContain(UInt64(value)), Self.fromGBK.contains(scalar) {
          fromGBK.insert(scalar)
          if fromGBK.count >= 3 { return around(scalars, index) }
        }
        if value == 0x951F, next == 0x65A4 { return around(scalars, index) }
        continue
      }
      let isTail = (0xA0...0xBF).contains(next) || [0x20AC, 0x2122, 0x0153, 0x017E].contains(next)
      if value == 0xC2 || value == 0xC3, isTail { return around(scalars, index) }
      if value == 0xE2, next == 0x20AC { return around(scalars, index) }
      if (0xE4...0xE9).contains(value) || value == 0xEF, isTail { latinPairs += 1 }
      if latinPairs >= 2 { return around(scalars, index) }
    }
    return nil
  }

  private func around(_ scalars: [Unicode.Scalar], _ index: Int) -> String {
    let visible = scalars[max(0, index - 12)..<min(scalars.count, index + 12)].map {
      $0.value < 0x20 || (0x7F...0x9F).contains($0.value) ? "\u{FFFD}" : $0
    }
    return String(String.UnicodeScalarView(visible)).asEvidence
  }
}

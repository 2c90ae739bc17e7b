/// Questions and answers that break off before their end.
struct TruncationRule: ItemRule {
  func flaws(of subject: InspectedDraft) -> [Flaw] {
    var flaws: [Flaw] = []
    if let flaw = question(subject) { flaws.append(flaw) }
    if let flaw = answer(subject, subject.answer) { flaws.append(flaw) }
    for followUp in subject.followUps {
      if case .broken(let words) = SentenceEnd(of: followUp.strong) {
        flaws.append(subject.flaw(FlawName.truncatedAnswer, words))
        break
      }
    }
    return flaws
  }

  private func question(_ subject: InspectedDraft) -> Flaw? {
    let text = subject.question
    let kind = subject.context.kind
    switch SentenceEnd(of: text) {
    case .broken(let words):
      let isStem = kind == .multipleChoice || kind == .trueFalse || kind == .cloze
      if isStem, !endsOpen(text) { return nil }
      if SentenceEnd.tolerableInQuestions.contains(words.lowercased()) { return nil }
      if words.hasPrefix("```") || words.unicodeScalars.last == "…" || endsOpen(text)
        || !isStem
      {
        return subject.flaw(FlawName.truncatedQuestion, words)
      }
      return nil
    case .unmarked, .unmarkedAfterMarked:
      // "What does a layer compute for" may be whole in a careless list: no more than a warning.
      guard kind == .open || kind == .interview || kind == .scenario, !subject.isChinese,
        let first = text.tokens.first?.text, QuestionWords.interrogative.contains(first)
      else { return nil }
      return subject.flaw(
        FlawName.truncatedQuestion, text.raw.tailEvidence, severity: .warning)
    case .complete, .phrase: return nil
    }
  }

  /// Ends with a comma or an opening bracket, where not even a stem may end.
  private func endsOpen(_ text: InspectedText) -> Bool {
    guard let last = text.prose.last(where: { !$0.isSpace }) else { return false }
    return [",", "，", "、", "(", "（", "[", "【"].contains(last) || text.hasUnclosedFence
  }

  private func answer(_ subject: InspectedDraft, _ text: InspectedText) -> Flaw? {
    if stopsWithinKey(subject) {
      return subject.flaw(FlawName.truncatedAnswer, text.raw.tailEvidence)
    }
    switch SentenceEnd(of: text) {
    case .broken(let words):
      // A key or a filling may be any word: `yield from`.
      let isFilling = !subject.context.kind.isOpenEnded && text.tokens.count <= 6 && !endsOpen(text)
      if isFilling || looksLikeCode(text) { return nil }
      return subject.flaw(FlawName.truncatedAnswer, words)
    case .unmarkedAfterMarked:
      if looksLikeCode(text) || isNumbered(text) { return nil }
      return subject.flaw(FlawName.truncatedAnswer, text.raw.tailEvidence)
    case .unmarked:
      // Careless writers leave out the last mark; a missing key point shows that text is missing.
      guard subject.context.kind.isOpenEnded, !looksLikeCode(text), isSentence(text, subject),
        !isPlainList(text), !isNumbered(text)
      else { return nil }
      let isCut = subject.draft.keyPoints.contains { coverage(of: $0, in: text) <= 0.34 }
      return subject.flaw(
        FlawName.truncatedAnswer, text.raw.tailEvidence, severity: isCut ? .error : .warning)
    case .complete, .phrase: return nil
    }
  }

  /// Whether the answer is the beginning of the option marked correct, or goes on without an end.
  private func stopsWithinKey(_ subject: InspectedDraft) -> Bool {
    guard let key = subject.keyIndex, subject.context.kind == .multipleChoice,
      // Most answers are the option itself.
      subject.draft.answer != subject.draft.choices[key].text
    else { return false }
    let answer = QuestionNormal.form(of: subject.draft.answer)
    let option = QuestionNormal.form(of: subject.draft.choices[key].text)
    if answer != option, answer.hasPrefix(option), !option.isEmpty {
      return SentenceEnd(of: subject.answer) == .unmarked && subject.answer.length >= 12
    }
    return answer.unicodeScalars.count >= 4 && answer != option && option.hasPrefix(answer)
      && !subject.draft.choices.contains { QuestionNormal.form(of: $0.text) == answer }
  }

  /// （1）… （2）…, ①…②…: parts of an answer end as they like.
  private func isNumbered(_ text: InspectedText) -> Bool {
    let circled = text.prose.count { (0x2460...0x2473).contains($0.value) }
    if circled >= 2 { return true }
    var bracketed = 0
    for index in text.prose.indices.dropLast(2) {
      let isOpen = text.prose[index] == "(" || text.prose[index] == "（"
      let isClosed = text.prose[index + 2] == ")" || text.prose[index + 2] == "）"
      if isOpen, isClosed, Script.isDigit(text.prose[index + 1]) { bracketed += 1 }
    }
    return bracketed >= 2
  }

  /// Lines after a colon that have no bullets: "It does so via:", then a member a line.
  private func isPlainList(_ text: InspectedText) -> Bool {
    let lines = text.prose.split(separator: "\n").filter {
      $0.contains { !$0.isSpace }
    }
    let lead = lines.firstIndex { line in
      let last = line.last { !$0.isSpace }
      return last == ":" || last == "："
    }
    return lead.map { lines.count - $0 > 2 } ?? false
  }

  /// Whether it says something of something; a long name or a list of nouns wants no mark at its end.
  private func isSentence(_ text: InspectedText, _ subject: InspectedDraft) -> Bool {
    !subject.context.language.isEnglish || text.length >= 16
      || text.tokens.contains { Self.finiteVerbs.contains($0.text) }
  }

  private static let finiteVerbs: Set<String> = [
    "is", "are", "was", "were", "has", "have", "had", "does", "do", "did", "can", "could", "will",
    "would", "may", "must", "should", "it", "they", "we", "that",
  ]

  /// Code that nobody put between backticks ends as it likes.
  private func looksLikeCode(_ text: InspectedText) -> Bool {
    let last = text.scalars.last { !$0.isSpace }
    let lines = text.scalars.split(separator: "\n")
    let isShort = text.length < 12 && (last == ";" || last == "}")
    guard lines.count > 1 || isShort else { return false }
    let codeLines = lines.count { line in
      let words = String(String.UnicodeScalarView(line.drop { $0 == " " }))
      return ["def ", "class ", "import ", "from ", "return ", "for ", "if ", "print(", "}", "#"]
        .contains { words.hasPrefix($0) } || words.contains(" = ") || words.hasSuffix(";")
    }
    return codeLines * 2 > lines.count
  }

  /// The share of the key point's content that the text has.
  private func coverage(of keyPoint: String, in text: InspectedText) -> Double {
    let wanted = ContentWords.set(of: Tokenizer.tokens(of: keyPoint))
    guard !wanted.isEmpty else { return 1 }
    let present = ContentWords.set(of: text.tokens)
    return Double(wanted.count { present.contains($0) }) / Double(wanted.count)
  }
}

/// The words that carry content: stems, and for Chinese pairs of ideographs.
enum ContentWords {
  static func list(of tokens: [Token]) -> [String] {
    var result: [String] = []
    var previous: Token?
    for token in tokens {
      switch token.kind {
      case .ideograph:
        if let previous, previous.isIdeograph, !token.followsBreak {
          let bothFrame =
            QuestionWords.functionIdeographTokens.contains(previous)
            || QuestionWords.functionIdeographTokens.contains(token)
          if !bothFrame { result.append(previous.text + token.text) }
        }
      case .number: result.append(token.text)
      case .word:
        if !QuestionWords.functionTokens.contains(token),
          !QuestionWords.interrogativeTokens.contains(token)
        {
          result.append(Stemmer.stem(token.text))
        }
      }
      previous = token
    }
    return result
  }

  static func set(of tokens: [Token]) -> Set<String> { Set(list(of: tokens)) }
}

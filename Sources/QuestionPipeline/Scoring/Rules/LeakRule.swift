/// Questions that hold their own answer.
struct LeakRule: ItemRule {
  let settings: InspectorSettings

  private static let markers = Phrases(
    "answer|the answer|correct answer|the correct answer|hint|solution|reference answer|key"
      + "|答案|参考答案|正确答案|标准答案|提示|答|解答")

  func flaws(of subject: InspectedDraft) -> [Flaw] {
    // An answer that corrects its question takes up its words.
    if subject.context.unanswerable != nil { return [] }
    let evidence =
      marked(subject)
      ?? {
        switch subject.context.kind {
        case .multipleChoice, .cloze, .trueFalse: key(subject)
        case .open, .coding, .scenario, .interview: verbatim(subject)
        }
      }()
    return evidence.map { [$0] } ?? []
  }

  /// "(Answer: …)" in the question, with what the answer says behind it. What stands behind a later mark stands behind
  /// the first as well.
  private func marked(_ subject: InspectedDraft) -> Flaw? {
    let tokens = subject.question.tokens
    let mark = Self.markers.all(in: tokens).first { match in
      let end = tokens[match.range.upperBound - 1].range.upperBound
      let sign = subject.question.prose[end...].first { !$0.isSpace }
      return sign == ":" || sign == "："
    }
    guard let mark else { return nil }
    let after = Array(tokens[mark.range.upperBound...].prefix(Self.reach))
    let words = after.map(\.key)
    let points = subject.keyPoints.map { $0.allTokens.map(\.key) }
    let isGiven =
      (keys(subject) + points).contains { !$0.isEmpty && Self.find($0, in: words) != nil }
      || Self.longestRun(after, Array(subject.answer.tokens.prefix(Self.reach)))
        .map { length(of: after[$0]) >= 3 } == true
    guard isGiven else { return nil }
    let range = tokens[mark.range.lowerBound].range.lowerBound..<subject.question.scalars.count
    return subject.flaw(FlawName.answerLeak, subject.question.text(range).asEvidence)
  }

  /// So many words of each side are held against each other, which takes time by their product.
  private static let reach = 4_000

  /// Long passages of the answer or whole key points that stand in the question.
  private func verbatim(_ subject: InspectedDraft) -> Flaw? {
    // So long a question brings a text along, and the answer may quote it.
    if subject.question.length > 120, subject.context.kind == .open { return nil }
    let tokens = withoutTitles(
      Array(subject.question.tokensOutsidePassages.prefix(Self.reach)), subject.context.titles)
    let answer = Array(subject.answer.tokens.prefix(Self.reach))
    guard let run = Self.longestRun(tokens, answer) else { return nil }
    let shared = length(of: tokens[run])
    let share = shared / max(1, subject.answer.length)
    // An answer may take up the question's words, above all the setting of a scenario.
    let isSetting = subject.context.kind == .scenario || subject.context.kind == .coding
    let limit =
      (subject.isChinese ? Double(settings.leakIdeographs) / 2 : Double(settings.leakWords))
      * (isSetting ? 1.6 : 1)
    let isLeak =
      shared >= limit && share >= 0.25 || shared >= limit * 1.8 || shared >= 5 && share >= 0.6
    let words = tokens.map(\.key)
    // A long answer may take up the question's headings.
    let least = max(4, 0.1 * subject.answer.length)
    for sentence in sentences(of: subject.answer) where length(of: sentence) >= least {
      if let start = Self.find(sentence.map(\.key), in: words) {
        return evidence(subject, tokens, start..<start + sentence.count)
      }
    }
    if isLeak, givesAKeyPoint(subject, tokens) { return evidence(subject, tokens, run) }
    guard !isSetting else { return nil }
    for point in subject.keyPoints {
      let said = point.allTokens
      let isLong = length(of: said[...]) >= 5
      if isLong, let start = Self.find(said.map(\.key), in: words) {
        return evidence(subject, tokens, start..<start + said.count)
      }
    }
    return nil
  }

  /// The question without the names of its documents and headings, which an answer may well repeat.
  private func withoutTitles(_ tokens: [Token], _ titles: [String]) -> [Token] {
    var rest = tokens
    for title in titles {
      let words = Tokenizer.tokens(of: title).map(\.key)
      while words.count > 1, let start = Self.find(words, in: rest.map(\.key)) {
        rest.removeSubrange(start..<start + words.count)
      }
    }
    return rest
  }

  /// Whether at least half of what some key point says stands in the question. "Because of X, Y" may
  /// answer "Why Y?": it repeats Y, but its point is X.
  private func givesAKeyPoint(_ subject: InspectedDraft, _ tokens: [Token]) -> Bool {
    let points = subject.keyPoints.map { ContentWords.set(of: $0.allTokens) }
      .filter { !$0.isEmpty }
    let asked = ContentWords.set(of: tokens)
    return points.isEmpty
      || points.contains { point in point.count { asked.contains($0) } * 2 >= point.count }
  }

  private func sentences(of text: InspectedText) -> [ArraySlice<Token>] {
    var sentences: [ArraySlice<Token>] = []
    var start = 0
    for index in text.tokens.indices.prefix(Self.reach).dropFirst()
    where text.tokens[index].followsBreak {
      let between =
        text.prose[text.tokens[index - 1].range.upperBound..<text.tokens[index].range.lowerBound]
      if between.contains(where: SentenceEnd.isTerminal) {
        sentences.append(text.tokens[start..<index])
        start = index
      }
    }
    return sentences + [text.tokens[start...]]
  }

  /// The key of a choice or gap question in its stem, unless a wrong option is there as well.
  private func key(_ subject: InspectedDraft) -> Flaw? {
    let tokens = subject.question.tokens
    if let flaw = bracketedKey(subject) { return flaw }
    guard subject.context.kind != .trueFalse else { return nil }
    let asked = tokens.map(\.key)
    let wrong = subject.choices.indices.lazy.filter { !subject.draft.choices[$0].isCorrect }
      .map { subject.choices[$0].allTokens.map(\.key) }
    if wrong.contains(where: { !$0.isEmpty && Self.find($0, in: asked) != nil }) { return nil }
    for key in keys(subject) {
      guard let start = Self.find(key, in: asked) else { continue }
      let run = start..<start + key.count
      let words = tokens[run].filter {
        $0.kind != .number && $0.range.count + ($0.isIdeograph ? 1 : 0) > 1
          && !QuestionWords.functionTokens.contains($0)
      }
      guard !words.isEmpty, length(of: words[...]) >= 1 else { continue }
      let letters = words.reduce(0) { $0 + ($1.isIdeograph ? 2 : $1.range.count) }
      let isSure = subject.context.kind == .cloze || letters >= 4
      return subject.flaw(
        FlawName.answerLeak,
        subject.question.text(
          tokens[run.lowerBound].range.lowerBound..<tokens[run.upperBound - 1].range.upperBound),
        severity: isSure ? .error : .warning)
    }
    return nil
  }

  /// A stem that ends in the key in brackets: "… called (dropout)".
  private func bracketedKey(_ subject: InspectedDraft) -> Flaw? {
    let prose = subject.question.prose
    guard
      let close = prose.lastIndex(where: { $0 == ")" || $0 == "）" || $0 == "]" || $0 == "】" }),
      prose[(close + 1)...].allSatisfy({
        $0.isSpace || SentenceEnd.isTerminal($0)
      }),
      let open = prose[..<close].lastIndex(where: { ["(", "（", "[", "【"].contains($0) })
    else { return nil }
    let inside = Tokenizer.tokens(of: Array(prose[(open + 1)..<close])).map(\.key)
    guard !inside.isEmpty, keys(subject).contains(inside) else { return nil }
    return subject.flaw(FlawName.answerLeak, subject.question.text(open..<(close + 1)))
  }

  /// The words of the key, as tokens have them: of the option marked correct, or of what fills the gap.
  private func keys(_ subject: InspectedDraft) -> [[UInt64]] {
    if let index = subject.keyIndex { return [subject.choices[index].allTokens.map(\.key)] }
    guard subject.context.kind == .cloze else { return [] }
    // The gap's filling may be followed by an explanation.
    let answer = subject.draft.answer
    let stop = answer.unicodeScalars.firstIndex {
      ["。", "\n", "（", "(", "：", ":", ";", "；"].contains($0)
    }
    let head = stop.map { String(answer.unicodeScalars[..<$0]) } ?? answer
    let fillings = head.split { $0 == "/" || $0 == "|" }.map {
      Tokenizer.tokens(of: String($0)).map(\.key)
    }
    return fillings.filter { !$0.isEmpty && $0.count <= 12 }
  }

  private func evidence(
    _ subject: InspectedDraft, _ tokens: [Token], _ run: Range<Int>
  ) -> Flaw {
    let range =
      tokens[run.lowerBound].range.lowerBound..<tokens[run.upperBound - 1].range.upperBound
    return subject.flaw(FlawName.answerLeak, subject.question.text(range).asEvidence)
  }

  private func length(of tokens: ArraySlice<Token>) -> Double {
    tokens.reduce(0) { $0 + ($1.isIdeograph ? 0.5 : 1) }
  }

  /// Where the words stand one after another.
  static func find<Word: Equatable>(_ words: [Word], in texts: [Word]) -> Int? {
    guard let first = words.first, words.count <= texts.count else { return nil }
    return (0...(texts.count - words.count)).first { start in
      texts[start] == first && words.indices.allSatisfy { texts[start + $0] == words[$0] }
    }
  }

  /// The longest run of tokens of the first text that the second has too, by length in words.
  static func longestRun(_ left: [Token], _ right: [Token]) -> Range<Int>? {
    guard !left.isEmpty, !right.isEmpty else { return nil }
    let (a, b) = (left.map(\.key), right.map(\.key))
    // Of each token of the second text the run that ends there and with the last one of the first.
    var runs = [Int32](repeating: 0, count: b.count + 1)
    var best = 0..<0
    for i in a.indices {
      let key = a[i]
      b.withUnsafeBufferPointer { b in
        runs.withUnsafeMutableBufferPointer { runs in
          var before: Int32 = 0
          for j in b.indices {
            let above = runs[j + 1]
            let run = b[j] == key ? before &+ 1 : 0
            runs[j + 1] = run
            before = above
            if run > best.count { best = (i + 1 - Int(run))..<(i + 1) }
          }
        }
      }
    }
    return best.isEmpty ? nil : best
  }
}

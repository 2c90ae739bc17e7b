/// Answers about something else than their source.
///
/// The thresholds were set with `items.jsonl` of `Tests/EndToEndTests/Fixtures/Grounding`; `items-later.jsonl` was written
/// when they stood, and needed no change of them.
struct ContentCheck {
  let source: SourceReading

  /// The least share of an item's content that stands in its source.
  static let whole = 0.35
  /// The least share of the answer's own, beyond what the question says.
  static let answer = 0.25
  /// The least share of one sentence of an answer.
  static let sentence = 0.15

  /// What the source says nothing of.
  func alien(in item: StatedItem) -> String? {
    let subject = item.subject
    let answer = subject.answer
    let relaxed = item.isInvented || subject.context.kind == .interview
    let slack = relaxed ? 0.5 : 1
    let said = source.carries(answer)
    let asked = item.premise.map { source.carries($0) } ?? (share: 1, count: 0)
    let count = said.count + asked.count
    let share = said.share * Double(said.count) + asked.share * Double(asked.count)
    if count >= 3, share < Self.whole * slack * Double(count) { return answer.raw }
    let known = SourceReading.content(of: subject.question.allTokens)
    let own = source.carries(answer, except: known)
    // "True: the guide says so", where the question says what.
    let isTold = said.count >= 4 && said.share >= 0.7
    if own.count >= 1, !isTold, own.share < Self.answer * slack { return answer.raw }
    guard !relaxed else { return nil }
    for sentence in Text.sentences(answer.raw) {
      let found = source.carries(InspectedText(sentence), except: known)
      if found.count >= 5, found.share < Self.sentence { return sentence }
    }
    return nil
  }
}

/// Names that the source does not know.
struct NameCheck {
  let source: SourceReading

  /// The first word of an answer that is a name by its capital letters, and stands neither in the source nor in the
  /// topic, the question and its options.
  func unknown(in item: StatedItem) -> String? {
    guard item.subject.context.kind != .interview else { return nil }
    let subject = item.subject
    var known: Set<String> = Set(subject.context.topic.flatMap(Self.words))
    known.formUnion(Self.words(subject.draft.question))
    if subject.context.kind == .multipleChoice {
      known.formUnion(subject.draft.choices.flatMap { Self.words($0.text) })
    }
    let text = subject.answer
    let numbers = QuantityReader(text).quantities().map(\.range)
    for (index, token) in text.allTokens.enumerated()
    where token.kind == .word && isName(token, in: text) {
      if numbers.contains(where: { $0.contains(index) }) { continue }
      if !source.names(token.text), !known.contains(token.text) { return text.text(token.range) }
    }
    return nil
  }

  private static func words(_ text: String) -> [String] {
    Tokenizer.tokens(of: text).map(\.text)
  }

  private func isName(_ token: Token, in text: InspectedText) -> Bool {
    guard token.range.count >= 2, !Self.common.contains(token.text) else { return false }
    let letters = text.scalars[token.range]
    guard letters.allSatisfy({ $0.isASCII }), let first = letters.first,
      first.properties.isUppercase
    else { return false }
    // Behind a mark every word may be written large, and in parentheses Chinese glosses its terms.
    if text.scalars.count > token.range.upperBound,
      ")）".unicodeScalars.contains(text.scalars[token.range.upperBound])
    {
      return false
    }
    let isOpening = token.followsBreak || token.range.lowerBound == 0
    return !isOpening || letters.dropFirst().contains { $0.properties.isUppercase }
  }

  private static let common: Set<String> = [
    "true", "false", "yes", "no", "ok", "cpu", "gpu", "ram", "id", "api", "url", "html", "json",
    "sql", "i/o", "io", "usa", "us", "uk", "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december", "monday", "tuesday",
    "wednesday", "thursday", "friday", "saturday", "sunday", "english", "chinese", "not",
  ]
}

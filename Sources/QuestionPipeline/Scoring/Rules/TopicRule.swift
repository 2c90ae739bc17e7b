/// Items that use none of the terms of their topic and hardly a word of their angle.
struct TopicRule: ItemRule {
  func flaws(of subject: InspectedDraft) -> [Flaw] {
    let terms = subject.context.topicTerms.filter { !Tokenizer.tokens(of: $0).isEmpty }
    guard !terms.isEmpty else { return [] }
    let draft = subject.draft
    let texts =
      [draft.question, draft.answer] + draft.choices.map(\.text)
      + draft.followUps.flatMap { [$0.question, $0.strong] }
    let searched = texts.map { (stems: Self.stems($0), compact: Self.compact($0)) }
    for term in terms {
      let stems = Self.stems(term)
      let compact = Self.compact(term)
      for text in searched {
        if LeakRule.find(stems, in: text.stems) != nil { return [] }
        // "finetuning" for "fine-tuning"; too short a word might stand inside others.
        if compact.count >= 7, Self.contains(text.compact, compact) { return [] }
      }
    }
    if let angle = subject.context.angle {
      let wanted = Self.content(angle)
      let found = texts.reduce(into: Set<String>()) { $0.formUnion(Self.content($1)) }
      let shared = wanted.count { found.contains($0) }
      if Double(shared) >= Self.sharedContent * Double(wanted.count) { return [] }
    }
    let names = terms.prefix(3).joined(separator: ", ")
    return [
      subject.flaw(
        FlawName.offTopic,
        subject.say("uses none of: \(names) …", "没有出现：\(names) ……"))
    ]
  }

  /// The share of an angle's content that an item on it uses at least.
  private static let sharedContent = 0.3

  /// Numbers too: an angle on an example is often met by its figures alone.
  private static func content(_ text: String) -> Set<String> {
    ContentWords.set(of: Tokenizer.tokens(of: text))
  }

  private static func stems(_ text: String) -> [String] {
    Tokenizer.tokens(of: text).map { $0.isIdeograph ? $0.text : Stemmer.stem($0.text) }
  }

  /// Letters, digits and ideographs alone.
  private static func compact(_ text: String) -> [UInt8] {
    Tokenizer.tokens(of: text).flatMap { Array($0.text.utf8) }
  }

  static func contains(_ text: [UInt8], _ part: [UInt8]) -> Bool {
    guard let first = part.first, part.count <= text.count else { return false }
    return text.withUnsafeBufferPointer { text in
      part.withUnsafeBufferPointer { part in
        var position = 0
        while position <= text.count - part.count {
          if text[position] == first {
            var offset = 1
            while offset < part.count, text[position + offset] == part[offset] { offset += 1 }
            if offset == part.count { return true }
          }
          position += 1
        }
        return false
      }
    }
  }
}

/// Quotes that the passage does not hold, whatever its spaces and line breaks.
struct QuoteRule: ItemRule {
  func flaws(of subject: InspectedDraft) -> [Flaw] {
    guard !subject.draft.sources.isEmpty else { return [] }
    let passage = subject.context.passage.map(Self.unspaced)
    return subject.draft.sources.compactMap { source in
      let quote = Self.unspaced(source.quote)
      if quote.isEmpty {
        return subject.flaw(
          FlawName.unsupportedQuote, subject.say("an empty quote", "引文为空"))
      }
      guard let passage, !TopicRule.contains(passage, quote) else { return nil }
      return subject.flaw(FlawName.unsupportedQuote, source.quote.asEvidence)
    }
  }

  private static func unspaced(_ text: String) -> [UInt8] {
    var view = String.UnicodeScalarView()
    for scalar in text.unicodeScalars where !scalar.properties.isWhitespace { view.append(scalar) }
    return Array(String(view).utf8)
  }
}

/// Quotes that the passage does not hold, that say nothing of what is asked and answered, or that are not given at all.
struct QuoteRule: ItemRule {
  func flaws(of subject: InspectedDraft) -> [Flaw] {
    let sources = subject.draft.sources
    guard let passage = subject.context.passage else {
      return sources.contains { !$0.quote.contains { !$0.isWhitespace } } ? [empty(subject)] : []
    }
    guard !sources.isEmpty else {
      return [
        subject.flaw(
          FlawName.missingQuote,
          subject.say("no words of the passage are given", "没有给出原文依据"))
      ]
    }
    let finder = QuoteFinder(passage)
    var flaws: [Flaw] = []
    for source in sources {
      if !source.quote.contains(where: { !$0.isWhitespace }) {
        flaws.append(empty(subject))
      } else if finder.range(of: source.quote) == nil {
        flaws.append(subject.flaw(FlawName.unsupportedQuote, source.quote.asEvidence))
      }
    }
    for hop in subject.context.hops where flaws.isEmpty {
      let finder = QuoteFinder(hop)
      guard !sources.contains(where: { finder.range(of: $0.quote) != nil }) else { continue }
      flaws.append(
        subject.flaw(
          FlawName.missingQuote,
          subject.say(
            "nothing is quoted of the passage “\(hop.asEvidence)”", "没有引用这一段：“\(hop.asEvidence)”")))
    }
    if flaws.isEmpty, !bears(sources, on: subject) {
      let shown = sources.map(\.quote).joined(separator: " … ").asEvidence
      flaws.append(
        subject.flaw(
          FlawName.unsupportedAnswer,
          subject.say(
            "the quote says nothing of it: “\(shown)”", "引文与题目和答案无关：“\(shown)”")))
    }
    return flaws
  }

  private func empty(_ subject: InspectedDraft) -> Flaw {
    subject.flaw(FlawName.unsupportedQuote, subject.say("an empty quote", "引文为空"))
  }

  /// Whether quotes and item share content: two words, one in twelve of whichever has fewer, or at least a number.
  private func bears(_ sources: [Citation], on subject: InspectedDraft) -> Bool {
    let quotes = sources.map { InspectedText($0.quote) }
    let quoted = SourceReading.content(
      of: quotes.flatMap(\.allTokens))
    let said = SourceReading.content(
      of: subject.question.allTokens + subject.answer.allTokens
        + subject.choices.filter { _ in subject.context.kind != .open }.flatMap(\.allTokens))
    guard !said.isEmpty else { return true }
    let shared = quoted.intersection(said).count
    if shared == 0 {
      let figures = quotes.flatMap { QuantityReader($0).quantities() }
      return QuantityReader(subject.answer).quantities().contains { figure in
        figures.contains { figure.agrees(with: $0) }
      }
    }
    return shared >= 2 || shared * 12 >= min(quoted.count, said.count)
  }
}

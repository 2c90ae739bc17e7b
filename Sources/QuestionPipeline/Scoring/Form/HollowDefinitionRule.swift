/// Definitions whose genus is the term's own last word, and nothing else: "an attention mechanism is a mechanism, …".
///
/// "A linear model is a model that …" narrows the genus and is sound, so a relative clause or an adjective saves it.
struct HollowDefinitionRule: ItemRule {
  func flaws(of subject: InspectedDraft) -> [Flaw] {
    switch subject.context.kind {
    case .open, .interview: break
    case .multipleChoice, .trueFalse, .cloze, .coding, .scenario: return []
    }
    let tokens = Array(subject.answer.tokens.prefix(24))
    guard let range = subject.isChinese ? Self.chinese(tokens) : Self.english(tokens) else {
      return []
    }
    return [subject.flaw(FlawName.hollowDefinition, subject.answer.text(ofTokens: range))]
  }

  private static func english(_ tokens: [Token]) -> Range<Int>? {
    guard let verb = tokens.firstIndex(where: { $0.text == "is" }), verb > 0, verb < 8 else {
      return nil
    }
    var place = verb + 1
    while place < tokens.count,
      ["a", "an", "the", "one", "kind", "type", "form", "of"]
        .contains(tokens[place].text), !tokens[place].followsBreak
    { place += 1 }
    guard place > verb + 1, place < tokens.count, !tokens[place].followsBreak else { return nil }
    let genus = tokens[place].text
    guard tokens[..<verb].last?.text == genus, tokens[..<verb].count >= 2 else { return nil }
    if place + 1 < tokens.count, !tokens[place + 1].followsBreak,
      !["used", "in", "for"].contains(tokens[place + 1].text)
    {
      return nil
    }
    return 0..<(place + 1)
  }

  private static func chinese(_ tokens: [Token]) -> Range<Int>? {
    guard let verb = tokens.firstIndex(where: { $0.text == "是" }), verb >= 3 else { return nil }
    var place = verb + 1
    while place < tokens.count, ["一", "种", "个", "类", "项"].contains(tokens[place].text) {
      place += 1
    }
    guard place > verb + 1 else { return nil }
    var end = place
    while end < tokens.count, end == place || !tokens[end].followsBreak { end += 1 }
    let genus = tokens[place..<end].map(\.text)
    guard (2...4).contains(genus.count), verb >= genus.count + 1,
      tokens[(verb - genus.count)..<verb].map(\.text) == genus
    else { return nil }
    return 0..<end
  }
}

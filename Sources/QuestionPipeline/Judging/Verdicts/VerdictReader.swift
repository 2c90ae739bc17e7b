/// Reads which of two texts a judge's free text calls the better one, in English or Chinese.
///
/// A small grammar of the ways in which judges say it: a label alone, double brackets, "answer:", "… is (not) better",
/// "… is worse", "I prefer …", "更好的是 …". What is hedged, negated, conditional or said of one side of the thing is no
/// verdict, a reply that says both is contradictory, and nothing is ever inferred from praise. So a reply is read as
/// the judge put it or it stays unscored with a reason.
package enum VerdictReader {
  /// - Parameter reply: as the model wrote it; the text shown first is called A, (a), 1 or the first in it.
  package static func read(_ reply: String) -> PairVerdict {
    let text = ownTurn(of: reply)
    let reader = VerdictTokens(text)
    guard reader.tokens.contains(where: { $0 != .stop }) else { return .unscored(.empty) }
    if let label = soleLabel(reader.tokens) { return label == 0 ? .first : .second }
    let sentences = reader.tokens.split(separator: .stop).map { VerdictSentence(Array($0)) }
    let bySentence = sentences.map(\.statements)
    var all = bySentence.flatMap(\.self)
    if let label = closingLabel(reader.tokens) {
      all.append(VerdictStatement(winner: label, strength: .concluding))
    }
    all += reader.bracketed.map { VerdictStatement(winner: $0, strength: .bracketed) }
    guard let strongest = all.map(\.strength).max() else {
      return .unscored(isRefusal(text) ? .refused : .noVerdict)
    }
    let deciding = all.filter { $0.strength == strongest }
    // How the reply opens counts as much as how it closes: who says both has not decided.
    let opening = bySentence.first.flatMap(\.first)
    let winners = Set((deciding + [opening].compactMap(\.self)).map(\.winner))
    guard winners.count == 1, let winner = winners.first else { return .unscored(.contradictory) }
    switch winner {
    case 0?: return .first
    case 1?: return .second
    default: return .tie
    }
  }

  /// The label where the reply holds nothing else that matters.
  private static func soleLabel(_ tokens: [VerdictTokens.Token]) -> Int? {
    var label: Int?
    for token in tokens {
      switch token {
      case .label(let found):
        guard label == nil || label == found else { return nil }
        label = found
      case .word: return nil
      case .colon, .comma, .stop: continue
      }
    }
    return label
  }

  /// The label that stands alone in the last line, where the prompt asked for it.
  private static func closingLabel(_ tokens: [VerdictTokens.Token]) -> Int? {
    guard case .label(let label)? = tokens.split(separator: .stop).last?.first,
      tokens.split(separator: .stop).last?.count == 1
    else { return nil }
    return label
  }

  /// What comes before a turn that the judge made up: models of the older kind go on as the user.
  private static func ownTurn(of reply: String) -> String {
    var end = reply.endIndex
    for mark in [
      "\nUser:", "\nHuman:", "\n### ", "\nInstruction:", "\n# Instruction", "\n用户：", "\n用户:",
    ] {
      if let range = reply.firstRange(of: mark), range.lowerBound < end { end = range.lowerBound }
    }
    return String(reply[..<end])
  }

  private static func isRefusal(_ text: String) -> Bool {
    let lower = text.lowercased()
    return [
      "i cannot", "i can't", "i can’t", "unable to", "i'm sorry", "i’m sorry", "i am sorry",
      "as an ai", "not able to", "无法", "抱歉", "不能判断", "作为一个人工智能", "作为ai",
    ].contains { lower.contains($0) }
  }
}

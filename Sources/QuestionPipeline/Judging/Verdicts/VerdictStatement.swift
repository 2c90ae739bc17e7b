/// One place in a judge's reply that names a winner, or calls it a tie.
struct VerdictStatement {
  enum Strength: Int, Comparable {
    /// Said in passing.
    case plain
    /// Announced: behind "therefore", "answer:", or all that the reply holds.
    case concluding
    /// Set in double square brackets.
    case bracketed

    static func < (left: Strength, right: Strength) -> Bool { left.rawValue < right.rawValue }
  }

  /// 0 or 1; nil for a tie.
  var winner: Int?
  var strength: Strength
}

/// Finds the statements of one sentence. What is negated, hedged or asked is none.
struct VerdictSentence {
  typealias Token = VerdictTokens.Token

  private let tokens: [Token]
  private let words: Set<String>
  private let han: String

  init(_ tokens: [Token]) {
    self.tokens = tokens
    words = Set(tokens.compactMap { if case .word(let word) = $0 { word } else { nil } })
    // Labels stand as "A" and "B", everything else that is no Han character as a space.
    han = tokens.map { token in
      switch token {
      case .label(let label): label == 0 ? "A" : "B"
      case .word(let word): word.unicodeScalars.first?.isHan == true ? word : " "
      case .colon: ":"
      case .comma, .stop: " "
      }
    }.joined()
  }

  private static let conclusions: Set<String> = [
    "therefore", "thus", "hence", "overall", "conclusion", "summary", "conclude", "final",
    "finally", "ultimately", "consequently", "verdict", "winner", "decision",
  ]
  private static let hanConclusions = [
    "因此", "所以", "综上", "总之", "最终", "总体", "总的来说", "综合", "结论", "由此",
  ]
  /// Words that make a statement depend on something, wherever they stand.
  private static let conditions: Set<String> = [
    "if", "whether", "unless", "either", "depends", "depending", "cannot", "can't", "unclear",
    "neither", "nor",
  ]
  /// Words that take a statement back when they stand before it.
  private static let hedges: Set<String> = [
    "might", "may", "could", "perhaps", "possibly", "which", "don't", "didn't", "doubt",
  ]
  private static let hanConditions = ["如果", "是否", "取决于", "哪个", "哪一个", "无法", "若", "不认为", "不觉得"]
  private static let hanHedges = ["可能", "也许", "或许"]

  private func isHedged(_ label: Int) -> Bool {
    for place in 0..<min(tokens.count, label + 4) {
      guard let word = word(place) else { continue }
      // ", which cites its sources, is better" hedges nothing.
      if Self.hedges.contains(word)
        && !(word == "which" && place > 0 && tokens[place - 1] == .comma)
      {
        return true
      }
      // "I do not think that …"
      if word == "not", ["think", "believe", "say", "sure", "agree"].contains(self.word(place + 1))
      {
        return true
      }
    }
    return false
  }

  var statements: [VerdictStatement] {
    let isConditional =
      !words.isDisjoint(with: Self.conditions)
      || (Self.hanConditions + Self.hanHedges).contains { han.contains($0) }
    guard !isConditional else {
      return isTie ? [VerdictStatement(winner: nil, strength: .plain)] : []
    }
    let strength: VerdictStatement.Strength =
      !words.isDisjoint(with: Self.conclusions) || Self.hanConclusions.contains { han.contains($0) }
      ? .concluding : .plain
    var found: [VerdictStatement] = []
    for place in tokens.indices {
      guard case .label(let label) = tokens[place], !isHedged(place) else { continue }
      if isAnnounced(place) {
        found.append(VerdictStatement(winner: label, strength: .concluding))
      } else if let isBetter = judgement(after: place) ?? choice(before: place) {
        found.append(VerdictStatement(winner: isBetter ? label : 1 - label, strength: strength))
      }
    }
    if found.isEmpty { found = hanStatements(strength) }
    if found.isEmpty, isTie { found = [VerdictStatement(winner: nil, strength: strength)] }
    return found
  }

  // MARK: English

  private static let fillers: Set<String> = [
    "the", "a", "an", "clearly", "slightly", "much", "definitely", "significantly", "far",
    "overall", "generally", "considered", "marginally", "also", "still", "therefore", "thus",
    "more", "obviously", "certainly", "be", "to", "by", "my", "response", "output", "answer",
    "one", "option", "itself", "deemed", "judged", "somewhat", "indeed",
  ]
  private static let copulas: Set<String> = [
    "is", "was", "seems", "appears", "stands", "are", "gets", "remains", "comes",
  ]
  private static let better: Set<String> = [
    "better", "best", "superior", "preferable", "preferred", "winner", "stronger", "wins", "win",
    "prevails",
  ]
  private static let worse: Set<String> = ["worse", "inferior", "weaker", "loses", "worst"]
  private static let beats: Set<String> = ["outperforms", "beats", "surpasses", "wins", "prevails"]
  /// Behind "better": it is said of one side of the thing, not of the whole.
  private static let limits: Set<String> = ["at", "in", "for", "when", "with", "regarding"]

  private func word(_ place: Int) -> String? {
    guard tokens.indices.contains(place), case .word(let word) = tokens[place] else { return nil }
    return word
  }

  /// "… is (clearly the) better", "… wins", "… is worse": whether this label is the better one.
  private func judgement(after label: Int) -> Bool? {
    var place = label + 1
    // "Assistant A's answer is …"
    while let word = word(place), Self.fillers.contains(word), !Self.copulas.contains(word) {
      place += 1
    }
    guard let verb = word(place) else { return nil }
    if Self.beats.contains(verb) { return isLimited(place) ? nil : true }
    if verb == "loses" { return false }
    guard Self.copulas.contains(verb) else { return nil }
    place += 1
    while let word = word(place), Self.fillers.contains(word) { place += 1 }
    guard let adjective = word(place) else { return nil }
    if Self.better.contains(adjective) { return isLimited(place) ? nil : true }
    if Self.worse.contains(adjective) { return isLimited(place) ? nil : false }
    return nil
  }

  /// What the two texts were written for: better for that is better.
  private static let purposes: Set<String> = [
    "instruction", "question", "prompt", "task", "query", "request", "user", "overall",
  ]

  private func isLimited(_ adjective: Int) -> Bool {
    guard let next = word(adjective + 1), Self.limits.contains(next) else { return false }
    return !(2...4).contains { word(adjective + $0).map(Self.purposes.contains) ?? false }
  }

  private static let chosen: Set<String> = [
    "prefer", "choose", "pick", "select", "favor", "favour", "chose", "selected", "picked",
  ]
  private static let modals: Set<String> = ["would", "will", "do", "must", "clearly", "have", "to"]
  private static let negations: Set<String> = [
    "not", "no", "never", "neither", "nor", "don't", "isn't", "wouldn't", "didn't",
  ]

  /// "the better output is …", "I prefer …", "I would go with …": true where it comes to that.
  private func choice(before label: Int) -> Bool? {
    guard words.isDisjoint(with: Self.negations) else { return nil }
    var place = label - 1
    while let word = word(place), Self.fillers.contains(word) && word != "a" || word == "with" {
      place -= 1
    }
    guard place >= 0 else { return nil }
    if let verb = word(place), Self.chosen.contains(verb) || verb == "go" {
      var subject = place - 1
      while let word = word(subject), Self.modals.contains(word) { subject -= 1 }
      return word(subject) == "i" || word(subject) == "we" || subject < 0 ? true : nil
    }
    let isLinked = tokens[place] == .colon || word(place).map { $0 == "is" } == true
    guard isLinked else { return nil }
    if let noun = word(place - 1), Self.decisions.contains(noun) { return true }
    // "the better of the two outputs is …"
    for back in 1...6 {
      guard place - back >= 0, let word = word(place - back) else { break }
      if Self.better.contains(word) { return true }
      if Self.worse.contains(word) { return false }
    }
    return nil
  }

  private static let announcing: Set<String> = [
    "answer", "verdict", "winner", "choice", "decision", "conclusion", "preference", "judgment",
    "judgement", "result", "final", "preferred", "selection", "better", "best",
  ]

  /// "my choice is …"; "the answer is …" may speak of the matter itself.
  private static let decisions: Set<String> = [
    "choice", "verdict", "winner", "decision", "preference", "selection", "pick",
  ]

  /// "Answer: …", "final verdict = …", "\"winner\": \"A\"".
  private func isAnnounced(_ label: Int) -> Bool {
    guard label > 1, tokens[label - 1] == .colon, let word = word(label - 2),
      words.isDisjoint(with: Self.negations)
    else { return false }
    // Only if nothing is said of it afterwards: "Answer: A is wrong" is another sentence's matter.
    return Self.announcing.contains(word) && self.word(label + 1) == nil
  }

  private static let evenly: Set<String> = [
    "good", "bad", "helpful", "correct", "valid", "well", "poor", "accurate", "strong", "matched",
  ]

  private var isTie: Bool {
    if words.contains("but") || words.contains("however") { return false }
    if Self.hanTies.contains(where: { han.contains($0) }) { return !han.contains("但") }
    for (place, token) in tokens.enumerated() {
      guard case .word(let word) = token else { continue }
      if word == "tie", words.isDisjoint(with: Self.negations) { return true }
      if word == "equally", let next = self.word(place + 1), Self.evenly.contains(next) {
        return true
      }
      if word == "neither", self.word(place + 1) == "is", self.word(place + 2) == "better" {
        return true
      }
    }
    return false
  }

  // MARK: Chinese

  private static let hanTies = ["平局", "不相上下", "一样好", "同样好", "难分高下", "难分伯仲", "打平"]
  private static let hanBetter = [
    "更好", "更优", "更佳", "胜出", "获胜", "较好", "较优", "更胜一筹", "优于", "胜过", "好于", "更合适", "最好", "最佳", "更可取",
  ]
  private static let hanWorse = ["不如", "更差", "较差", "逊于", "逊色", "不及", "劣于"]
  private static let hanChoice = [
    "选择", "选", "答案是", "答案为", "答案:", "更喜欢", "倾向于", "倾向", "支持", "胜者是", "胜者:", "获胜者是", "获胜者:", "结论:",
    "判定:", "更好的是", "更优的是", "较好的是", "更好的为", "最好的是", "更好:", "选择:", "选:", "结果:",
  ]
  private static let hanSoft = [
    "明显", "显然", "的回答", "的答案", "回答", "答案", "输出", "回复", "整体", "总体", "要", "是", "的", "会", "略", "稍",
  ]

  private func hanStatements(_ strength: VerdictStatement.Strength) -> [VerdictStatement] {
    var found: [VerdictStatement] = []
    for place in han.indices where han[place] == "A" || han[place] == "B" {
      let label = han[place] == "A" ? 0 : 1
      var rest = han[han.index(after: place)...]
      while let soft = Self.hanSoft.first(where: { rest.hasPrefix($0) }) {
        rest = rest.dropFirst(soft.count)
      }
      if Self.hanWorse.contains(where: { rest.hasPrefix($0) }) {
        found.append(VerdictStatement(winner: 1 - label, strength: strength))
      } else if let word = Self.hanBetter.first(where: { rest.hasPrefix($0) }) {
        // "A 更好的地方在于" praises a part.
        if !rest.dropFirst(word.count).hasPrefix("的") || rest.dropFirst(word.count) == "的" {
          found.append(VerdictStatement(winner: label, strength: strength))
        }
      } else {
        let before = han[..<place]
        if let word = Self.hanChoice.first(where: { before.hasSuffix($0) }),
          !before.dropLast(word.count).hasSuffix("不"), !before.dropLast(word.count).hasSuffix("没有")
        {
          found.append(VerdictStatement(winner: label, strength: .concluding))
        }
      }
    }
    return found
  }
}

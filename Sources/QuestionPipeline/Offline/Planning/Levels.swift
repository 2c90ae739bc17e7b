/// The levels that the authored questions of a fact can have, with a demand added where the question itself asks for less.
enum FactLevels {
  static func of(_ fact: Fact, _ tongue: Tongue) -> [BloomLevel] {
    func all(_ level: BloomLevel) -> Bool { fact.ask.allSatisfy { suits($0, level, tongue) } }
    return switch fact.type {
    case .what: all(.understand) ? [.understand] : [.remember, .understand]
    case .how: [.understand, .analyze]
    case .why: [.understand]
    case .contrast, .pitfall: [.analyze]
    case .tradeoff: [.evaluate, .analyze]
    case .limit: [.evaluate]
    case .quantity:
      all(.apply)
        ? [.apply]
        : fact.ask.contains { suits($0, .apply, tongue) } ? [.apply, .remember] : [.remember]
    case .example: [.apply]
    }
  }

  /// Whether a question asks for a level by its own words.
  static func suits(_ ask: String, _ level: BloomLevel, _ tongue: Tongue) -> Bool {
    switch level {
    case .remember: !Cue.isExplained(ask, tongue) && !Cue.isWorked(ask)
    case .understand: Cue.isExplained(ask, tongue)
    case .apply: Cue.isWorked(ask)
    case .analyze, .evaluate, .create: false
    }
  }
}

/// The levels that authored multiple-choice questions fit, told by their wording.
enum QuizLevels {
  static func of(_ ask: String, _ tongue: Tongue) -> [BloomLevel] {
    if Cue.isDiagnosis(ask, tongue) { return [.analyze] }
    if Cue.isWorked(ask) { return [.apply] }
    return Cue.isExplained(ask, tongue) ? [.understand] : [.remember]
  }
}

/// The levels that statements fit which are to be judged or completed: knowing a fact, or seeing how one thing follows from
/// another.
enum ClaimLevels {
  static func of(_ text: String, _ tongue: Tongue) -> [BloomLevel] {
    Cue.isCausal(text, tongue) ? [.understand] : [.remember]
  }
}

/// The levels that situations fit, told by what they ask for.
enum ScenarioLevels {
  static func of(_ ask: String, _ tongue: Tongue) -> [BloomLevel] {
    let text = ask.lowercased()
    func has(_ words: [String]) -> Bool {
      words.contains { tongue == .english ? Text.names(text, $0) : Text.contains(text, $0) }
    }
    var levels: [BloomLevel] = []
    let diagnoses = has(
      tongue == .english
        ? [
          "cause", "why", "explain", "fault", "wrong", "diagnose", "diagnosis", "happened", "prove",
        ]
        : ["原因", "为什么", "问题出在", "出了什么", "诊断", "排查", "怎么回事", "验证", "怎样解释", "定位"])
    let designs = has(
      tongue == .english
        ? [
          "design", "propose", "plan", "build", "arrange", "lay out", "set up", "organise",
          "change",
        ]
        : ["设计", "规划", "搭建", "怎么改", "如何改", "安排", "配置"])
    let decides = has(
      tongue == .english
        ? [
          "should", "would you", "do you choose", "which", "is it", "is the", "are the", "does",
          "can", "worth",
          "decide", "choose", "prefer", "sufficient", "enough",
        ] : ["吗", "哪", "是否", "选", "该不该", "应否", "值得", "够", "决定", "接受", "能不能", "要不要"])
    if diagnoses { levels.append(.analyze) }
    if designs { levels.append(.create) }
    if decides, !diagnoses { levels.append(.evaluate) }
    return levels.isEmpty ? [.apply] : levels
  }
}

/// Words that show what a question demands.
enum Cue {
  /// Whether a question gives numbers to work with: two at least that stand by themselves.
  static func isWorked(_ text: String) -> Bool {
    var count = 0
    var last: UInt8 = 0x20
    for byte in text.utf8 {
      let isDigit = (0x30...0x39).contains(byte)
      if isDigit, !Text.isWordByte(last), last != 0x2E, last != 0x2C, last != 0x2D { count += 1 }
      last = byte
    }
    return count >= 2
  }

  /// Whether a question asks for a reason or a way.
  static func isExplained(_ text: String, _ tongue: Tongue) -> Bool {
    guard tongue == .english else {
      return ["为什么", "为何", "怎样", "怎么", "如何", "解释", "说明", "何以", "为啥"].contains {
        Text.contains(text, $0)
      }
    }
    var words = text.lowercased().split { !$0.isLetter && $0 != "’" && $0 != "'" }[...]
    while let word = words.popFirst() {
      if ["why", "explain", "describe"].contains(word) { return true }
      if word == "how", let next = words.first, !measures.contains(String(next)) { return true }
    }
    return false
  }

  /// "how many", "how large": asks for a number.
  private static let measures: Set<String> = [
    "many", "much", "long", "large", "often", "big", "far", "high", "few", "wide", "fast", "small",
    "deep",
  ]

  /// Whether a question asks what lies behind an observation.
  static func isDiagnosis(_ text: String, _ tongue: Tongue) -> Bool {
    let lowered = text.lowercased()
    let words =
      tongue == .english
      ? [
        "cause", "explains", "goes wrong", "went wrong", "is wrong", "happened", "diagnosis",
        "responsible",
      ]
      : ["原因", "问题出在", "怎么回事", "出了什么", "为什么会"]
    return words.contains {
      tongue == .english ? Text.names(lowered, $0) : Text.contains(lowered, $0)
    }
  }

  static func isCausal(_ text: String, _ tongue: Tongue) -> Bool {
    let lowered = text.lowercased()
    let words =
      tongue == .english
      ? [
        "because", "therefore", "so", "hence", "thus", "when", "if", "since", "unless", "causes",
        "leads to", "until",
      ]
      : ["因为", "因此", "所以", "导致", "如果", "时，", "使得", "就会", "由于", "只要", "一旦", "从而", "若", "越"]
    return words.contains {
      tongue == .english ? Text.names(lowered, $0) : Text.contains(lowered, $0)
    }
  }
}

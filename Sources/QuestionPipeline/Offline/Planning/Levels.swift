/// The levels that authored multiple-choice questions fit, told by their wording.
enum QuizLevels {
  static func of(_ ask: String, _ tongue: Tongue) -> [BloomLevel] {
    if Cue.isCase(ask, tongue) { return [.apply, .analyze, .understand] }
    if Cue.isCausal(ask, tongue) { return [.analyze, .understand] }
    return [.understand, .remember]
  }
}

/// The levels that true or false statements fit.
enum ClaimLevels {
  static func of(_ text: String, _ tongue: Tongue) -> [BloomLevel] {
    Cue.isCausal(text, tongue) ? [.analyze, .understand] : [.remember, .understand]
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
        : ["设计", "方案", "规划", "搭建", "怎么改", "如何改", "安排", "配置"])
    if diagnoses { levels.append(.analyze) }
    if designs { levels.append(.create) }
    if !diagnoses { levels.append(.evaluate) }
    return levels + [.apply]
  }
}

/// Words that show what a question demands.
enum Cue {
  static func isCase(_ text: String, _ tongue: Tongue) -> Bool {
    let lowered = text.lowercased()
    if lowered.utf8.contains(where: { (0x30...0x39).contains($0) }) { return true }
    let words =
      tongue == .english
      ? ["you", "your", "team", "should"] : ["你", "团队", "应当", "应该", "某"]
    return words.contains {
      tongue == .english ? Text.names(lowered, $0) : Text.contains(lowered, $0)
    }
  }

  static func isCausal(_ text: String, _ tongue: Tongue) -> Bool {
    let lowered = text.lowercased()
    let words =
      tongue == .english
      ? [
        "why", "because", "happens", "effect", "cause", "therefore", "so", "hence", "without",
        "when", "if", "how", "since", "unless",
      ]
      : ["为什么", "因为", "因此", "所以", "会怎样", "导致", "原因", "如果", "时", "使", "就会"]
    return words.contains {
      tongue == .english ? Text.names(lowered, $0) : Text.contains(lowered, $0)
    }
  }
}

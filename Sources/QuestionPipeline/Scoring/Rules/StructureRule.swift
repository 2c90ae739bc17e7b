/// What a question of its kind must have: parts, one key, a gap, code, follow-ups.
struct StructureRule: ItemRule {
  private static let emptyAnswers: Set<String> = [
    "n/a", "null", "暂无", "略", "无答案", "待定", "见解析", "noanswer",
  ]

  private static let longestEmptyAnswer =
    emptyAnswers.map(\.unicodeScalars.count).max() ?? 0

  func flaws(of subject: InspectedDraft) -> [Flaw] {
    var flaws: [Flaw] = []
    let draft = subject.draft
    if !hasContent(subject.question) {
      flaws.append(subject.flaw(FlawName.missingQuestion, draft.question.asEvidence))
    }
    if !hasAnswer(subject) {
      flaws.append(subject.flaw(FlawName.missingAnswer, draft.answer.asEvidence))
    }
    for problem in problems(subject) {
      flaws.append(subject.flaw(FlawName.malformed, problem))
    }
    return flaws + markedOptions(subject)
  }

  private func hasContent(_ text: InspectedText) -> Bool {
    !text.tokens.isEmpty || text.hasCode || text.scalars.contains { $0.isMathSign }
  }

  private func hasAnswer(_ subject: InspectedDraft) -> Bool {
    if hasContent(subject.answer) {
      // Each token leaves a letter at least in the normal form.
      let isEmpty =
        subject.answer.tokens.count <= Self.longestEmptyAnswer
        && Self.emptyAnswers.contains(QuestionNormal.form(of: subject.draft.answer))
      return !isEmpty
        && !(subject.context.kind.isOpenEnded && Refusals.isRefusal(subject.answer))
    }
    return switch subject.context.kind {
    case .multipleChoice, .trueFalse: subject.keyIndex != nil
    case .coding: subject.draft.code.map { !InspectedText($0.solution).isBlank } ?? false
    case .open, .cloze, .scenario, .interview: false
    }
  }

  /// Phrases that say what is missing, in the item's language.
  private func problems(_ subject: InspectedDraft) -> [String] {
    let draft = subject.draft
    var problems: [String] = []
    func check(_ isGood: Bool, _ english: String, _ chinese: String) {
      if !isGood { problems.append(subject.say(english, chinese)) }
    }
    func isBlank(_ text: String) -> Bool {
      !text.unicodeScalars.contains { !$0.isSpace }
    }
    let marked = draft.choices.count { $0.isCorrect }
    switch subject.context.kind {
    case .multipleChoice:
      check(draft.choices.count >= 2, "fewer than two options", "选项少于两个")
      check(marked >= 1 || draft.choices.isEmpty, "no option is marked correct", "没有标记正确选项")
      check(!draft.choices.contains { isBlank($0.text) }, "an option is empty", "有空选项")
    case .trueFalse:
      check(draft.choices.count == 2, "not exactly two options", "选项不是两个")
      check(
        marked == 1 || draft.choices.count != 2, "not exactly one option is marked correct",
        "标记的正确选项不是一个")
      check(!draft.choices.contains { isBlank($0.text) }, "an option is empty", "有空选项")
    case .cloze:
      check(!Gaps.ranges(in: subject.question).isEmpty, "no gap to fill", "没有空格")
    case .coding:
      check(draft.code.map { !isBlank($0.solution) } ?? false, "no solution", "没有参考代码")
      if let code = draft.code {
        check(!isBlank(code.tests), "no tests", "没有测试")
      }
    case .interview:
      check(!draft.followUps.isEmpty, "no follow-ups", "没有追问")
    case .open, .scenario: break
    }
    check(!draft.keyPoints.contains(where: isBlank), "a key point is empty", "有空要点")
    check(
      !draft.followUps.contains { isBlank($0.question) || isBlank($0.strong) },
      "a follow-up lacks its question or answer", "追问缺少问题或答案")
    return problems
  }

  private func markedOptions(_ subject: InspectedDraft) -> [Flaw] {
    guard subject.context.kind == .multipleChoice else { return [] }
    let correct = subject.draft.choices.filter(\.isCorrect)
    var flaws: [Flaw] = []
    if correct.count > 1 {
      let texts = correct.map { "“\($0.text.asEvidence)”" }.joined(separator: ", ")
      flaws.append(subject.flaw(FlawName.moreThanOneCorrect, texts))
    }
    if subject.draft.choices.count == 2 {
      flaws.append(subject.flaw(FlawName.fewOptions, subject.say("2 options", "2 个选项")))
    }
    return flaws
  }
}

/// Finds the gaps of a cloze text: underscores, empty brackets, "[blank]".
package enum Gaps {
  /// The places of a text's gaps, by its Unicode scalars.
  package static func ranges(in text: String) -> [Range<Int>] {
    ranges(in: Array(text.unicodeScalars))
  }

  static func ranges(in text: InspectedText) -> [Range<Int>] {
    text.signs.contains(.gap) ? ranges(in: text.scalars) : []
  }

  static func ranges(in scalars: [Unicode.Scalar]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var position = 0
    while position < scalars.count {
      if let end = gapEnd(scalars, position) {
        ranges.append(position..<end)
        position = end
      } else {
        position += 1
      }
    }
    return ranges
  }

  private static func gapEnd(_ scalars: [Unicode.Scalar], _ start: Int) -> Int? {
    let scalar = scalars[start]
    if isLine(scalar) {
      var end = start
      while end < scalars.count, isLine(scalars[end]) { end += 1 }
      let touchesWord =
        start > 0 && Script.isLatin(scalars[start - 1])
        || end < scalars.count && Script.isLatin(scalars[end])
      return end - start >= (touchesWord ? 3 : 2) ? end : nil  // Not Python's __init__.
    }
    let closing: Unicode.Scalar
    switch scalar {
    case "(": closing = ")"
    case "（": closing = "）"
    case "[": closing = "]"
    case "【": closing = "】"
    case "<": closing = ">"
    default: return nil
    }
    guard let end = scalars[start...].prefix(16).firstIndex(of: closing) else { return nil }
    let inside = scalars[(start + 1)..<end].filter { !$0.isSpace }
    if inside.isEmpty {
      // "f()" is a call; "(  )" and a bracket of its own are gaps.
      return end - start >= 2 && scalar != "<" || scalar == "（" || scalar == "【" ? end + 1 : nil
    }
    let word = String(String.UnicodeScalarView(inside)).lowercased()
    return ["blank", "gap", "____", "___", "空格", "填空"].contains(word) ? end + 1 : nil
  }

  private static func isLine(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || scalar == "＿" || scalar == "﹍"
  }
}

/// The words of a report in its language.
package struct ReportWords: Sendable {
  package let isChinese: Bool

  package init(isChinese: Bool) { self.isChinese = isChinese }

  package func callAsFunction(_ english: String, _ chinese: String) -> String {
    isChinese ? chinese : english
  }

  /// "1 item", "3 items"; Chinese has no plural.
  package func count(_ number: Int, _ one: String, _ many: String, _ chinese: String) -> String {
    isChinese ? "\(number) \(chinese)" : "\(number) \(number == 1 ? one : many)"
  }

  func list(_ names: [String]) -> String {
    if isChinese { return names.joined(separator: "、") }
    guard names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " and " + (names.last ?? "")
  }

  package func kind(_ kind: QuestionKind) -> String {
    switch kind {
    case .open: self("open question", "问答题")
    case .multipleChoice: self("multiple choice", "单选题")
    case .trueFalse: self("true or false", "判断题")
    case .cloze: self("cloze", "填空题")
    case .coding: self("coding", "编程题")
    case .scenario: self("scenario", "情景题")
    case .interview: self("interview", "面试题")
    }
  }

  /// The kind of that name; names that are not ours stay as they are.
  func kind(named name: String) -> String {
    QuestionKind(rawValue: name).map { kind($0) } ?? name.clipped(60)
  }

  /// What is said of a dimension that only a judge could have seen.
  var noValidity: String { self("no validity without a judge", "无评审，分数无效度") }

  /// Why something is unscored; the program's own reason in the reader's language.
  func unscored(_ why: String) -> String {
    why == RuleScorer.noValidity ? noValidity : why.clipped(200)
  }

  package func level(_ level: BloomLevel?) -> String {
    switch level {
    case .remember: self("remember", "记忆")
    case .understand: self("understand", "理解")
    case .apply: self("apply", "应用")
    case .analyze: self("analyze", "分析")
    case .evaluate: self("evaluate", "评价")
    case .create: self("create", "创造")
    case nil: self("no level", "未分级")
    }
  }

  package func language(_ tag: String) -> String {
    switch tag {
    case "en": self("English", "英文")
    case "zh-Hans": self("Chinese", "中文")
    case "zh-Hant": self("Chinese, traditional", "繁体中文")
    default: tag
    }
  }

  func advice(_ advice: Advice) -> String {
    switch advice {
    case .keep: self("keep", "保留")
    case .fix: self("fix", "修改")
    case .drop: self("drop", "弃用")
    }
  }

  /// - Parameter isJudged: whether anybody looked at more than the form.
  func grade(_ grade: SetGrade, isJudged: Bool) -> String {
    switch grade {
    case .ready:
      isJudged ? self("Ready to use", "可以直接使用") : self("Well formed", "形式合格")
    case .mostlyReady:
      isJudged ? self("Mostly ready", "大体可用") : self("Mostly well formed", "形式大体合格")
    case .needsWork: self("Needs work", "需要修改")
    case .notReady: self("Not ready", "暂不可用")
    case .empty: self("Nothing to judge", "没有可评判的题目")
    }
  }

  /// A dimension's name; names that are not ours stay as they are.
  func dimension(_ name: String) -> String {
    switch name {
    case "fluency": self("fluency", "通顺")
    case "clarity": self("clarity", "清晰")
    case "conciseness": self("conciseness", "简洁")
    case "relevance": self("relevance", "切题")
    case "consistency": self("consistency", "一致")
    case "answerConsistency": self("answer consistency", "答案对题")
    case "solverDifficulty": self("difficulty for the solver", "解题模型的失误率")
    case "answerability": self("answerability", "可作答")
    case "correctness": self("correctness", "正确")
    case "depth": self("depth", "深度")
    case "usefulness": self("usefulness", "实用")
    case "depthCues": self("depth cues", "深度线索")
    case "completeness": self("completeness", "完整")
    default: name.clipped(60)
    }
  }

  /// "accepted by Ada, 2026-03-01"
  func review(_ review: Item.Review) -> String {
    let (by, day) = (review.by.clipped(60), review.at.clipped(10).replacing("…", with: ""))
    return switch review.decision {
    case .accept: self("accepted by \(by), \(day)", "\(by) 于 \(day) 接受")
    case .refuse: self("refused by \(by), \(day)", "\(by) 于 \(day) 拒绝")
    case .edit: self("edited by \(by), \(day)", "\(by) 于 \(day) 修改")
    }
  }

  /// A reason of a refusal or of advice: the phrase of a flaw, or one of our own.
  func reason(_ name: String) -> String {
    if let kind = FlawKind.named(name) {
      return isChinese ? kind.description.chinese : kind.description.english
    }
    switch name {
    case "low-score", "below-threshold": return self("scores too low", "得分偏低")
    case "error": return self("failed with an error", "处理出错")
    case "not-attempted": return self("not attempted", "未尝试")
    case "unread": return self("could not be read", "无法读取")
    case "missing-question": return self("has no question", "没有题干")
    case "no-reply": return self("no reply that could be read", "没有可读的回复")
    case "unknown": return self("the writer knew nothing to ask", "出题方没有可问的内容")
    default:
      if name.hasPrefix("low-") {
        let dimension = dimension(String(name.dropFirst(4)))
        return self("low in \(dimension)", "“\(dimension)”得分偏低")
      }
      return name.clipped(60)
    }
  }

  func role(_ name: String) -> String {
    switch name {
    case "planner": self("planner", "规划")
    case "generator": self("generator", "出题")
    case "critic": self("critic", "审题")
    case "judge": self("judge", "评分")
    case "solver": self("solver", "解题")
    case "embedder": self("vectors", "向量")
    default: name.clipped(60)
    }
  }

  func severity(_ severity: Flaw.Severity) -> String {
    switch severity {
    case .error: self("error", "错误")
    case .warning: self("warning", "警告")
    }
  }
}

extension SetReport {
  var words: ReportWords { ReportWords(isChinese: isChinese) }
}

extension String {
  /// With a capital first letter.
  package var sentenceCased: String { prefix(1).uppercased() + dropFirst() }
}

extension Double {
  /// "0.87", "12.50": the same in every locale.
  package func fixed(_ decimals: Int) -> String {
    guard isFinite, abs(self) < 1e12 else { return "–" }
    var scale = 1
    for _ in 0..<decimals { scale *= 10 }
    let whole = Int((abs(self) * Double(scale)).rounded())
    let sign = self < 0 && whole > 0 ? "−" : ""
    guard decimals > 0 else { return sign + String(whole) }
    // Reports hold dozens of such numbers for each item: the digits are put down behind one another at once.
    let fraction = String(unsafeUninitializedCapacity: decimals + 1) { digits in
      var rest = whole % scale
      for place in stride(from: decimals, to: 0, by: -1) {
        digits[place] = 0x30 + UInt8(rest % 10)
        rest /= 10
      }
      digits[0] = 0x2E
      return decimals + 1
    }
    return sign + String(whole / scale) + fraction
  }
}

extension Int {
  /// "12,345".
  var grouped: String {
    let digits = Array(String(magnitude).utf8)
    var text: [UInt8] = self < 0 ? Array("−".utf8) : []
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text.append(0x2C) }
      text.append(digit)
    }
    return String(decoding: text, as: UTF8.self)
  }
}

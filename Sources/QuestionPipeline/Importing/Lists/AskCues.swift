/// How surely a line asks for something, by its words alone: lists mix questions with steps, and a step may say "how".
enum AskCues {
  /// - none: a statement, a title.
  /// - weak: an imperative that an exercise and a step of an answer share ("Write …", "设计…").
  /// - strong: a question mark, an interrogative that opens it, or a verb that only questions open with ("Explain …", "简述…").
  enum Strength: Int, Comparable {
    case none, weak, strong
    static func < (left: Strength, right: Strength) -> Bool { left.rawValue < right.rawValue }
  }

  /// So much of a line is looked at for words; question marks count wherever they are.
  private static let reach = 240

  /// - Parameter text: folded, without the marks before it.
  static func strength(of text: some RandomAccessCollection<Unicode.Scalar>) -> Strength {
    let scalars = Array(text)
    if hasQuestionMark(scalars[...]) { return .strong }
    let head = scalars.prefix(reach)
    return max(english(head), chinese(head, isClosed: ends(scalars, with: closers)))
  }

  /// A question mark that ends a sentence: not one in a URL, in `code` or behind a space of its own.
  static func hasQuestionMark(_ text: ArraySlice<Unicode.Scalar>) -> Bool {
    questionEnd(in: text, from: text.startIndex) != nil
  }

  /// The index behind the next question mark that ends a sentence, with the quotes and brackets that close after it.
  static func questionEnd(in text: ArraySlice<Unicode.Scalar>, from start: Int) -> Int? {
    var index = start
    var isCode = false
    while index < text.endIndex {
      let scalar = text[index]
      if scalar == "`" { isCode.toggle() }
      if !isCode, scalar == "?" || scalar == "？", index > text.startIndex {
        var end = index + 1
        while end < text.endIndex, "?？!！\"”’')）】」*_".unicodeScalars.contains(text[end]) { end += 1 }
        let next = end < text.endIndex ? text[end] : " "
        let isWord =
          next.value < 0x80
          && (next.isASCIIDigit || next.plainForm.isLowerLetter
            || "=&/.:,".unicodeScalars.contains(next))
        // "Why?It is" is a pasted line break; "a?b=1" a query.
        if !isWord || scalar == "？" || (next.value >= 0x41 && next.value <= 0x5A) { return end }
        index = end
      } else {
        index += 1
      }
    }
    return nil
  }

  private static let closers: Set<Unicode.Scalar> = [".", "。", ";", "；", "!", "！"]

  private static func ends(_ text: Scalars, with marks: Set<Unicode.Scalar>) -> Bool {
    text.last { !$0.isBlank }.map(marks.contains) ?? false
  }

  private static func english(_ text: ArraySlice<Unicode.Scalar>) -> Strength {
    var words: [String] = []
    var word = String.UnicodeScalarView()
    for scalar in text.prefix(60) {
      if scalar.isLowerLetter || scalar == "'" {
        word.append(scalar)
      } else if !word.isEmpty {
        words.append(String(word))
        word = String.UnicodeScalarView()
        if words.count == 3 { break }
      } else if scalar.value >= 0x80 {
        break
      }
    }
    if !word.isEmpty { words.append(String(word)) }
    guard let first = words.first else { return .none }
    let next = words.dropFirst().first ?? ""
    if strongOpenings.contains(first) || first == "how" && next == "to" { return .strong }
    if first == "true" && next == "or" || first == "tell" && next == "me" { return .strong }
    if first == "mathematically" || first == "please" { return .strong }
    return weakOpenings.contains(first) ? .weak : .none
  }

  private static let strongOpenings: Set<String> = [
    "what", "what's", "whats", "why", "how", "who", "whose", "explain", "describe", "discuss",
    "differentiate", "distinguish", "difference", "differences", "elaborate",
  ]
  private static let weakOpenings: Set<String> = [
    "when", "where", "which", "compare", "contrast", "define", "list", "name", "write", "implement",
    "design", "give", "outline", "state", "identify", "summarize", "summarise", "walk", "suppose",
    "imagine", "calculate", "compute", "prove", "show", "derive", "find", "solve", "consider",
    "evaluate", "analyze", "analyse", "justify", "illustrate", "complete", "fill", "choose",
    "select", "mention", "create", "build", "given", "draw", "estimate", "determine", "convert",
    "translate", "is", "are", "does", "do", "did", "can", "could", "should", "would", "will",
    "was", "were", "has", "have",
  ]

  private static func chinese(_ text: ArraySlice<Unicode.Scalar>, isClosed: Bool) -> Strength {
    guard text.contains(where: Script.isHan) else { return .none }
    var best = Strength.none
    var opensClause = true
    for index in text.indices {
      let scalar = text[index]
      if opensClause, !scalar.isBlank {
        let opens = index == text.startIndex
        if strongVerbs.contains(where: { text.has($0, at: index) }) {
          best = max(best, opens || !isClosed ? .strong : .weak)
        } else if weakVerbs.contains(where: { text.has($0, at: index) }) {
          best = max(best, .weak)
        }
      }
      if interrogativeStarts.contains(scalar),
        interrogatives.contains(where: { text.has($0, at: index) })
      {
        // "…决定了模型如何学习。" is a statement; a title that asks is short and open at its end.
        best = max(
          best, index == text.startIndex || !isClosed && text.count <= 60 ? .strong : .weak)
      }
      if best == .strong { return best }
      opensClause = ",，;；:：、。!！ ".unicodeScalars.contains(scalar)
    }
    return best
  }

  private static func list(_ words: String) -> [Scalars] {
    words.split(separator: " ").map { Array($0.unicodeScalars) }
  }
  private static let interrogatives = list(
    "什么 甚麼 什麼 为什么 為什麼 为何 為何 如何 怎么 怎麼 怎样 怎樣 哪些 哪个 哪個 哪种 哪種 哪几 哪一 区别 區別 异同 異同 多少 是否 何谓 何謂 有何 能否 可否 几种 幾種"
  )
  private static let interrogativeStarts = Set(interrogatives.map { $0[0] })
  private static let strongVerbs = list(
    "请 請 解释 解釋 简述 簡述 描述 列举 列舉 谈谈 談談 阐述 闡述 说说 說說 讲讲 講講 聊聊 概述 试述 試述 论述 論述 手写 手寫 写出 給定 给定 给一 下列 以下哪 简要 簡要 说一下 讲一下 介绍一下 谈一谈 名词解释 试比较 试分析"
  )
  private static let weakVerbs = list(
    "说明 說明 介绍 介紹 比较 比較 对比 對比 举例 編寫 编写 写一 判断 判斷 证明 證明 计算 計算 求 设计 設計 实现 實現 统计 統計 分析 推导 推導 评估 選擇 选择 完成 画出 给出 以下 根据 关于 已知 设 如果 假设 利用"
  )
}

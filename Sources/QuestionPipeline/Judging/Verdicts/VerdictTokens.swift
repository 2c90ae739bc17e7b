/// A judge's reply cut into what verdicts are made of.
struct VerdictTokens {
  enum Token: Equatable {
    /// One of the two texts: 0 for the first, 1 for the second.
    case label(Int)
    /// A word in lower case, or one Han character.
    case word(String)
    /// A colon, or an equals sign.
    case colon
    case comma
    /// The end of a sentence or of a line.
    case stop
  }

  private(set) var tokens: [Token] = []
  /// Labels in double square brackets, as the prompts of several benchmarks ask for.
  private(set) var bracketed: [Int] = []
  private let scalars: [Unicode.Scalar]

  init(_ text: String) {
    scalars = Array(text.unicodeScalars)
    scan()
  }

  /// What a label may follow: "Output (a)", "Response 2", "回答A".
  private static let nouns: Set<String> = [
    "output", "response", "answer", "assistant", "model", "option", "candidate", "choice", "text",
    "question", "item", "summary", "version", "reply", "system", "completion",
  ]
  private static let hanNouns = [
    "输出", "回答", "答案", "回复", "选项", "助手", "模型", "方案", "文本", "题目", "版本", "答复", "候选",
  ]
  private static let marks: [String: Int] = [
    "a": 0, "b": 1, "1": 0, "2": 1, "one": 0, "two": 1, "甲": 0, "乙": 1, "一": 0, "二": 1,
  ]

  private mutating func scan() {
    var place = 0
    while place < scalars.count {
      let scalar = scalars[place]
      if let (label, end) = enclosed(at: place) {
        if isDouble(place) { bracketed.append(label) }
        // "Output (a)": the noun goes into the label.
        if case .word(let noun)? = tokens.last, Self.nouns.contains(noun) { tokens.removeLast() }
        dropHanNoun()
        tokens.append(.label(label))
        place = end
      } else if scalar.isVerdictLetter {
        place = word(at: place)
      } else {
        switch scalar {
        case ".", "!", ";", "\n", "\r", "。", "！", "；": tokens.append(.stop)
        // What is asked is not said.
        case "?", "？": tokens += [.word("whether"), .stop]
        case ":", "=", "：": tokens.append(.colon)
        case ",", "，", "、": tokens.append(.comma)
        default: if scalar.isHan { han(scalar) }
        }
        place += 1
      }
    }
  }

  /// A label within brackets, quotes or asterisks: "(a)", "[[B]]", "**A**", "“2”".
  private func enclosed(at start: Int) -> (label: Int, end: Int)? {
    let opening: Set<Unicode.Scalar> = ["(", "[", "*", "\"", "'", "“", "‘", "（", "「", "【", "`"]
    let closing: Set<Unicode.Scalar> = [")", "]", "*", "\"", "'", "”", "’", "）", "」", "】", "`"]
    var place = start
    while place < scalars.count, opening.contains(scalars[place]) { place += 1 }
    guard place > start, place < scalars.count,
      let label = Self.marks[String(scalars[place]).lowercased()]
    else { return nil }
    var end = place + 1
    guard end < scalars.count, closing.contains(scalars[end]) else { return nil }
    while end < scalars.count, closing.contains(scalars[end]) { end += 1 }
    return (label, end)
  }

  private func isDouble(_ start: Int) -> Bool {
    start + 1 < scalars.count && scalars[start] == "[" && scalars[start + 1] == "["
  }

  private mutating func word(at start: Int) -> Int {
    var end = start
    while end < scalars.count, scalars[end].isVerdictLetter || isApostrophe(end) { end += 1 }
    let raw = String(String.UnicodeScalarView(scalars[start..<end]))
    var lower = raw.lowercased()
    if lower.hasSuffix("'s") || lower.hasSuffix("’s") { lower.removeLast(2) }
    let mark = Self.marks[lower]
    let previous: String? = if case .word(let word)? = tokens.last { word } else { nil }
    if let previous, Self.nouns.contains(previous), let mark {
      tokens[tokens.count - 1] = .label(mark)  // "response 1"
    } else if let mark, dropHanNoun() {
      tokens.append(.label(mark))  // "回答A"
    } else if let mark, raw == "A" || raw == "B" || raw.count == 1 && isPointed(start, end) {
      tokens.append(.label(mark))
    } else if lower == "former" || lower == "latter" {
      tokens.append(.label(lower == "former" ? 0 : 1))
    } else if let previous, previous == "first" || previous == "second",
      lower == "one" || Self.nouns.contains(lower)
    {
      tokens[tokens.count - 1] = .label(previous == "first" ? 0 : 1)
    } else {
      tokens.append(.word(lower))
    }
    return end
  }

  /// Whether a bare digit or small letter can be meant as a label: behind a colon, or where the reply holds nothing else.
  private func isPointed(_ start: Int, _ end: Int) -> Bool {
    let isAlone = scalars.indices.allSatisfy {
      (start..<end).contains($0) || !(scalars[$0].isVerdictLetter || scalars[$0].isHan)
    }
    return isAlone || tokens.last == .colon
  }

  private func isApostrophe(_ place: Int) -> Bool {
    (scalars[place] == "'" || scalars[place] == "’") && place > 0
      && scalars[place - 1].isVerdictLetter && place + 1 < scalars.count
      && scalars[place + 1].isVerdictLetter
  }

  private mutating func han(_ scalar: Unicode.Scalar) {
    let text = String(scalar)
    if let mark = Self.marks[text], text == "甲" || text == "乙" || dropHanNoun() {
      tokens.append(.label(mark))
      return
    }
    tokens.append(.word(text))
    // "前者", "后者", "第一个", "第二个".
    if ends(with: "前者") || ends(with: "第一个") {
      replaceEnd(by: .label(0), of: ends(with: "前者") ? 2 : 3)
    } else if ends(with: "后者") || ends(with: "第二个") {
      replaceEnd(by: .label(1), of: ends(with: "后者") ? 2 : 3)
    }
  }

  /// Takes a noun such as "回答" off the end; whether there was one.
  @discardableResult private mutating func dropHanNoun() -> Bool {
    guard Self.hanNouns.contains(where: { ends(with: $0) }) else { return false }
    tokens.removeLast(2)
    return true
  }

  private func ends(with text: String) -> Bool {
    let wanted = text.unicodeScalars.map { Token.word(String($0)) }
    return tokens.suffix(wanted.count).elementsEqual(wanted)
  }

  private mutating func replaceEnd(by token: Token, of count: Int) {
    tokens.removeLast(count)
    tokens.append(token)
  }
}

extension Unicode.Scalar {
  /// A letter or digit of a script that writes words with spaces.
  var isVerdictLetter: Bool {
    switch value {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    case 0xC0...0x24F: true
    default: false
    }
  }

  var isHan: Bool { (0x3400...0x4DBF).contains(value) || (0x4E00...0x9FFF).contains(value) }
}

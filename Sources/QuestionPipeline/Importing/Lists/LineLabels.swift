/// What a line is for, where a label says so.
enum LineRole: Hashable { case question, answer, explanation }

/// Words that introduce questions and answers: "Q:", "答案：", "Interviewer:", "【解析】".
enum LineLabels {
  struct Label {
    var words: Scalars
    var role: LineRole
    /// Stands for itself in bold, in a heading or alone on its line; "A" or "Key" does not.
    var standsAlone: Bool
    var isSpeaker: Bool
  }

  struct Match {
    var role: LineRole
    /// Behind the label and its colon.
    var end: Int
    var number: Int?
    /// "A:", which may as well be an option.
    var isLetterA: Bool
    var isSpeaker: Bool
  }

  private static func labels(
    _ role: LineRole, _ words: String, alone: Bool = false, speaker: Bool = false
  ) -> [Label] {
    words.split(separator: "|").map {
      Label(
        words: Array($0.unicodeScalars), role: role, standsAlone: alone, isSpeaker: speaker)
    }
  }

  /// By their first scalar, longest first.
  private static let byFirst: [Unicode.Scalar: [Label]] = {
    let all =
      labels(.question, "q|question|ques|问|問|问题|問題|题目|題目|题|提问|提問|考题|面试题|试题|例题")
      + labels(.question, "interviewer|面试官|面試官|考官", speaker: true)
      + labels(
        .answer,
        "answer|answers|答案|参考答案|參考答案|标准答案|正确答案|正確答案|参考回答|示例答案|解答|回答|correct answer|"
          + "correct option|right answer|sample answer|model answer|suggested answer|solution|"
          + "show answer|view answer|click to show answer|see answer|查看答案|点击查看答案|显示答案|"
          + "点击展开答案|展开答案|答案与解析|答案及解析", alone: true)
      + labels(.answer, "a|ans|答|解|reply|response|the answer is|the correct answer is|key|答复")
      + labels(
        .answer, "candidate|interviewee|applicant|候选人|候選人|应聘者|求职者|程序员|面试者", speaker: true)
      + labels(.explanation, "explanation|解析|详解|答案解析|試題解析|试题解析|讲解|rationale|分析|点评", alone: true)
    var table: [Unicode.Scalar: [Label]] = [:]
    for label in all { table[label.words[0], default: []].append(label) }
    for key in table.keys { table[key]?.sort { $0.words.count > $1.words.count } }
    return table
  }()

  /// The label at a place, with a colon (or, numbered, another mark) behind it. Emphasis around it is passed over.
  static func match(_ line: Scalars, at start: Int) -> Match? {
    guard start < line.count else { return nil }
    var index = start
    var closing: Unicode.Scalar?
    switch line[start] {
    case "【": closing = "】"
    case "[": closing = "]"
    case "〖": closing = "〗"
    default: break
    }
    if closing != nil { index += 1 }
    guard index < line.count, let candidates = byFirst[line[index]] else { return nil }
    for label in candidates where line.has(label.words, at: index) {
      var end = index + label.words.count
      var number: Int?
      let mayCount = label.words.count > 1 || label.role != .explanation
      func skip(_ marks: String) {
        while end < line.count, marks.unicodeScalars.contains(line[end]) { end += 1 }
      }
      let isSpaced = end < line.count && line[end] == " "
      skip(" #")
      if mayCount {
        var value = 0
        let first = end
        while end < line.count, line[end].isASCIIDigit, end - first < 4 {
          value = value * 10 + Int(line[end].value - 0x30)
          end += 1
        }
        if end > first {
          number = value
        } else if label.words.count > 1, let numeral = ListNumber.numeral(line, at: end) {
          (number, end) = (numeral.value, numeral.end)
        }
        skip(" ")
      }
      func matched() -> Match {
        Match(
          role: label.role, end: end, number: number,
          isLetterA: label.words == ["a"] && number == nil, isSpeaker: label.isSpeaker)
      }
      if let closing {
        guard end < line.count, line[end] == closing else { continue }
        end += 1
        skip(" :*")
        return matched()
      }
      let before = end
      skip("*_")
      if end < line.count, line[end] == ":" {
        end += 1
        skip("*_ ")
        return matched()
      }
      end = before
      if number != nil, label.role == .question {
        if end < line.count, ".)、-".unicodeScalars.contains(line[end]) {
          end += 1
          skip("*_ :")
          return matched()
        }
        if isSpaced || end > 0 && end < line.count && line[end - 1] == " " || end == line.count {
          return label.words == ["q"] || label.words.count > 1 ? matched() : nil
        }
      }
    }
    return nil
  }

  /// The role of words that stand alone on a line: "Answer", "参考答案", "Click to show answer".
  static func alone(_ text: some RandomAccessCollection<Unicode.Scalar>) -> LineRole? {
    let words = Array(text).filter { !$0.isBlank && !"*_:：.。▶👉💡✅()（）".unicodeScalars.contains($0) }
    guard let first = words.first, words.count <= 24, let candidates = byFirst[first] else {
      return nil
    }
    return candidates.first { label in
      label.standsAlone && label.words.filter { $0 != " " } == words
    }?.role
  }
}

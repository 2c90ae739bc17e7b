/// Makes items of what readers found: settles key, kind, language and identifier.
enum ItemAssembly {
  static func item(_ raw: RawItem) -> Item {
    var raw = raw
    takeOptions(&raw)
    let language = raw.language ?? LanguageGuess.language(of: raw.question, raw.answer)
    var draft = Draft(question: raw.question, answer: raw.answer)
    let kind = settle(&draft, raw, language)
    draft.keyPoints = raw.keyPoints
    if kind == .coding, draft.code == nil { draft.code = raw.code ?? code(in: draft.answer) }
    if draft.code == nil { draft.code = raw.code }
    if draft.answer.isEmpty { draft.answer = raw.explanation }
    let id =
      raw.id
      ?? QuestionIdentity.id(
        topic: raw.topic, kind: kind, language: language, question: draft.question)
    var item = Item(
      id: id, cell: nil, topic: raw.topic, kind: kind, language: language, draft: draft)
    item.level = raw.level
    item.difficulty = raw.difficulty
    item.unanswerable = raw.unanswerable
    return item
  }

  /// Options that stand in the question itself, line by line or in a row.
  private static func takeOptions(_ raw: inout RawItem) {
    guard raw.options.isEmpty, raw.question.unicodeScalars.count <= 20_000 else { return }
    let text = raw.question.scalarArray
    guard let found = InlineOptions(text.folded), found.stemEnd > 0, found.texts.count >= 2,
      let key = raw.key ?? (found.texts.count >= 3 ? raw.answer : nil),
      AnswerLetters.read(key, count: found.texts.count) != nil
    else { return }
    raw.options = found.texts.map { range in
      RawItem.Option(text: joined(text[range]), isCorrect: nil)
    }
    raw.question = text[..<found.stemEnd].trimmed.string
  }

  /// One line of what a scanner broke into several.
  private static func joined(_ text: ArraySlice<Unicode.Scalar>) -> String {
    var result = Scalars()
    var isBehindBreak = false
    for scalar in text.trimmed {
      if scalar == "\n" || scalar == "\r" {
        isBehindBreak = true
        while result.last == " " { result.removeLast() }
      } else {
        if isBehindBreak, let last = result.last, !Script.isHan(last), !Script.isHan(scalar),
          last != " "
        {
          result.append(" ")
        }
        isBehindBreak = false
        result.append(scalar)
      }
    }
    return result.string
  }

  private static func settle(_ draft: inout Draft, _ raw: RawItem, _ language: LanguageTag)
    -> QuestionKind
  {
    if raw.options.count >= 2 || hasOnlyTheKey(raw) { return settleChoices(&draft, raw) }
    if let truth = AnswerLetters.truth(raw.key ?? raw.answer),
      raw.kind == .trueFalse || isStatement(raw.question)
    {
      let words = language.isChinese ? ["正确", "错误"] : ["True", "False"]
      draft.choices = [
        Choice(text: words[0], isCorrect: truth.isTrue, why: raw.truthReasons.ifTrue),
        Choice(text: words[1], isCorrect: !truth.isTrue, why: raw.truthReasons.ifFalse),
      ]
      let key = raw.statesKey ? "" : words[truth.isTrue ? 0 : 1]
      draft.answer = [key, truth.rest, raw.explanation]
        .filter { !$0.isEmpty }.joined(separator: "\n\n")
      return .trueFalse
    }
    if let key = raw.key, draft.answer.isEmpty { draft.answer = key }
    if !raw.explanation.isEmpty, !draft.answer.isEmpty { draft.answer += "\n\n" + raw.explanation }
    let question = raw.question.scalarArray
    if let kind = raw.kind, fits(kind, draft, question) { return kind }
    if asksForCode(question.folded),
      raw.answer.isEmpty || raw.code != nil || code(in: raw.answer) != nil
    {
      return .coding
    }
    // Letters without options they could belong to: several questions in one.
    if raw.key == nil, question.count <= 2_000, !Gaps.ranges(in: question).isEmpty { return .cloze }
    return .open
  }

  /// Whether an item has what its stated kind cannot be without.
  private static func fits(_ kind: QuestionKind, _ draft: Draft, _ question: Scalars) -> Bool {
    switch kind {
    case .multipleChoice, .trueFalse: false
    case .cloze: !Gaps.ranges(in: question).isEmpty
    case .interview: false
    case .open, .coding, .scenario: true
    }
  }

  /// A single option that the key names: what the letter stands for must not be lost.
  private static func hasOnlyTheKey(_ raw: RawItem) -> Bool {
    guard raw.options.count == 1 else { return false }
    return AnswerLetters.read(raw.key ?? raw.answer, count: 1)?.places == [0]
  }

  private static func settleChoices(_ draft: inout Draft, _ raw: RawItem) -> QuestionKind {
    let texts = raw.options.map(\.text)
    var correct = Set(raw.options.indices.filter { raw.options[$0].isCorrect == true })
    var rest = raw.answer
    // "… is ( C )": the key in the stem's bracket.
    var question = raw.question
    let stated = raw.key ?? (raw.answer.isEmpty ? nil : raw.answer)
    if correct.isEmpty, let stated {
      if let found = AnswerLetters.read(stated, count: texts.count) {
        correct = Set(found.places)
        if raw.key == nil {
          rest = AnswerLetters.match(found.rest, among: texts) == nil ? found.rest : ""
        }
      } else if let place = AnswerLetters.match(stated, among: texts) {
        correct = [place]
        if raw.key == nil { rest = "" }
      } else if let truth = AnswerLetters.truth(stated), texts.count == 2,
        let place = texts.firstIndex(where: { AnswerLetters.truth($0)?.isTrue == truth.isTrue })
      {
        correct = [place]
        if raw.key == nil { rest = truth.rest }
      }
    } else if correct.isEmpty, let found = keyInStem(&question, count: texts.count) {
      correct = found
    } else if !correct.isEmpty, let found = AnswerLetters.read(rest, count: texts.count),
      found.places == correct.sorted()
    {
      rest = AnswerLetters.match(found.rest, among: texts) == nil ? found.rest : ""
    }
    draft.question = question
    draft.choices = raw.options.enumerated().map { index, option in
      Choice(text: option.text, isCorrect: correct.contains(index), why: option.why)
    }
    let key = correct.sorted().map { texts[$0] }.joined(separator: "; ")
    if raw.key != nil, AnswerLetters.match(rest, among: texts) != nil { rest = "" }
    draft.answer = [raw.statesKey ? "" : key, rest == key ? "" : rest, raw.explanation].filter {
      !$0.isEmpty
    }
    .joined(separator: "\n\n")
    let isTruth = texts.count == 2 && texts.allSatisfy { AnswerLetters.truth($0)?.rest == "" }
    return isTruth ? .trueFalse : .multipleChoice
  }

  private static func keyInStem(_ question: inout String, count: Int) -> Set<Int>? {
    let text = question.scalarArray
    let folded = text.folded
    for start in folded.indices where folded[start] == "(" {
      guard let end = folded[start...].prefix(12).firstIndex(of: ")") else { continue }
      let inside = text[(start + 1)..<end].trimmed
      guard !inside.isEmpty, inside.count <= count,
        inside.allSatisfy({ (0x41..<(0x41 + UInt32(count))).contains($0.value) })
      else { continue }
      // Brackets in the middle of an English sentence hold abbreviations.
      guard
        folded[(end + 1)...].trimmed.count <= 2
          || inside.count == 1 && text.contains(where: Script.isHan)
      else { continue }
      question = (text[...start] + "  ".unicodeScalars + text[end...]).string
      return Set(inside.map { Int($0.value) - 0x41 })
    }
    return nil
  }

  /// A sentence that can be true: it asks nothing, or says "true or false".
  private static func isStatement(_ question: String) -> Bool {
    let text = question.scalarArray.folded
    let says = ["true or false", "true/false", "t/f", "判断", "对错", "正误"].contains {
      text.place(of: Array($0.unicodeScalars), from: 0) != nil
    }
    return says || AskCues.strength(of: text.trimmed) == .none
  }

  private static let makers: [Scalars] = [
    "write", "implement", "code", "编写", "实现", "手写", "写一", "写出", "用代码", "編寫", "實現", "寫一",
  ].map { Array($0.unicodeScalars) }
  private static let programs: [Scalars] = [
    "function", "program", "class ", "script", "query", "method", "algorithm", "regex", "code",
    "implementation",
    "python", "java", "sql", "numpy", "pytorch", "framework", "函数", "代码", "程序", "算法", "查询", "脚本",
    "类", "函數", "程式", "正则",
  ].map { Array($0.unicodeScalars) }

  /// Whether a question wants a program written. It must say so: "how would you implement …" wants words.
  static func asksForCode(_ question: Scalars) -> Bool {
    let text = question.prefix(600)
    for maker in makers {
      guard let place = text.place(of: maker, from: 0) else { continue }
      let isASCII = maker[0].value < 0x80
      let opens = place == 0 || ".。:：,，;；\n请 (".unicodeScalars.contains(text[place - 1])
      guard opens else { continue }
      if isASCII, place + maker.count < text.count, text[place + maker.count].isLowerLetter {
        continue
      }
      if text.has("how ".unicodeScalars, at: 0) || text.has("如何".unicodeScalars, at: 0) {
        return false
      }
      return programs.contains { text.place(of: $0, from: place) != nil && $0 != maker }
    }
    return text.place(of: Array("implementation of ".unicodeScalars), from: 0).map { $0 <= 12 }
      ?? false
  }

  /// The first fenced block of an answer.
  private static func code(in answer: String) -> CodeTask? {
    let lines = answer.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    guard let start = lines.firstIndex(where: { Array($0).has("```".unicodeScalars, at: 0) }),
      let end = lines[(start + 1)...].firstIndex(where: {
        Array($0).has("```".unicodeScalars, at: 0)
      })
    else { return nil }
    let name = Array(lines[start]).dropFirst(3).trimmed.string
    let body = lines[(start + 1)..<end].map { String(Substring($0)) }.joined(separator: "\n")
    return CodeTask(language: name, solution: body, tests: "", checked: "no")
  }
}

/// Finds what the sentences of a passage state, by patterns that prefer missing a fact to misreading one.
struct FactPatterns {
  let passage: Passage
  let tongue: Tongue

  /// The facts in the order of their sentences; empty if the passage is in another language.
  func facts() -> [DocumentFact] {
    guard isInTongue else { return [] }
    var facts: [DocumentFact] = []
    for sentence in PassageSentences(tongue: tongue, headings: passage.headings)
      .list(passage.text)
    {
      let clause = Text.unstopped(
        tongue == .english ? sentence.shown : Self.widened(sentence.shown))
      if let fact = tongue == .english ? english(sentence, clause) : chinese(sentence, clause) {
        facts.append(fact)
      }
      let numbers = FoundNumber.quantities(in: sentence.shown)
      if numbers.count == 1, let number = numbers.first {
        facts.append(
          DocumentFact(
            pattern: .quantity, sentence: sentence, subject: number.text, rest: [], number: number))
      }
    }
    return facts
  }

  /// "…, mostly because …", "… not because …": what is left of it before the reason makes no clause.
  private static let hedges: Set<String> = [
    "not", "mostly", "partly", "largely", "mainly", "simply", "only", "just", "chiefly",
    "precisely", "perhaps",
    "probably", "primarily", "presumably", "possibly",
  ]

  /// What the names of places and institutions end with.
  private static let places = [
    "林场", "农场", "车站", "电站", "工厂", "公司", "中心", "学校", "小学", "中学", "大学", "医院", "大桥", "公园", "社区", "村",
    "镇",
    "县", "市", "岛", "寺", "博物馆", "图书馆",
  ]

  /// Chinese with the punctuation of ASCII, as patterns know it.
  private static func widened(_ text: String) -> String {
    guard text.utf8.contains(where: { [0x2C, 0x3B, 0x3A].contains($0) }) else { return text }
    let scalars = Array(text.unicodeScalars)
    var result = String.UnicodeScalarView()
    for (index, scalar) in scalars.enumerated() {
      let isBetween =
        index > 0 && Fold.isHan(scalars[index - 1])
        || index + 1 < scalars.count && Fold.isHan(scalars[index + 1])
      switch scalar {
      case "," where isBetween: result.append("，")
      case ";" where isBetween: result.append("；")
      case ":" where isBetween: result.append("：")
      case " " where result.last.map { "，；：".unicodeScalars.contains($0) } == true: break
      default: result.append(scalar)
      }
    }
    return String(result)
  }

  /// Whether the passage is written in the tongue.
  var isInTongue: Bool {
    var (han, letters) = (0, 0)
    for scalar in passage.text.unicodeScalars {
      if Fold.isHan(scalar) { han += 1 } else if scalar.properties.isAlphabetic { letters += 1 }
    }
    return tongue == .chinese ? han * 2 > letters : han * 4 < letters
  }

  private func fact(
    _ pattern: DocumentFact.Pattern, _ sentence: PassageSentence, _ subject: String,
    _ rest: [String]
  ) -> DocumentFact {
    DocumentFact(pattern: pattern, sentence: sentence, subject: subject, rest: rest)
  }

  private func split(_ text: String, at mark: String) -> (head: String, tail: String)? {
    guard let range = Text.range(of: mark, in: text) else { return nil }
    return (
      Text.unstopped(Text.trimmed(text[..<range.lowerBound])),
      Text.trimmed(text[range.upperBound...])
    )
  }

  /// The same where no punctuation stands before the mark: what does is its subject, and no clause of its own.
  private func splitSubject(_ text: String, at mark: String) -> (head: String, tail: String)? {
    guard let range = Text.range(of: mark, in: text),
      let last = text[..<range.lowerBound].last, !"，；：、,;:".contains(last)
    else { return nil }
    return split(text, at: mark)
  }

  /// A fact whose subject opens its sentence, with the letter that it has in mid-sentence.
  private func fact(
    _ pattern: DocumentFact.Pattern, _ sentence: PassageSentence, opening subject: String,
    _ rest: [String]
  ) -> DocumentFact {
    let opening = SubjectOpening(subject, in: passage.text)
    var fact = fact(pattern, sentence, opening.text, rest)
    fact.isCaseSure = opening.isSure
    return fact
  }

  private func words(_ text: String) -> Int { text.split(separator: " ").count }
}

// MARK: - English

extension FactPatterns {
  private func english(_ sentence: PassageSentence, _ clause: String) -> DocumentFact? {
    steps(sentence, clause) ?? cause(sentence, clause) ?? contrast(sentence, clause)
      ?? enumeration(sentence, clause) ?? purpose(sentence, clause)
      ?? definition(sentence, clause)
  }

  private func steps(_ sentence: PassageSentence, _ clause: String) -> DocumentFact? {
    guard clause.hasPrefix("To "), let parts = split(clause, at: ", first "),
      let then = split(parts.tail, at: " then "), (2...12).contains(words(parts.head))
    else { return nil }
    let first = Text.unstopped(
      then.head.hasSuffix(" and") ? String(then.head.dropLast(4)) : then.head)
    return fact(
      .steps, sentence, String(parts.head.dropFirst(3)),
      [first.hasSuffix(",") ? String(first.dropLast()) : first, then.tail])
  }

  private func cause(_ sentence: PassageSentence, _ clause: String) -> DocumentFact? {
    if clause.hasPrefix("Because "), !Text.contains(clause, "Because of"),
      let parts = split(String(clause.dropFirst(8)), at: ", "),
      words(parts.head) >= 3, words(parts.tail) >= 4, !Text.contains(parts.tail, ", "),
      !Antecedents.isMissing(in: parts.tail)
    {
      return fact(.cause, sentence, parts.tail, [parts.head])
    }
    guard let parts = split(clause, at: " because "), words(parts.head) >= 4,
      !Self.hedges.contains(String(parts.head.split { $0 == " " || $0 == "," }.last ?? "")),
      words(parts.tail) >= 3, !parts.tail.hasPrefix("of "), isLoneClause(parts.head),
      !Antecedents.isMissing(in: parts.head)
    else { return nil }
    return fact(.cause, sentence, opening: parts.head, [parts.tail])
  }

  private func contrast(_ sentence: PassageSentence, _ clause: String) -> DocumentFact? {
    if clause.hasPrefix("Unlike "), let parts = split(String(clause.dropFirst(7)), at: ", "),
      words(parts.head) <= 6, words(parts.tail) >= 4
    {
      return fact(.unlike, sentence, parts.head, [parts.tail])
    }
    guard let parts = split(clause, at: ", whereas ") ?? split(clause, at: " whereas "),
      words(parts.head) >= 4, words(parts.tail) >= 4
    else { return nil }
    let head = parts.head.hasSuffix(",") ? String(parts.head.dropLast()) : parts.head
    guard isLoneClause(head), !Antecedents.isMissing(in: head) else { return nil }
    return fact(.contrast, sentence, opening: head, [parts.tail])
  }

  private func enumeration(_ sentence: PassageSentence, _ clause: String) -> DocumentFact? {
    for mark in [" consists of ", " consist of ", " comprises ", " comprise ", " is made up of "] {
      guard let parts = split(clause, at: mark), isNoun(parts.head) else { continue }
      let entries = self.entries(parts.tail)
      return entries.count >= 2
        ? fact(.enumeration, sentence, opening: parts.head, entries) : nil
    }
    return nil
  }

  private func purpose(_ sentence: PassageSentence, _ clause: String) -> DocumentFact? {
    for mark in [" is used to ", " is used for "] {
      guard let parts = split(clause, at: mark), isNoun(parts.head), words(parts.tail) >= 2
      else { continue }
      let lead = mark == " is used to " ? "to " : "for "
      return fact(.purpose, sentence, opening: parts.head, [lead + parts.tail])
    }
    return nil
  }

  private func definition(_ sentence: PassageSentence, _ clause: String) -> DocumentFact? {
    for mark in [" is a ", " is an ", " is the ", " refers to ", " is defined as "] {
      guard let parts = split(clause, at: mark), isNoun(parts.head), words(parts.tail) >= 4
      else { continue }
      let article =
        mark.hasPrefix(" is ") && !mark.hasSuffix("as ") ? String(mark.dropFirst(4)) : ""
      let head = parts.tail.prefix { $0.isLetter }.lowercased()
      if !article.isEmpty, Self.verdicts.contains(head) { return nil }
      var fact = fact(.definition, sentence, opening: parts.head, [article + parts.tail])
      // "The ferry is a wooden boat" tells of one ferry; "a poncho is a cape" of all.
      fact.isDescription =
        mark == " is the " && !parts.head.lowercased().hasPrefix("a")
        || !article.isEmpty && parts.head.hasPrefix("The ")
      return fact
    }
    return nil
  }

  /// "is the reason why", "is a good idea": what opens so says what is thought of something, not what it is.
  private static let verdicts: Set<String> = [
    "reason", "only", "first", "last", "same", "best", "worst", "case", "way", "one", "good", "bad",
    "must", "matter", "little", "lot", "bit", "few", "problem", "mistake", "sign", "shame", "most",
    "key", "result", "great", "common", "major", "big", "second", "third", "next", "latest",
    "biggest", "largest", "main", "better", "worse", "hard", "long", "short", "simple", "useful",
  ]

  /// A subject short and plain enough to be named in a question.
  private func isNoun(_ text: String) -> Bool {
    let parts = text.split(separator: " ")
    guard (1...6).contains(parts.count), !text.contains(where: { ",;:".contains($0) }) else {
      return false
    }
    let bad: Set<String> = [
      "that", "which", "when", "if", "is", "are", "was", "who", "there", "while", "although",
      "because", "since", "not", "can", "will", "may", "must", "has", "have", "does", "do", "in",
      "on", "at", "by", "with", "from", "after", "before", "during", "under", "where", "whether",
      "unless", "until", "as", "how", "why", "what", "once",
    ]
    return !parts.contains { bad.contains($0.lowercased()) }
  }

  /// No second clause that a question could cut in half.
  private func isLoneClause(_ text: String) -> Bool {
    !text.contains(";") && !text.contains(":") && !Text.contains(text, ", but ")
      && !Text.contains(text, ", and ") && !Text.contains(text, ", so ")
      && !text.hasPrefix("Although ") && !text.hasPrefix("While ") && !text.hasPrefix("If ")
  }

  private func entries(_ text: String) -> [String] {
    var pieces: [String] = []
    for piece in text.split(separator: ",") {
      var rest = Text.trimmed(piece)
      if rest.hasPrefix("and ") { rest = String(rest.dropFirst(4)) }
      if let parts = split(rest, at: " and "), words(parts.head) <= 5, words(parts.tail) <= 6 {
        pieces += [parts.head, parts.tail]
      } else {
        pieces.append(rest)
      }
    }
    return pieces.allSatisfy { (1...10).contains(words($0)) } ? pieces : []
  }
}

// MARK: - Chinese

extension FactPatterns {
  private func chinese(_ sentence: PassageSentence, _ clause: String) -> DocumentFact? {
    chineseSteps(sentence, clause) ?? chineseCause(sentence, clause)
      ?? chineseContrast(sentence, clause) ?? chineseEnumeration(sentence, clause)
      ?? chinesePurpose(sentence, clause) ?? chineseDefinition(sentence, clause)
  }

  private func chineseSteps(_ sentence: PassageSentence, _ clause: String) -> DocumentFact? {
    guard let parts = split(clause, at: "，先") ?? split(clause, at: "，首先"),
      let then = split(parts.tail, at: "，再") ?? split(parts.tail, at: "，然后"),
      (3...20).contains(parts.head.count), !parts.head.contains("，")
    else { return nil }
    let subject = parts.head.hasSuffix("时") ? String(parts.head.dropLast()) : parts.head
    return fact(.steps, sentence, subject, ["先" + then.head, "再" + then.tail])
  }

  private func chineseCause(_ sentence: PassageSentence, _ clause: String) -> DocumentFact? {
    for start in ["由于", "因为"] where clause.hasPrefix(start) {
      guard let parts = split(String(clause.dropFirst(2)), at: "，"), parts.head.count >= 4
      else { return nil }
      var result = parts.tail
      for word in ["因此", "所以", "因而"] where result.hasPrefix(word) {
        result = String(result.dropFirst(2))
      }
      guard result.count >= 5, !result.contains("，"), !PassageSentences.pointsBack(result),
        !["就", "都", "也", "才", "会", "还", "应"].contains(where: { result.hasPrefix($0) })
      else { return nil }
      return fact(.cause, sentence, result, [parts.head])
    }
    // "…，因为下雨，推迟了": the reason may be that of the clause behind it.
    let parts = split(clause, at: "，因为").flatMap { $0.tail.contains("，") ? nil : $0 }
    guard let parts = parts ?? split(clause, at: "，原因是"), parts.head.count >= 5,
      parts.tail.count >= 5, !parts.head.contains("；"),
      !Antecedents.isMissing(inChinese: parts.head)
    else { return nil }
    return fact(.cause, sentence, parts.head, [parts.tail])
  }

  private func chineseContrast(_ sentence: PassageSentence, _ clause: String) -> DocumentFact? {
    if clause.hasPrefix("与"), let parts = split(String(clause.dropFirst()), at: "不同，"),
      (1...16).contains(parts.head.count), parts.tail.count >= 5
    {
      return fact(.unlike, sentence, parts.head, [parts.tail])
    }
    guard let parts = split(clause, at: "，而"), parts.head.count >= 6, parts.tail.count >= 6,
      !parts.head.contains("，"), !parts.tail.contains("，"),
      !["且", "是", "不", "非"].contains(where: { parts.tail.hasPrefix($0) })
    else { return nil }
    return fact(.contrast, sentence, parts.head, [parts.tail])
  }

  private func chineseEnumeration(_ sentence: PassageSentence, _ clause: String) -> DocumentFact? {
    for mark in ["包括", "由", "分为", "包含"] {
      guard let parts = splitSubject(clause, at: mark), isChineseNoun(parts.head),
        parts.tail.contains("、")
      else { continue }
      var tail = parts.tail
      if mark == "由" {
        guard let end = split(tail, at: "组成") ?? split(tail, at: "构成"), end.tail.isEmpty
        else { continue }
        tail = end.head
      }
      guard !tail.contains("，"), !tail.contains("；") else { continue }
      var entries: [String] = []
      for piece in tail.split(separator: "、") {
        if let two = split(String(piece), at: "和") ?? split(String(piece), at: "与"),
          !two.head.isEmpty, !two.tail.isEmpty
        {
          entries += [two.head, two.tail]
        } else {
          entries.append(String(piece))
        }
      }
      return fact(.enumeration, sentence, parts.head, entries)
    }
    return nil
  }

  private func chinesePurpose(_ sentence: PassageSentence, _ clause: String) -> DocumentFact? {
    // 适用于, 应用于, 作用于 are other verbs.
    guard let parts = splitSubject(clause, at: "用于") ?? splitSubject(clause, at: "用来"),
      isChineseNoun(parts.head), parts.tail.count >= 3,
      !"适应作利运使采通".contains(parts.head.last ?? " ")
    else { return nil }
    return fact(.purpose, sentence, parts.head, ["用于" + parts.tail])
  }

  private func chineseDefinition(_ sentence: PassageSentence, _ clause: String) -> DocumentFact? {
    if clause.hasPrefix("所谓"), let parts = split(String(clause.dropFirst(2)), at: "，"),
      isChineseNoun(parts.head)
    {
      return fact(.definition, sentence, parts.head, [parts.tail])
    }
    for mark in ["是指", "指的是", "是一种", "是一个", "是一类", "的定义是"] {
      guard let parts = splitSubject(clause, at: mark), isChineseNoun(parts.head),
        parts.tail.count >= 5
      else { continue }
      // 云岫林场是一个…: a place or an institution is described, and not defined.
      if mark == "是一个", Self.places.contains(where: { parts.head.hasSuffix($0) }) { continue }
      let lead = mark.hasPrefix("是一") ? String(mark.dropFirst()) : ""
      return fact(.definition, sentence, parts.head, [lead + parts.tail])
    }
    return nil
  }

  private func isChineseNoun(_ text: String) -> Bool {
    guard (1...14).contains(text.count) else { return false }
    let bad = [
      "，", "。", "；", "：", "、", "是", "不", "可以", "能够", "时", "如果", "当", "会", "通常", "主要", "就", "了",
      "已", "将", "必须", "需要", "应当", "正在", "有", "在", "把", "被", "从", "都", "也", "还",
    ]
    return !bad.contains { Text.contains(text, $0) }
  }
}

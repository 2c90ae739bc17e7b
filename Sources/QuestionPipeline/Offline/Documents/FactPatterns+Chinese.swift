/// What Chinese sentences state.
extension FactPatterns {
  func chinese(_ sentence: PassageSentence, _ clause: String) -> DocumentFact? {
    (sentence.isFirst ? chineseLinked(sentence, clause) : nil)
      ?? chineseEnumeration(sentence, clause)
      ?? chinesePurpose(sentence, clause) ?? chineseDefinition(sentence, clause)
  }

  /// What is asked of a clause, which has to say enough by itself.
  private func chineseLinked(_ sentence: PassageSentence, _ clause: String) -> DocumentFact? {
    chineseSteps(sentence, clause) ?? chineseCause(sentence, clause)
      ?? chineseContrast(sentence, clause)
  }

  private func chineseSteps(_ sentence: PassageSentence, _ clause: String) -> DocumentFact? {
    guard let parts = split(clause, at: "，先") ?? split(clause, at: "，首先"),
      let then = split(parts.tail, at: "，再") ?? split(parts.tail, at: "，然后"),
      (3...20).contains(parts.head.count), !parts.head.contains("，"),
      !parts.head.hasPrefix("为"), !parts.head.hasSuffix("时候")
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
      !["且", "是", "不", "非"].contains(where: { parts.tail.hasPrefix($0) }),
      parts.tail.contains("则") || isParallel(parts.head, parts.tail)
    else { return nil }
    return fact(.contrast, sentence, parts.head, [parts.tail])
  }

  /// Whether two clauses have two characters in common, as those have that set one thing against another.
  private func isParallel(_ head: String, _ tail: String) -> Bool {
    let tail = Array(tail)
    return zip(tail, tail.dropFirst()).contains { first, second in
      Fold.isHan(first.unicodeScalars.first ?? " ") && head.contains("\(first)\(second)")
    }
  }

  private func chineseEnumeration(_ sentence: PassageSentence, _ clause: String) -> DocumentFact? {
    for mark in ["包括", "由", "分为", "包含"] {
      guard let parts = splitSubject(clause, at: mark), isChineseNoun(parts.head),
        parts.tail.contains("、"),
        // 记录应至少包括…
        !["应", "至少", "宜", "可", "须", "还", "仅", "只", "均", "一般"].contains(where: {
          parts.head.hasSuffix($0)
        })
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
      var fact = fact(.enumeration, sentence, parts.head, entries)
      fact.isDivision = mark == "分为"
      return fact
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
      isChineseNoun(parts.head), !parts.tail.hasPrefix("就是")
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

/// Options that stand in the wrong relation to each other: out of order, one within another, the key in their midst.
///
/// After Haladyna, Downing and Rodriguez (2002), guidelines 21, 22, 28 and 29, and the list of Tarrant et al. (2006) that Moore
/// et al. (2023) use: "lost sequence", "overlapping options", "convergence cue", "logical cue", "implausible
/// distractors". What is implausible for its content no rule sees; only fillers are found.
struct OptionRelationRule: ItemRule {
  let settings: InspectorSettings

  private static let fillers = Phrases(
    "i don't know|don't know|no idea|i have no idea|not sure|who knows|who cares|nothing|no answer"
      + "|anything|whatever|just kidding|不知道|我不知道|不清楚|无所谓|随便|没有答案|什么都不是|什么都没有|不确定")
  private static let counts = Phrases(
    "how many|how much|what percentage|what year|which year|in what year|how old|how long"
      + "|多少|几个|几种|几次|几层|多大|百分之几|哪一年|哪年|多久|多长")

  func flaws(of subject: InspectedDraft) -> [Flaw] {
    guard subject.context.kind == .multipleChoice, subject.choices.count >= 3 else { return [] }
    var flaws: [Flaw] = []
    let parts = subject.choices.map { Self.parts(of: $0) }
    if settings.comparesOptions {
      let numbers = subject.choices.map { OptionNumber($0) }
      if let words = lostSequence(subject, numbers) {
        flaws.append(subject.flaw(FlawName.lostSequence, words))
      }
      if let words = overlap(subject, numbers, parts) {
        flaws.append(subject.flaw(FlawName.overlappingOptions, words))
      }
    }
    if let words = convergence(subject, parts) {
      flaws.append(subject.flaw(FlawName.convergenceCue, words))
    }
    if let words = wrongType(subject) {
      flaws.append(subject.flaw(FlawName.logicalCue, words))
    }
    if let words = filler(subject) {
      flaws.append(subject.flaw(FlawName.implausibleOption, words))
    }
    return flaws
  }

  /// Numbers of one unit that neither rise nor fall.
  private func lostSequence(_ subject: InspectedDraft, _ numbers: [OptionNumber?]) -> String? {
    let values = numbers.compactMap { $0 }
    guard values.count == numbers.count, Set(values.map(\.unit)).count == 1,
      values.allSatisfy({ $0.high == $0.low }), Set(values.map(\.low)).count == values.count
    else { return nil }
    let pairs = zip(values, values.dropFirst())
    if pairs.allSatisfy({ $0.low < $1.low }) || pairs.allSatisfy({ $0.low > $1.low }) {
      return nil
    }
    return subject.draft.choices.map(\.text.asEvidence).joined(separator: " / ")
  }

  private func overlap(
    _ subject: InspectedDraft, _ numbers: [OptionNumber?], _ parts: [[[UInt64]]]
  ) -> String? {
    func pair(_ left: Int, _ right: Int) -> String {
      "“\(subject.draft.choices[left].text.asEvidence)” / “\(subject.draft.choices[right].text.asEvidence)”"
    }
    for left in numbers.indices {
      for right in numbers.indices where right > left {
        if let a = numbers[left], let b = numbers[right], a.unit == b.unit, a.isRange, b.isRange,
          max(a.low, b.low) < min(a.high, b.high) || a.high == b.low || b.high == a.low
        {
          return pair(left, right)
        }
      }
    }
    // "lists" beside "lists and tuples".
    for whole in parts.indices where parts[whole].count >= 2 {
      for part in parts.indices where part != whole && parts[part].count == 1 {
        if parts[whole].contains(parts[part][0]) { return pair(part, whole) }
      }
    }
    return nil
  }

  /// The option that shares most of its parts with the others is the key: writers make distractors from it.
  private func convergence(_ subject: InspectedDraft, _ parts: [[[UInt64]]]) -> String? {
    guard let key = subject.keyIndex else { return nil }
    guard parts.count(where: { $0.count >= 2 }) >= 3, parts[key].count >= 2 else { return nil }
    let shared = parts.indices.map { index in
      parts[index].reduce(0) { sum, part in
        sum + parts.indices.count { $0 != index && parts[$0].contains(part) }
      }
    }
    let isCentral = shared.indices.allSatisfy { $0 == key || shared[$0] < shared[key] }
    let everyPart = parts[key].allSatisfy { part in
      parts.indices.contains { $0 != key && parts[$0].contains(part) }
    }
    guard isCentral, everyPart else { return nil }
    return subject.draft.choices[key].text.asEvidence
  }

  private static let joints = WordSet(["and", "with", "but", "和", "与", "及", "且", "并"])
  private static let articles = WordSet(["a", "an", "the", "both"])

  /// What an option lists, by the keys of its words: "red and round", 长度变短，方向不变.
  private static func parts(of choice: InspectedText) -> [[UInt64]] {
    var parts: [[UInt64]] = []
    var part: [UInt64] = []
    func close() {
      if !part.isEmpty { parts.append(part) }
      part.removeAll(keepingCapacity: true)
    }
    for token in choice.tokens {
      let isJoint = joints.contains(token)
      if isJoint || token.followsBreak { close() }
      if !isJoint, !articles.contains(token) { part.append(token.key) }
    }
    close()
    return parts
  }

  /// A count is asked for, the key is one, and some option is none.
  private func wrongType(_ subject: InspectedDraft) -> String? {
    guard let key = subject.keyIndex, let asked = Self.counts.first(in: subject.question.tokens),
      AnswerTypeRule.hasQuantity(subject.choices[key].tokens, subject.choices[key].prose)
    else { return nil }
    let unfit = subject.choices.first { choice in
      !choice.hasCode && !choice.tokens.isEmpty
        && !AnswerTypeRule.hasQuantity(choice.tokens, choice.prose)
    }
    return unfit.map {
      "“\(subject.question.text(ofTokens: asked.range))” … “\($0.raw.asEvidence)”"
    }
  }

  private func filler(_ subject: InspectedDraft) -> String? {
    for (index, choice) in subject.choices.enumerated() where index != subject.keyIndex {
      guard let match = Self.fillers.first(in: choice.tokens),
        match.range == choice.tokens.indices
      else { continue }
      return "“\(choice.raw.asEvidence)”"
    }
    return nil
  }
}

/// The number or range of numbers that an option is, with what stands around it.
struct OptionNumber {
  var low: Double
  var high: Double
  /// The words around the number, without those of comparison.
  var unit: String
  var isRange: Bool { low != high }

  private static let above = Phrases("大于|超过|高于|多于|以上|至少|不少于|不低于")
  private static let below = Phrases("小于|低于|少于|不足|以下|至多|不超过|不高于")

  /// Nil unless the option is one number or one range with at most three words beside it.
  init?(_ choice: InspectedText) {
    guard (1...2).contains(choice.tokens.count(where: { $0.kind == .number })) else { return nil }
    var values: [Double] = []
    var words: [String] = []
    var isAbove = Self.above.isFound(in: choice.tokens)
    var isBelow = Self.below.isFound(in: choice.tokens)
    for token in choice.tokens {
      switch token.kind {
      case .number:
        guard let value = Double(token.text.filter { $0 != "," }) else { return nil }
        values.append(value)
      case .word, .ideograph:
        switch token.text {
        case "more", "over", "above", "least": isAbove = true
        case "less", "under", "below", "most", "fewer": isBelow = true
        case "than", "at", "to", "from", "between", "and", "到", "至", "约", "about": break
        default: words.append(token.text)
        }
      }
    }
    guard (1...2).contains(values.count), words.count <= 3 else { return nil }
    let hasMinus = choice.prose.first { !$0.isSpace }.map { $0 == "-" || $0 == "−" }
    if hasMinus == true { return nil }
    unit =
      words.joined(separator: " ") + (choice.prose.contains { $0 == "%" || $0 == "％" } ? "%" : "")
    if values.count == 2 {
      // "3/4", "16 × 32" and "O(2)" are no ranges.
      guard
        choice.prose.contains(where: { ["-", "–", "—", "~", "～", "至", "到"].contains($0) })
          || choice.tokens.contains(where: { $0.text == "to" || $0.text == "between" })
      else { return nil }
      (low, high) = (min(values[0], values[1]), max(values[0], values[1]))
    } else if isAbove != isBelow {
      (low, high) = isAbove ? (values[0], .infinity) : (-.infinity, values[0])
    } else {
      (low, high) = (values[0], values[0])
    }
  }
}

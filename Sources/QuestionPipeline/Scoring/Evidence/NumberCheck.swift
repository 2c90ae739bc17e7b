/// Numbers of an item that its source does not give.
struct NumberCheck {
  let source: SourceReading

  /// The first one, as the item has it.
  func fault(of item: StatedItem) -> String? {
    let subject = item.subject
    var given = source.quantities
    let asked = QuantityReader(subject.question).quantities()
    let isSupposed =
      Self.supposing.first(in: subject.question.tokens) != nil
      || subject.context.level == .apply || subject.context.level == .create
    // What a false statement says is denied by its answer, and what wrong options say may be.
    if isSupposed || item.isFalse { given += asked }
    if subject.context.kind == .multipleChoice {
      given += subject.choices.flatMap { QuantityReader($0).quantities() }
    }
    var parts = item.answers
    if let premise = item.premise, !isSupposed { parts.append(premise) }
    if let key = subject.keyIndex, subject.context.kind == .multipleChoice,
      let fault = fault(in: subject.choices[key], given: source.quantities, asked: [])
    {
      return fault
    }
    for part in parts {
      if let fault = fault(in: part, given: given, asked: isSupposed ? asked : []) { return fault }
    }
    return nil
  }

  /// What texts give many numbers of, each of something else.
  private static let usual: Set<String> = ["tim", "time", "倍", "次"]

  private func fault(in text: InspectedText, given: [Quantity], asked: [Quantity]) -> String? {
    let said = QuantityReader(text).quantities()
    let known = said.filter { isCarried($0, given) } + asked
    for quantity in said {
      if isCarried(quantity, given) {
        if isMistaken(quantity) { return quantity.shown(in: text) }
      } else if quantity.isFirm, !isCount(quantity), !isWorkedOut(quantity, from: known) {
        return quantity.shown(in: text)
      } else if !quantity.isFirm, isMistaken(quantity) {
        return quantity.shown(in: text)
      }
    }
    return nil
  }

  private func isCarried(_ quantity: Quantity, _ given: [Quantity]) -> Bool {
    given.contains { there in
      quantity.agrees(with: there)
        || quantity.unit?.dimension == .share && there.unit == nil && source.speaksOfShares
          && quantity.hasValue(of: there)
    }
  }

  /// Whether the source has the number, but of something else, and another number of this.
  private func isMistaken(_ quantity: Quantity) -> Bool {
    guard !quantity.nouns.isEmpty else { return false }
    let nouns = Set(quantity.nouns).subtracting(Self.usual)
    var isToldOtherwise = false
    for there in source.quantities {
      if quantity.hasValue(of: there) || quantity.agrees(with: there) {
        if there.nouns.isEmpty && there.unit == nil { return false }
        if !nouns.isDisjoint(with: there.nouns) { return false }
      } else if !nouns.isDisjoint(with: there.nouns) {
        isToldOtherwise = true
      }
    }
    return isToldOtherwise
  }

  /// "2 reasons", "in 3 steps": how many things the item itself lists.
  private func isCount(_ quantity: Quantity) -> Bool {
    guard let value = quantity.value, value <= 10, value == value.rounded() else { return false }
    return quantity.nouns.contains { Self.listed.contains($0) }
  }

  /// Whether it follows from two others that the text gives, or is the sum of all of them.
  private func isWorkedOut(_ quantity: Quantity, from known: [Quantity]) -> Bool {
    guard let value = quantity.value else { return false }
    let values = known.compactMap(\.value)
    func near(_ other: Double) -> Bool {
      Quantity.isNear(value, other, 0.006) || abs(value - other) <= 0.05 && value != value.rounded()
    }
    if values.count > 2,
      near(values.reduce(0, +)) || near(values.reduce(0, +) / Double(values.count))
    {
      return true
    }
    for (place, left) in values.enumerated() {
      for right in values[(place + 1)...] {
        if near(left + right) || near(abs(left - right)) || near(left * right) { return true }
        if near((left + right) / 2) { return true }
        for third in values where third != 0 && third != left && third != right {
          if near(left * right / third) { return true }
        }
        guard left != 0, right != 0 else { continue }
        if near(left / right) || near(right / left) { return true }
        if quantity.unit?.dimension == .share {
          let changes = [
            left / right, right / left, abs(left - right) / left, abs(left - right) / right,
          ]
          if changes.contains(where: { near($0 * 100) }) { return true }
        }
      }
    }
    return false
  }

  private static let supposing = Phrases(
    "if|suppose|supposing|assume|assuming|imagine|given|say|consider|如果|假设|假如|假定|若|设|倘若|某")
  private static let listed: Set<String> = [
    "reason", "way", "step", "typ", "type", "kind", "part", "point", "factor", "thing", "exampl",
    "sentenc", "word", "main", "key", "stage", "phas", "类", "步", "原因", "方面", "要点", "步骤", "例子", "部分",
    "阶段", "方法", "方式", "优点", "缺点", "理由", "条件", "特点", "句话",
  ]
}

extension Quantity {
  /// With the word behind it.
  fileprivate func shown(in text: InspectedText) -> String {
    let tokens = text.allTokens
    guard let first = range.first, let last = range.last, last < tokens.count else {
      return self.text
    }
    var end = tokens[last].range.upperBound
    while end < text.scalars.count, end - tokens[last].range.upperBound < 12,
      text.scalars[end] == " " || text.scalars[end] == "%" || text.scalars[end] == "％"
        || text.scalars[end].properties.isAlphabetic
    { end += 1 }
    return String(scalars: text.scalars[tokens[first].range.lowerBound..<end]).asEvidence
  }
}

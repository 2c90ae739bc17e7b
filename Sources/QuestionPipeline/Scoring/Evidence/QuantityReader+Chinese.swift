/// Numbers that are written in ideographs.
extension QuantityReader {
  func ideographs(at index: Int) -> Quantity? {
    func run(_ start: Int) -> Int {
      var end = start
      while end < tokens.count, end == start || !tokens[end].followsBreak,
        NumberWords.isNumeral(tokens[end].text)
      { end += 1 }
      return end
    }
    func said(_ words: [String]) -> Bool {
      index + words.count <= tokens.count
        && tokens[index..<index + words.count].map(\.text) == words
    }
    if said(["百", "分", "之"]) {
      if index + 3 < tokens.count, tokens[index + 3].kind == .number,
        let value = Self.values(of: tokens[index + 3].text).first
      {
        return share(value, index..<index + 4)
      }
      let end = run(index + 3)
      guard let value = NumberWords.value(tokens[(index + 3)..<end].map(\.text)) else { return nil }
      return share(value, index..<end)
    }
    if said(["一", "半"]) {
      return Quantity(value: 0.5, isFirm: false, range: index..<index + 2, text: "一半")
    }
    let end = run(index)
    guard end > index else { return nil }
    let words = tokens[index..<end].map(\.text)
    guard !NumberWords.idioms.contains(words.joined()), let value = NumberWords.value(words) else {
      return nil
    }
    if end + 1 < tokens.count, tokens[end].text == "分", tokens[end + 1].text == "之" {
      let last = run(end + 2)
      if let top = NumberWords.value(tokens[(end + 2)..<last].map(\.text)), value > 0 {
        return Quantity(
          value: top / value, isFirm: false, range: index..<last, text: text(index..<last))
      }
    }
    if end < tokens.count, tokens[end].text == "成", words.count == 1,
      end + 1 == tokens.count || tokens[end + 1].followsBreak
        || !NumberWords.afterTenths.contains(tokens[end + 1].text)
    {
      return share(value * 10, index..<end + 1)
    }
    return finished(value, index..<end, isFirm: words.count > 1 && words != ["十", "一"])
  }

  func share(_ value: Double, _ range: Range<Int>) -> Quantity {
    Quantity(
      value: value, unit: QuantityUnit(dimension: .share, factor: 0.01), isFirm: true,
      isRough: isRough(range), range: range, text: text(range))
  }
}

/// Reads the numbers of a text in English and Chinese: digits, words, and what stands behind them.
struct QuantityReader {
  private let scalars: [Unicode.Scalar]
  let tokens: [Token]

  init(_ text: InspectedText) {
    scalars = text.scalars
    tokens = text.allTokens
  }

  /// The numbers in the order of the text. Digits within names ("GPT-2") and marks of lists are none.
  func quantities() -> [Quantity] {
    var result: [Quantity] = []
    var index = 0
    while index < tokens.count {
      let found = read(at: index)
      result += found
      index = max(index + 1, found.last?.range.upperBound ?? 0)
    }
    return result
  }

  func read(at index: Int) -> [Quantity] {
    switch tokens[index].kind {
    case .number: digits(at: index)
    case .word: words(at: index).map { [$0] } ?? []
    case .ideograph: ideographs(at: index).map { [$0] } ?? []
    }
  }

  // MARK: Digits

  func digits(at index: Int) -> [Quantity] {
    guard !isInName(index), !isMark(index) else { return [] }
    let values = Self.values(of: tokens[index].text)
    if let top = values.first, values.count == 1, index + 1 < tokens.count,
      tokens[index + 1].kind == .number, let bottom = Double(tokens[index + 1].text), top < bottom,
      bottom <= 100, scalars[tokens[index].range.upperBound] == "/",
      tokens[index + 1].range.lowerBound == tokens[index].range.upperBound + 1
    {
      let range = index..<index + 2
      return [Quantity(value: top / bottom, isFirm: true, range: range, text: text(range))]
    }
    if values.isEmpty {
      let range = index..<index + 1
      return [Quantity(value: nil, isFirm: true, range: range, text: text(range))]
    }
    var value = values[values.count - 1]
    var end = index + 1
    while end < tokens.count, tokens[end].kind == .number, isThinSpace(before: end),
      tokens[end].text.utf8.count == 3, let more = Double(tokens[end].text)
    {
      value = value * 1000 + more
      end += 1
    }
    var rest: [Quantity] = values.dropLast().map {
      Quantity(value: $0, isFirm: true, range: index..<index + 1, text: tokens[index].text)
    }
    rest.append(finished(value, index..<end, isFirm: true))
    return rest
  }

  /// One number, or several where commas do not group thousands; none where it is no number.
  static func values(of text: String) -> [Double] {
    let parts = text.split(separator: ",")
    guard parts.count > 1 else { return Double(text).map { [$0] } ?? [] }
    let whole = parts.dropFirst().map { $0.prefix { $0 != "." } }
    if whole.allSatisfy({ $0.utf8.count == 3 }), parts[0].utf8.count <= 3 {
      return Double(parts.joined()).map { [$0] } ?? []
    }
    return parts.compactMap { Double($0) }
  }

  /// "GPT-2", "v1.2", "x_3", "CVE-2024-1": joined to a word by a sign.
  func isInName(_ index: Int) -> Bool {
    var place = tokens[index].range.lowerBound
    while place > 1, "-_./:".unicodeScalars.contains(scalars[place - 1]) {
      let before = scalars[place - 2]
      if before.isASCII, before.properties.isAlphabetic { return true }
      guard Script.isDigit(before) else { return false }
      place -= 2
      while place > 0, Script.isDigit(scalars[place - 1]) { place -= 1 }
    }
    return false
  }

  /// "1." or "2)" or 3、 at the start of a line.
  func isMark(_ index: Int) -> Bool {
    let range = tokens[index].range
    guard range.count <= 2, range.upperBound < scalars.count,
      ".)、）".unicodeScalars.contains(scalars[range.upperBound])
    else { return false }
    var place = range.lowerBound
    while place > 0, scalars[place - 1] == " " || scalars[place - 1] == "(" { place -= 1 }
    return place == 0 || scalars[place - 1] == "\n"
  }

  func isThinSpace(before index: Int) -> Bool {
    let place = tokens[index].range.lowerBound
    guard tokens[index - 1].range.upperBound == place - 1 else { return false }
    return [0xA0, 0x202F, 0x2009].contains(scalars[place - 1].value)
  }

  // MARK: Words

  func words(at index: Int) -> Quantity? {
    var total = 0.0
    var part = 0.0
    var end = index
    var count = 0
    while end < tokens.count, tokens[end].kind == .word, end == index || !tokens[end].followsBreak {
      let word = tokens[end].text
      if let value = NumberWords.units[word] {
        part += value
      } else if let value = NumberWords.factors[word], count > 0 {
        part = max(part, 1) * value
        if value >= 1000 {
          total += part
          part = 0
        }
      } else if word == "and", count > 0, end + 1 < tokens.count,
        NumberWords.units[tokens[end + 1].text] != nil, part >= 100
      {
        end += 1
        continue
      } else {
        break
      }
      count += 1
      end += 1
    }
    if count == 0 {
      guard let share = NumberWords.shares[tokens[index].text] else { return nil }
      var result = finished(share, index..<index + 1, isFirm: false)
      result.nouns = []
      return result
    }
    let value = total + part
    return finished(value, index..<end, isFirm: count > 1 || value > 12)
  }

  // MARK: What stands around it

  /// With the magnitude, the unit and the noun behind it.
  func finished(_ value: Double, _ range: Range<Int>, isFirm: Bool) -> Quantity {
    var result = Quantity(value: value, isFirm: isFirm, range: range, text: "")
    var end = range.upperBound
    func isJoined(_ index: Int) -> Bool { index < tokens.count && !tokens[index].followsBreak }
    while isJoined(end), let factor = NumberWords.factors[tokens[end].text], factor >= 100 {
      result.value = (result.value ?? 0) * factor
      end += 1
    }
    // "5k", "3 万", but not 3 千克.
    if isJoined(end), tokens[end].text == "k", isTouching(end) {
      result.value = (result.value ?? 0) * 1000
      end += 1
    }
    while isJoined(end), let factor = NumberWords.magnitudes[tokens[end].text],
      QuantityUnit.chinese(following(end)) == nil
    {
      result.value = (result.value ?? 0) * factor
      end += 1
    }
    let close = tokens[end - 1].range.upperBound
    let sign = close < scalars.count ? scalars[close] : " "
    if "%％".unicodeScalars.contains(sign) {
      result.unit = QuantityUnit(dimension: .share, factor: 0.01)
    } else if "°℃℉".unicodeScalars.contains(sign)
      || sign == " " && close + 1 < scalars.count
        && "°℃℉".unicodeScalars.contains(scalars[close + 1])
    {
      result.unit = QuantityUnit(dimension: .degrees, factor: 1)
      if isJoinedLetter(end) { end += 1 }
    } else if isJoined(end) {
      if tokens[end].text == "per", isJoined(end + 1), tokens[end + 1].text == "cent" {
        result.unit = QuantityUnit(dimension: .share, factor: 0.01)
        end += 2
      } else if let (unit, count) = QuantityUnit.chinese(following(end)) {
        let isDate = unit.dimension == .months && unit.factor == 12 && value >= 1000
        result.unit = isDate ? QuantityUnit(dimension: .date, factor: 1) : unit
        end += count
      } else if let unit = QuantityUnit.named(tokens[end].text) {
        result.unit = unit
        end += 1
      } else {
        result.nouns = nouns(end)
      }
    }
    result.isRough =
      isRough(range) || isJoined(end) && NumberWords.roughAfter.contains(tokens[end].text)
    result.range = range.lowerBound..<end
    result.text = text(result.range)
    return result
  }

  /// The letter of "21 °C".
  func isJoinedLetter(_ index: Int) -> Bool {
    index < tokens.count && (tokens[index].text == "c" || tokens[index].text == "f")
      && "°".unicodeScalars.contains(scalars[tokens[index].range.lowerBound - 1])
  }

  func isTouching(_ index: Int) -> Bool {
    tokens[index].range.lowerBound == tokens[index - 1].range.upperBound
  }

  /// The ideographs from a token on, at most three.
  func following(_ index: Int) -> [String] {
    var result: [String] = []
    for place in index..<min(tokens.count, index + 3) {
      guard tokens[place].isIdeograph, place == index || !tokens[place].followsBreak else { break }
      result.append(tokens[place].text)
    }
    return result
  }

  func nouns(_ index: Int) -> [String] {
    if tokens[index].isIdeograph {
      var words = following(index)
      var result: [String] = []
      if let measure = words.first, NumberWords.measures.contains(measure) {
        if !NumberWords.plainMeasures.contains(measure) { result.append(measure) }
        words.removeFirst()
      }
      if words.count >= 2 { result.append(words[0] + words[1]) }
      return result
    }
    var result: [String] = []
    for place in index..<min(tokens.count, index + 2) {
      let token = tokens[place]
      guard token.kind == .word, place == index || !token.followsBreak,
        !QuestionWords.functionTokens.contains(token),
        !QuestionWords.interrogativeTokens.contains(token),
        !NumberWords.joining.contains(token.text)
      else { break }
      result.append(Stemmer.stem(token.text))
    }
    return result
  }

  func isRough(_ range: Range<Int>) -> Bool {
    guard range.lowerBound > 0, !tokens[range.lowerBound].followsBreak else { return false }
    let last = tokens[range.lowerBound - 1].text
    return NumberWords.roughBefore.contains(last)
      || last == "than" && range.lowerBound > 1
        && ["more", "less"].contains(tokens[range.lowerBound - 2].text)
  }

  func text(_ range: Range<Int>) -> String {
    guard let first = range.first, let last = range.last else { return "" }
    return String(scalars: scalars[tokens[first].range.lowerBound..<tokens[last].range.upperBound])
  }
}

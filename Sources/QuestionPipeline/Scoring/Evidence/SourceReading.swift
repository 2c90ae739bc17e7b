/// What an item's source says, made ready to be held against what the item says.
struct SourceReading: Sendable {
  let quantities: [Quantity]
  let clauses: [Clause]
  /// Whether the item is in Chinese.
  let isChinese: Bool
  /// Whether enough of the source is written as the item is to hold words against words.
  let isInScript: Bool
  /// Whether shares are spoken of without a number beside them, as in the header of a table.
  let speaksOfShares: Bool
  private let words: Set<String>
  private let openings: Set<String>
  private let pairs: Set<String>
  private let ideographs: Set<String>
  private let initials: [Unicode.Scalar]

  /// - Parameter titles: headings above the passage and the name of its document.
  init(_ passage: String, titles: [String], isChinese: Bool) {
    let text = InspectedText(passage)
    let whole = InspectedText(([passage] + titles).joined(separator: "\n"))
    let tokens = whole.allTokens
    quantities = QuantityReader(whole).quantities()
    clauses = Clause.list(of: text)
    self.isChinese = isChinese
    isInScript = tokens.count(where: { $0.isIdeograph == isChinese }) * 5 >= tokens.count
    var words: Set<String> = []
    var openings: Set<String> = []
    var pairs: Set<String> = []
    var ideographs: Set<String> = []
    var initials: [Unicode.Scalar] = []
    for (index, token) in tokens.enumerated() {
      if token.isIdeograph {
        ideographs.insert(token.text)
        if index > 0, tokens[index - 1].isIdeograph, !token.followsBreak {
          pairs.insert(tokens[index - 1].text + token.text)
        }
      } else {
        words.insert(token.text)
        words.insert(Stemmer.stem(token.text))
        if let opening = Self.opening(of: token.text) { openings.insert(opening) }
        if let first = token.text.unicodeScalars.first { initials.append(first) }
      }
    }
    (self.words, self.openings, self.pairs) = (words, openings, pairs)
    (self.ideographs, self.initials) = (ideographs, initials)
    speaksOfShares =
      ["percent", "percentage", "share", "rate", "proportion"].contains { words.contains($0) }
      || whole.scalars.contains { $0 == "%" || $0 == "％" }
      || pairs.contains("占比") || pairs.contains("比例") || pairs.contains("百分")
  }

  private static func opening(of word: String) -> String? {
    word.utf8.count >= 6 ? String(word.prefix(5)) : nil
  }

  /// Whether the word stands there, in whatever form, or is made of the first letters of words that do.
  func names(_ word: String) -> Bool {
    if words.contains(word) || words.contains(Stemmer.stem(word)) { return true }
    let letters = Array((word.hasSuffix("s") ? word.dropLast() : word[...]).unicodeScalars)
    guard letters.count >= 2, letters.count <= initials.count else { return false }
    return (0...(initials.count - letters.count)).contains {
      initials[$0..<$0 + letters.count].elementsEqual(letters)
    }
  }

  /// How much of a text's content stands in the source, 0 to 1, and how much there is: words by stem or opening,
  /// ideographs by pairs, half where only the single ones do. A number with its unit is one word.
  func carries(_ text: InspectedText, except known: Set<String> = []) -> (share: Double, count: Int)
  {
    var carried = 0.0
    var count = 0
    var last: Token?
    let quantities = QuantityReader(text).quantities()
    var told: Set<Double> = []
    for quantity in quantities where quantity.isFirm && told.insert(quantity.value ?? 0).inserted {
      count += 1
      carried += self.quantities.contains { quantity.agrees(with: $0) } ? 1 : 0
    }
    let numbers = quantities.map(\.range)
    for (index, token) in text.allTokens.enumerated() {
      defer { last = token }
      if Self.general.contains(token.text) || numbers.contains(where: { $0.contains(index) }) {
        continue
      }
      switch token.kind {
      case .number: continue
      case .word:
        let stem = Stemmer.stem(token.text)
        if QuestionWords.functionTokens.contains(token) || known.contains(stem)
          || QuestionWords.interrogativeTokens.contains(token)
          || QuestionWords.function.contains(stem) || QuestionWords.generic.contains(stem)
        {
          continue
        }
        count += 1
        let isThere =
          words.contains(stem) || words.contains(token.text)
          || Self.opening(of: token.text).map { openings.contains($0) } ?? false
        carried += isThere ? 1 : 0
      case .ideograph:
        guard let last, last.isIdeograph, !token.followsBreak else { continue }
        let pair = last.text + token.text
        if known.contains(pair) || QuestionWords.functionIdeographTokens.contains(token)
          || QuestionWords.functionIdeographTokens.contains(last)
        {
          continue
        }
        count += 1
        if pairs.contains(pair) {
          carried += 1
        } else if ideographs.contains(last.text), ideographs.contains(token.text) {
          carried += 0.5
        }
      }
    }
    return (count == 0 ? 1 : carried / Double(count), count)
  }

  /// Words that lead to a number or a verdict, and say nothing of their own.
  private static let general: Set<String> = [
    "roughly", "nearly", "around", "approximately", "less", "minus", "plus", "times", "total",
    "true", "false", "correct", "incorrect", "wrong", "right", "yes", "no", "statement", "约", "即",
    "近", "减", "去",
  ]

  /// The content of some tokens, as `carries` counts it.
  static func content(of tokens: [Token]) -> Set<String> {
    var result: Set<String> = []
    var last: Token?
    for token in tokens {
      defer { last = token }
      switch token.kind {
      case .number: result.insert(token.text)
      case .word:
        if !QuestionWords.functionTokens.contains(token),
          !QuestionWords.interrogativeTokens.contains(token)
        {
          result.insert(Stemmer.stem(token.text))
        }
      case .ideograph:
        guard let last, last.isIdeograph, !token.followsBreak else { continue }
        if !QuestionWords.functionIdeographTokens.contains(token),
          !QuestionWords.functionIdeographTokens.contains(last)
        {
          result.insert(last.text + token.text)
        }
      }
    }
    return result
  }
}

/// A text as rules look at it: its scalars, its prose without code, and its tokens.
struct InspectedText: Sendable {
  let raw: String
  let scalars: [Unicode.Scalar]
  /// The scalars with code between backticks and formulas between dollar signs hidden, at the same offsets.
  let prose: [Unicode.Scalar]
  /// Of the prose.
  let tokens: [Token]
  /// Those that stand outside quotation marks.
  let unquotedTokens: [Token]
  /// The words and numbers, each ideograph counting half a word.
  let length: Double
  let hasUnclosedFence: Bool
  /// Whether a backtick has no partner.
  let hasUnclosedCode: Bool
  /// Whether there is code between backticks, or a formula.
  let hasCode: Bool
  /// What kinds of signs the text has at all, so that nobody looks for what is not there.
  let signs: TextSigns

  init(_ text: String) {
    raw = text
    scalars = text.scalarArray
    let signs = TextSigns(scalars)
    self.signs = signs
    var hidden = (prose: scalars, hasUnclosedFence: false, hasUnclosedCode: false)
    if signs.contains(.backtick) { hidden = Self.hideCode(scalars) }
    if signs.contains(.dollar) { Self.hideFormulas(&hidden.prose) }
    (prose, hasUnclosedFence, hasUnclosedCode) = hidden
    let mayHide = signs.contains(.backtick) || signs.contains(.dollar)
    hasCode = (mayHide || signs.contains(.hidden)) && prose.contains(Self.hidden)
    let tokens = Tokenizer.tokens(of: prose)
    self.tokens = tokens
    unquotedTokens =
      signs.contains(.quote) && Self.hasQuote(prose)
      ? Tokenizer.tokens(of: Self.hideQuotes(prose, from: 0)) : tokens
    var length = 0.0
    for token in tokens { length += token.isIdeograph ? 0.5 : 1 }
    self.length = length
  }

  /// Stands for hidden scalars; it separates phrases.
  static let hidden: Unicode.Scalar = "\u{FFFC}"

  var isBlank: Bool { !scalars.contains { !$0.isSpace } }

  /// The tokens of the whole text, code included.
  var allTokens: [Token] { hasCode ? Tokenizer.tokens(of: scalars) : tokens }

  /// The tokens but for quotes so long that they are passages rather than names.
  var tokensOutsidePassages: [Token] {
    guard signs.contains(.quote), Self.hasQuote(prose) else { return tokens }
    return Tokenizer.tokens(of: Self.hideQuotes(prose, from: 40))
  }

  /// Whether a quote may begin in the prose.
  private static func hasQuote(_ prose: [Unicode.Scalar]) -> Bool {
    prose.contains { QuotedSpans.closing(of: $0) != nil }
  }

  func text(_ range: Range<Int>) -> String {
    String(scalars: scalars[range])
  }

  /// The words from the first of the tokens to the last, as written.
  func text(ofTokens range: Range<Int>) -> String {
    guard let first = range.first, let last = range.last else { return "" }
    return text(tokens[first].range.lowerBound..<tokens[last].range.upperBound)
  }

  private static func hideCode(
    _ scalars: [Unicode.Scalar]
  ) -> (prose: [Unicode.Scalar], hasUnclosedFence: Bool, hasUnclosedCode: Bool) {
    guard scalars.contains("`") else { return (scalars, false, false) }
    var isUnclosed = false
    var prose = scalars
    var position = 0
    while position < scalars.count {
      guard scalars[position] == "`" else {
        position += 1
        continue
      }
      var width = 1
      while position + width < scalars.count, scalars[position + width] == "`" { width += 1 }
      var end = position + width
      var run = 0
      while end < scalars.count, run < width {
        run = scalars[end] == "`" ? run + 1 : 0
        end += 1
      }
      if run == width {
        for index in position..<end { prose[index] = hidden }
      } else if width >= 3 {
        for index in position..<scalars.count { prose[index] = hidden }
        return (prose, true, true)
      } else {
        isUnclosed = true
        end = position + width
      }
      position = end
    }
    return (prose, false, isUnclosed)
  }

  /// Hides what stands between dollar signs on one line as TeX has it: no space inside the signs, no digit after them,
  /// so that "$5 and $6" stays text.
  private static func hideFormulas(_ prose: inout [Unicode.Scalar]) {
    guard let first = prose.firstIndex(of: "$") else { return }
    var start = first
    while start < prose.count {
      guard prose[start] == "$" else {
        start += 1
        continue
      }
      var width = 1
      while start + width < prose.count, prose[start + width] == "$" { width += 1 }
      var end = start + width
      while end < prose.count, prose[end] != "$", width > 1 || prose[end] != "\n" { end += 1 }
      let isClosed = end < prose.count && prose[end] == "$" && end > start + width
      let after = end + width < prose.count ? prose[end + width] : " "
      guard isClosed, width > 1 || prose[start + 1] != " " && !Script.isDigit(after) else {
        start += width
        continue
      }
      let isFormula =
        width > 1 || prose[end - 1] != " " || prose[(start + 1)..<end].contains("\\")
      let stop = min(prose.count, end + width)
      if isFormula { for index in start..<stop { prose[index] = hidden } }
      start = isFormula ? stop : start + width
    }
  }

  /// Hides quotes of that many scalars or more.
  private static func hideQuotes(
    _ scalars: [Unicode.Scalar], from length: Int
  ) -> [Unicode.Scalar] {
    var result = scalars
    var position = 0
    while position < scalars.count {
      if let closing = QuotedSpans.closing(of: scalars[position]),
        let end = scalars[(position + 1)...].firstIndex(of: closing)
      {
        if end - position - 1 >= length {
          for index in position...end { result[index] = hidden }
        }
        position = end + 1
      } else {
        position += 1
      }
    }
    return result
  }
}

extension String {
  /// The text without spaces at its ends, for evidence cut to about 80 scalars.
  var asEvidence: String {
    var kept: [Unicode.Scalar] = []
    for scalar in scalarArray {
      let isSpace = scalar.isSpace
      if isSpace, kept.last.map({ $0 == " " }) != false { continue }
      kept.append(isSpace ? " " : scalar)
    }
    while kept.last == " " { kept.removeLast() }
    guard kept.count > 80 else { return String(scalars: kept) }
    return String(scalars: kept[..<80]) + "…"
  }

  /// The end of the text, for evidence.
  var tailEvidence: String {
    let view = String.UnicodeScalarView(unicodeScalars.suffix(40))
    return (view.count < unicodeScalars.count ? "…" : "") + String(view).asEvidence
  }
}

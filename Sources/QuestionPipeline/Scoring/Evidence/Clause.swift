/// A clause without its function words: what it says, in its order.
struct Clause: Sendable {
  struct Element: Sendable, Hashable {
    /// A stem, an ideograph, or the digits of a number.
    var key: String
    /// What is counted, and how much of it.
    var quantity: Quantity?
    /// Whether it is where something begins: "from 80".
    var isStart = false
    var isNegation: Bool { key == "¬" }

    /// Whether both say the same; a number also in another form.
    func matches(_ source: Element) -> Bool {
      switch (quantity, source.quantity) {
      case (let quantity?, let there?):
        // "20 loaves" are not 20 kilograms.
        return quantity.agrees(with: there)
          && !(quantity.unit == nil && there.unit != nil && !quantity.nouns.isEmpty)
          && !(quantity.unit != nil && there.unit == nil && !there.nouns.isEmpty)
      case (nil, nil): return key == source.key && !isNegation
      default: return false
      }
    }
  }

  let elements: [Element]
  let text: String

  var numbers: [Quantity] { elements.compactMap(\.quantity) }

  /// The clauses of a text, cut at its punctuation.
  static func list(of text: InspectedText) -> [Clause] {
    let tokens = text.allTokens
    guard !tokens.isEmpty else { return [] }
    let negations = QuestionWords.negations.all(in: tokens)
    let harmless = negations.isEmpty ? [] : QuestionWords.unnegated.all(in: tokens)
    var denies: Set<Int> = []
    for match in negations where !harmless.contains(where: { $0.range.overlaps(match.range) }) {
      denies.formUnion(match.range)
    }
    var quantities: [Int: Quantity] = [:]
    for quantity in QuantityReader(text).quantities() where quantity.value != 1 || quantity.isFirm {
      quantities[quantity.range.lowerBound] = quantity
    }
    var result: [Clause] = []
    var elements: [Element] = []
    var start = 0
    var index = 0
    func close(_ end: Int) {
      if !elements.isEmpty {
        let place = tokens[start].range.lowerBound..<tokens[end - 1].range.upperBound
        result.append(Clause(elements: elements, text: String(scalars: text.scalars[place])))
      }
      elements = []
      start = end
    }
    while index < tokens.count {
      if tokens[index].followsBreak, index > start { close(index) }
      if let quantity = quantities[index] {
        let isStart = index > start && Self.starts.contains(tokens[index - 1].text)
        elements.append(Element(key: quantity.text, quantity: quantity, isStart: isStart))
        index = max(index + 1, quantity.range.upperBound)
      } else {
        let isLarge = text.scalars[tokens[index].range.lowerBound].properties.isUppercase
        if let key = key(tokens[index], isLarge && index > start, denies.contains(index)) {
          elements.append(Element(key: key))
        }
        index += 1
      }
    }
    close(tokens.count)
    return result
  }

  private static func key(_ token: Token, _ isName: Bool, _ isDenial: Bool) -> String? {
    if isDenial { return "¬" }
    if token.isIdeograph { return frame.contains(token.text) ? nil : token.text }
    if !isName, !Opposites.known.contains(token.text),
      QuestionWords.functionTokens.contains(token)
        || QuestionWords.interrogativeTokens.contains(token)
    {
      return nil
    }
    return token.kind == .word ? Stemmer.stem(token.text) : token.text
  }

  private static let starts: Set<String> = ["from", "从", "由", "自"]
  /// Less than `QuestionWords.functionIdeographs`: 前 and 后, 上 and 下, 多 and 少 are what clauses are about.
  private static let frame = Set(
    "的了吗呢吧啊呀嘛么是在和与及或有个这那其之并而且但也都就还又很着过到地得把被将会能可以应该它们为从由于对一".map(String.init))
}

/// A clause of an item laid beside one of its source: what they share in the same order, and what stands in between.
struct ClauseAlignment {
  let said: Clause
  let source: Clause
  /// Places of equal elements, in both.
  let pairs: [(said: Int, source: Int)]

  /// By the longest common subsequence.
  init(_ said: Clause, _ source: Clause) {
    self.said = said
    self.source = source
    let (a, b) = (said.elements, source.elements)
    let equal = a.map { element in b.map { element.matches($0) } }
    var lengths = [[Int]](repeating: [Int](repeating: 0, count: b.count + 1), count: a.count + 1)
    for i in stride(from: a.count - 1, through: 0, by: -1) {
      for j in stride(from: b.count - 1, through: 0, by: -1) {
        lengths[i][j] =
          equal[i][j] ? lengths[i + 1][j + 1] + 1 : max(lengths[i + 1][j], lengths[i][j + 1])
      }
    }
    var pairs: [(said: Int, source: Int)] = []
    var (i, j) = (0, 0)
    while i < a.count, j < b.count {
      if equal[i][j] {
        pairs.append((i, j))
        i += 1
        j += 1
      } else if lengths[i + 1][j] >= lengths[i][j + 1] {
        i += 1
      } else {
        j += 1
      }
    }
    self.pairs = pairs
  }

  /// How much they have in common; an equal number tells more than an equal word.
  var weight: Int {
    pairs.count + 2 * pairs.count { said.elements[$0.said].quantity != nil }
  }

  /// Of what the item says, negations aside.
  var share: Double {
    let count = said.elements.count { !$0.isNegation }
    return count == 0 ? 0 : Double(pairs.count) / Double(count)
  }

  /// Where both go on with something else.
  struct Gap {
    var said: ArraySlice<Clause.Element>
    var source: ArraySlice<Clause.Element>
    /// What both have behind it.
    var next: Clause.Element?
  }

  /// Before the first pair and behind the last as much of the source as the item says, and a little more.
  var gaps: [Gap] {
    guard let first = pairs.first, let last = pairs.last else { return [] }
    var result: [Gap] = []
    if first.said > 0, first.source > 0 {
      let start = max(0, first.source - first.said - 1)
      result.append(
        Gap(
          said: said.elements[..<first.said], source: source.elements[start..<first.source],
          next: said.elements[first.said]))
    }
    for (left, right) in zip(pairs, pairs.dropFirst()) {
      let gap = Gap(
        said: said.elements[(left.said + 1)..<right.said],
        source: source.elements[(left.source + 1)..<right.source], next: said.elements[right.said])
      if !gap.said.isEmpty || !gap.source.isEmpty { result.append(gap) }
    }
    let rest = said.elements[(last.said + 1)...]
    let there = source.elements[(last.source + 1)...].prefix(rest.count + 1)
    if !rest.isEmpty { result.append(Gap(said: rest, source: there)) }
    return result
  }

  /// Whether one of the two denies what the other says, as far as they say the same. Where something else stands beside
  /// the denial, as in "not at the sides", that may be what is denied.
  var isNegated: Bool {
    func denials(_ elements: ArraySlice<Clause.Element>, most: Int) -> Int? {
      let count = elements.count(where: \.isNegation)
      return count > 0 && elements.count - count > most ? nil : count
    }
    guard let first = pairs.first else { return false }
    var (here, there) = (0, 0)
    for gap in gaps where gap.next != nil || gap.source.isEmpty {
      guard let said = denials(gap.said, most: 1), let source = denials(gap.source, most: 0) else {
        return false
      }
      here += said
      there += source
    }
    if first.said > 0, first.source == 0, let said = denials(said.elements[..<first.said], most: 1)
    {
      here += said
    }
    if first.said == 0, first.source > 0, source.elements[first.source - 1].isNegation {
      there += 1
    }
    return here % 2 != there % 2
  }

  /// Whether either says with another word that something is not.
  var deniesByWords: Bool {
    [said, source].contains { clause in
      clause.elements.contains { Self.denying.contains($0.key) }
        || Self.denyingIdeographs.contains { clause.text.contains($0) }
    }
  }

  private static let denying: Set<String> = Set(
    [
      "stop", "avoid", "lack", "forbid", "forbidden", "prohibit", "fail", "rather", "instead",
      "absent", "missing", "only", "single", "lest", "unless", "prevent",
    ]
    .map(Stemmer.stem))
  private static let denyingIdeographs = [
    "停止", "禁止", "避免", "缺乏", "免", "拒绝", "而不是", "只有", "只允许", "除了", "除非", "防止", "失去",
  ]
}

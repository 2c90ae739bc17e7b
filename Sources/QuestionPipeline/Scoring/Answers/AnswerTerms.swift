/// The terms of an answer: its words and numbers, and for Chinese the neighbouring pairs of ideographs.
struct AnswerTerms: Sendable {
  struct Term: Sendable {
    var text: String
    var kind: Token.Kind
    /// Trigrams of the letters between two borders, each once, ascending; of a pair of ideographs, itself.
    var grams: [UInt64]
    var letters: [Unicode.Scalar]
    /// Articles, pronouns, auxiliaries and the like.
    var isFunction: Bool
  }

  let tokens: [Token]
  let terms: [Term]

  init(_ text: String) {
    tokens = Tokenizer.tokens(of: text)
    var terms: [Term] = []
    var index = 0
    while index < tokens.count {
      guard tokens[index].isIdeograph else {
        terms.append(Self.word(tokens[index]))
        index += 1
        continue
      }
      var end = index + 1
      while end < tokens.count, tokens[end].isIdeograph, !tokens[end].followsBreak { end += 1 }
      let run = tokens[index..<end].map(\.text)
      if run.count == 1 { terms.append(Self.ideographs(run[0])) }
      for (left, right) in zip(run, run.dropFirst()) { terms.append(Self.ideographs(left + right)) }
      index = end
    }
    self.terms = terms
  }

  /// The terms that say something; all of them where none does.
  var content: [Term] {
    let content = terms.filter { !$0.isFunction }
    return content.isEmpty ? terms : content
  }

  private static func word(_ token: Token) -> Term {
    var text = token.text
    if text.hasSuffix("'s") { text.removeLast(2) }
    var kind = token.kind
    if let number = numerals[text] {
      text = number
      kind = .number
    }
    let letters = Array(text.unicodeScalars)
    let bordered = [0x5E] + letters.map { UInt64($0.value) } + [0x24]
    var grams: [UInt64] = []
    for start in 0..<max(1, bordered.count - 2) {
      grams.append(bordered[start..<min(bordered.count, start + 3)].reduce(0) { $0 << 21 | $1 })
    }
    return Term(
      text: text, kind: kind, grams: unique(grams), letters: letters,
      isFunction: function.contains(text))
  }

  private static func ideographs(_ text: String) -> Term {
    let letters = Array(text.unicodeScalars)
    return Term(
      text: text, kind: .ideograph,
      grams: [letters.reduce(1) { $0 << 21 | UInt64($1.value) }], letters: letters,
      isFunction: letters.allSatisfy { QuestionWords.functionIdeographs.contains(String($0)) })
  }

  /// Ascending, each once.
  static func unique(_ keys: [UInt64]) -> [UInt64] {
    var result: [UInt64] = []
    for key in keys.sorted() where key != result.last { result.append(key) }
    return result
  }

  /// How many keys two ascending lists share.
  static func common(_ left: [UInt64], _ right: [UInt64]) -> Int {
    var (i, j, count) = (0, 0, 0)
    while i < left.count, j < right.count {
      if left[i] == right[j] { count += 1 }
      let (a, b) = (left[i], right[j])
      if a <= b { i += 1 }
      if b <= a { j += 1 }
    }
    return count
  }

  private static let numerals: [String: String] = Dictionary(
    uniqueKeysWithValues: [
      "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
      "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
      "nineteen", "twenty",
    ].enumerated().map { ($0.element, String($0.offset)) })

  /// Fewer than a question's: "more" and "over" may be the whole of an answer.
  private static let function: Set<String> = Set(
    ("a an the this that these those it its they them their he she his her i me my we our us you"
      + " your is are was were be been being am do does did done have has had having can could will"
      + " would shall should may might must of to in on at by for with from as into about than and or"
      + " but if so then there here what which how why when where who whom whose")
      .split(separator: " ").map(String.init))
}

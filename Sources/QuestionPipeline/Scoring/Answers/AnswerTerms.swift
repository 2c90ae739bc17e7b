/// The terms of an answer: its words and numbers, and for Chinese the neighbouring pairs of ideographs.
struct AnswerTerms: Sendable {
  struct Term: Sendable {
    var text: String
    /// The text's stable hash, by which terms are compared.
    var key: UInt64
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

  /// The trigrams of some terms, ascending, each once.
  static func grams(of terms: [Term]) -> [UInt64] {
    var grams: [UInt64] = []
    grams.reserveCapacity(terms.reduce(0) { $0 + $1.grams.count })
    for index in terms.indices { grams += terms[index].grams }
    makeUnique(&grams)
    return grams
  }

  private static func word(_ token: Token) -> Term {
    var (text, key, kind) = (token.text, token.key, token.kind)
    if text.hasSuffix("'s") {
      text.removeLast(2)
      key = text.stableHash
    }
    if numeralWords.contains(key: key), let number = numerals[text] {
      text = number
      key = number.stableHash
      kind = .number
    }
    let letters = text.scalarArray
    return Term(
      text: text, key: key, kind: kind, grams: grams(of: letters), letters: letters,
      isFunction: function.contains(key: key))
  }

  private static func ideographs(_ text: String) -> Term {
    let letters = text.scalarArray
    return Term(
      text: text, key: text.stableHash, kind: .ideograph,
      grams: [letters.reduce(1) { $0 << 21 | UInt64($1.value) }], letters: letters,
      isFunction: letters.allSatisfy { QuestionWords.functionIdeographs.contains(String($0)) })
  }

  /// The trigrams of a word's letters between two borders, ascending, each once.
  private static func grams(of letters: [Unicode.Scalar]) -> [UInt64] {
    var grams: [UInt64] = []
    grams.reserveCapacity(max(1, letters.count))
    var window: UInt64 = 0x5E
    for index in 0...letters.count {
      let next = index < letters.count ? UInt64(letters[index].value) : 0x24
      window = (window << 21 | next) & (1 << 63 - 1)
      if index > 0 || letters.isEmpty { grams.append(window) }
    }
    makeUnique(&grams)
    return grams
  }

  /// Puts keys in ascending order, each once.
  private static func makeUnique(_ keys: inout [UInt64]) {
    keys.sort()
    var count = 0
    for index in keys.indices where count == 0 || keys[index] != keys[count - 1] {
      keys[count] = keys[index]
      count += 1
    }
    keys.removeLast(keys.count - count)
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
  private static let numeralWords = WordSet(numerals.keys)

  /// Fewer than a question's: "more" and "over" may be the whole of an answer.
  private static let function = WordSet(
    ("a an the this that these those it its they them their he she his her i me my we our us you"
      + " your is are was were be been being am do does did done have has had having can could will"
      + " would shall should may might must of to in on at by for with from as into about than and or"
      + " but if so then there here what which how why when where who whom whose")
      .split(separator: " ").map(String.init))
}

/// The terms of an answer: its words and numbers, and for Chinese the neighbouring pairs of ideographs.
///
/// Letters and trigrams of all terms stand in one list each: a list for each term would be made and dropped tens of
/// thousands of times a second.
struct AnswerTerms: Sendable {
  struct Term: Sendable {
    /// The stable hash of its text, by which terms are compared.
    var key: UInt64
    var kind: Token.Kind
    /// Articles, pronouns, auxiliaries and the like.
    var isFunction: Bool
    /// Where its letters stand among those of all terms.
    fileprivate var letters: Range<Int>
    /// Where its trigrams stand among those of all terms.
    fileprivate var grams: Range<Int>
  }

  let tokens: [Token]
  private(set) var terms: [Term] = []
  private var letters: [Unicode.Scalar] = []
  /// Of each word the trigrams of its letters between two borders, ascending, each once; of a pair of ideographs, itself.
  private var grams: [UInt64] = []

  init(_ text: String) {
    tokens = Tokenizer.tokens(of: text)
    terms.reserveCapacity(tokens.count)
    let length = tokens.last?.range.upperBound ?? 0
    letters.reserveCapacity(length)
    grams.reserveCapacity(length)
    var index = 0
    while index < tokens.count {
      guard tokens[index].isIdeograph else {
        appendWord(tokens[index])
        index += 1
        continue
      }
      var end = index + 1
      while end < tokens.count, tokens[end].isIdeograph, !tokens[end].followsBreak { end += 1 }
      if end == index + 1 { appendIdeographs(tokens[index].text) }
      for place in (index + 1)..<end {
        appendIdeographs(tokens[place - 1].text + tokens[place].text)
      }
      index = end
    }
  }

  /// The terms that say something; all of them where none does.
  var content: [Term] {
    let content = terms.filter { !$0.isFunction }
    return content.isEmpty ? terms : content
  }

  /// The trigrams of some of the terms, ascending, each once.
  func grams(of terms: some Sequence<Term>) -> [UInt64] {
    var grams: [UInt64] = []
    grams.reserveCapacity(self.grams.count)
    for term in terms { grams += self.grams[term.grams] }
    let count = grams.withUnsafeMutableBufferPointer { Self.makeUnique(&$0) }
    grams.removeLast(grams.count - count)
    return grams
  }

  /// How like each other the letters of two words are: the Dice coefficient of their trigrams, or the share of a common
  /// beginning of four letters or more.
  ///
  /// - Parameter others: what the other term is one of.
  /// - Returns: from 0 to 1; 0 where the trigrams could not reach a half and the beginning is shorter than four letters.
  func likeness(of term: Term, to other: Term, in others: AnswerTerms) -> Double {
    var likeness = 0.0
    let (own, their) = (term.grams.count, other.grams.count)
    // They share no more than the shorter one has.
    if 4 * min(own, their) >= own + their {
      let common = grams.withUnsafeBufferPointer { left in
        others.grams.withUnsafeBufferPointer { right in
          Self.common(
            UnsafeBufferPointer(rebasing: left[term.grams]),
            UnsafeBufferPointer(rebasing: right[other.grams]))
        }
      }
      likeness = 2 * Double(common) / Double(own + their)
    }
    let beginning = commonBeginning(of: term, and: other, in: others)
    if beginning >= 4 {
      let longer = max(term.letters.count, other.letters.count)
      likeness = max(likeness, Double(beginning) / Double(longer))
    }
    return likeness
  }

  private func commonBeginning(of term: Term, and other: Term, in others: AnswerTerms) -> Int {
    let end = min(term.letters.count, other.letters.count)
    let (left, right) = (term.letters.lowerBound, other.letters.lowerBound)
    var count = 0
    while count < end, letters[left + count] == others.letters[right + count] { count += 1 }
    return count
  }

  private mutating func appendWord(_ token: Token) {
    var (text, key, kind) = (token.text, token.key, token.kind)
    if text.hasSuffix("'s") {
      text.removeLast(2)
      key = text.stableHash
    }
    if Self.numeralWords.contains(key: key), let number = Self.numerals[text] {
      text = number
      key = number.stableHash
      kind = .number
    }
    let (firstLetter, firstGram) = (letters.count, grams.count)
    text.appendScalars(to: &letters)
    appendGrams(ofLettersFrom: firstLetter)
    terms.append(
      Term(
        key: key, kind: kind, isFunction: Self.function.contains(key: key),
        letters: firstLetter..<letters.count, grams: firstGram..<grams.count))
  }

  /// One ideograph that stands alone, or two neighbours.
  private mutating func appendIdeographs(_ text: String) {
    let first = letters.count
    text.appendScalars(to: &letters)
    let own = letters[first...]
    grams.append(own.reduce(1) { $0 << 21 | UInt64($1.value) })
    terms.append(
      Term(
        key: text.stableHash, kind: .ideograph,
        isFunction: own.allSatisfy { QuestionWords.functionIdeographs.contains(String($0)) },
        letters: first..<letters.count, grams: (grams.count - 1)..<grams.count))
  }

  /// Appends the trigrams of the last letters between two borders, ascending, each once.
  private mutating func appendGrams(ofLettersFrom first: Int) {
    let start = grams.count
    var window: UInt64 = 0x5E
    for index in first...letters.count {
      let next = index < letters.count ? UInt64(letters[index].value) : 0x24
      window = (window << 21 | next) & (1 << 63 - 1)
      if index > first || first == letters.count { grams.append(window) }
    }
    let count = grams.withUnsafeMutableBufferPointer { grams in
      var own = UnsafeMutableBufferPointer(rebasing: grams[start...])
      return Self.makeUnique(&own)
    }
    grams.removeLast(grams.count - start - count)
  }

  /// Puts keys in ascending order, each once.
  ///
  /// - Returns: how many there are now, from the first place on.
  private static func makeUnique(_ keys: inout UnsafeMutableBufferPointer<UInt64>) -> Int {
    keys.sort()
    var count = 0
    for key in keys where count == 0 || key != keys[count - 1] {
      keys[count] = key
      count += 1
    }
    return count
  }

  /// How many keys two ascending lists share.
  static func common(_ left: [UInt64], _ right: [UInt64]) -> Int {
    left.withUnsafeBufferPointer { left in
      right.withUnsafeBufferPointer { common(left, $0) }
    }
  }

  private static func common(
    _ left: UnsafeBufferPointer<UInt64>, _ right: UnsafeBufferPointer<UInt64>
  ) -> Int {
    var (i, j, count) = (0, 0, 0)
    while i < left.count, j < right.count {
      let (a, b) = (left[i], right[j])
      count += a == b ? 1 : 0
      i += a <= b ? 1 : 0
      j += b <= a ? 1 : 0
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

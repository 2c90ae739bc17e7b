/// The terms under which a memory finds a text again: English words by their stem, numbers, and of Chinese each ideograph
/// and each pair of neighbours, so that a word of two ideographs is one term.
enum MemoryTerms {
  /// Raised when other terms come of the same text: a file made under a lower number is indexed anew.
  static let version = 1

  /// The terms in the order of their first coming, each once.
  static func of(_ text: String) -> [String] {
    var result: [String] = []
    var known: Set<String> = []
    func add(_ term: String) { if known.insert(term).inserted { result.append(term) } }
    var previous: Token?
    for token in Tokenizer.tokens(of: text) {
      switch token.kind {
      case .ideograph:
        add(token.text)
        if let previous, previous.isIdeograph, previous.range.upperBound == token.range.lowerBound {
          add(previous.text + token.text)
        }
      case .number: add(plain(token.text))
      case .word: add(plain(Stemmer.stem(token.text)))
      }
      previous = token
    }
    return result
  }

  /// Without ASCII punctuation, at which the index would cut it: "c++" keeps its signs as their numbers.
  private static func plain(_ word: String) -> String {
    var result = ""
    for scalar in word.unicodeScalars {
      if scalar.isASCII, !Script.isDigit(scalar), !scalar.properties.isAlphabetic {
        result += "x" + String(scalar.value, radix: 16) + "x"
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

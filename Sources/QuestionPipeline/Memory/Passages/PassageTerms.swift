/// The terms under which a memory finds a passage again, and how much each says of it.
///
/// They are those of `MemoryTerms` (words by their stem, numbers, ideographs and pairs of neighbours), told by 64-bit hashes:
/// a million passages have some ten million terms, of which two are told apart wrongly with a chance of 3 in a million.
struct PassageTerms {
  /// Raised when other terms or impacts come of the same text: a file made under a lower number is indexed anew.
  static let version = 1

  struct Term: Sendable, Hashable {
    var key: UInt64
    /// The step of `impacts` that its frequency in a passage of that length has.
    var impact: UInt8
  }

  /// Stems by the hash of the word: most words come again.
  private var stems: [UInt64: UInt64] = [:]

  /// What a term adds for each step, in tenths of its weight: Okapi's saturated frequency (k1 = 1.2, b = 0.75), eight steps
  /// between 0.5 and 2.2.
  static let impacts: [Int] = [5, 7, 10, 12, 15, 17, 20, 22]

  /// The distinct terms of a passage.
  mutating func of(_ text: String) -> [Term] {
    var keys = keys(of: text)
    keys.sort()
    // In multiples of a passage of usual size.
    let length = Double(TokenEstimate.tokens(in: text)) / 220
    let damping = 1.2 * (0.25 + 0.75 * length)
    var result: [Term] = []
    var start = 0
    while start < keys.count {
      var end = start + 1
      while end < keys.count, keys[end] == keys[start] { end += 1 }
      let count = Double(end - start)
      result.append(Term(key: keys[start], impact: Self.step(count * 2.2 / (count + damping))))
      start = end
    }
    return result
  }

  /// The terms of a query, each once, in the order of their first coming.
  mutating func ofQuery(_ text: String) -> [UInt64] {
    var seen: Set<UInt64> = []
    return keys(of: text).filter { seen.insert($0).inserted }
  }

  private static func step(_ value: Double) -> UInt8 {
    let steps = (value - 0.5) / 1.7 * 7
    return UInt8(min(7, max(0, steps.rounded())))
  }

  private mutating func keys(of text: String) -> [UInt64] {
    let tokens = Tokenizer.tokens(of: text)
    var keys: [UInt64] = []
    keys.reserveCapacity(tokens.count * 2)
    var previous: (key: UInt64, end: Int)?
    for token in tokens {
      switch token.kind {
      case .ideograph:
        keys.append(token.key)
        if let previous, previous.end == token.range.lowerBound {
          keys.append(Self.pair(previous.key, token.key))
        }
        previous = (token.key, token.range.upperBound)
      case .number:
        keys.append(token.key)
        previous = nil
      case .word:
        keys.append(stem(token))
        previous = nil
      }
    }
    return keys
  }

  /// FNV-1a over both hashes, so that a pair is no ideograph and its order counts.
  private static func pair(_ left: UInt64, _ right: UInt64) -> UInt64 {
    var hash = StableHash()
    for shift in stride(from: UInt64(0), to: 64, by: 8) {
      hash.add(UInt8(truncatingIfNeeded: left >> shift))
    }
    for shift in stride(from: UInt64(0), to: 64, by: 8) {
      hash.add(UInt8(truncatingIfNeeded: right >> shift))
    }
    return hash.value
  }

  private mutating func stem(_ token: Token) -> UInt64 {
    if let known = stems[token.key] { return known }
    if stems.count >= 100_000 { stems.removeAll(keepingCapacity: true) }
    let stem = Stemmer.stem(token.text).stableHash
    stems[token.key] = stem
    return stem
  }
}

/// A list of phrases in either language, found as sequences of tokens.
///
/// So "as shown above" needs whole words and no punctuation between them, and 如图 matches
/// whatever surrounds it. A phrase that ends in `*` matches words that begin so.
struct Phrases: Sendable {
  private struct Phrase: Sendable {
    var tokens: [String]
    var isPrefix: Bool
  }

  struct Match: Hashable {
    /// Of tokens.
    var range: Range<Int>
  }

  private let byFirst: [String: [Phrase]]
  private var firsts = PhraseSieve()
  /// Phrases of one word that end in `*`.
  private let prefixes: [String]

  init(_ phrases: String...) {
    var byFirst: [String: [Phrase]] = [:]
    var prefixes: [String] = []
    for line in phrases {
      for text in line.split(separator: "|") {
        let isPrefix = text.hasSuffix("*")
        let tokens = Tokenizer.tokens(of: String(isPrefix ? text.dropLast() : text)).map(\.text)
        guard let first = tokens.first else { continue }
        if isPrefix && tokens.count == 1 {
          prefixes.append(first)
        } else {
          byFirst[first, default: []].append(Phrase(tokens: tokens, isPrefix: isPrefix))
        }
      }
    }
    for key in Array(byFirst.keys) {
      byFirst[key]?.sort { $0.tokens.count > $1.tokens.count }  // The longest wins.
    }
    self.byFirst = byFirst
    self.prefixes = prefixes
    for first in byFirst.keys { firsts.insert(PhraseSieve.number(of: first)) }
  }

  /// The longest match that starts at the token.
  func match(in tokens: [Token], at start: Int) -> Match? {
    if firsts.mayContain(tokens[start].sieve), let phrases = byFirst[tokens[start].text] {
      for phrase in phrases where start + phrase.tokens.count <= tokens.count {
        let isFound = phrase.tokens.indices.allSatisfy { offset in
          let token = tokens[start + offset]
          if offset > 0 && token.followsBreak { return false }
          let isLast = offset == phrase.tokens.count - 1
          return phrase.isPrefix && isLast
            ? token.text.hasPrefix(phrase.tokens[offset]) : token.text == phrase.tokens[offset]
        }
        if isFound { return Match(range: start..<start + phrase.tokens.count) }
      }
    }
    if !prefixes.isEmpty, !tokens[start].isIdeograph,
      prefixes.contains(where: { tokens[start].text.utf8.starts(with: $0.utf8) })
    {
      return Match(range: start..<start + 1)
    }
    return nil
  }

  func first(in tokens: [Token], from start: Int = 0) -> Match? {
    var position = start
    while position < tokens.count {
      if let found = match(in: tokens, at: position) { return found }
      position += 1
    }
    return nil
  }

  /// Those that do not overlap, from the left.
  func all(in tokens: [Token]) -> [Match] {
    var matches: [Match] = []
    var position = 0
    while let found = first(in: tokens, from: position) {
      matches.append(found)
      position = found.range.upperBound
    }
    return matches
  }

  func isFound(in tokens: [Token]) -> Bool { first(in: tokens) != nil }
}

/// A set of small numbers that texts are known by: says at once of most texts that they are not in it.
struct PhraseSieve: Sendable {
  private var bits = [UInt64](repeating: 0, count: 64)

  mutating func insert(_ number: UInt16) { bits[Int(number >> 6)] |= 1 << UInt64(number & 63) }

  @inline(__always)
  func mayContain(_ number: UInt16) -> Bool {
    bits[Int(number >> 6)] >> UInt64(number & 63) & 1 == 1
  }

  /// 12 bits of the text's bytes.
  static func number(of text: String) -> UInt16 {
    var hash: UInt32 = 0x811C_9DC5
    for byte in text.utf8 { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
    return UInt16(truncatingIfNeeded: (hash ^ hash >> 15) & 0xFFF)
  }
}

/// A list of phrases in either language, found as sequences of tokens.
///
/// So "as shown above" needs whole words and no punctuation between them, and 如图 matches
/// whatever surrounds it. A phrase that ends in `*` matches words that begin so.
struct Phrases: Sendable {
  private struct Phrase: Sendable {
    /// Of its tokens.
    var keys: [UInt64]
    /// What the last word begins with, where that is all that is asked of it.
    var prefix: String?
  }

  struct Match: Hashable {
    /// Of tokens.
    var range: Range<Int>
  }

  private let byFirst: [UInt64: [Phrase]]
  private var firsts = PhraseSieve()
  /// Phrases of one word that end in `*`, by their first byte.
  private let prefixes: [UInt8: [String]]

  init(_ phrases: String...) {
    var byFirst: [UInt64: [Phrase]] = [:]
    var prefixes: [UInt8: [String]] = [:]
    for line in phrases {
      for text in line.split(separator: "|") {
        let isPrefix = text.hasSuffix("*")
        let tokens = Tokenizer.tokens(of: String(isPrefix ? text.dropLast() : text))
        guard let first = tokens.first, let last = tokens.last else { continue }
        if isPrefix && tokens.count == 1 {
          if let byte = first.text.utf8.first { prefixes[byte, default: []].append(first.text) }
        } else {
          byFirst[first.key, default: []].append(
            Phrase(keys: tokens.map(\.key), prefix: isPrefix ? last.text : nil))
        }
      }
    }
    for key in Array(byFirst.keys) {
      byFirst[key]?.sort { $0.keys.count > $1.keys.count }  // The longest wins.
    }
    self.byFirst = byFirst
    self.prefixes = prefixes
    for first in byFirst.keys { firsts.insert(first) }
  }

  /// Of the tokens that phrases begin with, but for those known by how a word begins.
  var firstKeys: Set<UInt64> { Set(byFirst.keys) }

  /// Whether there are phrases of one word that end in `*`.
  var hasPrefixes: Bool { !prefixes.isEmpty }

  /// The longest match that starts at the token.
  func match(in tokens: [Token], at start: Int) -> Match? {
    let key = tokens[start].key
    if firsts.mayContain(key), let phrases = byFirst[key] {
      for phrase in phrases where start + phrase.keys.count <= tokens.count {
        if stands(phrase, in: tokens, at: start) {
          return Match(range: start..<start + phrase.keys.count)
        }
      }
    }
    if !prefixes.isEmpty, !tokens[start].isIdeograph, opens(tokens[start].text) {
      return Match(range: start..<start + 1)
    }
    return nil
  }

  private func stands(_ phrase: Phrase, in tokens: [Token], at start: Int) -> Bool {
    for offset in 1..<max(1, phrase.keys.count) {
      if tokens[start + offset].followsBreak { return false }
      if offset == phrase.keys.count - 1, let prefix = phrase.prefix {
        return tokens[start + offset].text.hasPrefix(prefix)
      }
      if tokens[start + offset].key != phrase.keys[offset] { return false }
    }
    return true
  }

  /// Whether the word begins with one of the prefixes.
  private func opens(_ word: String) -> Bool {
    let bytes = word.utf8
    guard let first = bytes.first, let candidates = prefixes[first] else { return false }
    return candidates.contains { bytes.starts(with: $0.utf8) }
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

/// Words that tokens are looked up among by their keys.
struct WordSet: Sendable {
  private let keys: Set<UInt64>
  private var sieve = PhraseSieve()

  /// - Parameter words: as tokens have them: folded.
  init(_ words: some Sequence<String>) {
    keys = Set(words.map(\.stableHash))
    for key in keys { sieve.insert(key) }
  }

  @inline(__always)
  func contains(_ token: Token) -> Bool { contains(key: token.key) }

  @inline(__always)
  func contains(key: UInt64) -> Bool { sieve.mayContain(key) && keys.contains(key) }
}

/// A set of keys that may seem to hold more than it does: says at once of most that they are not in it.
struct PhraseSieve: Sendable {
  private var bits = [UInt64](repeating: 0, count: 64)

  mutating func insert(_ key: UInt64) {
    let number = Self.number(of: key)
    bits[number >> 6] |= 1 << UInt64(number & 63)
  }

  @inline(__always)
  func mayContain(_ key: UInt64) -> Bool {
    let number = Self.number(of: key)
    return bits[number >> 6] >> UInt64(number & 63) & 1 == 1
  }

  /// 12 bits of the key.
  @inline(__always)
  private static func number(of key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key ^ key >> 32 ^ key >> 15) & 0xFFF)
  }
}

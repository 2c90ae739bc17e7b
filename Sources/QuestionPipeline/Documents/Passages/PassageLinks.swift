/// Which passages can be asked about together: those that share names or terms that hardly any other passage has.
///
/// A term is a run of two content words, or of four ideographs; each counts the more the fewer passages have it, as in
/// retrieval, and is what both are likely to say something of. A long word alone, or a run of three ideographs, counts a
/// quarter: many names are one word.
struct PassageLinks {
  /// Passages among which links are looked for: the first in the order of their turns.
  private static let most = 4000
  /// A term in more passages than this links none.
  private static let widest = 6

  /// The likeliest partner of each passage, no pair twice, in the order of the passages.
  static func pairs(of passages: [Passage]) -> [[Passage]] {
    let passages = Array(passages.prefix(most))
    let terms = passages.map { self.terms(of: $0) }
    var holders: [UInt64: [Int]] = [:]
    for (place, terms) in terms.enumerated() {
      for term in terms { holders[term.key, default: []].append(place) }
    }
    var seen: Set<[Int]> = []
    var pairs: [[Passage]] = []
    for (place, terms) in terms.enumerated() {
      guard let partner = partner(of: place, terms, holders, passages),
        seen.insert([min(place, partner), max(place, partner)]).inserted
      else { continue }
      pairs.append([passages[place], passages[partner]])
    }
    return pairs
  }

  private static func partner(
    of place: Int, _ terms: [Term], _ holders: [UInt64: [Int]], _ passages: [Passage]
  ) -> Int? {
    var weights: [Int: Int] = [:]
    for term in terms {
      guard let sharing = holders[term.key], (2...widest).contains(sharing.count) else { continue }
      for other in sharing where other != place {
        weights[other, default: 0] += (widest + 2 - sharing.count) * (term.isRun ? 4 : 1)
      }
    }
    let own = passages[place]
    return weights.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.first { entry in
      let other = passages[entry.key]
      return own.isChinese == other.isChinese && !overlap(own, other)
    }?.key
  }

  /// Whether the end of the one is told again at the start of the other.
  private static func overlap(_ left: Passage, _ right: Passage) -> Bool {
    guard left.document == right.document else { return false }
    let (first, second) = left.start <= right.start ? (left, right) : (right, left)
    return second.start < first.start + first.text.unicodeScalars.count
  }

  private struct Term: Hashable {
    var key: UInt64
    /// Whether it is long enough to be hardly anything but a term.
    var isRun: Bool
  }

  private static func terms(of passage: Passage) -> [Term] {
    let width = passage.isChinese ? 4 : 2
    let tokens = Tokenizer.tokens(of: passage.text)
    return runs(of: tokens, width, passage.isChinese).sorted().map { Term(key: $0, isRun: true) }
      + runs(of: tokens, width - 1, passage.isChinese).sorted().map { Term(key: $0, isRun: false) }
  }

  private static func runs(of tokens: [Token], _ width: Int, _ isChinese: Bool) -> Set<UInt64> {
    guard tokens.count >= width else { return [] }
    var result: Set<UInt64> = []
    for start in 0...(tokens.count - width) {
      let run = tokens[start..<start + width]
      guard run.allSatisfy({ isContent($0, isChinese) }),
        run.dropFirst().allSatisfy({ !$0.followsBreak }),
        isChinese || width > 1 || run.allSatisfy({ $0.text.utf8.count >= 6 })
      else { continue }
      var hash: UInt64 = 0xCBF2_9CE4_8422_2325
      for token in run {
        hash =
          (hash ^ (token.kind == .word ? Stemmer.stem(token.text).stableHash : token.key))
          &* 0x9E37_79B9_7F4A_7C15
        hash ^= hash >> 31
      }
      result.insert(hash)
    }
    return result
  }

  private static func isContent(_ token: Token, _ isChinese: Bool) -> Bool {
    if isChinese {
      return token.isIdeograph && !QuestionWords.functionIdeographTokens.contains(token)
    }
    return token.kind == .word && !QuestionWords.functionTokens.contains(token)
  }
}

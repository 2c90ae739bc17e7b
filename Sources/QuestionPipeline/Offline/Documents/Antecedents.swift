/// Looks for what the pronouns of a sentence stand for: a question may quote the sentence alone.
///
/// It is not grammar, but prefers losing a sentence to leaving a pronoun without its noun: a pronoun is trusted only
/// where a noun of its number stands before it and, unless it is a possessive, a new clause has begun in between.
enum Antecedents {
  /// Whether an English sentence or clause has a pronoun whose noun it does not hold.
  static func isMissing(in text: String) -> Bool {
    let words = text.split(separator: " ")
    var hasClause = false
    var hasPlural = false
    // "Castle Street" is nobody: a person is told by a title, or by two names that open the sentence.
    var hasPerson = words.count > 1 && isName(words[0]) && isName(words[1])
    var nouns = 0
    // The clause that opens the sentence is no help: "If the wind turns, it stops."
    var opening = words.first.map { subordinating.contains($0.lowercased()) } ?? false
    for (index, raw) in words.enumerated() {
      let word = raw.lowercased().filter { $0.isLetter || $0 == "'" || $0 == "’" }
      let bare = String(word.prefix { $0.isLetter })
      let isSettled = hasClause && !opening && nouns >= 1 && index >= 2
      switch bare {
      case "this", "these", "those": return true
      case "such":
        if index + 1 == words.count || !["as", "that"].contains(words[index + 1].lowercased()) {
          return true
        }
      case "it", "itself":
        if !(isSettled || bare == "itself" && nouns >= 1) { return true }
      case "they", "them", "themselves":
        if !(hasPlural && (isSettled || bare == "themselves")) { return true }
      case "its": if nouns < 1 || index < 2 { return true }
      case "their", "theirs": if !hasPlural || index < 2 { return true }
      case "he", "she", "him", "her", "his", "hers": if !hasPerson { return true }
      case "there":
        let next = index + 1 < words.count ? words[index + 1].lowercased() : ""
        if !["is", "are", "was", "were", "must", "may", "can", "has", "have"].contains(next) {
          return true
        }
      default:
        if subordinating.contains(bare) || joining.contains(bare) { hasClause = true }
        if isNoun(bare) { nouns += 1 }
        if isPlural(bare) { hasPlural = true }
        if titles.contains(bare) { hasPerson = true }
      }
      if bare == "and" { hasPlural = hasPlural || nouns >= 1 }
      if raw.hasSuffix(";") || raw.hasSuffix(":") {
        (hasClause, hasPlural, hasPerson, nouns, opening) = (false, false, false, 0, false)
      } else if raw.hasSuffix(",") {
        hasClause = true
      }
      // The main clause has had its subject and verb: what follows may go back to them.
      if opening, nouns >= 3, subordinating.contains(bare), index > 3 { opening = false }
    }
    return false
  }

  /// Whether a Chinese sentence or clause says 它, 他, 她 or 该 of something that it does not name before.
  static func isMissing(inChinese text: String) -> Bool {
    let known = ["其他", "其它", "他人", "吉他", "他国", "应该", "该不该", "活该", "利他", "尤其", "极其", "其实", "与其"]
    let plain = known.reduce(text) { $0.replacing($1, with: "　") }
    for pronoun in ["它", "他", "她", "该", "其"] {
      guard let found = Text.range(of: pronoun, in: plain) else { continue }
      let head = plain[..<found.lowerBound]
      guard let pause = head.lastIndex(where: { "，,、".contains($0) }),
        head[..<pause].unicodeScalars.filter(Fold.isHan).count >= 4,
        !head.contains("；"), !conditions.contains(where: { head.hasPrefix($0) })
      else {
        // "…因为它…" and possessives behind a noun of the same clause: "各国及其首都".
        let isSettled =
          head.unicodeScalars.filter(Fold.isHan).count >= 6
          && ["因为", "但", "及", "与", "和"].contains { head.hasSuffix($0) }
        if isSettled { continue }
        return true
      }
    }
    return false
  }

  private static func isName(_ word: Substring) -> Bool {
    let small = word.lowercased()
    return word.first?.isUppercase == true && word.dropFirst().allSatisfy { $0.isLowercase }
      && !empty.contains(small) && !subordinating.contains(small)
      && !["a", "an", "in", "on", "at", "to", "by", "of"].contains(small)
  }

  private static func isNoun(_ word: String) -> Bool {
    word.count > 2 && !subordinating.contains(word) && !joining.contains(word)
      && !empty.contains(word)
  }

  private static func isPlural(_ word: String) -> Bool {
    plurals.contains(word)
      || word.count > 3 && word.hasSuffix("s")
        && !["ss", "us", "is"].contains { word.hasSuffix($0) }
        && !notPlural.contains(word)
  }

  private static let subordinating: Set<String> = [
    "because", "which", "that", "when", "if", "since", "while", "whereas", "although", "though",
    "after", "before", "until", "unless", "where", "as", "once", "who", "than", "whenever", "so",
  ]
  private static let joining: Set<String> = ["and", "but", "or", "nor", "yet"]
  private static let empty: Set<String> = [
    "the", "and", "for", "with", "from", "into", "over", "under", "more", "most", "about", "only",
    "not", "was", "were", "are", "has", "have", "had", "can", "may", "must", "will", "shall",
    "been", "being", "than", "then", "also", "all", "any", "some", "per", "out", "off", "unlike",
    "does", "did", "every", "each",
  ]
  private static let notPlural: Set<String> = [
    "does", "always", "perhaps", "sometimes", "besides", "towards", "across", "unless", "whereas",
    "gives", "takes", "makes", "costs", "holds", "keeps", "needs", "drops", "turns", "runs",
    "says", "uses", "leads", "stops", "comes", "goes", "becomes", "remains", "contains",
  ]
  private static let plurals: Set<String> = [
    "people", "children", "men", "women", "police", "mice", "data", "sheep", "cattle", "bacteria",
    "feet", "teeth", "geese", "fungi", "media", "criteria",
  ]
  private static let titles: Set<String> = ["mr", "ms", "mrs", "dr", "professor", "mayor"]
  private static let conditions = ["如果", "若", "当", "由于", "虽然", "一旦"]
}

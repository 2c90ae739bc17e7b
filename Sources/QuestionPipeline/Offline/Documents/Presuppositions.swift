/// Tells sentences that say enough by themselves from those that lean on the one before without a pronoun: "The third
/// attempt failed", 完成后复测.
///
/// A sentence that opens its paragraph is quoted without what stands before, and only the headings above it are named
/// beside it. Like `Antecedents` it is not grammar, and prefers losing a sentence.
struct Presuppositions {
  let tongue: Tongue
  /// What the questions name beside the sentence.
  let headings: [String]

  /// - Parameter opens: whether the sentence opens its paragraph.
  func isMissing(in text: String, of passage: String, opens: Bool) -> Bool {
    if tongue == .english { return english(text, passage) }
    // 如改用薄纸，…: instead of what, the sentence before tells.
    return chinese(text) || !opens && ["如", "若", "一旦"].contains { text.hasPrefix($0) }
  }

  private func english(_ text: String, _ passage: String) -> Bool {
    let words = text.split(separator: " ").map(String.init)
    let lowered = words.map { $0.lowercased().filter { $0.isLetter || $0.isNumber } }
    guard words.count > 3 else { return true }
    // "When calcium falls, that screening weakens"
    let isPointing = zip(words, lowered.dropFirst()).contains { $0.hasSuffix(",") && $1 == "that" }
    if isPointing || words.contains("none") || lowered[0] == "none" || words.prefix(4).contains("–")
    {
      return true
    }
    if Self.pointers.contains(where: { Text.contains(text, $0) }) { return true }
    if Self.hasBareLetter(words) || hasLetterOfAPlace(words, lowered)
      || namesOneUntold(words, lowered) || isPartOfUntold(words, lowered)
    {
      return true
    }
    if lowered[0] == "of", lowered[1] == "the", words[2].first?.isNumber == true { return true }
    // "Option B uses more", "Phase two begins in May"
    if Self.ordered.contains(lowered[0]),
      lowered[1].count == 1 || lowered[1].first?.isNumber == true || Self.isVerb(lowered[1])
        || PassageSentences.counts.contains(lowered[1])
    {
      return true
    }
    // "The first, on 28 April, was a drill", "In the new one there were 44"
    if lowered[0] == "the", Self.ordinals.contains(lowered[1]), words[1].hasSuffix(",") {
      return true
    }
    if lowered.indices.dropLast(2).contains(where: {
      lowered[$0] == "the" && ["one", "ones"].contains(lowered[$0 + 2])
    })
      || hasEarlyPronoun(words, lowered)
    {
      return true
    }
    return !Self.isStatement(text, passage: passage) || isUnnamed(lowered)
  }

  /// "The heating near B": a letter that a drawing explains.
  private func hasLetterOfAPlace(_ words: [String], _ lowered: [String]) -> Bool {
    zip(lowered, words.dropFirst()).contains { before, word in
      let letters = word.filter { $0.isLetter }
      return letters.count == 1 && letters != "a" && letters != "I"
        && (PassageSentences.prepositions.contains(before) || before == "near")
        && letters == letters.uppercased()
    }
  }

  /// Whether which one is meant was said before.
  private func namesOneUntold(_ words: [String], _ lowered: [String]) -> Bool {
    if lowered[0] == "the" {
      // "The woman of seventy-one is …"
      if lowered[2] == "of", words.count > 4, Self.isNumeral(words[3]) { return true }
      // "The man who saw it off was …": what?
      if ["who", "that", "which"].contains(lowered[2]),
        words.prefix(8).contains(where: { ["it", "him", "her"].contains($0) })
      {
        return true
      }
    }
    // "PTH itself is a chain": as against what?
    if lowered.prefix(4).contains(where: { $0 == "itself" || $0 == "themselves" }) { return true }
    // "£1,860 for the six"
    return zip(lowered, words.dropFirst()).contains { before, word in
      before == "the" && PassageSentences.counts.contains(word.lowercased().filter(\.isLetter))
        && word.last.map { ".,;".contains($0) } == true
    }
  }

  /// "No. Dr Vass had looked at …", "Not all of the cases …", "All others are minor"
  private func isPartOfUntold(_ words: [String], _ lowered: [String]) -> Bool {
    if ["No.", "Yes.", "No,", "Yes,"].contains(words[0]), words[1].first?.isUppercase == true {
      return true
    }
    if lowered[0] == "all", ["other", "others"].contains(lowered[1]) { return true }
    guard Self.parts.contains(lowered[0]), let of = lowered.prefix(4).firstIndex(of: "of"),
      of + 1 < lowered.count,
      ["the", "these", "those", "them"].contains(lowered[of + 1])
    else { return false }
    return isUnnamedPart(lowered)
  }

  /// Whether a single letter stands for something that is not named before it, as in "vitamin C".
  static func hasBareLetter(_ words: [some StringProtocol]) -> Bool {
    zip(words, words.dropFirst()).contains { before, word in
      word.count == 1 && ("B"..."H").contains(String(word))
        && !lettered.contains(before.lowercased())
    }
  }

  private static let lettered: Set<String> = [
    "vitamin", "vitamins", "hepatitis", "group", "grade", "factor", "protein", "type", "class",
    "size", "virus", "string", "note", "key", "to", "in", "immunoglobulin", "coenzyme", "plan",
  ]

  /// "Most of the cases": which, no heading says.
  private func isUnnamedPart(_ lowered: [String]) -> Bool {
    guard let of = lowered.firstIndex(of: "of"), of + 2 < lowered.count else { return true }
    let names = Set(
      headings.flatMap { $0.lowercased().split { !$0.isLetter }.map { Self.stem($0) } })
    // "Some of the growers at Norholt"
    if lowered[(of + 2)...].prefix(4).dropFirst().contains(where: {
      ["of", "at", "in", "from", "who", "that"].contains($0)
    }) {
      return false
    }
    return !lowered[(of + 2)...].prefix(2).contains { names.contains(Self.stem($0)) }
  }

  private static let parts: Set<String> = [
    "not", "most", "some", "many", "all", "few", "several", "none", "half", "both", "two", "three",
    "four", "five", "six", "one", "another",
  ]

  /// Whether a sentence points beyond what is shown before it: "by the same 80 m", "in most of the 27", "those gaps".
  func isMissing(in text: String, behind lead: String) -> Bool {
    guard tongue == .english else { return false }
    func words(_ text: String) -> [String] {
      text.lowercased().split(separator: " ").map { $0.filter { $0.isLetter || $0.isNumber } }
    }
    let sentence = words(text)
    var told = Set(words(lead).map { Self.stem($0) })
    for (index, word) in sentence.enumerated() {
      let next = sentence[(index + 1)...].prefix(2).map { Self.stem($0) }
      let opensPhrase =
        word == "those" || word == "these"
        || word == "same" && index > 0
          && sentence[index - 1] == "the"
      let isPhrase = next.first.map { !PassageSentences.prepositions.contains($0) } == true
      if opensPhrase, isPhrase, !next.contains(where: { told.contains($0) }) { return true }
      if word == "the", let count = next.first, count.first?.isNumber == true,
        !told.contains(count)
      {
        let behind = index + 3 < sentence.count ? sentence[index + 3] : ""
        if next.count < 2 || !PassageSentences.prepositions.contains(behind) { return true }
      }
      told.insert(Self.stem(word))
    }
    return false
  }

  /// "Within 60 s of its removal, subject it …": the noun is still to come.
  private func hasEarlyPronoun(_ words: [String], _ lowered: [String]) -> Bool {
    guard PassageSentences.prepositions.contains(lowered[0]) || Self.leading.contains(lowered[0])
    else { return false }
    let comma = words.firstIndex { $0.hasSuffix(",") } ?? words.endIndex
    return lowered[..<comma].contains { ["it", "its", "they", "their", "them"].contains($0) }
  }

  /// Whether an English sentence has a subject and a verb: "Take four samples", "Would take a day" and "Condition which
  /// begins …" do not.
  /// - Parameter followsOn: whether it may open with what goes on from the sentence before.
  static func isStatement(_ text: String, passage: String, followsOn: Bool = false) -> Bool {
    let words = text.split(separator: " ").map(String.init)
    let lowered = words.map { $0.lowercased().filter { $0.isLetter || $0.isNumber } }
    // "To award the contract to …" completes what stands above it.
    guard words.count > 3, !auxiliaries.contains(lowered[0]),
      lowered[0] != "to" || Text.contains(text, ", first "),
      !["which", "that", "who", "whose"].contains(lowered[1])
    else { return false }
    if articles.contains(lowered[0]) { return hasVerb(lowered) }
    if openings.contains(lowered[0]) || words[0].first?.isNumber == true { return true }
    if followsOn, PassageSentences.openers.contains(lowered[0]) { return true }
    // "Dr Asante, project vet; Sheila Drever, council health." lists who was there.
    if isName(words, passage) {
      return !text.contains(";")
        || lowered.contains { auxiliaries.contains($0) || pasts.contains($0) || $0.hasSuffix("ed") }
    }
    if isPlural(lowered[0]) { return true }
    // "Digits, in which the range is divided …" has the verb of its clause alone.
    let main = lowered.prefix(11).prefix {
      !["which", "that", "who", "whose", "where"].contains($0)
    }
    return main.contains { auxiliaries.contains($0) }
  }

  /// Whether something outside a relative clause may be a verb: "A power brick of 5 V" has none.
  private static func hasVerb(_ lowered: [String]) -> Bool {
    lowered.dropFirst(2).prefix { !["which", "that", "who", "whose"].contains($0) }.contains {
      isVerb($0)
    } || lowered.suffix(8).contains { auxiliaries.contains($0) }
  }

  /// "Inspectors visit each of the stations": no order begins so.
  private static func isPlural(_ word: String) -> Bool {
    word.count > 3 && word.hasSuffix("s") && !["ss", "us", "is"].contains { word.hasSuffix($0) }
  }

  /// Two capitals, or a word that has its capital within sentences, too.
  private static func isName(_ words: [String], _ passage: String) -> Bool {
    if words[1].first?.isUppercase == true { return true }
    let name = words[0].filter { $0.isLetter || $0 == "-" }
    return Text.occurrences(of: " " + name, in: passage).contains { place in
      passage[..<place.lowerBound].last.map { $0.isLetter || $0 == "," } ?? false
    }
  }

  private static func isNumeral(_ word: String) -> Bool {
    word.first?.isNumber == true || tens.contains { word.lowercased().hasPrefix($0) }
      || PassageSentences.counts.contains(word.lowercased())
  }

  private static let tens = [
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
  ]

  /// "The society puts its loss at …": which, no heading says, and nothing behind it.
  private func isUnnamed(_ lowered: [String]) -> Bool {
    guard lowered[0] == "the" else { return false }
    // Up to the verb; what is "of", "in" or "that" something is told by that.
    guard
      let verb = lowered.indices.dropFirst(2).prefix(3).first(where: { Self.isVerb(lowered[$0]) }),
      !lowered[1..<verb].contains(where: { PassageSentences.prepositions.contains($0) })
    else { return false }
    let isDefining =
      ["is", "are"].contains(lowered[verb]) && verb + 1 < lowered.count
      && ["a", "an", "the", "one"].contains(lowered[verb + 1])
    guard !isDefining else { return false }
    let noun = Self.stem(lowered[verb - 1])
    return !headings.contains { heading in
      heading.lowercased().split { !$0.isLetter }.contains { Self.stem($0) == noun }
    }
  }

  private static func isVerb(_ word: String) -> Bool {
    auxiliaries.contains(word) || pasts.contains(word) || PassageSentences.verbs.contains(word)
      || PassageSentences.pasts.contains(word) || word.hasSuffix("ed")
      || word.hasSuffix("s") && !word.hasSuffix("ss") && !word.hasSuffix("us")
  }

  private static func stem(_ word: some StringProtocol) -> String {
    word.hasSuffix("s") ? String(word.dropLast()) : String(word)
  }

  private static let pointers = [
    " that first ", " that last ", " at that ", " in that ", " of that ", " for that ", " by that ",
    " from that ", " to that ", " on that ", " attempts", " = ",
  ]
  private static let ordered: Set<String> = [
    "option", "variant", "version", "phase", "stage", "step", "item", "part", "batch", "group",
    "case", "plan", "bits", "bit", "code", "number", "condition", "transport", "results",
  ]
  private static let ordinals: Set<String> = [
    "first", "second", "third", "fourth", "last", "next", "other", "others", "rest",
  ]
  private static let leading: Set<String> = [
    "when", "if", "since", "because", "while", "as", "where", "until", "unless", "once", "although",
    "despite", "during", "without",
  ]
  private static let auxiliaries: Set<String> = [
    "is", "are", "was", "were", "has", "have", "had", "shall", "must", "may", "can", "could",
    "will", "would", "should", "does", "did", "do", "might",
  ]
  private static let pasts: Set<String> = [
    "said", "found", "told", "rose", "fell", "grew", "ran", "put", "met", "set", "kept", "held",
    "saw", "sold", "bought", "led", "won", "lost", "paid", "spent", "wrote", "drew", "built",
    "gave",
    "sent", "brought", "chose", "fed", "cut", "became", "began", "stood", "lay", "sat", "wore",
    "broke", "drove", "thought", "felt", "knew", "taught", "caught", "spoke", "shut", "hit",
  ]
  private static let articles: Set<String> = ["a", "an", "the"]
  private static let openings: Set<String> = [
    "every", "all", "some", "many", "most", "several", "no", "about", "around",
    "nearly", "almost", "roughly", "more", "fewer", "less", "at", "in", "on", "by", "since", "when",
    "if", "because", "although", "though", "while", "after", "before", "until", "with", "without",
    "during", "from", "under", "over", "between", "among", "unlike", "within", "where",
    "whereas", "unless", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "twelve", "twenty", "half",
  ]
}

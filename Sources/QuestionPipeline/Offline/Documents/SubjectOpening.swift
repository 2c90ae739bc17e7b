/// The first word of an English sentence as it stands in mid-sentence, where that can be told.
///
/// "The shell" loses its capital, "Brenner" keeps it; of "Lime" at the only place where it occurs nobody knows.
struct SubjectOpening {
  let text: String
  /// Whether the first letter is known to be right; else it is the one that opens the sentence.
  let isSure: Bool

  /// - Parameter passage: where the words may stand elsewhere, too.
  init(_ subject: String, in passage: String) {
    let words = subject.split(separator: " ")
    guard let first = words.first, first.first?.isUppercase == true,
      first.dropFirst().allSatisfy({ $0.isLowercase || $0 == "-" || $0 == "'" || $0 == "’" }),
      !Self.titles.contains(String(first))
    else {
      (text, isSure) = (subject, true)
      return
    }
    let small = first.prefix(1).lowercased() + first.dropFirst()
    let next = words.count > 1 ? String(words[1]) : ""
    if Self.isName(first, in: passage) {
      (text, isSure) = (subject, true)
    } else if Self.function.contains(small) || Self.suffixes.contains(where: small.hasSuffix)
      || Text.occurrences(of: small, in: passage).first != nil || Self.isPlural(small, next)
    {
      (text, isSure) = (small + subject.dropFirst(first.count), true)
    } else {
      (text, isSure) = (subject, false)
    }
  }

  /// Whether it stands with its capital in the middle of a sentence.
  private static func isName(_ word: Substring, in passage: String) -> Bool {
    Text.occurrences(of: String(word), in: passage).contains { range in
      let before = passage[..<range.lowerBound].suffix(2)
      return before.count == 2 && before.last == " "
        && (before.first!.isLetter || before.first == ",")
    }
  }

  /// "Dogs need", "Shells are": no name takes the verb of a plural.
  private static func isPlural(_ word: String, _ next: String) -> Bool {
    word.hasSuffix("s") && !["ss", "us", "is"].contains { word.hasSuffix($0) }
      && pluralVerbs.contains(next)
  }

  private static let titles: Set<String> = [
    "Mr", "Ms", "Mrs", "Dr", "Professor", "Sir", "Lady", "Lord", "Saint", "St",
  ]
  private static let function: Set<String> = [
    "the", "a", "an", "in", "on", "at", "by", "with", "from", "after", "before", "during",
    "under", "over", "between", "within", "since", "until", "into", "about", "around", "nearly",
    "most", "many", "some", "every", "all", "few", "several", "when", "no", "more", "large",
    "small", "new", "old", "modern", "two", "three", "four", "five", "six", "seven", "eight",
    "nine", "ten", "twelve", "any", "without", "fewer", "less", "half", "both", "each", "to",
    "long", "short", "high", "low", "cold", "hot", "warm", "dry", "wet", "heavy", "light", "big",
    "early", "late", "good", "bad", "hard", "soft", "young", "older", "newer", "people",
    "children", "water", "food", "air", "if", "because", "although", "while", "today",
  ]
  private static let suffixes = [
    "ing", "ive", "tion", "sion", "ment", "ness", "ity", "ous", "able", "ible", "ed", "ly", "ance",
    "ence", "ers", "ors", "ists", "ages", "ties", "ions", "ments",
  ]
  private static let pluralVerbs: Set<String> = [
    "are", "were", "have", "do", "need", "must", "shall", "may", "can", "should", "cannot", "take",
    "cost", "use", "hold", "weigh", "grow", "live", "contain", "consist", "form", "pay", "lose",
    "prefer", "tend", "keep", "make", "give", "get", "run", "show", "require", "that", "which",
    "of", "with", "and", "in", "on", "for", "from", "at", "without", "along",
  ]
}

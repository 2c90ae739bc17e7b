/// How a question is built: how it opens, how much comes before what it asks, how it ends.
///
/// Of what raters of QGEval (Fu et al. 2024) marked down, this much shows in the wording alone. The forms are those of
/// English; for other languages only lengths, repetition and the last mark are looked at.
struct QuestionShape: Sendable, Hashable {
  /// In words, an ideograph counting half.
  private(set) var longestSentence = 0.0
  /// Words that come before the interrogative of a sentence that opens as a statement: "X is a film by Y, born in which
  /// year?"
  private(set) var lead = 0.0
  /// Asks in the midst of a statement by the word order of a question: "a balance between two what is the way of".
  private(set) var hasStrayInversion = false
  /// Ends in a list whose last member is to be found: "a poet, a playwright, and what?"
  private(set) var endsInOpenList = false
  /// Opens with an interrogative or an auxiliary, perhaps after a preposition.
  private(set) var opensAsQuestion = false
  /// Opens with a verb that demands something.
  private(set) var opensAsDemand = false
  /// Ends with a question mark, yet asks by no word.
  private(set) var isStatementWithMark = false
  /// Has none of the marks that end a sentence.
  private(set) var lacksMark = false
  /// Fewer than three words (six ideographs), and no demand among them.
  private(set) var isTiny = false
  /// Runs of three words (eight ideographs) that come again.
  private(set) var repeats = 0
  /// Points at something before the question: "these methods", "two other kinds".
  private(set) var pointsBack = false

  init(_ text: InspectedText, language: LanguageTag) {
    let tokens = text.tokens
    let sentences = Sentences.runs(of: tokens, in: text.prose)
    longestSentence =
      sentences.lazy.map { sentence in
        sentence.reduce(0.0) { $0 + ($1.isIdeograph ? 0.5 : 1) }
      }.max() ?? 0
    repeats = Self.repeatedRuns(tokens)
    lacksMark = !Self.isMarked(text)
    let asking = Self.askingSentence(text, sentences)
    let words = asking.map(\.text)
    if language.isChinese {
      isTiny = text.length < 3 && !text.hasCode && lacksMark
      return
    }
    guard language.isEnglish, let first = words.first else { return }
    let interrogatives = words.indices.filter { QuestionWords.interrogative.contains(words[$0]) }
    opensAsQuestion =
      QuestionWords.interrogative.contains(first) || Self.auxiliaries.contains(first)
      || Self.prepositions.contains(first)
        && words.dropFirst().prefix(2).contains(where: QuestionWords.interrogative.contains)
    opensAsDemand = EnglishDemands.opensWithVerb(words)
    let asks = opensAsQuestion || opensAsDemand
    if !asks, let last = interrogatives.last {
      lead = Double(last)
      endsInOpenList = last > 0 && words.count - last <= 4 && words[last - 1] == "and"
      hasStrayInversion = interrogatives.contains { Self.isStrayInversion($0, words, asking) }
    }
    isStatementWithMark = !asks && interrogatives.isEmpty && Self.endsWithQuestionMark(text)
    isTiny = tokens.count < 3 && !asks && !text.hasCode && !Self.endsWithQuestionMark(text)
    pointsBack =
      text.tokens.count == asking.count
      && (words.prefix(5).contains { ["other", "another", "others"].contains($0) }
        || words.prefix(6).contains { ["this", "these", "those"].contains($0) })
  }

  /// The last sentence that ends with a question mark, or else the last.
  private static func askingSentence(
    _ text: InspectedText, _ sentences: [ArraySlice<Token>]
  ) -> [Token] {
    let asking = sentences.last { sentence in
      let end = sentence.last!.range.upperBound
      return text.prose[end...].prefix(3).contains { $0 == "?" || $0 == "？" }
    }
    return Array(asking ?? sentences.last ?? [])
  }

  private static func isStrayInversion(
    _ index: Int, _ words: [String], _ tokens: [Token]
  ) -> Bool {
    index > 0 && index + 1 < words.count && ["what", "how", "why"].contains(words[index])
      && auxiliaries.contains(words[index + 1]) && !tokens[index].followsBreak
      && !["and", "or", "but"].contains(words[index - 1])
  }

  private static func isMarked(_ text: InspectedText) -> Bool {
    var end = text.scalars.count
    while end > 0, text.scalars[end - 1].isSpace { end -= 1 }
    guard end > 0 else { return false }
    let last = text.prose[end - 1]
    if last == InspectedText.hidden || SentenceEnd.isTerminal(last) { return true }
    return ["\"", "”", ")", "）", "」", "』", ":", "：", "…", "_", "'", "’"].contains(last)
  }

  private static func endsWithQuestionMark(_ text: InspectedText) -> Bool {
    let last = text.prose.last { !$0.isSpace }
    return last == "?" || last == "？"
  }

  private static func repeatedRuns(_ tokens: [Token]) -> Int {
    guard tokens.count >= 6 else { return 0 }
    let width = tokens.count(where: \.isIdeograph) * 2 > tokens.count ? 8 : 3
    guard tokens.count > width else { return 0 }
    var runs: [UInt64] = []
    runs.reserveCapacity(tokens.count)
    for start in 0...(tokens.count - width) {
      var hash: UInt64 = 0
      for index in start..<(start + width) {
        hash = (hash ^ tokens[index].key) &* 0x9E37_79B9_7F4A_7C15
        hash ^= hash >> 29
      }
      runs.append(hash)
    }
    runs.sort()
    return zip(runs, runs.dropFirst()).count { $0 == $1 }
  }

  private static let auxiliaries: Set<String> = [
    "is", "are", "was", "were", "do", "does", "did", "can", "could", "will", "would", "should",
    "has", "have", "had", "may", "might", "must", "am",
  ]
  private static let prepositions: Set<String> = [
    "in", "on", "at", "for", "to", "from", "by", "with", "of", "during", "under", "after",
    "before", "between", "about", "as", "through", "into", "until", "since", "along", "besides",
    "according", "unlike", "while", "when", "if", "given",
  ]
}
